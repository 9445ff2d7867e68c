"""A row that says it is a total must also be one."""

import pandas as pd
import pytest

from segmentation.tables.formats.layout.totals import total_rows

ROWS = [["A", "x", "1", "2.5"], ["B", "y", "2", "3.5"], ["C", "z", "4", "4.5"]]


def found(*rows):
    """Return which rows are totals."""
    columns = dict(enumerate(zip(*rows, strict=True)))
    return list(total_rows(pd.DataFrame(columns, dtype="str")))


@pytest.mark.parametrize(
    ("last", "is_total"),
    [
        (["Total", "", "7", "10.5"], True),
        (["Total: all", "", "7", "10.5"], True),
        (["", "Somme", "7", "10,50"], True),
        (["Average", "", "2.3", "3.5"], True),
        (["", "", "7", "10.5"], True),
        (["", "", "7", "10.6"], False),
        (["Total Wine", "w", "9", "1.5"], False),
        (["D", "total", "9", "1.5"], False),
        (["D", "w", "7", "10.5"], False),
    ],
)
def test_last_rows_by_hand(last, is_total):
    """By the label and the sums together; without a label by sums in every column."""
    assert found(*ROWS, last) == ([3] if is_total else [])


def test_sums_of_parts():
    """Since the last total, and of everything."""
    part = ["Total x", "", "3", "6"]
    assert found(*ROWS[:2], part, *ROWS[2:], ["Total", "", "7", "10.5"]) == [2, 4]
    assert found(["Total", "", "7", "10.5"], *ROWS) == [0]


def test_nothing_to_find():
    """Tables without numbers, and of one row."""
    assert found(["A", "x"], ["B", "y"]) == []
    assert found(["Total", "1"]) == []
