"""Rules, page headings and counts of rows are told by their words."""

import pytest

from segmentation.tables.formats.layout.margins import (
    is_rule,
    margin_reason,
    page_headings,
    said_again,
    same,
)


@pytest.mark.parametrize(
    "cell", ["Page 1 of 2", "Seite 3", "- Página 4 -", "Strona 2 z 9", "(3 rows)"]
)
def test_margins_by_hand(cell):
    """In any cell of a row that holds nothing else."""
    assert margin_reason(["", cell, ""])
    assert not margin_reason([cell, "A", "B"])


@pytest.mark.parametrize("cell", ["Page & Sons", "Seite", "3", "(3)", "Rows Ltd", "3 rowers"])
def test_what_only_resembles_them(cell):
    """Names of customers stay."""
    assert margin_reason([cell, ""]) is None


def test_rules():
    """A row of dashes for missing values is none."""
    assert is_rule(["+----+----+"])
    assert is_rule(["===", "", "-"])
    assert not is_rule(["-", "-"])
    assert not is_rule(["", ""])


def test_names_said_again():
    """In another case and with spaces; a heading stands right above."""
    assert same([" A", "b "], 3) in said_again([["a", "B", ""]], 3)
    rows = [["x", "y", "z", "u"], ["List"], ["Page"], ["a", "b", "c", "d"]]
    assert page_headings(rows, 3, 4, 0) == [1, 2]
    assert page_headings(rows, 3, 4, 2) == [2]
