"""Files as people have them: sales become customers, a misread file is put right."""

import pytest
from conftest import choose, goto, map_state, move_slider, settle

import segmentation as sg
from segmentation.charts.columns.histogram import histogram_data

SALES = "\n".join(
    ["Till 4;;;", "", "client;day;ticket;amount"]
    + [
        f"K{i % 40};{1 + i % 28:02d}.{1 + i % 12:02d}.2024;t{i // 2};{(i * 7) % 90},50 €"
        for i in range(600)
    ]
    + ["Total;;;26.000,00 €"]
)
SHOP = "name;paid;visits\n" + "\n".join(f"Ann{i};{i % 7 + 1}.{i % 9}00;{i % 5}" for i in range(60))


def upload(page, name: str, text: str) -> None:
    """Choose a file on the Data page."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    page.get_by_role("heading", name=name).first.wait_for()
    settle(page)


def test_sales_become_customers_and_segments(page, app_server):
    """A till's export with a title, a total and German figures, to the segments of its clients."""
    goto(page, f"{app_server}/data")
    upload(page, "till.csv", SALES)
    page.get_by_role("button", name="See the segments").click()
    page.get_by_role("heading", name="40 customers in").wait_for()
    settle(page)
    page.reload()  # what is chosen on the Data page is in the link
    page.get_by_role("heading", name="40 customers in").wait_for()
    settle(page)
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("button", name="Back to the lines of sales").click()
    page.get_by_role("heading", name="till.csv: 600 lines of sales").wait_for()
    page.get_by_text("600 lines of 40 customers").wait_for()
    choose(page, "sale_returns", "Ignore them")
    page.get_by_role("button", name="Make one row per customer").click()
    page.get_by_role("heading", name="Customers from sales").wait_for()
    settle(page)
    page.get_by_text("Made from 600 lines of sales: 40 customers.").wait_for()
    page.get_by_role("button", name="See the segments").click()
    page.get_by_role("heading", name="40 customers in").wait_for()
    settle(page)
    assert map_state(page, 2)["traces"] >= 2
    assert "sales=" in page.url


def paid(**corrections) -> str:
    """Say in words how the shop's “paid” is spread, read with some corrections."""
    options = sg.ReadOptions(**corrections)
    table = sg.read_table(SHOP.encode("cp1252"), "shop.csv", options=options)
    return histogram_data(table.frame, "paid").alt


def test_a_misread_file_is_put_right(page, app_server):
    """“1.000” is guessed to be a thousand; one choice makes it 1, and the chart shows that."""
    goto(page, f"{app_server}/data")
    upload(page, "shop.csv", SHOP)
    page.get_by_text("Not right? Correct how the file was read").click()
    choose(page, "read_decimal", "Point: 1.5")
    page.get_by_role("button", name="Read again").click()
    page.get_by_role("button", name="Read it as guessed").wait_for()
    settle(page)
    assert "read=" in page.url
    page.get_by_role("link", name="Explore", exact=True).click()
    page.get_by_role("heading", name="What is in shop.csv").wait_for()
    settle(page)
    assert paid(decimal=".") != paid()
    page.locator(f".segmentation-figure[aria-label='{paid(decimal='.')}']").wait_for()


def test_the_guided_step_fits_the_screen(new_page, app_server):
    """No part lies outside of the window, of a laptop and of a phone."""
    page = new_page(width=390)
    goto(page, f"{app_server}/data?table=shop_transactions&rows=each")
    page.get_by_role("button", name="Make one row per customer").wait_for()
    settle(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        wide = page.evaluate("document.querySelector('.stMainBlockContainer').scrollWidth")
        assert wide <= width


def test_a_reload_keeps_the_file_and_its_settings(new_page, app_server):
    """Sales read with a correction are there again; another browser is asked for the file."""
    page = new_page()
    goto(page, f"{app_server}/data")
    upload(page, "shop.csv", SHOP)
    page.get_by_role("link", name="Segments", exact=True).click()
    page.get_by_role("heading", name="60 customers in").wait_for()
    settle(page)
    move_slider(page, "k", 1)
    heading = page.get_by_role("heading", name="60 customers in").text_content()
    page.reload()
    page.get_by_role("heading", name=heading).wait_for()
    settle(page)
    assert page.get_by_text("shop.csv").count()
    other = new_page()
    goto(other, page.url)
    other.get_by_role("heading", name="This link was made on a file of your own").wait_for()
    other.get_by_role("button", name="Open the sample instead").click()
    other.get_by_role("heading", name="200 customers in").wait_for()


def test_leaving_during_an_upload_asks_first(page, app_server):
    """No keeps the page and the upload; yes goes. Once nothing is on its way nobody is asked."""
    asked, answers = [], iter([False, True])

    def answer(dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if next(answers) else dialog.dismiss()

    page.on("dialog", answer)
    page.route("**/_stcore/upload_file/**", lambda _route: None)  # it never arrives
    goto(page, f"{app_server}/data")
    page.locator("input[type=file]").set_input_files(
        {"name": "large.csv", "mimeType": "text/csv", "buffer": SHOP.encode()}
    )
    page.get_by_role("button", name="Cancel upload of large.csv").wait_for()
    page.get_by_role("link", name="Explore", exact=True).click()
    page.wait_for_timeout(500)
    assert asked == ["Your file is still being uploaded. Leave this page and stop the upload?"]
    assert page.url.split("?")[0].endswith("/data")
    page.get_by_role("link", name="Explore", exact=True).click()
    page.get_by_role("heading", name="What is in Mall Customers").wait_for()
    settle(page)
    page.get_by_role("link", name="Learn", exact=True).click()
    page.get_by_role("heading", name="How K-means finds segments").wait_for()
    assert len(asked) == 2


WITHOUT_CARD = """
const context = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith("webgl") ? null : context.call(this, kind, ...rest);
};
"""


@pytest.mark.parametrize(("has_card", "kind"), [(True, "scattergl"), (False, "scatter")])
def test_many_customers_are_drawn_with_and_without_a_graphics_card(
    new_page, app_server, has_card, kind
):
    """The page's rules let the card's programs run; a browser without one shows the marks too."""
    page = new_page()
    if not has_card:
        page.add_init_script(WITHOUT_CARD)
    rows = (f"Ann{i};{i % 3 * 50 + i % 11};{i % 5 * 9 + i % 7}" for i in range(2_500))
    goto(page, f"{app_server}/data")
    upload(page, "many.csv", "name;paid;visits\n" + "\n".join(rows))
    page.get_by_role("button", name="See the segments").click()
    # So many are segmented by the process that stands behind all others, on a busy machine long.
    page.wait_for_selector(".st-key-map_2 .segmentation-figure[data-drawn]", timeout=60_000)
    kinds = page.evaluate(
        "document.querySelector('.st-key-map_2 .segmentation-figure').data.map(t => t.type)"
    )
    assert kind in kinds
