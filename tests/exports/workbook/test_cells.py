"""Formats, widths and names of sheets."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.report.story import COUNT, NUMBER, SHARE, Column
from segmentation.exports.workbook.cells import (
    LONGEST,
    Looks,
    number_format,
    row_height,
    sheet_name,
    story_format,
    width,
)


@pytest.mark.parametrize(
    ("name", "values", "is_code", "expected"),
    [
        ("Income (k$)", [1.0, 2.5], False, '#,##0.0" k$"'),
        ("Score (1-100)", [1, 2], False, "#,##0"),
        ("id", [1001, 1002], True, "0"),
        ("Birth Year", [1980, 1990], False, "0"),
        ("price_eur", [1.239], False, '#,##0.000" eur"'),
        ("x", [1 / 3, 100.123456789], False, "#,##0.00"),
        ("x", [1e-7], False, ""),
        ("x", [float("nan")], False, "#,##0"),
        ('x (a"b)', [1], False, '#,##0" ab"'),
    ],
)
def test_a_column_has_the_decimals_and_the_unit_it_needs(name, values, is_code, expected):
    """Codes and years have no thousands."""
    assert number_format(name, pd.Series(values), is_code=is_code) == expected


def test_columns_of_the_story_have_theirs():
    """By their kind; a median keeps its unit."""
    assert story_format(Column(title="n", kind=COUNT), []) == "#,##0"
    assert story_format(Column(title="s", kind=SHARE), []) == "0.0%"
    money = Column(title="Income (k$), median", kind=NUMBER, decimals=1)
    assert story_format(money, [1.0]) == '#,##0.0" k$"'
    assert story_format(Column(title="t"), ["a"]) == ""
    chance = Column(title="Chance (p)", kind=NUMBER, decimals=3)
    assert story_format(chance, [0.1], has_units=False) == "#,##0.000"
    assert story_format(Column(title="Year", kind=NUMBER), [1999.0, None]) == "0"


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheets_have_names_that_the_format_allows(names):
    """Up to 31 letters, none of them forbidden, no two the same."""
    taken = set()
    made = [sheet_name(name, taken) for name in names]
    assert len({name.casefold() for name in made}) == len(made)
    for name in made:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert name.casefold() != "history"


def test_texts_are_such_as_a_cell_can_hold():
    """No half letters, no control characters; long ones are cut and counted, also in pictures."""
    looks = Looks(book=None)
    assert looks.text("a\x00b\ud800c\ufffe\n") == "a b c \n"
    assert len(looks.text("x" * 40_000)) == LONGEST
    assert len(looks.text("😀" * 20_000).encode("utf-16-le")) <= 2 * LONGEST
    assert looks.n_cut == 2
    assert looks.text("😀" * 100) == "😀" * 100


def test_widths_follow_texts_within_bounds():
    """A head may take two lines; rows are as high as their longest text."""
    assert row_height(["a", "x" * 100], [10.0, 50.0]) == 45
    assert row_height(["x" * 32_000], [10.0]) == 405
    assert width("a", []) == 9
    assert width("a", ["x" * 30]) == 32
    assert width("a", ["x" * 300]) == 60
    assert width("h" * 40, []) == 25
