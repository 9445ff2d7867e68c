"""Which groups touch: by hand, and on shapes whose answer is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.mixture import GaussianMixture

from segmentation.clustering.methods.touching import (
    closeness_by_gaps,
    closeness_by_valleys,
    put_together,
)


def test_a_gap_by_hand():
    """Four customers 1 apart, a gap of 7, four more: the reach of all is 1."""
    places = np.array([[0.0], [1], [2], [3], [10], [11], [12], [13]])
    labels = np.repeat([0, 1], 4)
    assert closeness_by_gaps(places, labels, 1)[0, 1] == pytest.approx(1 / 7)
    assert closeness_by_gaps(places, labels, 1).diagonal().tolist() == [0, 0]


def test_a_line_cut_in_two_touches():
    """Without a gap the passage is no wider than the reach."""
    places = np.arange(20.0)[:, None]
    assert closeness_by_gaps(places, np.repeat([0, 1], 10), 1)[0, 1] == 1


def test_customers_alike_do_not_divide_by_nothing():
    """All at one place touch; two places do not."""
    same = np.zeros((6, 2))
    assert np.isfinite(closeness_by_gaps(same, np.repeat([0, 1], 3), 2)).all()
    two = np.repeat([[0.0, 0.0], [5.0, 0.0]], 3, axis=0)
    assert closeness_by_gaps(two, np.repeat([0, 1], 3), 2)[0, 1] == 0


def valley(apart: float, n: int = 400) -> float:
    """Fit two round groups of standard deviation 1 so far apart."""
    random = np.random.default_rng(0)
    points = random.normal(size=(n, 2)) + np.repeat([[0, 0], [apart, 0]], n // 2, axis=0)
    return float(closeness_by_valleys(points, GaussianMixture(2, random_state=0).fit(points))[0, 1])


def test_the_valley_deepens_with_the_distance():
    """At 6 standard deviations hardly anybody is between, at 2 there is no valley."""
    assert valley(7) < 0.1 < valley(4) < valley(2) <= 1


def test_parts_of_a_bent_group_touch():
    """Eight ellipses along a half arc leave no valley deep enough."""
    random = np.random.default_rng(1)
    angle, far = random.uniform(0, np.pi, 600), 1 + random.normal(scale=0.08, size=600)
    points = np.column_stack([far * np.cos(angle), far * np.sin(angle)])
    close = closeness_by_valleys(points, GaussianMixture(5, random_state=0).fit(points))
    assert put_together(close, limit=0.3).max() == 0


@given(
    sides=st.lists(st.floats(0, 1), min_size=10, max_size=10),
    limit=st.floats(0.01, 1),
    wanted=st.integers(1, 5),
)
@settings(max_examples=60, deadline=None)
def test_what_is_put_together_is_what_is_close(sides, limit, wanted):
    """No two groups left are closer than the limit, and a wanted number is kept."""
    close = np.zeros((5, 5))
    close[np.triu_indices(5, 1)] = sides
    close += close.T
    groups = put_together(close, limit=limit)
    assert (close[groups[:, None] != groups] < limit).all()
    assert put_together(close, limit=limit, n_groups=wanted).max() + 1 == wanted
