"""Profiles by hand."""

import numpy as np
import pandas as pd
import pytest

from segmentation.customers.cleaning import customer_rows
from segmentation.segments.profiling import profile_segments, value_shares
from segmentation.tables.reading import read_table

FRAME = pd.DataFrame(
    {
        "customer_id": ["a", "b", "c", "d"],
        "spend": [10.0, 20.0, 60.0, 70.0],
        "visits": [1.0, np.nan, 4.0, 7.0],
        "plan": ["basic", "basic", "plus", "basic"],
    }
)


def profiles(frame: pd.DataFrame = FRAME, features=("spend",)):
    """Profile the first two customers against the last two."""
    rows = customer_rows(read_table(frame, "made"), features)
    return profile_segments(rows, np.array([0, 0, 1, 1]), features)


def test_sizes_means_and_differences_by_hand():
    """Means 15 and 65 beside 40 over all; the population deviation is the root of 650."""
    first, second = profiles()
    assert (first.size, first.share) == (2, 0.5)
    spend = first.numbers[0]
    assert (spend.mean, spend.overall, spend.difference) == (15, 40, -25)
    assert spend.z == pytest.approx(-25 / np.sqrt(650))
    assert second.numbers[0].difference == 25


def test_columns_not_clustered_on_are_described_and_marked():
    """Visits were no feature; gaps are left out of their mean."""
    visits = profiles()[0].numbers[1]
    assert visits.column == "visits"
    assert not visits.is_feature
    assert (visits.mean, visits.overall) == (1, 4)


def test_chosen_features_come_first():
    """Columns that the user chose stand before the others in a profile."""
    frame = FRAME.assign(visits=[1.0, 2.0, 4.0, 7.0])
    assert [f.column for f in profiles(frame, ("visits",))[0].numbers] == ["visits", "spend"]


def test_the_most_frequent_level_with_its_share_by_hand():
    """All of the first segment have the basic plan, three quarters over all."""
    first, second = profiles()
    assert (first.categories[0].level, first.categories[0].share) == ("basic", 1.0)
    assert first.categories[0].overall == 0.75
    assert second.categories[0].share == 0.5


def test_the_identifier_is_not_described():
    """It says nothing about a group."""
    columns = {fact.column for fact in (*profiles()[0].numbers, *profiles()[0].categories)}
    assert "customer_id" not in columns


def test_a_segment_without_values_in_a_column_says_so():
    """A mean of nothing is NaN, a level of nothing empty; neither sets the segment apart."""
    frame = FRAME.assign(visits=[np.nan, np.nan, 4.0, 7.0], plan=[None, None, "plus", "basic"])
    first = profiles(frame)[0]
    assert np.isnan(first.numbers[1].mean)
    assert first.numbers[1].z == 0
    assert (first.categories[0].level, first.categories[0].share) == ("", 0.0)


def test_an_index_by_hand():
    """15 of 40 is 37.5 of 100; around zero there is none."""
    assert profiles()[0].numbers[0].index == 37.5
    shifted = profiles(FRAME.assign(spend=FRAME["spend"] - 40))
    assert np.isnan(shifted[0].numbers[0].index)


def test_shares_of_a_sum_by_hand():
    """30 of 160; visits 1 of 12, a gap counts nothing; debts have no shares."""
    assert value_shares(profiles(), "spend") == (30 / 160, 130 / 160)
    assert value_shares(profiles(), "visits") == (1 / 12, 11 / 12)
    for column in ([-10.0, -20, 60, 70], [0.0, 0, 0, 1e-9], [-1.0, -2, 1, 1]):
        shares = value_shares(profiles(FRAME.assign(spend=column)), "spend")
        assert np.isnan(shares).all() == (min(column) < 0)


def test_a_mean_of_zeros_is_zero():
    """Not a rounding error of the others' mean."""
    frame = FRAME.assign(spend=[0.0, 0.0, 0.1, 0.7])
    assert profiles(frame)[0].numbers[0].mean == 0
