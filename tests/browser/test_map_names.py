"""The names on the map as they are drawn: all there, none over another, on a laptop and a phone."""

import pytest
from conftest import goto, map_state

BOXES = """axes => Array.from(
    document.querySelectorAll(
        [`annotation`, `annotation-scene`].map(name => `.st-key-map_${axes} .${name}`).join()),
    each => {
        const box = (each.querySelector('rect.bg') || each).getBoundingClientRect();
        return [box.left, box.top, box.right, box.bottom, each.textContent];
    })"""


def covered(first: list, second: list) -> float:
    """Return how many square pixels two boxes share."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return max(across, 0) * max(down, 0)


QUICK = {(2, 1920), (9, 390)}


@pytest.mark.parametrize(
    ("k", "width"),
    [
        pytest.param(k, width, marks=() if (k, width) in QUICK else pytest.mark.slow)
        for k in (2, 5, 9, 15)
        for width in (1280, 1920, 390)
    ],
)
def test_every_segment_has_its_name_and_none_covers_another(new_page, app_server, width, k):
    """Boxes of the names, in pixels of the screen."""
    page = new_page(width, 900)
    goto(page, f"{app_server}/?k={k}")
    map_state(page, 2)
    page.wait_for_timeout(500)
    boxes = page.evaluate(BOXES, 2)
    assert len({box[4] for box in boxes}) == k
    over = [
        (a[4], b[4], covered(a, b))
        for at, a in enumerate(boxes)
        for b in boxes[:at]
        if covered(a, b) > 4
    ]
    assert not over


def test_a_space_shows_the_names_too(page, app_server):
    """In three axes, at the centres as the camera first sees them."""
    goto(page, f"{app_server}/?view=3D")
    map_state(page, 3)
    page.wait_for_timeout(800)
    boxes = page.evaluate(BOXES, 3)
    assert {box[4] for box in boxes} >= {"Mainstream customers", "Tight budgets"}
    assert not [1 for at, a in enumerate(boxes) for b in boxes[:at] if covered(a, b) > 4]
