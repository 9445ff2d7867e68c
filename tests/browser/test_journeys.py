"""What people do, in a real browser, from the first look to the file in hand."""

import io

import pandas as pd
import pytest
from conftest import goto, map_state, move_slider, open_settings, settle
from serving import serving

SHOP = pd.DataFrame(
    {
        "client_id": [f"K{i:04d}" for i in range(90)],
        "orders per year": [(i % 3) * 10 + i * 7 % 11 / 4 for i in range(90)],
        "spend (€)": [(i % 3 == 1) * 100.0 + i * 5 % 13 for i in range(90)],
        "city": ["Oslo", "Bergen", "Tromsø"] * 30,
    }
)


def workbook(frame: pd.DataFrame) -> bytes:
    """Write a frame as an Excel file."""
    buffer = io.BytesIO()
    frame.to_excel(buffer, index=False)
    return buffer.getvalue()


def pick(page, option: str) -> None:
    """Choose one more column in the picker."""
    open_settings(page)
    page.locator(".st-key-features input").click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")
    settle(page)


def at_rest(page) -> dict:
    """Return where the camera comes to rest."""
    eye = None
    while eye != (eye := map_state(page, 3)["eye"]):
        page.wait_for_timeout(700)
    return eye


def test_open_pick_features_move_k_see_3d_download(page, app_server):
    """The main job, on the built-in data."""
    goto(page, app_server)
    page.get_by_role("heading", name="200 customers in 5 segments").wait_for()
    assert map_state(page, 2)["traces"] == 5
    assert "Affluent big spenders: 39 customers" in map_state(page, 2)["alt"]

    pick(page, "Age")
    page.get_by_role("heading", name="200 customers in 6 segments").wait_for()
    move_slider(page, "k", -2)
    page.get_by_role("heading", name="200 customers in 4 segments").wait_for()
    page.get_by_role("radio", name="3D").click()
    settle(page)
    assert map_state(page, 3)["traces"] == 4

    with page.expect_download() as download:
        page.get_by_role("button", name="Download customers with their segment").click()
    customers = pd.read_csv(download.value.path())
    assert len(customers) == 200
    assert customers["segment"].nunique() == 4
    assert customers["name"].nunique() == 4


def test_an_excel_file_from_upload_to_its_segments(page, app_server):
    """Another journey: the user's own workbook."""
    goto(page, f"{app_server}/data")
    page.locator("input[type=file]").set_input_files(
        {"name": "clients.xlsx", "mimeType": "application/x", "buffer": workbook(SHOP)}
    )
    page.get_by_role("heading", name="clients.xlsx: 90 customers").wait_for()
    settle(page)
    page.get_by_role("button", name="See the segments").click()
    page.get_by_role("heading", name="90 customers in 3 segments").wait_for()
    settle(page)
    assert map_state(page, 2)["traces"] == 3
    address = page.url
    assert "table=" in address

    with page.expect_download() as download:
        page.get_by_role("button", name="Download customers with their segment").click()
    customers = pd.read_csv(download.value.path())
    assert customers["client_id"].tolist() == SHOP["client_id"].tolist()
    assert customers["city"].tolist() == SHOP["city"].tolist()

    page.get_by_role("button", name="Back to the sample").click()
    page.get_by_role("heading", name="200 customers in 5 segments").wait_for()


def test_camera_zoom_and_selection_stay_while_k_moves(page, app_server):
    """What the user has turned, zoomed or marked is not lost."""
    goto(page, f"{app_server}/?view=3D")
    before = map_state(page, 3)["eye"]
    box = page.locator(".st-key-map_3 .segmentation-figure").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 120, middle[1] + 40, steps=6)
    page.mouse.up()
    turned = at_rest(page)
    assert turned != before
    move_slider(page, "k", 2)
    assert map_state(page, 3)["traces"] == 7
    # The camera glides to rest, and only while frames are drawn.
    assert map_state(page, 3)["eye"] == pytest.approx(turned, abs=0.05)

    page.get_by_role("radio", name="2D").click()
    settle(page)
    box = page.locator(".st-key-map_2 .segmentation-figure").bounding_box()
    for tool, end in (("Box Select", (400, 240)), ("Zoom", (300, 300))):
        page.mouse.move(box["x"] + 60, box["y"] + 60)
        page.locator(f".st-key-map_2 .modebar-btn[data-title='{tool}']").click()
        page.mouse.move(box["x"] + 80, box["y"] + 60)
        page.mouse.down()
        page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=6)
        page.mouse.up()
        page.wait_for_timeout(400)
    marked = map_state(page, 2)
    assert marked["selected"] > 0
    move_slider(page, "k", -1)
    moved = map_state(page, 2)
    assert moved["traces"] == 6
    assert moved["range"] == pytest.approx(marked["range"])
    assert moved["selected"] == marked["selected"]


def draw_box(page, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Mark customers on the flat map, from one corner to another, in pixels of the figure."""
    figure = page.locator(".st-key-map_2 .segmentation-figure")
    figure.evaluate("node => node.scrollIntoView({ block: 'center' })")
    box = figure.bounding_box()
    page.locator(".st-key-map_2 .modebar-btn[data-title='Box Select']").click()
    page.mouse.move(box["x"] + start[0], box["y"] + start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + end[0], box["y"] + end[1], steps=6)
    page.mouse.up()
    settle(page)


def test_marked_customers_become_a_segment_of_ones_own(page, app_server, tmp_path):
    """Point at one, mark, read who they are, name and keep them; the file knows them."""
    goto(page, app_server)
    point = page.locator(".st-key-map_2 .scatterlayer .point").nth(20)
    box = point.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    label = page.locator(".st-key-map_2 .hoverlayer .hovertext").first
    label.wait_for()
    assert "Annual Income (k$):" in label.text_content()
    draw_box(page, (410, 50), (700, 190))
    page.get_by_text("marked").first.wait_for()
    page.get_by_label("Name", exact=True).fill("VIP guests")
    page.get_by_label("Name", exact=True).press("Enter")
    settle(page)
    page.get_by_role("button", name="Keep as a segment").click()
    settle(page)
    page.get_by_text("Your segment:").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download customers").click()
    target = tmp_path / "customers.csv"
    download.value.save_as(target)
    frame = pd.read_csv(target)
    chosen = frame[frame["VIP guests"] == "yes"]
    assert 5 < len(chosen) < 60
    assert chosen["Annual Income (k$)"].min() > frame["Annual Income (k$)"].mean()
    assert chosen["Spending Score (1-100)"].min() > frame["Spending Score (1-100)"].mean()


def test_how_many_comes_to_an_answer(page, app_server):
    """Curves, progress, verdict; the number chosen there is the one on the Segment page."""
    goto(page, f"{app_server}/how_many")
    page.get_by_role("heading", name="5 separate groups").wait_for()
    page.get_by_text("The evidence", exact=True).click()
    page.locator(".st-key-stability .segmentation-figure[data-drawn]").wait_for()
    page.locator(".st-key-lineage .segmentation-figure[data-drawn]").wait_for()
    move_slider(page, "k", 1)
    page.get_by_role("heading", name="A closer look at 6 segments").wait_for()
    page.get_by_role("link", name="See the segments").click()
    page.get_by_role("heading", name="200 customers in 6 segments").wait_for()


def test_the_lesson_plays_to_its_end(page, app_server):
    """Pressed once, it goes on by itself until nobody changes."""
    goto(page, f"{app_server}/learn")
    page.get_by_role("button", name="Play").click()
    page.get_by_text("nobody changes any more").wait_for(timeout=60_000)
    page.get_by_role("button", name="Play").wait_for()


@pytest.mark.parametrize("steps", [3, pytest.param(-3, marks=pytest.mark.slow)])
def test_a_link_restores_the_exact_view(new_page, app_server, steps):
    """Another browser shows the same features, k, view and colours; also the fewest segments."""
    first = new_page()
    goto(first, f"{app_server}/?view=3D")
    move_slider(first, "k", steps)
    second = new_page()
    goto(second, first.url)
    heading = f"200 customers in {5 + steps} segments"
    second.get_by_role("heading", name=heading).wait_for()
    assert map_state(second, 3)["colors"] == map_state(first, 3)["colors"]
    assert map_state(second, 3)["alt"] == map_state(first, 3)["alt"]


def test_the_plain_app_shows_the_same(page):
    """`app.py` alone, as Windows and hosted servers start it, shows what `server.py` does.

    The first visitor of a new server may come to any page, and has the whole frame.
    """
    with serving("app.py") as fresh:
        goto(page, f"{fresh.address}/explore")
        page.get_by_role("heading", name="What is in Mall Customers").wait_for()
        page.get_by_role("button", name="Reset", exact=True).wait_for()
        page.get_by_role("link", name="Data", exact=True).click()
        page.get_by_role("heading", name="Mall Customers: 200 customers").wait_for()
        page.get_by_role("link", name="Segments", exact=True).click()
        page.get_by_role("heading", name="200 customers in 5 segments").wait_for()
        page.goto("about:blank")


def test_back_and_forward_go_through_the_choices(page, app_server):
    """One at a time, the slider's last place each; also over changes of pages.

    Arriving by a link is one step: what the app writes into the address by itself is none. By the
    links of the app k stays where it was.
    """

    def stand_at(n):
        page.get_by_role("heading", name=f"200 customers in {n} segments").wait_for()
        settle(page)

    def go(link, heading):
        page.get_by_role("link", name=link, exact=True).click()
        page.get_by_role("heading", name=heading).wait_for()
        settle(page)

    page.goto("about:blank")
    goto(page, f"{app_server}/?k=7")
    stand_at(7)
    page.wait_for_timeout(1_500)  # what the app writes into the address by itself
    before = page.evaluate("history.length")
    move_slider(page, "k", 1)
    stand_at(8)
    page.wait_for_timeout(1_000)
    move_slider(page, "k", 1)
    move_slider(page, "k", 1)
    stand_at(10)
    go("Explore", "What is in Mall Customers")
    page.go_back()
    stand_at(10)
    page.go_back()
    page.get_by_role("heading", name="200 customers in").wait_for()
    settle(page)
    while "k=10" in page.url or "k=9" in page.url:  # on a slow machine each press is a step
        page.go_back()
        page.wait_for_timeout(500)
    stand_at(8)
    page.go_back()
    stand_at(7)
    page.go_forward()
    stand_at(8)
    assert before + 2 <= page.evaluate("history.length") <= before + 4
    page.go_back()
    stand_at(7)
    page.go_back()
    page.wait_for_url("about:blank")
    page.go_forward()
    stand_at(7)
    go("Explore", "What is in Mall Customers")
    page.go_back()
    stand_at(7)
    move_slider(page, "k", 2)
    go("Explore", "What is in Mall Customers")
    go("Segments", "200 customers in 9 segments")
