"""From the segments to what to do about them, in a real browser: profiles, names, a plan."""

import re
from pathlib import Path

import pandas as pd
from conftest import goto, map_state, move_slider, settle


def test_a_customer_on_the_map_leads_to_the_reasons(page, app_server):
    """Press a point, see who it is, follow to why; a new name is on every page."""
    goto(page, app_server)
    map_state(page, 2)
    place = page.evaluate(
        """() => {
            const chart = document.querySelector(".st-key-map_2 .segmentation-figure");
            const { left, top } = chart.getBoundingClientRect();
            const { xaxis, yaxis, _size } = chart._fullLayout;
            const point = chart.calcdata[1].find((p) => p.x > 120);
            return [left + _size.l + xaxis.d2p(point.x), top + _size.t + yaxis.d2p(point.y)];
        }"""
    )
    page.mouse.move(*place)
    page.mouse.click(*place)
    settle(page)
    page.get_by_role("link", name="is in “Affluent big spenders”: see why").click()
    page.get_by_role("heading", name="Affluent big spenders, clearly").wait_for()
    page.get_by_text("Why this segment and not the next").wait_for()

    page.get_by_role("button", name="Change the name").nth(1).click()
    field = page.get_by_role("textbox", name="Name of this segment")
    field.fill("VIPs <b>")
    field.press("Enter")
    page.get_by_role("heading", name="VIPs <b>, clearly").wait_for()
    page.get_by_role("link", name="Segments", exact=True).click()
    settle(page)
    assert "VIPs <b>: 39 customers" in map_state(page, 2)["alt"]
    page.goto(page.url)
    settle(page)
    assert "VIPs <b>: 39 customers" in map_state(page, 2)["alt"]


def test_profiles_draw_every_comparison(page, app_server):
    """In a real browser, with a text for those who do not see it; the first by a link."""
    goto(page, f"{app_server}/profiles?profile_chart=Categories")
    chart, before = page.locator("[class*=st-key-closer_] .segmentation-figure[data-drawn]"), None
    for view in ("Categories", "Heat map", "Lines", "Radar", "Spread"):
        page.get_by_role("radio", name=view, exact=True).click()
        settle(page)
        chart.wait_for()
        assert page.get_by_role("radio", name=view, exact=True).is_checked()
        label = chart.get_attribute("aria-label")
        assert "customers" in label or "spenders" in label
        assert chart.inner_html() != before
        before = chart.inner_html()


def test_a_plan_from_target_to_results(page, app_server, tmp_path):
    """Whom, what, a budget, a test, its groups, its results, a page to print."""
    goto(page, f"{app_server}/plan")
    page.get_by_role("heading", name="Target “Affluent big spenders” first: keep them").wait_for()
    assert page.get_by_role("button", name="Download the plan as one page").is_disabled()
    page.get_by_role("button", name="Change this card").first.click()
    owner = page.get_by_role("textbox", name="Owner").first
    owner.fill("Ada")
    owner.press("Enter")
    page.keyboard.press("Escape")
    settle(page)
    for key, figure in (("cost", "1"), ("response", "3"), ("margin", "40")):
        field = page.locator(f".st-key-all_{key} input")
        field.fill(figure)
        field.press("Enter")
        settle(page)
    page.get_by_text("These figures are mine").click()
    settle(page)
    page.get_by_text("How to split the budget").click()
    page.locator(".st-key-budget_chart .segmentation-figure[data-drawn]").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download the plan as one page").click()
    plan = Path(saved.value.path()).read_text(encoding="utf-8")
    for part in (
        "Affluent big spenders",
        "Ada",
        "events by invitation",
        "randomly held out as a control group",
    ):
        assert part in plan
    assert "xample, replace" not in plan

    page.get_by_text("How to prove that it worked").click()
    with page.expect_download() as saved:
        page.get_by_role(
            "button", name=("Download who is contacted and who is in the control group")
        ).click()
    groups = pd.read_csv(saved.value.path())
    assert groups["group"].value_counts().to_dict() == {"treatment": 180, "control": 20}
    treated = groups[groups["group"] == "treatment"]["CustomerID"]
    results = tmp_path / "results.csv"
    pd.DataFrame({"CustomerID": treated, "bought": 1}).to_csv(results, index=False)
    page.get_by_text("Read the results").click()
    page.locator("[data-testid=stFileUploader] input[type=file]").last.set_input_files(results)
    page.get_by_text("means that the interval does not contain 0").wait_for()


def test_typed_figures_stay_with_their_segment(page, app_server):
    """On other pages, and when k moves."""

    def split() -> str:
        chart = page.locator(".st-key-budget_chart .segmentation-figure[data-drawn]")
        return chart.get_attribute("aria-label")

    goto(page, f"{app_server}/plan")
    cost = page.locator(".st-key-all_cost input")
    cost.fill("1")
    cost.press("Enter")
    settle(page)
    page.get_by_text("How to split the budget").click()
    page.locator(".st-key-budget_chart .segmentation-figure[data-drawn]").wait_for()
    even = re.search(r"Careful earners \$[\d.]+ \(equal \$([\d.]+)\)", split())[1]
    budget = page.locator(".st-key-budget input")
    budget.fill("150")
    budget.press("Enter")
    settle(page)
    before = split()
    assert "Careful earners $" in before
    assert f"(equal ${even})" not in before  # the equal parts follow the budget
    page.get_by_text("All figures in tables").click()
    editor = page.locator("[class*=st-key-money_] [data-testid=stDataFrame]")
    editor.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = editor.bounding_box()
    page.mouse.click(box["x"] + 40, box["y"] + 52)
    for key in ("ArrowRight", "ArrowRight", "2", ".", "5", "Enter"):
        page.wait_for_timeout(200)  # the grid opens its field after a key
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    settle(page)
    typed = split()
    assert "Mainstream customers $0 (" in typed
    assert typed != before
    page.get_by_role("link", name="Segments", exact=True).click()
    settle(page)
    page.get_by_role("link", name="Plan", exact=True).click()
    settle(page)
    assert split() == typed
    move_slider(page, "k", 1)
    assert "Mainstream customers $0 (" in split()
