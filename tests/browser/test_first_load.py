"""What a first visitor fetches: counts of bytes and files, never times."""

import urllib.request
from collections import Counter

import pytest
from conftest import goto

WIDE_ICONS = """() => [...document.querySelectorAll("[data-testid=stIconMaterial]")]
    .filter(icon => icon.scrollWidth > 1.5 * parseFloat(getComputedStyle(icon).fontSize))
    .map(icon => icon.textContent)"""
"""Icons that the font lacks: they are written out as words."""


def fetched(page) -> Counter:
    """Count the bytes that a page fetches from now on, by file."""
    sizes, names = Counter(), {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.requestWillBeSent", lambda e: names.update({e["requestId"]: e["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({names[e["requestId"]].rsplit("/", 1)[-1]: e["encodedDataLength"]}),
    )
    return sizes


def until_quiet(page, sizes: Counter) -> None:
    """Wait until nothing has come for two seconds: parts of the page may follow its chart."""
    before = -1
    while sizes.total() != before:
        before = sizes.total()
        page.wait_for_timeout(2_000)


def test_a_first_visit_is_small_and_a_second_nearly_nothing(page, app_server):
    """Compressed, kept by the browser, and without what only charts of the graphics card need.

    The second file of the chart library comes once, with the first chart that needs it; by a link
    to that, without a click.
    """
    sizes = fetched(page)
    goto(page, app_server)
    page.locator(".segmentation-figure[data-drawn]").first.wait_for()
    until_quiet(page, sizes)
    assert 900_000 < sizes.total() < 1_450_000
    assert sizes["shared.js"] > 0
    assert not sizes["gl.js"]
    assert page.evaluate(WIDE_ICONS) == []
    sizes.clear()
    goto(page, app_server)
    assert sizes.total() < 20_000
    page.get_by_text("3D", exact=True).click()
    in_space = page.locator(".st-key-map_3 .segmentation-figure[data-drawn] canvas").first
    in_space.wait_for()
    assert sizes["gl.js"] > 200_000
    sizes.clear()
    goto(page, f"{app_server}/?view=3D")
    in_space.wait_for()
    assert sizes["gl.js"] < 20_000


@pytest.mark.parametrize(
    "path", ["/", "/report", "/app/static/charts/chart.js", "/_stcore/health", "/api/health"]
)
def test_every_answer_of_the_server_is_guarded(app_server, path):
    """Pages, static files and the service alike, whoever answers."""
    for encoding in ("identity", "gzip"):
        request = urllib.request.Request(  # noqa: S310 - of this machine
            app_server + path, headers={"accept": "text/html", "accept-encoding": encoding}
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
