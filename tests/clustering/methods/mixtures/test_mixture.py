"""Gaussian mixtures: probabilities, BIC, and data that hold fewer components."""

import numpy as np
import pytest

from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.methods.mixtures.mixture import (
    FEWEST,
    SHARE_ADDED,
    fewest_members,
    fit_mixture,
    refit_mixture,
)
from segmentation.clustering.result import nearness


def blobs(seed: int = 0) -> np.ndarray:
    """Make four groups of unequal size."""
    random = np.random.default_rng(seed)
    centers = np.repeat([[0, 0], [8, 0], [0, 8], [8, 8]], [40, 30, 20, 10], axis=0)
    return centers + random.normal(scale=0.6, size=centers.shape)


def test_a_mixture_tells_a_probability_and_a_bic():
    """Between two groups the posterior is low, inside a group high; K-means has no BIC."""
    points = blobs()
    mixture = fit_clusterings(points, [2], algorithm="gaussian_mixture")[2]
    assert np.isfinite(mixture.bic)
    assert (mixture.posterior > 0.5).all()
    assert (nearness(points, mixture).confidence == mixture.posterior).all()
    assert np.isnan(fit_clusterings(points, [2])[2].bic)


def test_a_mixture_that_cannot_fill_its_components_leaves_the_k_out():
    """Three spots hold no four components; the other k are still there."""
    points = np.repeat([[0.0, 0.0], [5.0, 5.0], [9.0, 0.0]], 20, axis=0)
    assert sorted(fit_clusterings(points, [2, 3], algorithm="gaussian_mixture")) == [2, 3]


def spoiled(how: str, n: int, seed: int) -> np.ndarray:
    """Make one cloud with what a likelihood without bound falls for, standardised."""
    random = np.random.default_rng([seed, n])
    points = random.normal(size=(n, 3))
    if how == "ties":
        points[:, 0] = random.poisson(4, n)
    if how == "a customer repeated":
        points[: max(2, n // 10)] = points[0]
    if how == "two far out":
        points[:2] += 30
    if how == "almost a line":
        points[:, 1] = points[:, 0] + random.normal(scale=1e-4, size=n)
    return (points - points.mean(axis=0)) / points.std(axis=0)


@pytest.mark.parametrize(
    "how", ["nothing", "ties", "a customer repeated", "two far out", "almost a line"]
)
@pytest.mark.parametrize("n", [10, 30, 100])
def test_no_component_is_a_spike(how, n):
    """Each has enough customers for a shape and no variance of nothing, or the k is left out."""
    points = spoiled(how, n, 1)
    for k, found in fit_clusterings(points, [2, 3, 4], algorithm="gaussian_mixture").items():
        assert found.sizes.min() >= fewest_members(3) >= FEWEST, k
        deviations = 1 / np.linalg.svd(found.mixture.precisions_cholesky)[1]
        assert deviations.min() >= 0.9 * np.sqrt(SHARE_ADDED * points[2:].var())


def test_two_customers_far_out_do_not_end_the_search():
    """They step aside: two groups are found, and the two join one of them."""
    points = blobs(3)
    points = np.vstack([points[(points[:, 0] < 4)], [[60.0, 60.0], [61.0, 58.0]]])
    found = fit_mixture(points, 2)
    assert sorted(found.sizes[:2].tolist()) in ([20, 42], [22, 40])


def test_many_customers_and_a_pair_far_out():
    """At 2,000 a pair is no component; a single start shows it (the resamples take no more)."""
    points = spoiled("two far out", 2_000, 0)
    labels = refit_mixture(points, 2)(points)
    assert np.bincount(labels).min() >= FEWEST


def test_the_unit_of_a_column_plays_no_part():
    """In thousands or in ones, unscaled: what is added to variances goes with them."""
    points = blobs(4)
    one, other = fit_mixture(points, 3), fit_mixture(1_000 * points, 3)
    assert (one.labels == other.labels).all()


@pytest.mark.parametrize("n", [3, 4, 9])
def test_so_few_customers_hold_one_component_only(n):
    """Two would have fewer than five each."""
    points = np.random.default_rng(0).normal(size=(n, 2))
    assert sorted(fit_clusterings(points, [1, 2], algorithm="gaussian_mixture")) == [1]
