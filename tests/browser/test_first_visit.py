"""A first visit and a phone: the tour, the menu, what is pressed, the toolbar of a chart."""

import pytest
from conftest import goto, map_state, settle, until

SMALL = """() => Array.from(document.querySelectorAll(
        'button, a[href], [role=button], [role=radio], [role=tab], .modebar-btn'
    )).filter(each => {
        const box = each.getBoundingClientRect();
        const seen = box.right > 0 && box.width > 1 && each.checkVisibility()
            && getComputedStyle(each).display !== 'inline'
            && !each.closest('[data-testid=stSidebar][aria-expanded=false]');
        return seen && (box.width < 23.5 || box.height < 23.5);
    }).map(each => each.outerHTML.slice(0, 160))"""
"""Of what is seen, what is too small; a slider is moved anywhere on its track, a switch by its text
too, and a link within a sentence is as high as its line."""


def test_the_tour_leads_to_the_own_file_and_is_not_shown_again(new_page, app_server):
    """Four steps over three pages; the browser remembers; the help brings it back."""
    page = new_page(first=True)
    goto(page, app_server)
    tour = page.locator(".st-key-tour")
    assert "built-in sample" in tour.inner_text()
    for head in ("You decide how many", "Then plan", "Now bring your own file"):
        tour.get_by_role("button", name="Next").click()
        tour.get_by_text(head).wait_for()
        settle(page)
    assert page.url.split("?")[0].endswith("/data")
    tour.get_by_role("button", name="Done").click()
    tour.wait_for(state="detached")
    settle(page)
    goto(page, app_server)
    assert not tour.count()
    page.get_by_test_id("stSidebar").get_by_role("button", name="Help").click()
    page.get_by_role("button", name="Take the tour").click()
    tour.wait_for()


def test_the_tour_is_skipped_with_one_click(new_page, app_server):
    """And a link to something of one's own has none."""
    page = new_page(first=True)
    goto(page, app_server)
    page.get_by_role("button", name="Skip the tour").click()
    page.locator(".st-key-tour").wait_for(state="detached")
    other = new_page(first=True)
    goto(other, f"{app_server}/?k=4")
    assert not other.locator(".st-key-tour").count()


def test_the_first_page_on_a_phone(new_page, app_server):
    """The map, what is pressed, and the menu: after choosing, the page is seen and not the menu."""
    page = new_page(390, 844)
    goto(page, app_server)
    look_at_toolbar(page)
    assert not too_small(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("heading", name="Mall Customers: 200 customers").wait_for()
    sidebar = "document.querySelector('[data-testid=stSidebar]')"
    until(page, f"!{sidebar} || {sidebar}.getBoundingClientRect().right <= 0")


def test_the_first_page_on_a_laptop(new_page, app_server):
    """The map and what is pressed; the toolbar of a chart is one stop of the tab key."""
    page = new_page(1280, 844)
    goto(page, app_server)
    look_at_toolbar(page)
    assert not too_small(page)
    bar = page.locator(".st-key-map_2 .modebar")
    stops = bar.locator(".modebar-btn[tabindex='0']")
    assert stops.count() == 1
    assert bar.locator(".modebar-btn").count() > 5
    names = [each.get_attribute("aria-label") for each in bar.locator(".modebar-btn").all()]
    assert stops.get_attribute("aria-label") == names[0]
    stops.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLabel") == names[1]
    assert stops.get_attribute("aria-label") == names[1]
    assert bar.get_attribute("role") == "toolbar"


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_pressed_is_large_enough(new_page, app_server, width):
    """On the analyst's page with most to press."""
    page = new_page(width, 844)
    goto(page, f"{app_server}/how_many")
    assert not too_small(page)


def look_at_toolbar(page) -> None:
    """See that the toolbar of the map stands above the plot, not on data."""
    map_state(page, 2)
    page.wait_for_timeout(500)
    bar = page.locator(".st-key-map_2 .modebar").first.bounding_box()
    plot = page.locator(".st-key-map_2 .nsewdrag").first.bounding_box()
    assert bar["y"] + bar["height"] <= plot["y"] + 1


def too_small(page) -> list[str]:
    """Return what is less than 24 pixels wide or high (WCAG 2.2, target size)."""
    for _ in range(20):  # a toolbar grows while its chart is drawn
        page.wait_for_timeout(500)
        small = page.evaluate(SMALL)
        if not small:
            break
    return small


FILLS_ITS_ROOM = """(() => {
    const room = document.querySelector(".st-key-weigh_silhouette");
    const drawn = room.querySelector(".main-svg").getBoundingClientRect().width;
    return Math.abs(drawn - room.getBoundingClientRect().width) < 4;
})()"""


def test_charts_in_a_fold_take_its_width(page, app_server):
    """Drawn while hidden, they fill the room when it is opened."""
    goto(page, f"{app_server}/how_many")
    page.get_by_text("The evidence", exact=True).click()
    page.locator(".st-key-weigh_silhouette .segmentation-figure[data-drawn]").wait_for()
    until(page, FILLS_ITS_ROOM)
