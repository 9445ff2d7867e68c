"""Lists of customers: types, sheets, and nothing that a sheet would round."""

import io

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

import segmentation as sg
from segmentation.exports.workbook.cells import Looks
from segmentation.exports.workbook.customers import (
    customer_columns,
    hidden_columns,
    ledger_columns,
    n_sheets,
    write_list,
)


def segmented(frame):
    """Segment a frame by its column x, in two."""
    table = sg.read_table(frame, "t")
    return sg.segment(table, sg.SegmentationSpec(features=("x",), n_clusters=2))


def cells_of(frame, name):
    """Return the kind and the cells of a column."""
    columns = customer_columns(segmented(frame), personal=True)
    column = next(c for c in columns if c.title == name)
    return column.kind, column.cells(0, len(frame))


X = [0.0, 1.0, 100.0, 101.0, 102.0, 103.0]


def test_long_whole_numbers_are_texts():
    """From 16 digits on a sheet would round them."""
    frame = pd.DataFrame({"x": X, "big": np.arange(6) + 10**15})
    kind, cells = cells_of(frame, "big")
    assert (kind, cells[0]) == ("text", "1000000000000000")


def test_gaps_are_empty_and_endless_numbers_are_texts():
    """A sheet knows no infinity."""
    frame = pd.DataFrame({"x": X, "y": [1.5, np.nan, np.inf, -np.inf, 0, 1]})
    kind, cells = cells_of(frame, "y")
    assert (kind, cells) == ("mixed", [1.5, None, "inf", "-inf", 0, 1])


def test_a_result_whose_name_is_taken_gets_a_number():
    """The file's own column stays as it is."""
    frame = pd.DataFrame({"x": X, "segment": list("aabbab")})
    titles = [column.title for column in customer_columns(segmented(frame), personal=True)]
    assert titles == ["row", "name", "segment_2", "distance", "confidence", "x", "segment"]


@pytest.mark.parametrize("most", [1, 4, 6, 7, 100])
def test_many_customers_are_divided_over_sheets(most):
    """Every row once, each sheet with its head."""
    frame = pd.DataFrame({"id": [f"c{i}" for i in range(6)], "x": X})
    columns = customer_columns(segmented(frame), personal=True)
    file = io.BytesIO()
    with Workbook(file, {"constant_memory": True}) as book:
        sheets = [book.add_worksheet() for _ in range(n_sheets(6, most))]
        write_list(sheets, columns, 6, Looks(book=book), most)
    read = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    found = [read.get_sheet_by_index(at).to_python() for at in range(len(sheets))]
    assert {rows[0][0] for rows in found} == {columns[0].title}
    assert sum(len(rows) - 1 for rows in found) == 6
    assert [row[-1] for rows in found for row in rows[1:]] == X


def test_who_is_left_out_is_listed_with_the_reason(result):
    """By the identifier."""
    who, why = ledger_columns(result, personal=False)
    assert who.cells(0, 9) == ["@c7"]
    assert why.cells(0, 9) == result.ledger["reason"].tolist()
    assert hidden_columns(result) == ("e-mail",)
