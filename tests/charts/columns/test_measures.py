"""Columns as numbers with a name, a unit and a reason."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.columns.measures import column_of, format_date, left_out, measure
from segmentation.errors import SpecError


def one(values, name="Income (k$)"):
    """Return the measure of a frame of one column."""
    return measure(pd.DataFrame({name: values}), name)


def test_a_number_has_a_label_a_unit_and_values():
    """As they stand in the table."""
    found = one([1.0, None, 2.5])
    assert (found.label, found.unit, found.axis) == ("Income", "k$", "Income (k$)")
    np.testing.assert_array_equal(found.values, [1, np.nan, 2.5])
    np.testing.assert_array_equal(found.known, [1, 2.5])
    assert found.why == ""
    assert not found.is_whole
    assert one([1, 2]).is_whole


def test_amounts_carry_their_unit():
    """But a range in brackets is no unit, and a percent sign stands close."""
    assert one([1]).say(1234) == "1,234 k$"
    assert one([1], "Score (1-100)").say(5) == "5"
    assert one([1], "Margin (%)").say(5) == "5%"
    assert one([1], "Age").say(5) == "5"


def test_what_is_no_usable_number_is_missing():
    """Infinite and absurdly large ones; what is next to nothing is nothing."""
    found = one([np.inf, -np.inf, 1e101, -1e101, 1e-101, 1e100])
    np.testing.assert_array_equal(found.values, [np.nan] * 4 + [0, 1e100])


def test_the_table_is_not_written_to():
    """Cleaning happens on a copy."""
    frame = pd.DataFrame({"x": [np.inf, 1.0]})
    measure(frame, "x")
    assert np.isinf(frame["x"][0])


def test_dates_are_milliseconds():
    """In any resolution, with and without a time zone."""
    days = pd.Series(pd.to_datetime(["1970-01-02", None, "2021-03-03"]))
    for series in (days, days.astype("datetime64[ns]"), days.dt.tz_localize("UTC")):
        found = one(series)
        np.testing.assert_array_equal(found.values, [86_400_000, np.nan, 1_614_729_600_000])
        assert found.is_date
        assert found.say(found.values[2]) == "3 Mar 2021"


def test_a_date_far_off_is_still_named():
    """Years beyond 9999 have no month names in numpy."""
    assert format_date(253_402_300_800_000) == "10000-01-01"
    assert format_date(-86_400_000) == "31 Dec 1969"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([], "The table has no rows"),
        ([None, None], "Every value of “Income” is missing. Choose another column."),
        (["a", "b"], "“Income” holds categories, not numbers. Choose a column of numbers"),
        ([True, False], "“Income” holds categories, not numbers"),
        ([np.inf, 1e200], "“Income” has no usable number in it"),
    ],
)
def test_a_column_without_numbers_says_why(values, why):
    """As a sentence with what to do."""
    assert why in one(values).why


def test_a_column_that_is_not_there_is_named():
    """A column that the table lacks is named in the error, with what to do."""
    with pytest.raises(SpecError, match=r"no column “nope” in this table\. Choose one of its"):
        column_of(pd.DataFrame({"a": [1]}), "nope")


def test_rows_without_a_value_are_counted():
    """Once, whichever column lacks it."""
    frame = pd.DataFrame({"a": [1, None, None, 4], "b": [1.0, np.inf, 2, 3]})
    a, b = measure(frame, "a"), measure(frame, "b")
    assert left_out(a, b) == "2 of 4 have no usable value and are left out."
    assert left_out(b) == "1 of 4 has no usable value and is left out."
    assert left_out(a.take(np.array([0, 3]))) == ""
