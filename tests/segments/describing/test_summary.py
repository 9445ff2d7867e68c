"""Sentences and the table of segments."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering.evidence.drivers import Disguise
from segmentation.customers.cleaning import customer_rows
from segmentation.customers.grain import VISITORS
from segmentation.segments.describing.summary import (
    known_base,
    left_out,
    segments_headline,
    shown_decimals,
    summary_table,
)
from segmentation.segments.profiling import profile_segments
from segmentation.tables.reading import read_table

FRAME = pd.DataFrame(
    {
        "spend (€)": [10.0, 20.0, 60.0, 70.0],
        "plan": ["basic", "basic", "plus", "basic"],
        "Segment": [1.5, 2.5, 3.5, 9.0],
    }
)


@pytest.fixture
def profiles():
    """Profile the first two customers against the last two."""
    rows = customer_rows(read_table(FRAME, "made"), ("spend (€)",))
    return profile_segments(rows, np.array([0, 0, 1, 1]), ("spend (€)",))


def test_the_headline_counts():
    """Many, and one of each."""
    assert segments_headline(1234, 5) == "1,234 customers in 5 segments"
    assert segments_headline(3, 1) == "3 customers in one segment"
    assert segments_headline(1, 1, unit=VISITORS) == "1 visitor in one segment"


@pytest.mark.parametrize(
    ("is_whole", "others_know", "said"),
    [
        (True, False, "9 customers in 2 segments that are just Age"),
        (False, False, "9 customers in 2 segments that are little more than Age"),
        (True, True, "9 customers in 2 segments"),
    ],
)
def test_a_column_in_disguise_is_in_the_headline(is_whole, others_know, said):
    """Unless the other columns know of the segments too."""
    disguise = Disguise(
        feature="Age (years)",
        n_segments=2,
        share=0.97,
        without=0.5,
        cuts=(40.0,),
        is_whole=is_whole,
        others_know=others_know,
    )
    assert segments_headline(9, 2, disguise=disguise) == said


def test_the_table_has_a_row_per_segment_in_the_given_order(profiles):
    """Means in the units of the file, categories with their share."""
    frame = summary_table(profiles, ("Low", "High"), (1, 0))
    assert frame.index.tolist() == [1, 0]
    assert frame["Segment"].tolist() == ["High", "Low"]
    assert frame["Customers"].tolist() == [2, 2]
    assert frame["Share"].tolist() == ["50%", "50%"]
    assert frame["spend (€)"].tolist() == [65.0, 15.0]
    assert frame["plan"].tolist() == ["basic 50%", "basic 100%"]


def test_the_table_of_differences(profiles):
    """Mean less mean of all; shares in points."""
    frame = summary_table(profiles, ("Low", "High"), (0, 1), differences=True)
    assert frame["spend (€)"].tolist() == [-25.0, 25.0]
    assert frame["plan"].tolist() == ["basic +25 points", "basic -25 points"]


def test_a_column_of_the_file_called_segment_keeps_its_own_place(profiles):
    """Ours is not overwritten and neither is theirs."""
    frame = summary_table(profiles, ("Low", "High"), (0, 1))
    assert frame["Segment (file)"].tolist() == [2.0, 6.25]


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([55.3, 86.5], 1),
        ([0.012, 0.015], 5),
        ([12_000.0, 50_000.0], 0),
        ([99.0, 101.0], 2),
        ([5.0, 5.0], 2),
        ([0.0, 0.0], 0),
        ([1e-12, 2e-12], 6),
        ([np.nan, np.nan], 0),
        ([1.0, np.nan, 3.0], 2),
    ],
)
def test_decimals_tell_the_segments_apart(values, decimals):
    """Three digits of the widest distance, neither negative nor endless."""
    assert shown_decimals(pd.Series(values)) == decimals


def test_a_skewed_column_shows_its_median_and_says_so():
    """The mean of one far out is nobody's."""
    frame = pd.DataFrame({"spend (€)": [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 900]})
    rows = customer_rows(read_table(frame, "made"), ("spend (€)",))
    made = profile_segments(rows, np.array([0] * 5 + [1] * 5), ("spend (€)",))
    table = summary_table(made, ("Low", "High"), (0, 1))
    assert table["spend (€), median"].tolist() == [3, 8]
    table = summary_table(made, ("Low", "High"), (0, 1), differences=True)
    assert table["spend (€), median"].tolist() == [-2.5, 2.5]


def test_the_base_of_figures_is_named_where_values_are_missing():
    """A column with gaps and one without; many are counted."""
    frame = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [1, np.nan, 3, 5], "c": ["x", None, None, "y"]})
    rows = customer_rows(read_table(frame, "made"), ("a",))
    made = profile_segments(rows, np.array([0, 0, 1, 1]), ("a",))
    assert known_base(made) == "Counting only customers with a value: b (3 of 4), c (2 of 4)."
    assert not known_base(tuple(replace(p, numbers=p.numbers[:1], categories=()) for p in made))
    wide = tuple(replace(p, numbers=p.numbers[1:] * 7, categories=()) for p in made)
    assert known_base(wide).endswith("b (3 of 4) and 2 more columns.")


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ([], ""),
        (["no value for a"], "1 of 11 customers is in no segment: no value for a."),
        (
            ["no value for a", "extreme b", "no value for a"],
            "3 of 13 customers are in no segment: 2 for “no value for a”.",
        ),
    ],
)
def test_who_is_left_out_is_counted_of_all(reasons, words):
    """One, several reasons, nobody."""
    assert left_out(pd.Series(reasons, dtype=str), 10) == words
