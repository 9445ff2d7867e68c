"""Every cell is a value, a gap, or wrong, whatever stands beside it."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from made_models import category, number, rule

import segmentation as sg
from segmentation.models.input_validation import check_columns, validate_input

MADE = rule([number("x"), category("c", ["a", "b"])], [[0.0, 0.0, 0.0]])
FILLING = rule(
    [number("x", fill=7.0), category("c", ["a", "b"], fill="b")], [[0.0] * 3], fills_gaps=True
)


def check(x, c="a", made=MADE):
    """Check one customer, the number among other odd ones of its column."""
    return validate_input(made, pd.DataFrame({"x": pd.Series([x], dtype=object), "c": [c]}))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (3, 3.0),
        (3.5, 3.5),
        ("3.5", 3.5),
        (" 3 ", 3.0),
        (True, 1.0),
        (Decimal("0.1"), 0.1),
        (np.float32(0.5), 0.5),
        ("1e3", 1000.0),
    ],
)
def test_numbers_in_every_form(cell, value):
    """Of files, requests and databases."""
    cells = check(cell)
    assert cells.values[0][0] == value
    assert cells.reasons[0] is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (None, "no value for x"),
        (np.nan, "no value for x"),
        ("", "no value for x"),
        ("n/a", "no value for x"),
        (np.inf, "no value for x"),
        ("abc", "“x” is not a number: “abc”"),
        ("12,5", "“x” is not a number: “12,5”"),
        ("1_000", "“x” is not a number: “1_000”"),
        ([1], "“x” is not a number: “[1]”"),
        (pd.Timestamp("2025-01-31"), "“x” is not a number: “2025-01-31 00:00:00”"),
        (1e308, "“x” is too large: 1e+308"),
        ("-1e200", "“x” is too large: -1e200"),
        (10**400, "“x” is too large: 1000000000"),
    ],
    ids=lambda cell: repr(cell)[:20],
)
def test_what_cannot_be_scored_says_why(cell, reason):
    """In one clause that names the column and the value."""
    cells = check(cell)
    assert cells.reasons[0].startswith(reason)
    assert not cells.in_range[0]


def test_gaps_in_several_columns_are_one_reason():
    """As in the ledger of a fit."""
    assert check(None, None).reasons[0] == "no value for x, c"


def test_gaps_are_filled_where_the_model_does():
    """But what is wrong is not."""
    cells = check(None, None, FILLING)
    assert (cells.values[0][0], cells.values[1][0]) == (7.0, 1)
    assert cells.reasons[0] is None
    assert cells.in_range[0]
    assert check("abc", made=FILLING).reasons[0] == "“x” is not a number: “abc”"


def test_values_outside_are_flagged_and_counted():
    """Above, below, and an unknown level; borders are inside."""
    frame = pd.DataFrame({"x": [0.0, 10.0, 10.1, -0.1, np.nan], "c": ["a", "new", "a", "a", "a"]})
    cells = validate_input(MADE, frame)
    assert cells.in_range.tolist() == [True, False, False, False, False]
    assert cells.outside.tolist() == [2, 1]
    assert cells.gaps.tolist() == [1, 0]


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([1, 2], dtype="category"),
        pd.Series(["1", "2"], dtype="str"),
        pd.Series([1, 2], dtype="Int64"),
        pd.Series([1, 2], dtype="float32"),
        pd.Series(["1", "2"], dtype="category"),
    ],
    ids=lambda values: str(values.dtype),
)
def test_columns_of_every_type(values):
    """A frame comes as it is."""
    cells = validate_input(MADE, pd.DataFrame({"x": values, "c": ["a", "a"]}))
    assert cells.values[0].tolist() == [1.0, 2.0]


def test_dates_are_no_numbers():
    """A whole column of them neither."""
    frame = pd.DataFrame({"x": pd.to_datetime(["2025-01-31", None]), "c": ["a", "a"]})
    assert validate_input(MADE, frame).reasons.tolist() == [
        "“x” is not a number: “2025-01-31 00:00:00”",
        "no value for x",
    ]


def test_a_missing_column_is_said():
    """With those that are there."""
    with pytest.raises(
        sg.ModelError, match=r"no column “c”, which this model needs. They have “x”"
    ):
        check_columns(MADE, ["x"])
    with pytest.raises(sg.ModelError, match="They have none"):
        check_columns(MADE, [])
    with pytest.raises(sg.ModelError, match="2 columns called “x”"):
        check_columns(MADE, ["x", "x", "c"])
