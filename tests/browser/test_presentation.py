"""The report as a presentation within the app."""

from conftest import goto, settle


def test_the_report_is_presented_over_the_page_and_leaves_it_as_it_was(page, app_server):
    """By arrow keys; what ends it gives the page back."""
    goto(page, f"{app_server}/report")
    settle(page)
    page.get_by_role("button", name="Present").click()
    shown = page.frame_locator("iframe[title=Present]")
    shown.locator("h1").wait_for()
    box = page.locator("iframe[title=Present]").bounding_box()
    assert (box["width"], box["height"]) == (1280, 800)
    assert shown.locator("h2:visible").count() == 0
    shown.get_by_role("button", name="Next").click()
    assert shown.locator("h2:visible").inner_text() == "The answer in short"
    page.keyboard.press("ArrowRight")
    assert shown.locator("h2:visible").inner_text() == "The data"
    shown.get_by_role("button", name="End the presentation").click()
    page.locator("iframe[title=Present]").wait_for(state="detached")
    assert page.get_by_role("heading", name="A report to hand over").is_visible()
