"""Totals, notes and other tables below the table are none of it."""

import pytest

from segmentation.tables.formats.layout.notes import n_notes_below, second_table

ROWS = [["name", "n", "of", "paid"]] + [[f"name {i}", str(i), "x", f"{i}.5"] for i in range(12)]


@pytest.mark.parametrize(
    ("below", "n_notes"),
    [
        ([], 0),
        ([["Total", "66", "", "72"]], 1),
        ([["Gesamt:", "66", "", "72"]], 1),
        ([["Source: till 4"]], 1),
        ([["", "see page 2", "", ""]], 1),
        ([["name 13", "", "", ""]], 0),
        ([["name 13", "5", "", ""]], 0),
        ([["Total", "66", "", "72"], ["Source: till 4"]], 2),
    ],
)
def test_notes_by_hand(below, n_notes):
    """A last row that is merely short stays."""
    rows = [*ROWS, *below]
    assert n_notes_below(rows, list(range(1, len(rows) + 1)), 1) == n_notes


def test_a_gap_makes_a_note():
    """What follows an empty line and is short."""
    rows = [*ROWS, ["name 13", "5", "", ""]]
    lines = [*range(1, len(ROWS) + 1), len(ROWS) + 2]
    assert n_notes_below(rows, lines, 1) == 1


def test_another_table_below():
    """It has other columns, and as many rows as make a table."""
    rows = [*ROWS, ["a", "b"], ["1", "2"], ["3", "4"]]
    assert second_table(rows, 1, len(rows), 4) == len(ROWS)
    assert second_table(rows[:-1], 1, len(rows) - 1, 4) == len(rows) - 1
