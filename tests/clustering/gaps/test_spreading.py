"""Rounded values are spread evenly, and nothing else is moved far."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segmentation.clustering.gaps.spreading import spread_evenly


def test_a_rating_fills_its_step():
    """Stars 1 to 5 lie half a star around their value afterwards, no two alike."""
    stars = np.random.default_rng(0).integers(1, 6, size=(500, 1)).astype(float)
    spread = spread_evenly(stars)
    assert np.abs(spread - stars).max() <= 0.5
    assert len(np.unique(spread)) == 500
    assert np.abs(spread - stars).max() > 0.45


def test_heaps_reach_to_the_next_heap():
    """Where most people say tens, a ten stands for all from five below to five above."""
    ages = np.concatenate([np.repeat(np.arange(20, 80, 10), 30), np.arange(20, 76)]).astype(float)
    moved = np.abs(spread_evenly(ages[:, None])[:, 0] - ages)
    heaped = ages % 10 == 0
    assert moved[heaped].max() > 4
    assert moved[~heaped].max() <= 0.5


def test_what_is_not_rounded_stays():
    """As does a column of one value."""
    points = np.c_[np.random.default_rng(1).normal(size=50), np.ones(50)]
    assert (spread_evenly(points) == points).all()


@given(arrays(float, (12, 2), elements=st.integers(0, 4)), st.integers(0, 3))
def test_it_is_the_same_each_time(points, seed):
    """And the order of two values is kept."""
    spread = spread_evenly(points, seed)
    assert (spread == spread_evenly(points, seed)).all()
    for before, after in zip(points.T, spread.T, strict=True):
        assert (np.diff(before[np.argsort(after)]) >= 0).all()
