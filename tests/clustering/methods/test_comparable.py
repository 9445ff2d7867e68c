"""Points for other methods: long tails shortened, ties spread, directions as wide as each other."""

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.methods.comparable import MIN_ROWS, comparable, whitened

RANDOM = np.random.default_rng(0)


def numbers(weight: float = 1.0, **columns) -> tuple[pd.DataFrame, FeatureSpace]:
    """Make a table of numbers and its features."""
    features = (
        NumberFeature(name=name, center=0.0, scale=1.0, fill=0.0, weight=weight) for name in columns
    )
    return pd.DataFrame(columns), FeatureSpace(features=tuple(features))


def test_a_long_tail_is_seen_on_a_log_scale():
    """Points of positive values are their logarithms, standardised; with 0 the log of 1 more."""
    values = RANDOM.lognormal(size=200)
    points = comparable(*numbers(x=values))[:, 0]
    logs = np.log(values)
    assert points == pytest.approx((logs - logs.mean()) / logs.std())
    values[0] = 0.0
    logs = np.log1p(values / np.median(values[values > 0]))
    points = comparable(*numbers(x=values))[:, 0]
    assert points == pytest.approx((logs - logs.mean()) / logs.std())


def test_a_weight_is_the_variance():
    """Four times the weight is twice as wide."""
    assert comparable(*numbers(4.0, x=RANDOM.normal(size=200))).std() == pytest.approx(2)


def test_ties_are_spread_and_keep_their_order():
    """Whole numbers become different ones that round to the same."""
    values = RANDOM.poisson(9, size=400).astype(float)
    points = comparable(*numbers(x=values))[:, 0]
    assert len(np.unique(points)) == 400
    order = np.sort(values[np.argsort(points)])
    assert (values[np.argsort(points)] == order).all()


@pytest.mark.parametrize("n", [3, 30, MIN_ROWS - 1])
def test_few_customers_are_not_looked_at(n):
    """In so few a chance gap is as wide as a true one."""
    assert comparable(*numbers(x=RANDOM.normal(size=n))) is None


def test_repeated_values_are_not_looked_at():
    """Ratings, a constant column, a category, a filled gap among few values."""
    assert comparable(*numbers(x=RANDOM.integers(1, 6, size=200))) is None
    assert comparable(*numbers(x=np.ones(200))) is None
    level = CategoryFeature(name="x", levels=("a", "b"), fill="a")
    frame = pd.DataFrame({"x": ["a", "b"] * 100})
    assert comparable(frame, FeatureSpace(features=(level,))) is None


def test_whitened_points_are_as_wide_in_every_direction():
    """And a column that repeats another adds none."""
    points = RANDOM.normal(size=(300, 3)) @ RANDOM.normal(size=(3, 3))
    white = whitened(points)
    assert white.T @ white / 300 == pytest.approx(np.eye(3), abs=1e-9)
    assert whitened(np.column_stack([points, points[:, 0]])).shape == (300, 3)
