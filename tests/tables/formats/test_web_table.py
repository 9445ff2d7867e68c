"""Tables of web pages, as shop systems save them under the name of a workbook."""

import contextlib

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.web_table import is_web_page

FRAME = pd.DataFrame(
    {"Kunde": ["A1", "B2", "C3", "D4"], "Stadt": ["Köln", "Łódź", "a<b", ""], "n": [1, 2, 3, 4]}
)
OFFICE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset={charset}">
<style>td {{mso-number-format:"0.00"}}</style><title>Export</title></head><body>
<table border=0><tr><th>Kunde<th>Größe&nbsp;(cm)<th>Betrag</tr>
<tr><td>A1<td>170<td>1.234,50</tr><tr><td>B2<td>181<td>2.000,00
<tr><td>C3<td>165<td>99,90</tr></table></body></html>"""


def read(text: str, **options):
    """Read a page in UTF-8."""
    return sg.read_table(text.encode(), "export.xls", options=sg.ReadOptions(**options))


def test_what_pandas_writes_comes_back():
    """Cells with signs of the language itself, and empty ones."""
    table = read(FRAME.to_html(index=False))
    assert table.report.format == "html"
    assert table.frame.fillna("").to_dict("list") == FRAME.to_dict("list")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8", "utf-16", "unknown"])
def test_an_export_with_open_ends_and_its_own_encoding(charset):
    """What a page says of its letters is taken where the bytes fit."""
    codec = "cp1252" if charset == "unknown" else charset
    table = sg.read_table(OFFICE.format(charset=charset).encode(codec), "export.xls")
    assert table.frame.to_dict("list") == {
        "Kunde": ["A1", "B2", "C3"],
        "Größe (cm)": [170, 181, 165],
        "Betrag": [1234.5, 2000.0, 99.9],
    }


def test_cells_that_span_rows_and_columns():
    """A cell of the body counts for each row; names over two rows are joined."""
    table = read(
        "<table><thead><tr><th rowspan=2>Kunde</th><th colspan=2>Umsatz</th></tr>"
        "<tr><th>2023</th><th>2024</th></tr></thead><tbody>"
        "<tr><td rowspan=2>A</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
        "<tr><td>B</td><td>5</td><td>6</td></tr></tbody></table>"
    )
    assert table.frame.to_dict("list") == {
        "Kunde": ["A", "A", "B"],
        "Umsatz 2023": [1, 3, 5],
        "Umsatz 2024": [2, 4, 6],
    }


def test_several_tables_are_a_choice():
    """A small one of settings stands before the customers."""
    rows = "".join(f"<tr><td>C{n}</td><td>{n}</td></tr>" for n in range(400))
    page = (
        "<html><body><table><tr><td>from</td><td>1 May</td></tr><tr><td>to</td><td>2 May</td></tr>"
        f"</table><table><caption>Customers</caption><tr><th>id</th><th>n</th></tr>{rows}</table>"
    )
    report = read(page).report
    assert (report.sheet, report.part) == ("Table 2: Customers", "table")
    assert report.sheets == ("Table 1: from, 1 May", "Table 2: Customers")
    assert report.warnings[0].startswith("Read from the table “Table 2: Customers”, one of 2")
    small = read(page, sheet="Table 1: from, 1 May")
    assert small.frame.shape[1] == 2
    assert small.report.sheet == "Table 1: from, 1 May"


def test_a_table_for_the_layout_holds_the_table():
    """The inner one is read."""
    table = read(f"<html><table><tr><td>{FRAME.to_html(index=False)}</td></tr></table></html>")
    assert table.frame["Kunde"].tolist() == FRAME["Kunde"].tolist()
    assert len(table.report.sheets) == 0


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><table>",
        "<html><body><p>Hello</p></body></html>",
        "<html><body><p>" + "Our shop is the best. " * 90 + "</p>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></body></html>",
        "<html><frameset><frame src=a.htm></frameset></html>",
        "<table></table>",
    ],
)
def test_other_pages_are_refused(page):
    """Also one with a small table in a long text."""
    with pytest.raises(sg.DataError, match="is not a table: it is a web page"):
        read(page)


def test_other_xml_is_refused():
    """By its name."""
    with pytest.raises(sg.DataError, match="is not a table: it is XML"):
        read('<?xml version="1.0"?><rows><row a="1"/></rows>')


@pytest.mark.parametrize("data", [b"<a>,b\n1,2\n", b"<5 years,n\n1,2\n", b"id,<html>\n1,2\n", b""])
def test_texts_with_a_sign_of_the_language_are_none(data):
    """A page begins with an element that only pages have."""
    assert not is_web_page(data)


PIECES = (
    *("<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=9999999>", "<th>", "a", "1"),
    *("</td>", "<td rowspan=x>", "&#0;", "<!--", "-->", "<script>", "&nbsp;", "<br>"),
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    )
)
def test_any_page_ends_in_a_table_or_a_sentence(pieces):
    """However broken it is."""
    with contextlib.suppress(sg.SegmentationError):
        read("<html>" + "".join(pieces))
