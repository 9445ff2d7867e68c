"""Workbooks in the XML of Excel 2003."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.spreadsheet_xml import is_spreadsheet_xml

HEAD = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">"""


def cell(value: object, kind: str = "String", more: str = "") -> str:
    """Write a cell."""
    return f'<Cell{more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def sheet(name: str, *rows: str, more: str = "") -> str:
    """Write a sheet."""
    cells = "".join(row if row.startswith("<Row") else f"<Row>{row}</Row>" for row in rows)
    return f'<Worksheet ss:Name="{name}"><Table>{cells}</Table>{more}</Worksheet>'


def book(*sheets: str, encoding: str = "utf-8") -> bytes:
    """Write a workbook."""
    return (HEAD.format(encoding=encoding) + "".join(sheets) + "</Workbook>").encode(encoding)


WIDE = ' ss:MergeAcross="1"'
NAMES = cell("Kunde") + cell("Umsatz") + cell("Tag") + cell("aktiv")


def line(name: str, paid: str, day: str = "2024-05-01T00:00:00.000") -> str:
    """Write a row of each kind of cell."""
    kinds = cell(day, "DateTime") + cell(1, "Boolean")
    return cell(name) + cell(paid, "Number") + kinds


SHOP = sheet("Shop", NAMES, line("Größe", "1234.5"), line("B", "1.5E3"), line("C", "7"))
HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_kinds_of_cells(encoding):
    """Texts, numbers with an exponent, days, yes and no."""
    table = sg.read_table(book(SHOP, encoding=encoding), "export.xls")
    assert (table.report.format, table.report.sheet) == ("excel_xml", "Shop")
    assert table.frame["Umsatz"].tolist() == [1234.5, 1500.0, 7.0]
    assert table.frame["Kunde"].tolist() == ["Größe", "B", "C"]
    assert table.frame["Tag"].dt.strftime("%Y-%m-%d").tolist() == ["2024-05-01"] * 3
    assert table.frame["aktiv"].all()


def test_cells_and_rows_that_are_left_out():
    """A place of its own, cells that span others, errors of formulas."""
    data = book(
        sheet(
            "S",
            cell("a") + cell("b") + cell("c"),
            cell(1, "Number") + cell(3, "Number", ' ss:Index="3"'),
            f'<Row ss:Index="9">{cell("x", more=WIDE)}{cell(5, "Number")}</Row>',
            cell("#N/A", "Error") + cell("t") + cell(6, "Number"),
        )
    )
    frame = sg.read_table(data).frame.fillna("")
    assert frame["c"].tolist() == [3, 5, 6]
    assert frame["b"].tolist() == ["", "", "t"]
    assert frame["a"].tolist() == ["1", "x", ""]


def test_sheets_are_chosen_as_in_other_workbooks():
    """A cover is passed over, a hidden one is said, each can be asked for."""
    old = sheet("Old", NAMES, line("Z", "9"), line("Y", "8"), more=HIDDEN)
    data = book(sheet("Cover", cell("Export of May")), old, SHOP)
    report = sg.read_table(data).report
    assert (report.sheet, report.sheets) == ("Shop", ("Cover", "Old", "Shop"))
    assert report.warnings == (
        "Read from the sheet “Shop”, one of 3; not read: “Cover”; hidden and not read: “Old”.",
    )
    table = sg.read_table(data, options=sg.ReadOptions(sheet="Old"))
    assert table.frame["Umsatz"].tolist() == [9, 8]
    with pytest.raises(sg.DataError, match="has no sheet “None”"):
        sg.read_table(data, options=sg.ReadOptions(sheet="None"))


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (book(SHOP)[:-300], "is damaged"),
        (book(sheet("S")), "is empty"),
        (book(), "is empty"),
        (book(sheet("S", cell("x", more=' ss:Index="9999999"'))), "at most"),
    ],
)
def test_what_is_refused(data, sentence):
    """In a sentence."""
    with pytest.raises(sg.SegmentationError, match=sentence):
        sg.read_table(data, "export.xls")


def test_entities_are_not_followed():
    """Neither files of this machine nor texts that grow."""
    data = book(sheet("S", NAMES, line("&b;", "1"), line("&c;", "2"), line("c", "3")))
    data = data.replace(b"<Workbook", BOMB.encode() + b"<Workbook", 1)
    with contextlib.suppress(sg.SegmentationError):
        cells = sg.read_table(data).frame.iloc[:, 0].tolist()
        assert not any(str(text).startswith("ha") for text in cells)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=5))
def test_bent_workbooks_end_in_a_table_or_a_sentence(place, noise):
    """Wherever bytes are changed."""
    data = bytearray(book(SHOP))
    at = place % len(data)
    data[at : at + len(noise)] = noise
    with contextlib.suppress(sg.SegmentationError):
        sg.read_table(bytes(data))
    is_spreadsheet_xml(bytes(data))
