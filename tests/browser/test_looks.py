"""How the pages look and read: narrow and wide, light and dark, to eyes and to screen readers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import goto, map_state, open_settings, settle, until

PAGES = (
    *("", "data", "plan", "report", "explore"),
    *("how_many", "profiles", "compare", "score", "learn"),
)

MARKETERS = ("", "data", "plan", "report")
"""Looked at on every change; the analyst's pages as well by `make test-all`."""

WIDTHS = (390, 640, 1280, 1920)
"""A phone, a laptop at 200 %, a laptop, a large screen."""

NOT_OURS = {"region"}
"""Streamlit puts what floats over a page beside its landmarks."""

ON_EVERY_PAGE = ("Help", "Filter", "Columns of your own", "By rules", "More settings")
"""Popovers that the first page is judged with."""

ON_THE_SCREEN_ALONE = """() => Array.from(document.querySelectorAll(
        '[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar], .modebar,'
        + '[data-testid=stButton] button, [data-testid=stDownloadButton] button,'
        + '[data-testid=stPopover] button, [data-testid=stFileUploader]'
    )).filter(each => each.checkVisibility() && !each.closest('[class*=st-key-typical_]'))
    .map(each => each.outerHTML.slice(0, 160))"""
"""What nobody can press on paper; a typical customer's button is the name of one."""

FRAMED = "getComputedStyle(document.querySelector('.stMainBlockContainer')).paddingTop === '52px'"
"""Whether our own style is on the page."""


def test_charts_take_the_colours_of_the_theme(new_page, app_server):
    """The same slot has a colour for light and one for dark; no change of it needs a reload."""
    from segmentation.charts.theme import segment_color, theme

    colors = {
        name: [segment_color(theme(name), slot) for slot in range(5)] for name in ("light", "dark")
    }
    page = new_page(scheme="dark")
    goto(page, app_server)
    assert map_state(page, 2)["colors"] == colors["dark"]
    page.emulate_media(color_scheme="light")
    page.wait_for_timeout(500)
    settle(page)
    assert map_state(page, 2)["colors"] == colors["light"]
    page.locator("[data-testid=stMainMenu]").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    page.wait_for_timeout(500)
    settle(page)
    assert map_state(page, 2)["colors"] == colors["dark"]


@pytest.mark.parametrize("path", MARKETERS)
def test_a_page_on_a_laptop_a_dark_phone_and_on_paper(new_page, app_server, path):
    """Nothing scrolls sideways, axe-core finds nothing, and paper has no buttons."""
    check(new_page(), app_server, path, {"light": (1280,), "dark": (390, 640)})


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_both_themes_and_all_widths(new_page, app_server, path):
    """The same in every look, with the popovers in both themes."""
    check(new_page(), app_server, path, {"light": WIDTHS, "dark": WIDTHS})


def check(page, app_server, path, looks: dict[str, tuple[int, ...]]) -> None:
    """Judge a page, its popovers and its map: names, contrast, roles, the order of headings."""
    goto(page, f"{app_server}/{path}")
    page.wait_for_selector("h1")
    until(page, FRAMED)
    page.wait_for_selector("[data-testid=stSidebarNavItems][role]", state="attached")
    # A text that is still fading in has less contrast than it will have.
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    faults, wide = {}, {}
    for scheme, widths in looks.items():
        page.emulate_media(color_scheme=scheme)
        settle(page)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 844})
            page.wait_for_timeout(300)
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide[scheme, width] = needed
            if width != 640:  # as on a phone, or on a laptop
                faults |= judged(page, {"exclude": [[".main-svg"]]})
        if 1280 not in widths:
            continue
        page.set_viewport_size({"width": 1280, "height": 844})
        page.wait_for_timeout(300)
        faults |= judged_popovers(page, is_first=not path)
        if not path:
            faults |= judged_dialog(page, "Share")
    assert not wide
    assert not faults
    page.emulate_media(media="print")
    assert page.evaluate(ON_THE_SCREEN_ALONE) == []


def judged(page, place: dict) -> dict[str, str]:
    """Return what axe-core finds: the rule and the first element that breaks it."""
    found = Axe().run(page, place).response["violations"]
    return {
        f"{fault['id']} ({fault['impact']}): {node['html'][:200]}": node["failureSummary"][:300]
        for fault in found
        for node in fault["nodes"]
        if fault["id"] not in NOT_OURS
    }


def judged_popovers(page, *, is_first: bool) -> dict[str, str]:
    """Open each popover in turn, one of each kind, and judge it."""
    if page.locator(".st-key-settings_line summary").count() and is_first:
        open_settings(page)
    faults, seen = {}, set() if is_first else set(ON_EVERY_PAGE)
    for button in page.locator("[data-testid=stPopover] button:visible").all():
        name = button.locator("p").first.text_content()
        if name in seen or button.is_disabled():
            continue
        seen.add(name)
        button.click()
        page.wait_for_selector("[data-testid=stPopoverBody]")
        page.wait_for_timeout(200)
        faults |= judged(page, {"include": [["[data-testid=stPopoverBody]"]]})
        page.keyboard.press("Escape")
        page.wait_for_selector("[data-testid=stPopoverBody]", state="detached")
    return faults


def judged_dialog(page, opener: str) -> dict[str, str]:
    """Open the dialog behind a button, and judge it."""
    page.get_by_role("button", name=opener).first.click()
    page.wait_for_selector("[role=dialog]")
    settle(page)
    faults = judged(page, {"include": [["[role=dialog]"]]})
    page.keyboard.press("Escape")
    page.wait_for_selector("[role=dialog]", state="detached")
    return faults
