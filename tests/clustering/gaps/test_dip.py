"""Hartigan's dip: known answers, by hand, and what cannot change it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segmentation.clustering.gaps.dip import LEVELS, QUANTILES, dip, dip_p_value


def test_evenly_spread_values_dip_least():
    """Half a step of the distribution, whatever the number."""
    for n in (1, 2, 4, 10, 101):
        assert dip(np.arange(n)) == pytest.approx(1 / (2 * n))


def test_two_far_places_dip_most():
    """Nearly a quarter: a single hump must leave one of the halves."""
    values = np.r_[np.linspace(0, 1, 50), np.linspace(1e6, 1e6 + 1, 50)]
    assert dip(values) == pytest.approx(0.25, abs=0.01)


def test_by_hand():
    """Two pairs: the nearest single hump is a straight line between their middles."""
    assert dip(np.array([0.0, 1.0, 9.0, 10.0])) == pytest.approx(0.2, abs=0.05)


@given(
    arrays(float, st.integers(4, 40), elements=st.integers(-1_000, 1_000), unique=True),
    st.sampled_from([-2.0, 0.5, 3.0]),
)
def test_place_unit_and_direction_play_no_part(values, factor):
    """Neither does the order; the dip stays between its bounds."""
    found = dip(values)
    assert 1 / (2 * len(values)) - 1e-12 <= found <= 0.25 + 1e-12
    assert dip(values[::-1] * factor + 7) == pytest.approx(found, abs=1e-9)


def test_equal_values_are_refused():
    """Rounding would look like gaps."""
    with pytest.raises(ValueError, match="spread"):
        dip(np.array([1.0, 1.0, 2.0]))


@pytest.mark.parametrize("n", [20, 77, 300])
def test_even_values_pass_as_often_as_the_level_says(n):
    """One in ten at 0.1; a hump passes hardly ever, two humps nearly always."""
    random = np.random.default_rng(n)

    def share(make, level):
        return np.mean([dip_p_value(dip(make()), n) <= level for _ in range(300)])

    assert share(lambda: random.random(n), 0.1) == pytest.approx(0.1, abs=0.055)
    assert share(lambda: random.normal(size=n), 0.1) <= 0.04
    assert share(lambda: random.standard_t(2, size=n), 0.1) <= 0.04
    assert share(lambda: random.normal(size=n) + 8 * (np.arange(n) % 2), 0.05) >= 0.95


def test_the_table_is_in_order():
    """Rarer is larger; beyond the table the p-value stays at its end."""
    for row in QUANTILES.values():
        assert list(row) == sorted(row)
    assert dip_p_value(0.25, 200) == pytest.approx(LEVELS[-1])
    assert dip_p_value(0.0, 200) == 1.0
    assert dip_p_value(0.25, 3) == 1.0
    middle = QUANTILES[200][LEVELS.index(0.05)] / np.sqrt(200)
    assert dip_p_value(middle, 200) == pytest.approx(0.05)
