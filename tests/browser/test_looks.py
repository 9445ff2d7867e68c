"""How the pages look and read: narrow and wide, light and dark, to eyes and to screen readers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import goto, map_state, settle

PAGES = (
    "",
    "data",
    "explore",
    "how_many",
    "profiles",
    "plan",
    "report",
    "compare",
    "score",
    "learn",
)

# Streamlit's own frame and tables, not ours to change.
NOT_OURS = {"landmark-one-main", "region", "page-has-heading-one", "scrollable-region-focusable"}

FRAMED = "getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingTop === '52px'"
"""Whether our own style is on the page."""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_nothing_is_wider_than_the_screen(new_page, app_server, path, scheme, width):
    """No page scrolls sideways, on a laptop or a phone."""
    page = new_page(width, 844, scheme)
    goto(page, f"{app_server}/{path}")
    page.wait_for_selector("h1")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_take_the_colours_of_the_theme(new_page, app_server, scheme):
    """The same slot has a colour for light and one for dark."""
    page = new_page(scheme=scheme)
    goto(page, app_server)
    from segmentation.charts.theme import segment_color, theme

    expected = [segment_color(theme(scheme), slot) for slot in range(5)]
    assert map_state(page, 2)["colors"] == expected


def test_changing_the_theme_recolours_the_charts(page, app_server):
    """Choosing Dark in the menu gives the map other colours without a reload of the page."""
    goto(page, app_server)
    light = map_state(page, 2)["colors"]
    page.locator("[data-testid=stMainMenu]").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    page.wait_for_timeout(500)
    settle(page)
    assert map_state(page, 2)["colors"] != light


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault(new_page, app_server, path, scheme):
    """Names, contrast and roles, as axe-core judges them."""
    page = new_page(scheme=scheme)
    goto(page, f"{app_server}/{path}")
    page.wait_for_selector("h1")
    page.wait_for_function(FRAMED)
    page.wait_for_selector("[data-testid=stSidebarNavItems][role]", state="attached")
    # A text that is still fading in has less contrast than it will have.
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0]["failureSummary"][:300])
        for fault in found
        if fault["impact"] in {"serious", "critical"} and fault["id"] not in NOT_OURS
    ]
    assert not serious, serious
