"""Tests against a draw by lot: exact on small inputs, at their level on lopsided ones; power."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import ks_2samp, norm

from segmentation.segments.describing.claims.draws import (
    largest_distances,
    scores_test,
)
from segmentation.segments.describing.claims.draws import (
    test_draws as run_tests,
)

LEVEL = 2.5e-4


def reached_by(scores, m, level):
    """Say by the test which of all draws of m of these scores are claimed, and how many are."""
    n, hits, total = len(scores), 0, 0
    counts = np.array([m, n - m])
    for drawn in combinations(range(n), m):
        groups = np.ones(n, dtype=int)
        groups[list(drawn)] = 0
        reached, needed = scores_test(scores, groups, counts, level)
        hits += abs(reached[0]) >= needed[0]
        total += 1
    return hits / total


@pytest.mark.parametrize(
    "scores",
    [
        np.arange(12.0),
        np.r_[np.zeros(10), 1, 1],
        np.r_[np.zeros(8), -1, -1, 1, 1],
        np.r_[np.zeros(6), np.ones(6)],
        np.abs(np.arange(12) - 5.5),
        np.r_[np.zeros(11), 100.0],
    ],
)
@pytest.mark.parametrize("m", [1, 3, 5])
def test_of_all_draws_no_more_than_the_level_are_claimed(scores, m):
    """Counted one by one: even, rare on one side, rare on both, halves, folded, an outlier."""
    for level in (0.05, 0.01, 0.001):
        assert reached_by(scores, m, level) <= level


@pytest.mark.parametrize("share", [0.02, 0.05, 0.2])
@pytest.mark.parametrize("m", [5, 10, 40])
def test_rare_events_are_not_claimed_beyond_the_level(share, m):
    """Exactly, by the hypergeometric distribution of the number of events drawn."""
    from scipy.stats import hypergeom

    n = 400
    events = int(share * n)
    scores = np.r_[np.ones(events), np.zeros(n - events)]
    claimed = 0.0
    for k in range(max(0, m - n + events), min(m, events) + 1):
        groups = np.ones(n, dtype=int)
        groups[:k] = 0
        groups[events : events + m - k] = 0
        reached, needed = scores_test(scores, groups, np.array([m, n - m]), LEVEL)
        claimed += hypergeom.pmf(k, n, events, m) * (abs(reached[0]) >= needed[0])
    assert claimed <= LEVEL


def test_the_distance_is_that_of_scipy():
    """With ties, for every segment against all others."""
    random = np.random.default_rng(0)
    values, groups = random.integers(0, 9, 80), random.integers(0, 3, 80)
    place = np.unique(values, return_inverse=True)[1]
    for at, found in enumerate(largest_distances(place, groups, np.bincount(groups))):
        assert found == pytest.approx(
            ks_2samp(values[groups == at], values[groups != at]).statistic
        )


def test_a_shift_a_spread_and_a_shape_are_found():
    """More, closer together, and two halves where the others are even."""
    random = np.random.default_rng(1)
    others = random.random(300)
    made = {
        "more": random.random(50) / 2 + 0.5,
        "closer": random.random(50) / 3 + 1 / 3,
        "halves": np.r_[random.random(25) / 8, 1 - random.random(25) / 8],
    }
    for kind, own in made.items():
        groups = np.r_[np.zeros(50, int), np.ones(300, int)]
        found = run_tests(np.r_[own, others], groups, 2, LEVEL)
        assert found.location[0] == (kind == "more")
        assert found.location[1] == -(kind == "more")
        assert found.shape[0] or kind == "more"


@pytest.mark.parametrize("n", [150, 600])
def test_what_is_said_to_be_found_half_the_time_is(n):
    """At a shift of `found_from` deviations two in five normal samples or more are claimed."""
    random = np.random.default_rng(2)
    groups = np.r_[np.zeros(n // 5, int), np.ones(n - n // 5, int)]
    shift = run_tests(np.arange(float(n)), groups, 2, LEVEL).found_from[0]
    hits = 0
    for _ in range(300):
        values = random.normal(0, 1, n) + shift * (groups == 0)
        hits += run_tests(values, groups, 2, LEVEL).location[0] == 1
    assert hits >= 120


def test_power_by_hand():
    """40 of 200: the quantile over √(.864 · 40 · 160 / 200); ties in ranks move nothing here."""
    groups = np.r_[np.zeros(40, int), np.ones(160, int)]
    found = run_tests(np.arange(200.0), groups, 2, LEVEL).found_from[0]
    assert found == pytest.approx(norm.isf(LEVEL / 2) / np.sqrt(0.864 * 32))


@pytest.mark.parametrize("values", [np.full(5, 3.0), np.zeros(0), np.ones(1)])
def test_nothing_to_test_is_nothing_sure(values):
    """Constant, empty, alone."""
    found = run_tests(values, np.zeros(len(values), int), 2, LEVEL)
    assert not found.location.any()
    assert not found.shape.any()
    assert np.isnan(found.found_from).all()


def test_one_segment_of_everybody_is_not_tested():
    """There is nobody to compare with."""
    found = run_tests(np.arange(20.0), np.zeros(20, int), 1, 0.05)
    assert np.isnan(found.found_from[0])
    assert not found.location[0]
    assert not found.shape[0]
