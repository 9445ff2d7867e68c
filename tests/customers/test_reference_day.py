"""The reference day: dates, times with zones and words."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.reference_day import reference_day
from segmentation.errors import SpecError

FIFTH_OF_JUNE = pd.Timestamp("2014-06-05")
WEST = dt.timezone(dt.timedelta(hours=-5))


@pytest.mark.parametrize(
    "given_day",
    [
        "05.06.2014",
        "5.6.2014",
        "2014-06-05",
        " 2014-06-05 23:30 ",
        "2014-06-05T23:30:00-05:00",
        "5 June 2014",
        "13/06/2014",
        dt.date(2014, 6, 5),
        dt.datetime(2014, 6, 5, 23, 30, tzinfo=WEST),
        np.datetime64("2014-06-05T12:00"),
        pd.Timestamp("2014-06-05 23:30", tz="America/New_York"),
    ],
)
def test_a_day_is_the_day_where_it_was_written(given_day):
    """Zones and hours leave the day where it is."""
    expected = pd.Timestamp("2014-06-13") if given_day == "13/06/2014" else FIFTH_OF_JUNE
    assert reference_day(given_day) == expected


@pytest.mark.parametrize(
    "given_day",
    ["yesterday", "soon", "", "05/06/2014", "2014-13-45", 20140605, 1.5, pd.NaT, [1], "x" * 99],
)
def test_what_is_no_day_ends_in_a_sentence(given_day):
    """Words, numbers and what may be two days are refused, and say how to write a day."""
    with pytest.raises(SpecError, match=r"2025-01-31"):
        reference_day(given_day)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_a_sentence(text):
    """No other error comes out."""
    try:
        day = reference_day(text)
    except SpecError:
        return
    assert day == day.normalize()


def test_a_german_list_takes_its_day_as_written():
    """From 8 March to 5 June 2014 there are 89 days."""
    table = sg.read_table("tests/customers/data/asof.csv")
    made = sg.rfm(table, customer="id", date="datum", amount="betrag", as_of="05.06.2014")
    assert made.frame.set_index("id").loc["A", "recency_days"] == 89
    with pytest.raises(SpecError, match="not understood"):
        sg.rfm(table, customer="id", date="datum", amount="betrag", as_of="soon")
