"""Rows that stand for others add up to all of them."""

import numpy as np
import pytest

from segmentation.clustering.preparing.stand_ins import weighted_sample


@pytest.mark.parametrize("power", [0.5, 1.5])
def test_weights_add_up_to_the_rows(power):
    """Also where a few rows lie far away, which are then drawn more often."""
    random = np.random.default_rng(0)
    points = np.exp(power * random.normal(size=(20_000, 2)))
    middle = points.mean(axis=0)
    drawn, weights = weighted_sample(points, middle, 3_000, random)
    assert drawn.shape == (3_000, 2)
    assert weights.sum() == pytest.approx(20_000, rel=0.05)
    assert weights @ drawn / weights.sum() == pytest.approx(middle, rel=0.1)
