"""The elbow, by hand."""

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering.evidence.elbow import elbow


def series(values: list[float], first: int = 1) -> pd.Series:
    """Make an inertia by k."""
    return pd.Series(values, index=range(first, first + len(values)))


def test_an_elbow_by_hand():
    """100, 40, 20, 10, 0: at k = 2 the curve is 1 − 1/4 − 0.4 = 0.35 below, at 3 it is 0.3."""
    k, depth = elbow(series([100, 40, 20, 10, 0]))
    assert (k, depth) == (2, pytest.approx(0.35))


def test_a_straight_line_has_no_elbow():
    """An inertia that falls evenly has an elbow of depth 0."""
    assert elbow(series([4, 3, 2, 1]))[1] == pytest.approx(0)


@pytest.mark.parametrize("values", [[5, 4], [3, 3, 3], [np.nan, 2, 1]])
def test_too_little_to_bend(values):
    """Two points are a line; a flat curve has no ends to compare."""
    assert elbow(series(values)) is None


def test_only_ten_are_looked_at():
    """What comes after does not move the elbow."""
    curve = [100, 40, 20, 10, 8, 6, 5, 4, 3, 2]
    assert elbow(series([*curve, 1, 0])) == elbow(series(curve))
