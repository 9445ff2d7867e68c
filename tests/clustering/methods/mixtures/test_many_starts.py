"""Many starts of a mixture at once: as scikit-learn would fit each, whatever unit and block."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from segmentation.clustering.methods.mixtures import many_starts
from segmentation.clustering.methods.mixtures.many_starts import batched_mixtures


def made(seed: int) -> np.ndarray:
    """Make three clouds of unlike size and shape, far from the origin."""
    random = np.random.default_rng(seed)
    centers = np.repeat([[100, 3, 0], [104, 3, 1], [100, 9, 2]], [60, 40, 20], axis=0)
    return centers + random.normal(size=centers.shape) * np.linspace(0.3, 1.2, 120)[:, None]


def fit(points: np.ndarray, k: int, n_starts: int = 6, added: float = 1e-4):
    """Fit from the same seed."""
    random = np.random.default_rng(1)
    return batched_mixtures(points, k, n_starts=n_starts, added=added, random=random)


def test_one_component_is_mean_and_covariance():
    """By hand, with what is added."""
    points = made(0)
    one = fit(points, 1, n_starts=2)
    assert one.means[:, 0] == pytest.approx(np.tile(points.mean(axis=0), (2, 1)))
    expected = np.cov(points.T, bias=True) + 1e-4 * np.eye(3)
    assert one.covariances[1, 0] == pytest.approx(expected)
    assert one.weights == pytest.approx(np.ones((2, 1)))


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_scikit_learn_agrees_on_where_each_start_has_come_to(k):
    """Begun there, it stays: the likelihood is the same and hardly rises any more."""
    points = made(k)
    fits = fit(points, k)
    for start in range(6):
        theirs = GaussianMixture(
            k,
            weights_init=fits.weights[start] / fits.weights[start].sum(),
            means_init=fits.means[start],
            precisions_init=np.linalg.inv(fits.covariances[start]),
            reg_covar=1e-4,
        ).fit(points)
        assert theirs.lower_bound_ == pytest.approx(fits.log_likelihood[start], abs=4e-3)


def test_the_best_of_many_is_as_likely_as_the_best_of_theirs():
    """With as many starts, on three clouds."""
    points = made(9)
    theirs = GaussianMixture(3, n_init=10, reg_covar=1e-4, random_state=0).fit(points)
    assert fit(points, 3, n_starts=10).log_likelihood.max() >= theirs.lower_bound_ - 5e-3


def test_blocks_change_nothing(monkeypatch):
    """Small blocks add up to the same sums."""
    points = made(2)
    whole = fit(points, 3)
    monkeypatch.setattr(many_starts, "BLOCK_CELLS", 100)
    assert fit(points, 3).means == pytest.approx(whole.means)
    assert fit(points, 3).log_likelihood == pytest.approx(whole.log_likelihood)


def test_the_unit_plays_no_part():
    """A thousand times as wide, the density is a thousandth per column."""
    points = made(3)
    one, other = fit(points, 3), fit(1_000 * points + 7, 3, added=1e-4 * 1_000**2)
    assert other.means == pytest.approx(1_000 * one.means + 7, rel=1e-4)
    lower = one.log_likelihood - 3 * np.log(1_000)
    assert other.log_likelihood == pytest.approx(lower, abs=1e-4)


def test_the_same_customer_over_and_over():
    """No spread at all: every variance is what is added."""
    fits = fit(np.ones((8, 2)), 2, n_starts=2, added=0.5)
    assert np.isfinite(fits.log_likelihood).all()
    assert fits.covariances[0, 0] == pytest.approx(0.5 * np.eye(2))
