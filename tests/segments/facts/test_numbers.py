"""What is typical of a segment: by hand, under long tails, outliers, ties, gaps, huge numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, rankdata

from segmentation.segments.facts.numbers import is_skewed, number_facts, scaled


def facts(values, labels):
    """Describe a column."""
    labels = np.array(labels)
    column = pd.Series(values, name="spend (€)", dtype=float)
    return number_facts(column, labels, int(labels.max()) + 1, is_feature=True)


def test_without_a_tail_the_mean_is_typical():
    """15 beside 40, and no median is made."""
    first, _ = facts([10, 20, 60, 70], [0, 0, 1, 1])
    assert (first.typical, first.typical_of_all, first.difference) == (15, 40, -25)
    assert (first.measure, first.said, first.is_skewed) == ("average", "15 €", False)
    assert [first.z, first.mean_z] == pytest.approx([-25 / np.sqrt(650)] * 2)


def test_under_a_long_tail_the_middle_customer_is_typical():
    """Median 2 of 1, 2, 3 and 900; the mean of all is nobody's."""
    values = [1, 2, 3, 900, 5, 6, 7, 8, 9, 10]
    first, second = facts(values, [0] * 4 + [1] * 6)
    assert first.is_skewed
    assert (first.typical, first.typical_of_all) == (2.5, 6.5)
    assert (first.measure, first.said) == ("median", "median 2.5 €")
    assert first.mean == 226.5
    assert first.difference < 0 < first.mean_z
    assert first.z < 0 < second.z
    assert first.index == pytest.approx(100 * 2.5 / 6.5)


def test_the_distance_by_ranks_by_hand():
    """√2 Φ⁻¹ of the mean rank less a half, over n; ties share their ranks."""
    random = np.random.default_rng(0)
    values = np.round(random.lognormal(2, 1.5, 300))
    labels = random.integers(0, 3, 300)
    ranks = rankdata(values)
    for at, fact in enumerate(facts(values, labels)):
        position = (ranks[labels == at].mean() - 0.5) / 300
        assert fact.z == pytest.approx(np.sqrt(2) * norm.ppf(position))
        assert fact.median == np.median(values[labels == at])


def test_two_normal_groups_are_as_far_apart_by_ranks_as_by_means():
    """The same scale, so that one bound serves both."""
    random = np.random.default_rng(1)
    values = np.r_[random.normal(0, 1, 4_000), random.normal(0.6, 1, 1_000)]
    plain = facts(values, [0] * 4_000 + [1] * 1_000)[1]
    tailed = facts(np.exp(3 * values), [0] * 4_000 + [1] * 1_000)[1]
    assert tailed.is_skewed
    assert tailed.z == pytest.approx(plain.z, abs=0.05)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 30), st.floats(1, 1e12))
def test_one_outlier_changes_no_distance_by_ranks(seed, n, far):
    """However far it is, the others keep their places; z is always finite."""
    random = np.random.default_rng(seed)
    values, labels = random.lognormal(0, 2, n), random.integers(0, 3, n)
    labels[:3] = 0, 1, 2
    at = int(values.argmax())
    moved = values.copy()
    moved[at] += far
    before, after = facts(values, labels), facts(moved, labels)
    assert all(np.isfinite(fact.z) for fact in (*before, *after))
    if before[0].is_skewed and after[0].is_skewed:
        assert [fact.z for fact in before] == [fact.z for fact in after]


@pytest.mark.parametrize("power", [-300, -150, 0, 150, 307])
def test_sums_beyond_the_largest_number_lose_nothing(power):
    """A hundred numbers near the largest have a mean, a deviation and a distance."""
    values = np.r_[np.linspace(0.5, 1, 50), np.linspace(1.2, 1.7, 50)] * 10.0**power
    low, high = facts(values, [0] * 50 + [1] * 50)
    assert low.mean == pytest.approx(0.75 * 10.0**power)
    assert low.z == pytest.approx(-high.z)
    assert low.mean_z == pytest.approx(low.z)
    assert high.z == pytest.approx(0.92, abs=0.03)


def test_opposite_giants_have_a_distance():
    """The difference of two numbers that are both near the largest is not asked for."""
    for fact in facts([-1.7e308, -1.6e308, 1.6e308, 1.7e308], [0, 0, 1, 1]):
        assert abs(fact.z) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("values", "labels", "z"),
    [([3, 3, 3], [0, 1, 2], [0, 0, 0]), ([np.nan, np.nan, 5], [0, 0, 1], [0, 0])],
)
def test_constants_and_gaps_have_no_distance(values, labels, z):
    """And a segment without values no mean."""
    found = facts(values, labels)
    assert [fact.z for fact in found] == z
    assert [fact.n_known for fact in found] == [
        int(np.isfinite(np.array(values, float))[np.array(labels) == at].sum())
        for at in range(len(z))
    ]


def test_what_counts_as_skewed():
    """Lognormal, Pareto, rare events and outliers do; uniform, normal and two groups do not."""
    random = np.random.default_rng(2)
    made = {
        "lognormal": (random.lognormal(0, 1, 500), True),
        "pareto": (random.pareto(2, 500), True),
        "rare": ((random.random(500) < 0.05).astype(float), True),
        "outliers on both sides": (np.r_[random.normal(0, 1, 500), -60, 60], True),
        "uniform": (random.random(500), False),
        "normal": (random.normal(0, 1, 500), False),
        "two groups": (np.r_[random.normal(0, 1, 250), random.normal(9, 1, 250)], False),
    }
    for values, expected in made.values():
        assert is_skewed((values - values.mean()) / values.std()) == expected


def test_scaling_changes_no_digit():
    """A power of two, and back."""
    values = np.array([1.1e200, -3.3e199])
    small, power = scaled(values)
    assert np.ldexp(small, power).tolist() == values.tolist()
    assert scaled(np.array([1.5, 2.5]))[1] == 0
