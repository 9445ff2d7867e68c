"""The five numbers and the sentences they make."""

import pandas as pd
import pytest

from segmentation.charts.columns.groups import groups, parts
from segmentation.charts.columns.measures import measure
from segmentation.charts.columns.quartiles import finding, middle_half, quartiles


def test_quartiles_by_hand():
    """One to five, and between two numbers on the line."""
    five = quartiles(pd.Series([5, 3, 1, 2, 4]).to_numpy(float))
    assert (five.n, five.low, five.q1, five.median, five.q3, five.high) == (5, 1, 2, 3, 4, 5)
    assert five.spread == 2
    assert quartiles(pd.Series([1.0, 2.0]).to_numpy()).q1 == 1.25


@pytest.mark.parametrize(
    ("values", "clause"),
    [
        ([40], "the only customer with a value has 40 k$"),
        ([40, 40], "every customer has 40 k$"),
        ([1, 5, 5, 5, 5, 9], "at least half of all customers have 5 k$"),
        ([10, 20, 30, 40, 50], "half of all customers lie between 20 and 40 k$"),
        ([1.0001, 1.0002, 1.0003], "half of all customers lie close to 1 k$"),
    ],
)
def test_the_middle_half_in_words(values, clause):
    """From one customer to a spread."""
    column = measure(pd.DataFrame({"Income (k$)": values}), "Income (k$)")
    assert middle_half(column, quartiles(column.known)) == clause


def titled(values, levels=None):
    """Return the finding of a frame of a number and a category."""
    frame = pd.DataFrame({"Income (k$)": values, "City": levels or ["a"] * len(values)})
    column, told = measure(frame, "Income (k$)"), groups(frame, "City" if levels else None)
    return finding(column, told, parts(column, told))


def test_the_finding_names_lowest_and_highest_group():
    """But never what is left over."""
    assert titled([1, 2, 3]) == "Income: half of all customers lie between 1.5 and 2.5 k$"
    assert titled([3, 1, 90], ["a", "b", None]) == "Income by City: medians from 1 (b) to 3 k$ (a)"
    assert titled([2, 2], ["a", "b"]) == "Income by City: the median is 2 k$ in every group"
    assert titled([2, 9], ["a", None]) == "Income by City: the median is 2 k$"
    assert titled([7], [None]) == "Income by City: the median is 7 k$"
