"""Long tails are shortened, whatever the unit."""

import numpy as np
import pytest
from scipy.stats import skew

from segmentation.clustering.evidence.tails import power_transformed


def made(kind, n, seed):
    """Two columns of one kind."""
    random = np.random.default_rng(seed)
    return random.lognormal(size=(n, 2)) if kind == "lognormal" else random.normal(size=(n, 2))


def test_tails_are_evened_whatever_the_unit():
    """Skewness falls to next to nothing, for a column and its mirror; others stay."""
    points = made("lognormal", 400, 4)
    points = np.column_stack([points[:, 0], -points[:, 1], made("gaussian", 400, 5)[:, 0]])
    shorter = power_transformed(points)
    assert (np.abs(skew(shorter)) < 0.3).all()
    assert (shorter[:, 2] == points[:, 2]).all()
    assert power_transformed(points * 1_000 + 7) == pytest.approx(shorter * 1_000 + 7, abs=1)
    assert (np.argsort(shorter[:, 0]) == np.argsort(points[:, 0])).all()
    assert power_transformed(made("gaussian", 400, 6)) is None
