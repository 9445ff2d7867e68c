"""Lines quoted as a whole and typographic marks are read as what they were meant."""

import pytest

from segmentation.tables.formats.delimited.quoting import (
    inner_line,
    is_typographic,
    straightened,
    unwrapped,
    without_rules,
)


@pytest.mark.parametrize(
    ("line", "inner"),
    [
        ('"a,b"', "a,b"),
        ('"a,""b, c"""', 'a,"b, c"'),
        ('"a;b";;;', "a;b"),
        ('"a","b"', None),
        ('"a b"', None),
        ("a,b", None),
    ],
)
def test_what_a_line_holds(line, inner):
    """Only where one pair of marks stands around all of it."""
    assert inner_line(line) == inner


def test_names_of_one_cell_keep_commas_in_cells():
    """A list of names in one column, each quoted for its comma."""
    lines = ["name", '"Lee, Ann"', '"Fox, Cy"']
    assert unwrapped(lines) == lines
    assert unwrapped(['"a,b"', '"1,2"']) == ["a,b", "1,2"]
    assert unwrapped(["a,b", '"1,2"', "3,4"]) == ["a,b", "1,2", "3,4"]


def test_round_marks():
    """They count where a delimiter stands inside; feet and apostrophes stay."""
    assert is_typographic(["A,“x, y”,1"])
    assert not is_typographic(["A,“x”,1"])
    assert straightened("A;„x; y“;1", ";") == 'A;"x; y";1'
    assert straightened("A,“it’s, so”,1", ",") == 'A,"it’s, so",1'
    assert straightened("he said “so”,1", ",") == "he said “so”,1"


def test_rules_hold_nothing():
    """Dashes, borders of psql and Markdown; not a row of missing values."""
    lines = ["a|b", "---+---", "|:--|--:|", "+----+", "1|2", "-|-"]
    assert without_rules(lines) == ["a|b", "1|2", "-|-"]
    assert without_rules(["---"]) == ["---"]
