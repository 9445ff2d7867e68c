"""The Data page: samples, uploads, what was read, the identifier, ways back."""

import io

import pandas as pd
import pytest

from pages.shell import state
from segmentation.cached import tables
from segmentation.cached.memory.room import Room

SHOP = pd.DataFrame(
    {
        "customer_id": [f"C{i:03d}" for i in range(30)],
        "spend": [i * 2.5 for i in range(30)],
        "visits": [i % 7 for i in range(30)],
        "city": ["Oslo", "Bergen", "Oslo"] * 10,
    }
)


def workbook(frame: pd.DataFrame) -> bytes:
    """Write a frame as an Excel file."""
    buffer = io.BytesIO()
    frame.to_excel(buffer, index=False, engine="openpyxl")
    return buffer.getvalue()


def columns_of(app) -> pd.DataFrame:
    """Return the table that describes the columns."""
    return next(d.value for d in app.dataframe if "Use" in d.value.columns).set_index("Column")


def test_the_sample_is_described_without_a_click(open_app, texts):
    """Rows, columns, gaps, and what each column is for."""
    app = open_app("data")
    assert app.title[0].value.replace("\\", "") == "Mall Customers: 200 customers"
    assert "200 rows and 5 columns" in texts(app)
    assert "Nothing is missing and no row is repeated." in texts(app)
    columns = columns_of(app)
    assert columns.loc["CustomerID", "Use"] == "Identifier"
    assert columns.loc["Gender", "Kind"] == "Category"
    assert columns.loc["Annual Income (k$)", "Use"] == "To segment by"


def test_an_upload_is_read_and_leads_to_its_segments(open_app, texts, upload):
    """One line says what was read; the Segment page then works on it."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    assert app.title[0].value.replace("\\", "") == "shop.csv: 30 customers"
    assert "30 rows and 4 columns" in texts(app)
    app.switch_page("pages/segment.py").run()
    assert app.title[0].value.startswith("30 customers in")


def test_an_excel_file_is_read_like_a_csv_file(open_app, upload):
    """The same table as Excel and as CSV has the same columns with the same uses."""
    text = columns_of(upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv"))
    excel = columns_of(upload(open_app("data"), workbook(SHOP), "shop.xlsx"))
    pd.testing.assert_frame_equal(text, excel)


def test_an_upload_survives_page_changes(open_app, texts, upload):
    """To Explore, Segment and back, the file is still the table."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    for page in ("explore", "segment", "data"):
        app.switch_page(f"pages/{page}.py").run()
        assert "shop.csv" in texts(app)


def test_back_to_the_sample_is_one_click(open_app, upload):
    """And a second upload of another file works after it."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    next(b for b in app.button if b.label == "Back to the sample").click().run()
    assert app.title[0].value.replace("\\", "") == "Mall Customers: 200 customers"
    upload(app, SHOP.head(20).to_csv(index=False).encode(), "small.csv", run=1)
    assert app.title[0].value.replace("\\", "") == "small.csv: 20 customers"


def test_settings_of_one_table_do_not_leak_into_the_next(open_app, upload):
    """Features and k start anew with a new table."""
    app = open_app()
    app.slider(key="k").set_value(9).run()
    app.switch_page("pages/data.py").run()
    upload(app, SHOP.to_csv(index=False).encode(), "shop.csv")
    app.switch_page("pages/segment.py").run()
    assert app.multiselect(key="features").value == ["spend", "visits"]
    assert app.slider(key="k").value != 9


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.csv"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "photo.csv"),
        (b"PK\x03\x04 this is no workbook", "broken.xlsx"),
        (b"PAR1 this is no table PAR1", "broken.parquet"),
        (b"name,spend\n", "header_only.csv"),
        ((b"1," * 20_000 + b"1\n") * 2, "wide.csv"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(open_app, texts, data, name, upload):
    """One sentence with the file's name, and the table that was open stays open."""
    app = upload(open_app("data"), data, name)
    assert len(app.error) == 1
    assert name in texts(app)
    assert app.title[0].value.replace("\\", "") == "Mall Customers: 200 customers"
    assert "The table that was open before is still open." in texts(app)


def test_who_comes_when_all_memory_is_taken_is_told_so(open_app, texts, upload, monkeypatch):
    """And loses nothing."""
    room = Room(1_000_000, lambda: False)
    room.n_bytes = 999_999
    monkeypatch.setattr(tables, "ROOM", room)
    app = upload(open_app("data"), SHOP.assign(late=1).to_csv(index=False).encode(), "late.csv")
    assert len(app.error) == 1
    assert "take the 1 MB it has for them, and late.csv needs" in texts(app)
    assert app.title[0].value.replace("\\", "") == "Mall Customers: 200 customers"


def test_missing_values_and_repeated_rows_are_counted(open_app, texts, upload):
    """Empty cells, repeated rows and repeated identifiers are each counted in a sentence."""
    frame = pd.concat([SHOP, SHOP.head(2)]).astype({"spend": object})
    frame.iloc[5, 1] = None
    app = upload(open_app("data"), frame.to_csv(index=False).encode(), "shop.csv")
    assert "Empty: 1 cell in 1 row." in texts(app)
    assert "Identical to an earlier row: 2 rows." in texts(app)
    assert "A “customer_id” seen before: 2 rows." in texts(app)


def test_the_identifier_can_be_chosen(open_app, texts, upload):
    """Another column, or none; the Segment page then knows customers by it."""
    frame = SHOP.assign(code=[f"X{i}" for i in range(30)])
    app = upload(open_app("data"), frame.to_csv(index=False).encode(), "shop.csv")
    assert "Customers are identified by “customer_id”." in texts(app)
    app.selectbox(key="identifier_choice").set_value("code").run()
    assert "Customers are identified by “code”." in texts(app)
    assert columns_of(app).loc["code", "Use"] == "Identifier"
    app.selectbox(key="identifier_choice").select_index(1).run()
    assert "Customers are identified by their row number." in texts(app)


def test_a_link_made_on_a_file_asks_for_that_file(open_app, texts, upload):
    """With the same file the linked view opens; its contents are checked."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    fingerprint = app.query_params["table"]
    linked = open_app(None, table=fingerprint, features=["spend"], k="4")
    assert linked.title[0].value == "This link was made on a file of your own"
    assert fingerprint in texts(linked)
    linked.file_uploader(key="linked_file").upload(
        "again.csv", SHOP.to_csv(index=False).encode(), "text/csv"
    ).run()
    assert linked.title[0].value == "30 customers in 4 segments"
    assert linked.multiselect(key="features").value == ["spend"]


def test_another_file_than_the_link_was_made_on_is_said(open_app, texts):
    """It is used all the same, with its own settings."""
    linked = open_app(None, table="0123456789ab", k="4")
    linked.file_uploader(key="linked_file").upload(
        "other.csv", SHOP.to_csv(index=False).encode(), "text/csv"
    ).run()
    assert "other.csv is not the file this link was made on" in texts(linked)
    assert linked.title[0].value.startswith("30 customers in")


def test_a_link_to_a_file_can_be_declined(open_app):
    """Whoever lacks the file that a link asks for can open the sample instead."""
    linked = open_app(None, table="0123456789ab")
    next(b for b in linked.button if b.label == "Open the sample instead").click().run()
    assert linked.title[0].value == "200 customers in 5 segments"


def test_a_file_that_is_still_read_when_the_page_is_left_opens_on_the_next(open_app):
    """Whoever leaves ends that run of the page; what was handed over is not forgotten."""
    app = open_app("data")
    app.session_state[state.PENDING] = ("shop.csv", SHOP.to_csv(index=False).encode())
    app.switch_page("pages/explore.py").run()
    assert not app.exception, app.exception
    assert app.title[0].value.replace("\\", "") == "What is in shop.csv"
    assert state.PENDING not in app.session_state
    app.switch_page("pages/data.py").run()
    assert app.title[0].value.replace("\\", "") == "shop.csv: 30 customers"


def test_a_file_that_turns_out_to_be_none_leaves_the_table_open_and_says_so(open_app, texts):
    """On the page that was gone to."""
    app = open_app("data")
    app.session_state[state.PENDING] = ("letter.docx", b"PK\x03\x04 no table")
    app.switch_page("pages/explore.py").run()
    assert "The table that was open before is still open." in texts(app)
    assert app.title[0].value == "What is in Mall Customers"
    assert state.PENDING not in app.session_state
