"""Two divisions of the same customers."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from segmentation.segments.facts.association import N_DEALS, chi_square, cramers_v, going_together


def test_the_statistic_is_pearsons():
    """As SciPy computes it."""
    draw = np.random.default_rng(2)
    first, second = draw.integers(0, 3, 80), draw.integers(0, 4, 80)
    table = pd.crosstab(first, second)
    assert chi_square(first, second) == pytest.approx(chi2_contingency(table).statistic)


def test_strength_and_chance_by_hand():
    """Bergsma's correction takes what a division by lot has; the same division is all."""
    labels = np.arange(60) % 2
    assert chi_square(labels, labels) == 60
    assert cramers_v(60, labels, labels) == pytest.approx(1)
    assert cramers_v(1, labels, labels) == 0  # less than (2 - 1)(2 - 1) / 59 of 60
    strength, p_value = going_together(labels, labels)
    assert (strength, p_value) == (pytest.approx(1), 1 / (N_DEALS + 1))
    crossed = np.arange(60) // 2 % 2
    assert going_together(labels, crossed) == (0, 1)


def test_one_group_goes_with_nothing():
    """No association, and no error."""
    assert going_together(np.zeros(40, int), np.arange(40) % 3) == (0, 1)
