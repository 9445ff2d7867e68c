"""Many starts of a mixture at once: as scikit-learn would fit each, whatever unit and block."""

import numpy as np
import pytest
from sklearn.mixture import GaussianMixture

from segmentation.clustering.methods.mixtures import many_starts, steps
from segmentation.clustering.methods.mixtures.many_starts import Search, batched_mixtures, finished


def made(seed: int) -> np.ndarray:
    """Make three clouds of unlike size and shape, far from the origin."""
    random = np.random.default_rng(seed)
    centers = np.repeat([[100, 3, 0], [104, 3, 1], [100, 9, 2]], [60, 40, 20], axis=0)
    return centers + random.normal(size=centers.shape) * np.linspace(0.3, 1.2, 120)[:, None]


def fit(points: np.ndarray, k: int, n_starts: int = 6, added: float = 1e-4, n_kept: int = 99):
    """Fit from the same seed."""
    return batched_mixtures(
        points,
        np.ones((1, len(points))),
        k,
        search=Search(n_starts=n_starts, n_kept=n_kept, fewest=5),
        added=np.array([added]),
        random=np.random.default_rng(1),
    )


def test_one_component_is_mean_and_covariance():
    """By hand, with what is added."""
    points = made(0)
    one = fit(points, 1, n_starts=2)
    assert one.means[:, 0] == pytest.approx(np.tile(points.mean(axis=0), (2, 1)), rel=1e-6)
    expected = np.cov(points.T, bias=True) + 1e-4 * np.eye(3)
    assert one.covariances[1, 0] == pytest.approx(expected, abs=1e-5)
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
    """Small blocks add up to the same sums, in double precision."""
    monkeypatch.setattr(many_starts, "FAR", 0.0)
    points = made(2)
    whole = fit(points, 3)
    monkeypatch.setattr(steps, "BLOCK_CELLS", 100)
    assert fit(points, 3).means == pytest.approx(whole.means)
    assert fit(points, 3).log_likelihood == pytest.approx(whole.log_likelihood)


def test_single_precision_ends_next_to_double(monkeypatch):
    """Start by start the same likelihood, to less than what ends a search."""
    points = made(4)
    single = fit(points, 4)
    monkeypatch.setattr(many_starts, "FAR", 0.0)
    assert fit(points, 4).log_likelihood == pytest.approx(single.log_likelihood, abs=1e-3)


def test_the_best_starts_go_on():
    """Four of twelve: the likeliest are among them; those with a spike only if others lack."""
    points = made(5)
    every, best = fit(points, 3, n_starts=12), fit(points, 3, n_starts=12, n_kept=4)
    assert len(best.log_likelihood) == 4
    assert best.log_likelihood.max() == pytest.approx(every.log_likelihood.max(), abs=5e-3)
    assert (best.held >= 5).all()


def test_sets_of_weights_are_fitted_side_by_side():
    """Weights of 0 leave points out, and these are labelled all the same."""
    points = made(6)
    left = np.r_[np.ones(60), np.zeros(60)]
    fits = batched_mixtures(
        points,
        np.stack([np.ones(120), left, 2 * left]),
        1,
        search=Search(n_starts=2, n_kept=2, fewest=1),
        added=np.zeros(3),
        random=np.random.default_rng(0),
    )
    assert fits.means[[0, 2, 4], 0] == pytest.approx(
        np.stack([points.mean(axis=0), *[points[:60].mean(axis=0)] * 2]), rel=1e-6
    )
    assert fits.labels.shape == (6, 120)
    assert fits.held[:, 0] == pytest.approx([120, 120, 60, 60, 120, 120])


def test_finishing_raises_the_likelihood():
    """From where the search has come to, to a finer tolerance."""
    points = made(7)
    fits = fit(points, 4)
    begun = fits.weights.copy(), fits.means.copy(), fits.covariances.copy()
    mass, added = np.ones((6, 120)), np.full(6, 1e-4)
    ended = finished(points, mass, begun, added=added, tolerance=1e-6)
    assert (ended.log_likelihood >= fits.log_likelihood - 1e-4).all()


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
