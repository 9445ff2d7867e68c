"""Components as plain numbers: scikit-learn's own figures, in any order."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.clustering.methods.mixtures.mixture import fit_mixture


def two() -> Gaussians:
    """Make two normal distributions with known covariances."""
    covariances = np.array([[[2.0, 0.5], [0.5, 1.0]], [[1.0, 0.0], [0.0, 4.0]]])
    precisions = np.linalg.inv(covariances)
    return Gaussians(
        weights=np.array([0.25, 0.75]),
        means=np.array([[0.0, 0.0], [3.0, 1.0]]),
        precisions_cholesky=np.linalg.cholesky(precisions),
    )


def test_densities_are_those_of_scipy():
    """Weight times density, on a log scale."""
    points = np.random.default_rng(0).normal(size=(20, 2)) * 3
    found = two().log_densities(points)
    first = multivariate_normal([0, 0], [[2, 0.5], [0.5, 1]]).logpdf(points) + np.log(0.25)
    second = multivariate_normal([3, 1], [[1, 0], [0, 4]]).logpdf(points) + np.log(0.75)
    assert found == pytest.approx(np.column_stack([first, second]))


def test_a_posterior_adds_up_and_follows_the_order():
    """Far away too, where densities are zero."""
    points = np.array([[0.0, 0], [3, 1], [500, 500]])
    chances = two().posterior(points)
    assert chances.sum(axis=1) == pytest.approx(np.ones(3))
    assert two().reordered(np.array([1, 0])).posterior(points) == pytest.approx(chances[:, ::-1])


def test_a_fitted_mixture_gives_its_own_labels_again():
    """Components are in the order of the labels."""
    random = np.random.default_rng(1)
    points = np.vstack([random.normal(c, 1, size=(60, 2)) for c in ((0, 0), (7, 0), (0, 9))])
    found = fit_mixture(points, 3)
    assert (found.assign(points) == found.labels).all()
    posterior = found.mixture.posterior(points)[np.arange(180), found.labels]
    assert posterior == pytest.approx(found.posterior)
