"""Bins of round widths that hold every number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.columns.bins import MOST_BINS, bin_edges, bin_name, tails
from segmentation.charts.columns.measures import measure

NUMBERS = st.lists(st.floats(-1e100, 1e100) | st.integers(-50, 50), min_size=1, max_size=60)


def column(values):
    """Return the measure of a frame of one column."""
    return measure(pd.DataFrame({"n": values}), "n")


@given(NUMBERS)
def test_edges_ascend_and_there_are_not_too_many(values):
    """Whatever the numbers; rounding a width may add half as many bins again."""
    edges = bin_edges(column(values))
    assert (np.diff(edges) > 0).all()
    assert 1 <= len(edges) - 1 <= 1.5 * MOST_BINS + 2
    assert np.isfinite(edges).all()


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=80))
def test_bins_hold_all_numbers_but_a_long_tail(values):
    """What lies outside is said in the caption."""
    found = column(values)
    edges = bin_edges(found)
    outside = (found.known < edges[0]) | (found.known >= edges[-1])
    assert bool(outside.any()) == bool(tails(found, edges))
    reach = 8 * np.subtract(*np.quantile(found.known, (0.75, 0.25)))
    if not reach or np.ptp(found.known) <= reach:
        assert not outside.any()


def test_the_width_follows_freedman_and_diaconis():
    """0 … 999: 2 · 499.5 / 10 = 99.9, rounded to 100."""
    np.testing.assert_array_equal(bin_edges(column(np.arange(1000))), np.arange(0, 1001, 100))


def test_whole_numbers_have_whole_bins():
    """Few of them have a bar each, around the number."""
    np.testing.assert_array_equal(bin_edges(column([1, 2, 2, 3, 4])), [0.5, 1.5, 2.5, 3.5, 4.5])
    widths = np.diff(bin_edges(column(np.arange(12))))
    assert (widths == np.round(widths)).all()


def test_without_a_spread_in_the_middle_there_are_still_bins():
    """Most are the same: the range in log2(n) + 1 bins."""
    edges = bin_edges(column([10.0] * 30 + [10.5, 18.0]))
    np.testing.assert_array_equal(edges, np.arange(10, 20))  # 8 / (log2(32) + 1) is about 1


@pytest.mark.parametrize(
    ("values", "edges"),
    [([7, 7], [6.5, 7.5]), ([0.2], [0.19, 0.21]), ([0, 0], [-0.5, 0.5])],
)
def test_a_constant_has_one_bin_around_it(values, edges):
    """Half a unit for whole numbers, a twentieth of the value for others."""
    np.testing.assert_allclose(bin_edges(column(values)), edges)


def test_one_far_off_customer_does_not_flatten_the_others():
    """The last bar holds it, and the caption says so."""
    found = column([*range(100), 1_000_000])
    edges = bin_edges(found)
    assert edges[-1] < 200
    assert tails(found, edges) == f"The last bar holds 1 more from {edges[-1]:.0f} up."
    below = column([*range(100), -1_000_000])
    assert tails(below, bin_edges(below)).startswith("The first bar holds 1 more below −")


@pytest.mark.parametrize(
    ("first", "last", "start", "second", "n_bins"),
    [
        ("2021-03-03 10:20", "2021-03-03 13:00", "2021-03-03 10:00", "2021-03-03 11:00", 4),
        ("2021-03-03", "2021-03-10", "2021-03-03", "2021-03-04", 8),
        # 3 March 2021 was a Wednesday: weeks begin on the Monday before.
        ("2021-03-03", "2021-05-30", "2021-03-01", "2021-03-08", 13),
        ("2019-03-03", "2021-05-30", "2019-03-01", "2019-04-01", 27),
        ("2015-02-03", "2021-05-30", "2015-01-01", "2015-04-01", 26),
        ("1985-02-03", "2021-05-30", "1985-01-01", "1986-01-01", 37),
        ("1903-01-01", "2021-05-30", "1900-01-01", "1910-01-01", 13),
        ("1210-01-01", "2021-05-30", "1200-01-01", "1300-01-01", 9),
        ("0001-01-01", "9999-12-31", "0000-01-01", "1000-01-01", 10),
    ],
)
def test_dates_have_bins_of_the_calendar(first, last, start, second, n_bins):
    """The finest unit that needs no more than forty bins."""
    dates = np.array([first, last], dtype="datetime64[ms]")
    edges = bin_edges(column(dates)).astype(np.int64).astype("datetime64[ms]")
    assert (edges[0], edges[1]) == (np.datetime64(start), np.datetime64(second))
    assert len(edges) - 1 == n_bins
    assert edges[-1] > dates[1]
    assert edges[-2] <= dates[1]


def test_bins_read_without_overlap():
    """Whole numbers and days end before the next bin begins."""
    whole, real = column([1, 2]), column([1.5, 2])
    assert bin_name(whole, 20, 25) == "20 to 24"
    assert bin_name(whole, 19.5, 20.5) == "20"
    assert bin_name(real, 20, 25) == "20 to 25"
    days = column(pd.to_datetime(["2021-03-03", "2021-03-04"]))
    start = float(days.values[0])
    day = 86_400_000
    assert bin_name(days, start, start + day) == "3 Mar 2021"
    assert bin_name(days, start, start + 7 * day) == "3 Mar 2021 to 9 Mar 2021"
    assert bin_name(days, start + day / 2, start + day / 24 * 13) == "3 Mar 2021, 12:00 to 13:00"


@pytest.mark.parametrize(
    ("width", "step"),
    [(1.3, 1), (1.5, 2), (2.2, 2), (2.3, 2.5), (3.4, 2.5), (3.7, 5), (7, 5), (7.2, 10)],
)
def test_widths_are_rounded_to_a_step_near_by(width, step):
    """In ratio, not in difference: ten numbers a hair apart make ten widths of a range."""
    # 1,000 even steps from 0 to r have an interquartile range of r / 2 and so a width of r / 10.
    edges = bin_edges(column(np.linspace(0, 10 * width, 1000)))
    np.testing.assert_allclose(np.diff(edges), step)


def test_a_tail_begins_beyond_eight_interquartile_ranges():
    """Of 0 … 100 the range is 50: from 75 + 400 on, and from 25 − 400 down."""
    for far, cut in ((474, False), (475, True), (-375, False), (-376, True)):
        # One in twenty thousand leaves the quartiles where they were; half a unit decides.
        found = column([*np.repeat(np.arange(101), 200), far + 0.5])
        edges = bin_edges(found)
        assert bool(tails(found, edges)) == cut, far


def test_bins_reach_one_range_beyond_all_but_a_hundredth():
    """The last bin is near the 99th percentile, not far above or below it."""
    values = [*np.repeat(np.arange(101), 200), 10_000]
    high = bin_edges(column(values))[-1]
    low = bin_edges(column([-value for value in values]))[0]
    assert 99 + 50 < high < 99 + 50 + 10
    assert -99 - 50 - 10 < low < -99 - 50 + 1


def test_never_fewer_than_four_bins_nor_many_more_than_forty():
    """Four values at the ends give wide bins, and a million in the middle narrow ones."""
    assert len(bin_edges(column([0.0, 0.0, 1.5, 1.5]))) - 1 in (3, 4, 5)
    crowd = np.concatenate([np.linspace(0, 1, 100_000), [6.0]])
    assert 30 <= len(bin_edges(column(crowd))) - 1 <= 50
