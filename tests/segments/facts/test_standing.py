"""Of how many members a word is true, by hand and against its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.segments.facts.standing import Cuts, standings

VALUES = np.array([1.0, 1, 1, 1, 2, 5, np.nan])


def test_shares_by_hand():
    """The median is the lowest value of all, so who has it is low; nobody without a value is."""
    first, second = standings(VALUES, np.array([0, 0, 0, 0, 1, 1, 1]), 2)
    assert (first.low, first.high, first.once) == (1, 0, 1)
    assert (second.low, second.high) == (0, pytest.approx(2 / 3))
    assert first.is_count
    assert first.largest == 5


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_nobody_is_high_and_low(values):
    """And in a constant column nobody is either."""
    numbers = np.array(values)
    cuts = Cuts.of(numbers)
    high, low = cuts.holds(numbers, "high"), cuts.holds(numbers, "low")
    assert not (high & low).any()
    assert len(set(values)) > 1 or not (high | low).any()
    assert high.mean() <= 0.5 or cuts.median == cuts.largest


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0.2, 0.6, 1.0], [0, 1, 1]), ([20, 60, 100], [0, 1, 1]), ([2, 600], [0, 0])],
)
def test_most_is_more_than_half_of_a_whole(values, expected):
    """Of 1 or of 100; beyond it is no share."""
    numbers = np.array(values, dtype=float)
    assert Cuts.of(numbers).holds(numbers, "most").astype(int).tolist() == expected


def test_without_a_value_nothing_is_true():
    """A column of blanks."""
    (empty,) = standings(np.full(3, np.nan), np.zeros(3, dtype=int), 1)
    assert (empty.high, empty.low, empty.middle, empty.once) == (0, 0, 0, 0)


def test_members_are_counted_as_word_by_word():
    """Counting all words at once gives the shares of each word by itself, to the last digit."""
    random = np.random.default_rng(5)
    values = np.where(random.random(500) < 0.1, np.nan, random.integers(-1, 3, 500) / 2)
    labels = random.integers(0, 4, 500)
    cuts = Cuts.of(values[~np.isnan(values)])
    for segment, standing in enumerate(standings(values, labels, 5)):
        own = values[labels == segment]
        for level in ("high", "low", "average", "once", "none", "most", "positive", "negative"):
            assert standing.of(level) == cuts.holds(own, level).sum() / max(len(own), 1)


def test_cuts_are_the_quantiles_of_everybody():
    """One partial sort gives what NumPy's quantiles give, for any number of customers."""
    for n in (1, 2, 3, 4, 5, 6, 11, 100, 101):
        values = np.random.default_rng(n).normal(size=n)
        cuts = Cuts.of(values)
        low, high = np.quantile(values, (0.2, 0.8), method="lower")
        assert (cuts.low, cuts.high) == (low, high)
        assert cuts.median == pytest.approx(np.median(values), rel=1e-15)
