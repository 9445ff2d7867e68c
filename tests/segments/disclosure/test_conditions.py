"""Which conditions of filters may be told: none that points to a person or to a few."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.segments.disclosure.conditions import condition_may_be_told

N = 60
FRAME = pd.DataFrame(
    {
        "customer_id": [f"C{1000 + n}" for n in range(N)],
        "email": [f"person{n}@mail.example" for n in range(N)],
        "country": ["Germany"] * 40 + ["Austria"] * 17 + ["Malta"] * 3,
        "age": [20 + n for n in range(N)],
        "since": pd.date_range("2024-01-01", periods=N, freq="D"),
        "spend": [float(n * n) for n in range(N)],
        "agreed": [True] * 30 + [False] * 30,
    }
)
TABLE = sg.read_table(FRAME, "people")
COLUMNS = sg.profile_columns(TABLE)


def told(where: str, formulas: tuple = (), minimum: int = 5) -> bool:
    """Ask of the made table."""
    return condition_may_be_told(TABLE, formulas, where, COLUMNS, minimum)


@pytest.mark.parametrize(
    "where",
    [
        "country = 'Germany'",
        "country in ('Germany', 'Austria') and age >= 25",
        "age between 30 and 50",
        "agreed = yes",
        "since >= '2024-01-20'",
        "age >= 20",
    ],
)
def test_plain_filters_on_many_are_told(where):
    """Of what customers have in common; a filter that leaves nobody out points to nobody."""
    assert told(where)


@pytest.mark.parametrize(
    "where",
    [
        "customer_id <> 'C1003'",
        "customer_id = 'C1003'",
        "email = 'person3@mail.example'",
        "country = 'Malta'",
        "country in ('Germany', 'Malta')",
        "country <> 'Malta'",
        "age <= 78",
        "age >= 22 and country = 'Germany'",
        "age between 21 and 50",
        "age > 30 or spend > 5",
        "age * 2 > 70",
        "since <= '2024-02-27'",
    ],
)
def test_what_points_to_a_few_is_not_told(where):
    """Who they are, values of a few, ends that few lie beyond, and all that is no plain filter."""
    assert not told(where)


def test_three_customers_are_few_of_three_allowed():
    """The minimum decides."""
    assert told("country = 'Malta'", minimum=3)
    assert not told("country = 'Malta'", minimum=4)


def test_a_column_of_ones_own_is_judged_as_others():
    """By the profile that it has; one that is not known is not told."""
    formulas = (("double", "spend * 2"),)
    assert not told("double >= 200", formulas)
    made = sg.read_table(FRAME.assign(double=FRAME["spend"] * 2), "made")
    columns = sg.profile_columns(made)
    assert condition_may_be_told(TABLE, formulas, "double >= 200", columns)


@settings(deadline=None, max_examples=60)
@given(low=st.integers(15, 85), high=st.integers(15, 85))
def test_a_range_is_told_only_where_no_side_holds_a_few(low, high):
    """Recounted by hand."""
    low, high = sorted((low, high))
    age = FRAME["age"]
    sides = [age >= low, age < low, age <= high, age > high]
    whole = (age >= low) & (age <= high)
    counts = [int(side.sum()) for side in (*sides, whole, ~whole)]
    expected = all(count == 0 or count >= 5 for count in counts)
    assert told(f"age between {low} and {high}") == expected
