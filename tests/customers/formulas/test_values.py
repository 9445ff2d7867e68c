"""What a filter is chosen from: values with their customers, or ends."""

from datetime import date

import pandas as pd

import segmentation as sg
from segmentation.customers.formulas.values import MOST_LISTED, column_values


def values(cells, name="x"):
    """Look at a column of a table."""
    table = sg.read_table(pd.DataFrame({"id": [f"c{i}" for i in range(len(cells))], name: cells}))
    return column_values(table, name)


def test_categories_are_listed_with_their_customers():
    """The most frequent first, of equals the smaller; gaps are counted apart."""
    found = values(["D", "A", "D", None, "B", "D", "B", "A"], "land")
    assert found.listed == (("D", 3), ("A", 2), ("B", 2))
    assert (found.kind, found.is_measured, found.n_values, found.missing) == ("text", False, 3, 1)


def test_numbers_and_dates_have_ends():
    """Whole numbers are told; dates are days."""
    found = values([*range(30), None])
    assert (found.low, found.high, found.is_measured, found.missing) == (0.0, 29.0, True, 1)
    assert found.is_whole
    assert not values([0.5, *range(30)]).is_whole
    days = values(pd.date_range("2026-01-31", periods=30), "day")
    assert (days.kind, days.low, days.high) == ("date", date(2026, 1, 31), date(2026, 3, 1))
    assert days.listed == ()


def test_yes_and_no_and_numbers_of_groups_are_listed():
    """A flag has both answers, also where one has nobody; channel 1 and 2 are no measure."""
    assert values([1, 0, 0, None] * 3, "member").listed == ((1.0, 3), (0.0, 6))
    channel = values([1, 2, 2, 2] * 5, "channel")
    assert (channel.kind, channel.listed) == ("number", ((2.0, 15), (1.0, 5)))


def test_many_values_are_cut_and_none_are_none():
    """As many as can be listed; how many there are is told."""
    found = values([f"note {i}" for i in range(300)], "note")
    assert (len(found.listed), found.n_values) == (MOST_LISTED, 300)
    empty = column_values(sg.read_table(pd.DataFrame({"a": [1, 2, 3], "b": [None] * 3})), "b")
    assert (empty.n_values, empty.missing, empty.low) == (0, 3, None)
