"""Rows as a file: the ending decides, and a text stays a text."""

import io

import pandas as pd
import pytest

import segmentation as sg
from segmentation.exports import tables
from segmentation.exports.tables import ending_of, table_bytes

FRAME = pd.DataFrame(
    {
        "id": ["007", "=1+1", "http://x.y"],
        "n": [1, 2, 3],
        "spend": [1.5, None, 2.25],
        "größe": ["ä", None, "€"],
    }
)


def test_csv_opens_in_spreadsheets():
    """With a byte order mark, and without a formula; as they are when that is asked for."""
    data = table_bytes(FRAME, "out.CSV")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\n'=1+1,2" in data
    data = table_bytes(FRAME, "out.CSV", raw=True)
    assert pd.read_csv(io.BytesIO(data), dtype={"id": "str"}).equals(FRAME.astype({"id": "str"}))


def test_parquet_keeps_types():
    """As they were."""
    pd.testing.assert_frame_equal(
        pd.read_parquet(io.BytesIO(table_bytes(FRAME, "out.parquet"))), FRAME
    )


def test_a_workbook_holds_no_formulas_and_no_links():
    """What looks like one is a text."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(table_bytes(FRAME, "out.xlsx"))).active
    assert [cell.value for cell in sheet["A"]] == ["id", "007", "=1+1", "http://x.y"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert not [cell for cell in sheet["A"] if cell.hyperlink]
    assert [cell.value for cell in sheet["C"]] == ["spend", 1.5, None, 2.25]


def test_what_cannot_be_written_is_told(monkeypatch):
    """An ending that says nothing, more rows than a sheet has, a package that is not there."""
    with pytest.raises(sg.SpecError, match="ends in none of"):
        ending_of("out.txt")
    monkeypatch.setattr(tables, "WORKBOOK_ROWS", 2)
    with pytest.raises(sg.LimitError, match="holds 2 rows, and there are 3"):
        table_bytes(FRAME, "out.xlsx")
    monkeypatch.setattr(tables, "WORKBOOK_ROWS", 9)
    monkeypatch.setattr(tables, "find_spec", lambda _: None)
    with pytest.raises(sg.SpecError, match="xlsxwriter, which is not installed"):
        table_bytes(FRAME, "out.xlsx")
