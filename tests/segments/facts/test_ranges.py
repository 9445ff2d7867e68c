"""Ranges: eight of ten lie in what is drawn, by hand and for any numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.segments.facts.numbers import number_facts
from segmentation.segments.facts.ranges import Range, ranges_of


def ranges(values, labels) -> tuple[Range, ...]:
    """Return the ranges of a column called spend."""
    column = pd.Series(values, name="spend (€)", dtype=float)
    labels = np.asarray(labels)
    facts = number_facts(column, labels, int(labels.max()) + 1, is_feature=True)
    return ranges_of(column, labels, tuple(facts))


def test_ranges_by_hand():
    """Of 1 to 10 and 101 to 110: the ends are customers, the bar holds all of both."""
    first, second = ranges([*range(1, 11), *range(101, 111)], [0] * 10 + [1] * 10)
    assert (first.low, first.high) == (1, 10)
    assert (second.low, second.high) == (101, 110)
    assert (first.all_low, first.all_high) == (2, 109)
    assert (first.start, first.end) == (1, 110)
    assert first.words == "5.5 € (1 to 10)"
    assert first.alt == "spend: less than the average of 55.5 €"
    assert second.alt.startswith("spend: more than the average")
    assert first.place(1) == 0
    assert second.place(110) == 1
    assert second.place(5000) == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.floats(-1e9, 1e9, allow_nan=False)), min_size=3, max_size=60
    )
)
def test_eight_of_ten_lie_between(pairs):
    """Of every segment and of all; every place is on the bar."""
    labels = np.array([label for label, _ in pairs] + [0, 1, 2])
    values = np.array([value for _, value in pairs] + [0.0, 0.0, 0.0])
    for segment, place in enumerate(ranges(values, labels)):
        own = values[labels == segment]
        assert ((own >= place.low) & (own <= place.high)).mean() >= 0.8
        assert ((values >= place.all_low) & (values <= place.all_high)).mean() >= 0.8
        assert place.start <= place.low <= place.high <= place.end
        assert 0 <= place.place(place.fact.typical) <= 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([5, 5, 5, 7, 8, 9], "5 €"),
        ([np.nan] * 3 + [7, 8, 9], "no value"),
        ([4, np.nan, np.nan, 7, 8, 9], "4 €"),
    ],
)
def test_constants_gaps_and_single_customers(values, words):
    """No range is told where there is none."""
    first, _ = ranges(values, [0, 0, 0, 1, 1, 1])
    assert first.words == words
    assert "nan" not in first.alt


def test_a_column_that_is_the_same_everywhere():
    """Everything lies in the middle of the bar."""
    first, _ = ranges([3.0] * 6, [0, 0, 0, 1, 1, 1])
    assert first.place(3.0) == 0.5
    assert first.alt == "spend: as the average of 3 €"
