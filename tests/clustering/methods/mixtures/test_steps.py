"""Steps of EM: sums by hand, densities and shares of scipy, inverses of NumPy."""

import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import multivariate_normal

from segmentation.clustering.methods.mixtures.steps import (
    members,
    parameters,
    step,
    sums_of_labels,
)


def two(n_features: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make two mixtures of three components."""
    random = np.random.default_rng(n_features)
    shapes = random.normal(size=(2, 3, n_features, n_features))
    covariances = shapes @ shapes.transpose(0, 1, 3, 2) + 0.3 * np.eye(n_features)
    weights = random.dirichlet(np.ones(3), size=2)
    return weights, random.normal(size=(2, 3, n_features)), covariances


def logs(points: np.ndarray, mixtures: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return log of weight times density by scipy, (n_fits, n_components, n_samples)."""
    return np.array(
        [
            [
                np.log(weight) + multivariate_normal(mean, covariance).logpdf(points)
                for weight, mean, covariance in zip(*mixture, strict=True)
            ]
            for mixture in zip(*mixtures, strict=True)
        ]
    )


def test_sums_by_hand():
    """Squares, sum and number of two points of three, one of them twice."""
    points, mass = np.array([[1.0], [2.0], [5.0]]), np.array([[1.0, 2.0, 1.0]])
    sums = sums_of_labels(points, mass, np.array([[0, 0, 1]], np.uint8), 2)
    assert sums[0].tolist() == [[1 + 2 * 4, 1 + 2 * 2, 3], [25, 5, 1]]


def test_parameters_by_hand():
    """Means 5/3 and 5; variances 9/3 less 25/9, and 0, with what is added."""
    sums = np.array([[[9.0, 5, 3], [25, 5, 1]]])
    weights, means, covariances = parameters(sums, np.array([0.5]))
    assert weights[0] == pytest.approx([0.75, 0.25])
    assert means[0, :, 0] == pytest.approx([5 / 3, 5])
    assert covariances[0, :, 0, 0] == pytest.approx([9 / 3 - 25 / 9 + 0.5, 0.5])


@pytest.mark.parametrize("n_features", [1, 2, 5])
def test_a_step_is_that_of_densities_by_scipy(n_features):
    """Likelihood, and the moments weighted by each component's share."""
    points, mixtures = np.random.default_rng(0).normal(size=(40, n_features)), two(n_features)
    mass = np.random.default_rng(1).integers(0, 3, size=(2, 40)).astype(float)
    sums, reached = step(points, mass, mixtures)
    each = logs(points, mixtures)
    whole = logsumexp(each, axis=1)
    assert reached == pytest.approx((whole * mass).sum(axis=1) / mass.sum(axis=1))
    shares = np.exp(each - whole[:, None]) * mass[:, None]
    assert sums[:, :, -1] == pytest.approx(shares.sum(axis=2))
    assert sums[:, :, -1 - n_features : -1] == pytest.approx(shares @ points)
    assert sums[:, :, 0] == pytest.approx(shares @ points[:, 0] ** 2)


def test_a_step_leaves_the_mixtures_as_they_are():
    """One column, one fit: the layout in which an inverse could write into them."""
    points, mass = np.array([[0.0], [1.0], [4.0]]), np.ones((1, 3))
    mixtures = np.array([[1.0]]), np.array([[[1.0]]]), np.array([[[[2.0]]]])
    step(points, mass, mixtures)
    assert [part.item() for part in mixtures] == [1, 1, 2]


def test_members_are_counted_by_name_or_by_probability():
    """Whichever are fewer, also where a component is nobody's most probable."""
    points, mixtures = np.random.default_rng(2).normal(size=(60, 2)), two(2)
    mass = np.ones((2, 60))
    labels, held = members(points, mass, mixtures)
    each = logs(points, mixtures)
    shares = np.exp(each - logsumexp(each, axis=1)[:, None])
    assert (labels == each.argmax(axis=1)).all()
    named = np.array([np.bincount(of, minlength=3) for of in labels])
    assert held == pytest.approx(np.minimum(named, shares.sum(axis=2)))
