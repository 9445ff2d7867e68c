"""Cells become columns of one length under names."""

import pytest

from segmentation.errors import DataError
from segmentation.tables.formats.layout.grid import Grid, grid_columns
from segmentation.tables.table import ReadReport


def columns(*rows, header_row=None):
    """Name the cells of rows that stand on lines 1, 2, …."""
    report = ReadReport(format="csv", n_rows=0, n_columns=0)
    grid = Grid(rows=list(rows), lines=list(range(1, len(rows) + 1)), report=report)
    return grid_columns(grid, header_row, "given.csv")


def test_short_rows_are_filled_and_long_ones_left_out():
    """Counted, and named by line with the reason."""
    frame, report = columns(["a", "b"], ["1"], ["2", "3", ""], ["4", "5", "6"], ["7", "8"])
    assert frame.to_dict("list") == {"a": ["1", "2", "7"], "b": ["", "3", "8"]}
    assert report.repaired == ("Filled up with empty cells: 1 row that end early.",)
    assert [(skip.line, skip.reason) for skip in report.skipped] == [
        (4, "it has 3 cells where the column names are 2")
    ]


@pytest.mark.parametrize(
    ("rows", "is_header"),
    [
        ([["a", "b"], ["1", "2"]], True),
        ([["1", "2"], ["3", "4"]], False),
        ([["x", "2"], ["y", "4"]], False),
        ([["name", "city"], ["Ann", "Oslo"]], True),
        ([["id", "2021"], ["1", "4"]], True),
        ([["1", "2"]], False),
        ([["", "n"], ["", "3"]], True),
        ([["1,5"], ["2,5"]], False),
    ],
)
def test_a_header_is_told_from_values(rows, is_header):
    """A column of numbers that begins with a name has a header."""
    frame, report = columns(*rows, header_row=None if is_header or len(rows) > 1 else 0)
    assert (report.header_row == 1) == is_header
    assert len(frame) == len(rows) - is_header


def test_a_header_row_that_is_not_there():
    """A header row beyond the end of the file is refused in one sentence."""
    with pytest.raises(DataError, match="has nothing in row 9"):
        columns(["a"], ["1"], header_row=9)


def test_names_that_are_too_few_lose_no_row():
    """The rest is named; a single long row is still the one that is wrong."""
    rows = [["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10", "11", "12"]]
    frame, report = columns(["a", "b"], *rows)
    assert list(frame.columns) == ["a", "b", "column_3", "column_4"]
    assert len(frame) == 3
    assert report.skipped == ()


def test_an_empty_column_without_a_name():
    """Goes where the others have names, and stays where none has: it may have no values yet."""
    frame, report = columns(["a", "b", ""], ["1", "2", ""], ["3", "4", ""])
    assert list(frame.columns) == ["a", "b"]
    assert report.repaired == ("Left out because they are empty: 1 column.",)
    frame, _ = columns(["1", "2", ""], ["3", "4", ""], header_row=0)
    assert frame.shape == (2, 3)
