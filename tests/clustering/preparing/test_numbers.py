"""What a column answers, by hand."""

import numpy as np

from segmentation.clustering.preparing.numbers import HeldNumbers

NUMBERS = HeldNumbers(values=np.array([1.0, 2.0, 2.0, 10.0]))


def test_a_column_by_hand():
    """Four customers, two of them alike."""
    assert (NUMBERS.lowest, NUMBERS.highest, NUMBERS.is_whole) == (1.0, 10.0, True)
    assert NUMBERS.quantiles((0.0, 0.5, 1.0)) == (1.0, 2.0, 10.0)
    assert NUMBERS.median() == 2.0
    assert NUMBERS.steps((0.25, 0.5, 0.75)).tolist() == [1.0, 2.0]
    assert NUMBERS.counts(np.array([1.0, 2.0])).tolist() == [1, 2, 1]
    assert NUMBERS.moments(None) == (3.75, np.std([1, 2, 2, 10]))


def test_what_is_made_of_the_values():
    """A transform comes before the mean, the quartiles and the ends."""
    assert NUMBERS.moments(lambda values: 2 * values)[0] == 7.5
    assert NUMBERS.ends(np.log1p) == (np.log1p(1.0), np.log1p(10.0))
    assert NUMBERS.quartiles(np.asarray) == (1.75, 2.0, 4.0)
    assert not HeldNumbers(values=np.array([0.5])).is_whole
