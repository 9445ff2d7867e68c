"""From the data to the report in a browser: steps, the settings bar, the header."""

from pathlib import Path

from conftest import goto, settle


def turn_settings(page) -> None:
    """Open the settings bar, or fold it, from the keyboard."""
    page.locator(".st-key-settings_line summary").press("Enter")


def test_four_steps_lead_from_the_data_to_the_report(page, app_server):
    """A primary button on each page; the answer is the same line on all of them."""
    goto(page, f"{app_server}/data")
    page.get_by_role("button", name="See the segments").click()
    page.get_by_role("heading", name="200 customers in 5 segments").wait_for()
    settle(page)
    told = page.locator(".st-key-answer_so_far").get_by_text("5 segments").inner_text()
    page.get_by_role("button", name="Plan what to do").click()
    page.get_by_role("heading", name="first", level=1).wait_for()
    settle(page)
    assert page.locator(".st-key-answer_so_far").get_by_text("5 segments").inner_text() == told
    page.get_by_role("button", name="Make the report").click()
    page.get_by_role("heading", name="A report to hand over", level=1).wait_for()
    settle(page)
    page.get_by_role("link", name="Download the report").click()
    page.wait_for_timeout(1_000)
    button = page.get_by_role("button", name="Download the page")
    assert 0 <= button.bounding_box()["y"] < 800
    with page.expect_download() as saved:
        button.click()
    assert saved.value.suggested_filename == "report.html"
    assert "Affluent big spenders" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_the_settings_fold_and_stay_open_while_they_are_used(page, app_server):
    """Folded at first; a choice made in the open bar does not fold it; nothing is lost."""
    goto(page, app_server)
    page.locator(".st-key-settings_line summary").wait_for()
    features = page.locator(".st-key-features")
    features.wait_for(state="hidden")
    turn_settings(page)
    assert features.is_visible()
    features.locator("input").click()
    page.get_by_role("option", name="Age").click()
    page.keyboard.press("Escape")
    settle(page)
    assert features.is_visible()
    page.get_by_text("Annual Income, Spending Score, Age · 6 segments · K-means").wait_for()
    turn_settings(page)
    features.wait_for(state="hidden")


def test_a_setting_that_does_not_fit_opens_the_bar(page, app_server):
    """What is wrong with a formula is seen without looking for it."""
    goto(page, f"{app_server}/?formulas=a+%3D+nothing+%2B+1")
    assert page.locator(".st-key-settings_body [data-testid=stAlert]").is_visible()
