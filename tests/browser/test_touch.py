"""A finger on the map: a swipe scrolls the page, a tap lets the map be moved until one outside."""

import pytest
from conftest import goto, map_state, settle


def swipe(page, chart, pixels: int) -> None:
    """Draw a finger over the middle of a chart, up or down."""
    box = chart.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)

    def send(kind: str, *places: tuple[float, float]) -> None:
        """Tell the browser where the finger is."""
        points = [{"x": at[0], "y": at[1]} for at in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", (x, y))
    for part in range(1, 11):
        send("touchMove", (x, y + pixels * part / 10))
        page.wait_for_timeout(20)
    send("touchEnd")
    page.wait_for_timeout(500)


def scrolled(page) -> float:
    """Return how far the page is scrolled."""
    return page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")


@pytest.mark.parametrize("axes", [2, 3])
def test_a_swipe_scrolls_and_a_tap_lets_the_map_be_moved(new_page, app_server, axes):
    """In 2D the range of an axis shows whether the map was moved, in 3D the camera."""
    page = new_page(390, 844, has_touch=True, is_mobile=True)
    goto(page, app_server if axes == 2 else f"{app_server}/?view=3D")
    chart = page.locator(f".st-key-map_{axes} .segmentation-figure")
    hint = page.locator(f".st-key-map_{axes} .segmentation-hint")
    seen = {2: "range", 3: "eye"}[axes]
    before = map_state(page, axes)[seen]
    page.wait_for_timeout(1_500)
    chart.scroll_into_view_if_needed()

    top = scrolled(page)
    swipe(page, chart, -150)
    assert scrolled(page) > top + 80
    assert map_state(page, axes)[seen] == before
    assert hint.inner_text() == "Tap the map to zoom or turn it."

    chart.scroll_into_view_if_needed()
    chart.tap(position={"x": 60, "y": 200})
    settle(page)
    assert hint.inner_text().startswith("Drag to zoom or turn.")
    top = scrolled(page)
    swipe(page, chart, -100)
    assert scrolled(page) == top
    assert map_state(page, axes)[seen] != before

    page.locator(f".st-key-map_{axes} .segmentation-title").tap()
    assert hint.inner_text() == "Tap the map to zoom or turn it."
