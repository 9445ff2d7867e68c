"""Gaussian mixtures: probabilities, BIC, and data that hold fewer components."""

import numpy as np

from segmentation.clustering.algorithms import fit_clusterings
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
