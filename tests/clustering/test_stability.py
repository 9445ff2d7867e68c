"""Stability: Jaccard by hand, the built-in table's known answers, noise, every algorithm."""

import numpy as np
import pytest

import segmentation as sg
from segmentation.clustering import stability as module
from segmentation.clustering.algorithms import FINDERS, fit_clusterings
from segmentation.clustering.stability import (
    Stability,
    agreement_of_algorithms,
    best_jaccard,
    resample,
    restarts,
)

FEATURES = ("Annual Income (k$)", "Spending Score (1-100)")


@pytest.fixture(scope="module")
def points() -> np.ndarray:
    """Standardise income and score of the built-in table."""
    values = sg.load_sample("mall_customers").frame[list(FEATURES)].to_numpy(dtype=float)
    return (values - values.mean(axis=0)) / values.std(axis=0)


def test_jaccard_by_hand():
    """A cluster of 4 shares 3 with one of 5: 3 of 6; the other is the same."""
    table = np.array([[3, 1], [2, 0]])
    assert best_jaccard(table).tolist() == [3 / 6, 2 / 5]
    assert best_jaccard(np.diag([4, 2])).tolist() == [1, 1]


def test_found_again_by_hand():
    """More than three quarters in common, cluster by cluster."""
    jaccard = np.array([[0.7, 0.8], [0.75, 1.0], [0.76, 0.2]])
    found = Stability(agreement=np.ones(3), jaccard=jaccard, n_rows=9)
    assert found.found_again.tolist() == [1, 2]


@pytest.mark.parametrize(("k", "expected"), [(3, 0.98), (4, 0.78), (5, 0.97), (6, 0.90)])
def test_the_classic_columns_agree_as_known(points, k, expected):
    """Mean adjusted Rand index over 100 resamples, with bounds for so few."""
    found = resample(points, fit_clusterings(points, [k])[k])
    assert found.n_resamples == 100
    assert found.mean_agreement == pytest.approx(expected, abs=0.05)


def test_every_one_of_the_five_is_found_again(points):
    """Mean Jaccard of each at least .95, and back in next to all resamples."""
    found = resample(points, fit_clusterings(points, [5])[5])
    assert (found.jaccard.mean(axis=0) >= 0.95).all()
    assert (found.found_again >= 97).all()


def test_noise_is_not_stable():
    """Nine segments of an even square hardly come back."""
    noise = np.random.default_rng(0).uniform(size=(150, 2))
    assert resample(noise, fit_clusterings(noise, [9])[9]).mean_agreement < 0.75


@pytest.mark.parametrize("algorithm", FINDERS)
def test_every_algorithm_can_be_resampled(algorithm):
    """Clear groups come back whatever finds them."""
    random = np.random.default_rng(0)
    groups = np.repeat([[0.0, 0], [9, 0], [0, 9]], 20, axis=0) + random.normal(size=(60, 2))
    full = fit_clusterings(groups, [3], algorithm=algorithm)[3]
    found = resample(groups, full, algorithm=algorithm, n_resamples=8)
    assert found.mean_agreement > 0.95
    assert (found.found_again == 8).all()


def test_resamples_that_hold_too_few_clusters_are_passed_over():
    """Two far spots and one lone customer: a resample without that one has no third cluster."""
    points = np.r_[np.zeros((20, 1)), np.full((20, 1), 5.0), [[9.0]]]
    full = fit_clusterings(points, [3], algorithm="ward")[3]
    found = resample(points, full, algorithm="ward", n_resamples=30)
    assert 0 < found.n_resamples < 30


def test_a_large_table_is_resampled_from_a_sample(monkeypatch, points):
    """How many customers it was is told."""
    monkeypatch.setattr(module, "MAX_ROWS", 120)
    full = fit_clusterings(points, [5])[5]
    found = resample(points, full, n_resamples=20)
    assert found.n_rows == 120
    assert found.mean_agreement > 0.9


def test_restarts_tell_how_often_luck_is_enough(points):
    """Two far groups are found from any start; six of these data from few."""
    pairs = np.array([[0.0], [1.0], [50.0], [51.0]])
    assert restarts(pairs, fit_clusterings(pairs, [2])[2]) == 1
    assert restarts(points, fit_clusterings(points, [6])[6]) < 0.5


def test_algorithms_are_compared_in_pairs(points):
    """K-means, Ward and the mixture nearly agree on five; each agrees with itself."""
    known = {"kmeans": fit_clusterings(points, [5])[5]}
    agreement = agreement_of_algorithms(points, 5, known)
    assert {one for one, _ in agreement} == set(FINDERS)
    assert agreement["kmeans", "kmeans"] == 1
    assert agreement["kmeans", "ward"] == agreement["ward", "kmeans"] > 0.9


def test_an_algorithm_that_cannot_take_so_many_is_left_out(monkeypatch, points):
    """The others are still compared."""
    from dataclasses import replace

    small = dict(FINDERS) | {"ward": replace(FINDERS["ward"], max_rows=50)}
    monkeypatch.setattr("segmentation.clustering.algorithms.FINDERS", small)
    assert ("ward", "kmeans") not in agreement_of_algorithms(points, 3, {})
