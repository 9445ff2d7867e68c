"""Save, close, reopen by the link, score a file, ask the service, follow customers over time."""

import io
import json
import urllib.request

import pandas as pd
from conftest import goto, map_state, move_slider, settle

import segmentation as sg

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"
MALL = sg.load_sample("mall_customers").frame


def save(page, name):
    """Save what is on the screen, and return the address that opens it."""
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.get_by_role("textbox", name="Name").fill(name)
    page.locator(".st-key-save_new button").click()
    page.get_by_text("Saved. The address of this page opens it again").wait_for()
    page.keyboard.press("Escape")
    settle(page)
    assert "segmentation=" in page.url
    return page.url.partition("?")[2]


def upload(page, key, *files):
    """Choose files."""
    parts = [
        {"name": name, "mimeType": "text/csv", "buffer": frame.to_csv(index=False).encode()}
        for name, frame in files
    ]
    page.locator(f".st-key-{key} input[type=file]").set_input_files(parts)
    settle(page)


def test_save_close_reopen_score_and_ask(new_page, app_server):
    """The same segments by the link, in the file and from the service."""
    page = new_page()
    goto(page, app_server)
    map_state(page, 2)
    move_slider(page, "k", 1)
    link = save(page, "Spring")
    id_ = link.partition("segmentation=")[2].partition("&")[0]
    page.context.close()

    page = new_page()
    goto(page, f"{app_server}/?segmentation={id_}")
    page.get_by_role("heading", name="200 customers in 6 segments").wait_for()
    page.get_by_role("link", name="Score").click()
    page.get_by_role("heading", name="Which segment of “Spring” is a new customer in?").wait_for()
    settle(page)
    page.get_by_role("tab", name="A file of customers").click()
    upload(page, "score_upload", ("new.csv", MALL))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV", exact=True).click()
    scored = pd.read_csv(io.BytesIO(download.value.path().read_bytes()))
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=6)
    expected = sg.segment(sg.load_sample("mall_customers"), spec).model.score(MALL)
    assert scored["segment"].tolist() == expected["segment"].tolist()

    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{app_server}/api/models/{id_}/score",
        json.dumps({"rows": MALL.to_dict("records")}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
        results = json.load(answer)["results"]
    assert [each["segment"] for each in results] == expected["segment"].tolist()


def test_a_saved_one_opens_in_the_same_session(new_page, app_server):
    """By its button; what was chosen since is forgotten."""
    page = new_page()
    goto(page, app_server)
    map_state(page, 2)
    move_slider(page, "k", -2)
    save(page, "Three")
    move_slider(page, "k", 4)
    page.get_by_role("heading", name="200 customers in 7 segments").wait_for()
    page.get_by_role("link", name="Score").click()
    settle(page)
    entry = page.locator("[data-testid=stHorizontalBlock]").filter(has_text="Three").last
    entry.get_by_role("button", name="Open").click()
    page.get_by_role("heading", name="Which segment of “Three” is a new customer in?").wait_for()
    settle(page)
    page.get_by_role("link", name="Segments", exact=True).click()
    page.get_by_role("heading", name="200 customers in 3 segments").wait_for()


def test_customers_are_followed_over_months(page, app_server):
    """Two files of later dates: who moved, who is lost and new, sizes over time."""
    later = MALL.iloc[10:].copy()
    later.loc[later["CustomerID"].isin([124, 126]), SCORE] = 5
    goto(page, f"{app_server}/compare?compare=Files+of+other+dates")
    upload(page, "later_upload", ("2025-02.csv", MALL), ("2025-03.csv", later))
    page.get_by_role("heading", name="1% of the customers have changed their segment").wait_for()
    flows = page.locator(".st-key-flows .segmentation-figure[data-drawn]")
    flows.wait_for()
    assert "2 of 190 customers (1%) moved" in flows.get_attribute("aria-label")
    history = page.locator(".st-key-history .segmentation-figure[data-drawn]")
    assert "2025-03.csv" in history.get_attribute("aria-label")
