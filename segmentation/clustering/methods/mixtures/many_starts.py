"""Gaussian mixtures from many starts at once.

The log-density of a normal is a polynomial of second degree in the point. With the powers and
products of the columns laid side by side, one step of EM for all components of all starts is two
matrix products. The arithmetic is that of scikit-learn's ``GaussianMixture`` with full covariance,
which takes some ten times as long one start after the other.

References
----------
Dempster, A. P., Laird, N. M. and Rubin, D. B. (1977). Maximum likelihood from incomplete data via
the EM algorithm. JRSS B 39(1). Biernacki, C., Celeux, G. and Govaert, G. (2003). Choosing starting
values for the EM algorithm. Computational Statistics & Data Analysis 41(3-4).
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.methods.mixtures.gaussians import LOG_TWO_PI

TOLERANCE = 1e-3
"""Of the mean log-likelihood of a point, between two steps; as scikit-learn's."""

MAX_ITERATIONS = 1_000
BLOCK_CELLS = 2_000_000
LEAST = 10 * np.finfo(float).eps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchedMixtures:
    """What every start has come to.

    Attributes
    ----------
    weights : ndarray of shape (n_starts, n_components)
    means : ndarray of shape (n_starts, n_components, n_features)
    covariances : ndarray of shape (n_starts, n_components, n_features, n_features)
    log_likelihood : ndarray of shape (n_starts,)
        Mean over the points.
    """

    weights: np.ndarray = field(repr=False)
    means: np.ndarray = field(repr=False)
    covariances: np.ndarray = field(repr=False)
    log_likelihood: np.ndarray


def batched_mixtures(
    points: np.ndarray,
    n_components: int,
    *,
    n_starts: int,
    added: float,
    random: np.random.Generator,
) -> BatchedMixtures:
    """Fit mixtures from many starts: half from K-means, half from points drawn at random.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    n_components, n_starts : int
    added : float
        To every variance.
    random : numpy.random.Generator

    Returns
    -------
    BatchedMixtures

    Notes
    -----
    Cost O(iterations · n_starts · n_components · n_samples · n_features²); memory O(`BLOCK_CELLS`)
    beside the points.

    Examples
    --------
    Two groups on a line, of three points and of one point three times. Not every start finds them,
    the likeliest does:

    >>> points = np.array([[-1.0], [0.0], [1.0], [9.0], [9.0], [9.0]])
    >>> fits = batched_mixtures(
    ...     points, 2, n_starts=4, added=0.01, random=np.random.default_rng(0)
    ... )
    >>> np.sort(fits.means[fits.log_likelihood.argmax(), :, 0]).round(2)
    array([0., 9.])
    """
    middle, unit = points.mean(axis=0), np.sqrt(points.var(axis=0).mean()) or 1.0
    scaled = (points - middle) / unit
    labels = _starts(scaled, n_components, n_starts, random)
    sums = _sums_of_labels(scaled, labels, n_components)
    mixtures = _parameters(sums, len(points), added / unit**2)
    log_likelihood = np.full(n_starts, -np.inf)
    active = np.arange(n_starts)
    for _ in range(MAX_ITERATIONS):
        sums, reached = _step(scaled, *(part[active] for part in mixtures))
        with np.errstate(invalid="ignore"):
            gained = ~(np.abs(reached - log_likelihood[active]) < TOLERANCE)
        log_likelihood[active] = reached
        active = active[gained]
        if not len(active):
            break
        for kept, new in zip(
            mixtures, _parameters(sums[gained], len(points), added / unit**2), strict=True
        ):
            kept[active] = new
    weights, means, covariances = mixtures
    return BatchedMixtures(
        weights=weights,
        means=middle + unit * means,
        covariances=unit**2 * covariances,
        log_likelihood=log_likelihood - points.shape[1] * np.log(unit),
    )


def _starts(
    points: np.ndarray, n_components: int, n_starts: int, random: np.random.Generator
) -> np.ndarray:
    """Return first labels, (n_starts, n_samples)."""
    labels = np.empty((n_starts, len(points)), np.uint8)
    half = n_starts // 2
    if half:
        copies = np.broadcast_to(points.astype(np.float32), (half, *points.shape))
        labels[:half] = batched_kmeans(copies, n_components, n_starts=1, random=random).labels
    for start in range(half, n_starts):
        drawn = points[random.choice(len(points), n_components, replace=False)]
        scores = points @ drawn.T - (drawn**2).sum(axis=1) / 2
        labels[start] = scores.argmax(axis=1)
    return labels


def _powers(points: np.ndarray) -> np.ndarray:
    """Return products of columns, columns and ones side by side, (n, d · d + d + 1)."""
    n_samples, n_features = points.shape
    products = (points[:, :, None] * points[:, None, :]).reshape(n_samples, n_features**2)
    return np.hstack([products, points, np.ones((n_samples, 1))])


def _sums_of_labels(points: np.ndarray, labels: np.ndarray, n_components: int) -> np.ndarray:
    """Return the sums of the powers by start and component."""
    width = points.shape[1] ** 2 + points.shape[1] + 1
    sums = np.zeros((len(labels), n_components, width))
    for part in _blocks(len(points), width + len(labels) * n_components):
        powers = _powers(points[part])
        for start, given in enumerate(labels[:, part]):
            sums[start] += np.eye(n_components)[given].T @ powers
    return sums


def _parameters(
    sums: np.ndarray, n_samples: int, added: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return weights, means and covariances from the sums of the powers."""
    n_features = int(np.sqrt(sums.shape[2]))
    counts = sums[:, :, -1] + LEAST
    means = sums[:, :, n_features**2 : -1] / counts[:, :, None]
    shape = (*counts.shape, n_features, n_features)
    products = (sums[:, :, : n_features**2] / counts[:, :, None]).reshape(shape)
    covariances = products - means[:, :, :, None] * means[:, :, None, :]
    covariances += added * np.eye(n_features)
    return counts / n_samples, means, covariances


def _step(
    points: np.ndarray, weights: np.ndarray, means: np.ndarray, covariances: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums of the powers weighted by each component's share of a point, and how likely.

    Returns
    -------
    sums : ndarray of shape (n_starts, n_components, n_powers)
    log_likelihood : ndarray of shape (n_starts,)
        Of the parameters that were given, mean over the points.
    """
    n_starts, n_components, _ = means.shape
    polynomial = _polynomials(weights, means, covariances)
    sums, reached = np.zeros_like(polynomial), np.zeros(n_starts)
    flat = polynomial.reshape(n_starts * n_components, -1)
    for part in _blocks(len(points), flat.shape[1] + len(flat)):
        powers = _powers(points[part])
        logs = (flat @ powers.T).reshape(n_starts, n_components, -1)
        highest = logs.max(axis=1, keepdims=True)
        np.exp(logs - highest, out=logs)
        total = logs.sum(axis=1, keepdims=True)
        reached += (highest + np.log(total)).sum(axis=(1, 2))
        logs /= total
        sums += (logs.reshape(len(flat), -1) @ powers).reshape(sums.shape)
    return sums, reached / len(points)


def _polynomials(weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """Return log of weight times density as coefficients of the powers."""
    n_features = means.shape[2]
    precisions = np.linalg.inv(covariances)
    slopes = (precisions @ means[:, :, :, None])[:, :, :, 0]
    constant = (
        np.log(weights)
        - (
            n_features * LOG_TWO_PI
            + np.linalg.slogdet(covariances)[1]
            + (slopes * means).sum(axis=2)
        )
        / 2
    )
    squares = -precisions.reshape(*means.shape[:2], n_features**2) / 2
    return np.concatenate([squares, slopes, constant[:, :, None]], axis=2)


def _blocks(n_samples: int, width: int) -> list[slice]:
    size = max(1, BLOCK_CELLS // width)
    return [slice(first, first + size) for first in range(0, n_samples, size)]
