"""Numbers in the dress people give them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.values.numbers import decimal_mark, parse_numbers


def numbers(*cells, **marks):
    """Read a column; return its values."""
    found = parse_numbers(pd.Series(cells, dtype="str"), **marks)
    return found and found.values.tolist()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1.234,56 €", "7 €"), [1234.56, 7.0]),
        (("$84,835.00", "$1"), [84835, 1]),
        (("12%", "5.5 %"), [12.0, 5.5]),
        (("12%", "5"), None),
        (("(45.00)", "3"), [-45, 3]),
        (("(45.00", "3"), None),
        (("-$5", "$-6", "$7-", "−8"), [-5, -6, -7, -8]),
        (("--5", "1"), None),
        (("USD 1,000", "USD 2"), [1000, 2]),
        (("€5", "$6"), None),
        (("1 234,5", "12"), [1234.5, 12.0]),
        (("1\u202f234", "12"), [1234, 12]),
        (("1'234.50", "2"), [1234.5, 2.0]),
        (("1.234.567", "2"), [1234567, 2]),
        (("1,234.50", "1.234,50"), [1234.5, 1234.5]),
        (("12,34,567.50", "1"), [1234567.5, 1]),
        (("0,125", "0,250"), [0.125, 0.25]),
        (("+49 170 1234567", "+49 1"), None),
        (("1.2.3", "1"), None),
        ((",", "1"), None),
        (("007", "1"), None),
        (("1e3", "2"), [1000, 2]),
        (("12 34", "5"), None),
    ],
)
def test_ways_of_writing_by_hand(cells, expected):
    """All cells agree, or the column is no number."""
    assert numbers(*cells) == expected


def test_the_marks_can_be_set():
    """A user's word settles what could be read in two ways."""
    assert numbers("1.234", "2.5", decimal=",", thousands=".") is None
    assert numbers("1.234", "2", decimal=",", thousands=".") == [1234, 2]
    assert numbers("1,234", decimal=",") == [1.234]
    assert numbers("1,234", decimal=".") == [1234]


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1,5", "2"], ","),
        (["1.5", "2"], "."),
        (["1,234.5"], "."),
        (["1,234"], None),
        (["1", "2"], None),
        (["a"], None),
        (["€ 1.234,50"], ","),
    ],
)
def test_the_mark_a_column_settles(cells, mark):
    """None where it could be either."""
    assert decimal_mark(pd.Series(cells, dtype="str")) == mark


WRITERS = {
    ".": lambda x: f"{x:,.2f}",
    ",": lambda x: f"{x:,.2f}".translate(str.maketrans(",.", ".,")),
    "money": lambda x: f"-${-x:,.2f}" if x < 0 else f"${x:,.2f}",
    "book": lambda x: f"({-x:,.2f})" if x < 0 else f"{x:,.2f}",
    "swiss": lambda x: f"{x:,.2f}".replace(",", "’"),
}


@given(
    st.lists(st.integers(-(10**9), 10**9).map(lambda n: n / 100), min_size=1, max_size=20),
    st.sampled_from(sorted(WRITERS)),
)
def test_what_is_written_is_read(values, way):
    """Two decimals settle every way of writing."""
    assert numbers(*map(WRITERS[way], values)) == pytest.approx(values)
