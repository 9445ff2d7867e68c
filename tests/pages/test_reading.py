"""A misread file is corrected on the Data page."""

import io
import zipfile

import pytest

TEXT = b"Shop 12;x\nname;paid;day\nAnn;1.234;01/02/2024\nBo;2.345;03/04/2024\nCy;3.456;05/06/2024\n"


@pytest.fixture
def misread(open_app, upload):
    """Open the app on a file that can be read in several ways."""
    return upload(open_app("data"), TEXT, "shop.csv")


def read_again(app, **choices):
    """Set some fields of the form and send it."""
    for key, value in choices.items():
        element = app.number_input if key == "read_header_row" else app.selectbox
        element(key=key).set_value(value)
    next(b for b in app.button if b.label == "Read again").click().run()
    assert not app.exception, app.exception
    return app


def cells(app):
    """Return the rows that are shown."""
    return next(d.value for d in app.dataframe if "paid" in d.value.columns)


def test_each_correction_has_its_effect(misread):
    """Decimal mark, order of dates and kind each change the cells, and earlier ones stay."""
    assert cells(misread)["paid"].tolist() == [1234, 2345, 3456]
    read_again(misread, read_decimal=".")
    assert cells(misread)["paid"].tolist() == [1.234, 2.345, 3.456]
    assert cells(misread)["day"].dt.month.tolist() == [1, 3, 5]
    read_again(misread, read_day_first=True)
    assert cells(misread)["day"].dt.month.tolist() == [2, 4, 6]
    assert cells(misread)["paid"].tolist() == [1.234, 2.345, 3.456], "earlier ones stay"
    read_again(misread, read_column="paid", read_kind="text")
    assert cells(misread)["paid"].tolist() == ["1.234", "2.345", "3.456"]


def test_another_row_of_names(misread):
    """And back to the guess."""
    read_again(misread, read_header_row=3)
    shown = [list(d.value.columns) for d in misread.dataframe]
    assert ["Ann", "1.234", "01/02/2024"] in shown
    next(b for b in misread.button if b.label == "Read it as guessed").click().run()
    assert cells(misread)["paid"].tolist() == [1234, 2345, 3456]


def test_a_correction_that_cannot_be_changes_nothing(misread, texts):
    """A header row beyond the end is told in a sentence and the table stays as it was."""
    read_again(misread, read_header_row=99)
    assert "has nothing in row 99" in texts(misread)
    assert cells(misread)["paid"].tolist() == [1234, 2345, 3456]


def test_a_link_reads_the_file_the_same_way(misread, open_app):
    """With the corrections that were made."""
    read_again(misread, read_decimal=".")
    query = {key: misread.query_params[key] for key in ("table", "read")}
    linked = open_app("data", **query)
    linked.file_uploader(key="linked_file").upload("again.csv", TEXT, "text/csv").run()
    assert not linked.warning
    assert cells(linked)["paid"].tolist() == [1.234, 2.345, 3.456]


def test_what_was_understood_of_a_column_is_corrected(open_app):
    """Its use, what it is about, what it is for in lists; what is not changed stays."""
    app = open_app("data")

    def field(label: str):
        """Return a field of the correction by its title."""
        return next(box for box in app.selectbox if box.label == label and "fix_" in box.key)

    field("Column").set_value("Age").run()
    assert (field("Use").value, field("About").value) == ("descriptor", "demographic")
    assert app.button(key="fix").disabled
    field("Use").set_value("feature")
    field("About").set_value("behavioural").run()
    app.button(key="fix").click().run()
    columns = next(d.value for d in app.dataframe if "Use" in d.value.columns).set_index("Column")
    assert columns.loc["Age", ["Use", "About"]].tolist() == ["To segment by", "Behaviour"]
    field("In lists").set_value("phone").run()
    app.button(key="fix").click().run()
    columns = next(d.value for d in app.dataframe if "Use" in d.value.columns).set_index("Column")
    assert columns.loc["Age", ["Use", "About", "In lists"]].tolist() == [
        "To segment by",
        "Behaviour",
        "Phone number",
    ]
    app.switch_page("pages/segment.py").run()
    assert "Age" in app.multiselect(key="features").value


def test_another_encoding_is_chosen_and_stands_in_the_link(open_app, upload, texts):
    """The page says which was found and how sure; the user's word goes before it."""
    text = "имя,сумма\nОльга,1\nИван,2\nПётр,3\n"
    app = upload(open_app("data"), text.encode("koi8-r"), "shop.csv")
    assert "KOI8-R (Cyrillic)" in texts(app)
    assert "Its letters were read as KOI8-R (Cyrillic)" in texts(app)
    read_again(app, read_encoding="cp1251")
    assert any("ЙНС" in d.value.columns for d in app.dataframe)
    assert "Its letters were read as" not in texts(app)
    linked = open_app("data", read=app.query_params["read"], table=app.query_params["table"])
    linked.file_uploader(key="linked_file").upload("a.csv", text.encode("koi8-r")).run()
    assert any("ЙНС" in d.value.columns for d in linked.dataframe)


def test_another_table_of_the_file_is_chosen(open_app, upload, texts):
    """As a sheet is: the page says which was read, and the choice stands in the link."""
    orders = b"id,name,paid\n1,Ann,5\n2,Bo,6\n3,Cy,7\n"
    places = b"place,size,day\nNorth,1.5,2024-01-01\nSouth,2.5,2024-01-02\nEast,3.5,2024-01-03\n"
    app = upload(open_app("data"), orders + b"\n" + places, "shop.csv")
    assert "table “Table 1: id, name, paid”" in texts(app)
    assert app.selectbox(key="read_sheet").label == "Table of the file"
    read_again(app, read_sheet="Table 2: place, size, day")
    assert "table “Table 2: place, size, day”" in texts(app)
    assert any("place" in d.value.columns for d in app.dataframe)
    linked = open_app("data", read=app.query_params["read"], table=app.query_params["table"])
    linked.file_uploader(key="linked_file").upload("a.csv", orders + b"\n" + places).run()
    assert "table “Table 2: place, size, day”" in texts(linked)


def test_a_file_of_an_archive_is_chosen(open_app, upload, texts):
    """And what is no table is refused by its name, while the open table stays."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("few.csv", "code,n\nA,1\nB,2\nC,3\n")
        archive.writestr("many.csv", "who,paid\n" + "Ann,1\nBo,2\n" * 40)
    app = upload(open_app("data"), made.getvalue(), "export.zip")
    assert "file “many.csv”" in texts(app)
    assert app.selectbox(key="read_sheet").label == "File of the archive"
    read_again(app, read_sheet="few.csv")
    assert any("code" in d.value.columns for d in app.dataframe)
    app = upload(app, b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n", "contacts.csv")
    assert "it is a file of contacts (vCard)" in texts(app)
    assert any("code" in d.value.columns for d in app.dataframe)
