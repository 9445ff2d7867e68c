"""Gaussian mixtures: probabilities, BIC, and data that hold fewer components."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.methods.mixtures.mixture import (
    FEWEST,
    SHARE_ADDED,
    fewest_members,
    fit_mixture,
    resampled_mixtures,
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
    """At 2,000 a pair is no component; a start of each kind shows it (resamples take no more)."""
    points = spoiled("two far out", 2_000, 0)
    random = np.random.default_rng(0)
    (labels,) = resampled_mixtures(points, np.ones((1, 2_000)), 2, random=random)
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


def overlapping(seed: int, n: int = 150) -> np.ndarray:
    """Make five stretched groups that run into each other."""
    random = np.random.default_rng(seed)
    middles, shapes = random.normal(size=(5, 2)) * 2, random.normal(size=(5, 2, 2))
    group = random.integers(5, size=n)
    return middles[group] + np.einsum("nij,nj->ni", shapes[group], random.normal(size=(n, 2)))


@pytest.mark.parametrize("k", [2, 3, 5])
def test_as_likely_as_the_best_of_scikit_learns_starts(k):
    """Over sets of overlapping groups: never much below, where theirs has no spike either."""
    for seed in (101, 102, 103, 104):
        points = overlapping(seed)
        added = SHARE_ADDED * points.var(axis=0).mean()
        theirs = GaussianMixture(k, n_init=10, reg_covar=added, random_state=0).fit(points)
        ours = fit_mixture(points, k)
        if np.bincount(theirs.predict(points)).min() > 2 * FEWEST:
            assert ours.bic <= theirs.bic(points) + 0.01 * len(points)


def test_the_numbers_are_those_of_scikit_learn():
    """Of the same components: chances and BIC."""
    points = overlapping(7)
    ours = fit_mixture(points, 3)
    theirs = GaussianMixture(3)
    theirs.weights_, theirs.means_ = ours.mixture.weights, ours.mixture.means
    theirs.precisions_cholesky_ = ours.mixture.precisions_cholesky
    assert ours.bic == pytest.approx(theirs.bic(points))
    assert ours.posterior == pytest.approx(theirs.predict_proba(points).max(axis=1))
    assert (ours.labels == theirs.predict(points)).all()


def test_steps_no_longer_change_what_was_found():
    """Scikit-learn, begun there, stays."""
    points = overlapping(8)
    ours = fit_mixture(points, 3)
    upper = ours.mixture.precisions_cholesky
    theirs = GaussianMixture(
        3,
        weights_init=ours.mixture.weights / ours.mixture.weights.sum(),
        means_init=ours.mixture.means,
        precisions_init=upper @ upper.transpose(0, 2, 1),
        reg_covar=SHARE_ADDED * points.var(axis=0).mean(),
    ).fit(points)
    assert theirs.bic(points) == pytest.approx(ours.bic, abs=1e-3 * 2 * len(points))
    assert (theirs.predict(points) == ours.labels).mean() > 0.98


def test_weights_are_repeated_customers():
    """A resample's fit is that of its customers, once for each time they were drawn."""
    points, random = blobs(5), np.random.default_rng(1)
    drawn = random.integers(100, size=100)
    weights = np.bincount(drawn, minlength=100)[None].astype(float)
    (labels,) = resampled_mixtures(points, weights, 4, random=random)
    again = fit_mixture(points[drawn], 4).assign(points)
    assert len(set(zip(labels.tolist(), again.tolist(), strict=True))) == 4


def test_each_resample_is_judged_by_itself():
    """One holds two groups, one too few customers of the second for a shape."""
    points = np.random.default_rng(0).normal(size=(60, 2)) + np.repeat(
        [[0, 0], [30, 0]], 30, axis=0
    )
    both, one = np.ones(60), np.r_[np.ones(30), np.zeros(26), np.ones(4)]
    few = np.r_[np.ones(9), np.zeros(51)]
    random = np.random.default_rng(0)
    found = resampled_mixtures(points, np.stack([both, few, one]), 2, random=random)
    assert (found[0] == found[0][0]).sum() == 30
    assert found[1] is None
    spread = found[2]
    assert spread is None or np.bincount(spread[one > 0]).min() >= FEWEST


def test_a_customer_far_away_is_searched_for_in_double_precision():
    """At some hundred standard deviations squares of single precision are too coarse."""
    points = np.vstack([blobs(6), [[1e4, 1e4]]])
    found = fit_mixture(points, 4)
    assert np.isfinite(found.bic)
    assert sorted(np.bincount(found.labels[:100]).tolist()) == [10, 20, 30, 40]
