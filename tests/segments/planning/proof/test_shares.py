"""Shares: textbook limits, chances that add up."""

import numpy as np
import pytest
from scipy.stats import binom

from segmentation.segments.planning.proof.shares import (
    binomial,
    clopper_pearson,
    newcombe_lower,
    not_too_rare,
    reached,
)


def test_the_interval_of_one_share():
    """Clopper and Pearson: the rule of three made exact, and one of ten."""
    assert clopper_pearson(0, 10, 0.025) == pytest.approx((0.0, 0.3085), abs=1e-4)
    assert clopper_pearson(10, 10, 0.025) == pytest.approx((0.6915, 1.0), abs=1e-4)
    assert clopper_pearson(1, 10, 0.025) == pytest.approx((0.0025, 0.4450), abs=1e-4)
    assert clopper_pearson(0, 0, 0.025) == (0.0, 1.0)


def test_the_approximate_limits_of_the_paper():
    """Newcombe (1998), method 10, on 56/70 and 48/80."""
    low, high = newcombe_lower(56, 70, 48, 80, 0.025), -newcombe_lower(48, 80, 56, 70, 0.025)
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_more_responses_never_lower_the_order():
    """It rises with the treatment's responses and falls with the control's, for all of 30 and 7."""
    hits, base_hits = np.meshgrid(np.arange(31.0), np.arange(8.0), indexing="ij")
    order = newcombe_lower(hits, 30, base_hits, 7, 0.025)
    assert (np.diff(order, axis=0) > 0).all()
    assert (np.diff(order, axis=1) < 0).all()


@pytest.mark.parametrize(("n", "rate"), [(1, 0.0), (20, 0.3), (1_000, 0.002), (200_000, 0.05)])
def test_chances_are_those_of_the_binomial(n, rate):
    """One by one and added up, but for what is too rare."""
    counts = not_too_rare((rate, rate), n, 1e-9)
    assert binomial(counts, n, np.array(rate)) == pytest.approx(
        binom.pmf(counts, n, rate), rel=1e-6, abs=1e-15
    )
    least = np.unique(np.array([0, int(n * rate), int(n * rate) + 1, n, n + 1]))
    found = reached(least, n, np.array([rate]), 1e-9)[0]
    assert found == pytest.approx(binom.sf(least - 1, n, rate), abs=1e-8)
