"""Steps of EM for many Gaussian mixtures at once, as products of matrices.

The log-density of a normal is a polynomial of second degree in the point. With the products of the
columns, the columns and a 1 laid side by side, one step for all components of all mixtures is two
products: of these powers with the coefficients, and of each component's shares with the powers.
Everything that is small (means, covariances, their inverses) has the mixtures as its last axis, so
that a step of the arithmetic is one instruction for all of them.

References
----------
Dempster, A. P., Laird, N. M. and Rubin, D. B. (1977). Maximum likelihood from incomplete data via
the EM algorithm. JRSS B 39(1).
"""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from segmentation.clustering.methods.mixtures.gaussians import LOG_TWO_PI

BLOCK_CELLS = 230_000
"""Shares held at once: about a megabyte in single precision."""

LEAST = 10 * np.finfo(float).eps

Mixtures = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Weights (n_fits, n_components), means with an axis of features more, covariances with two."""


def sums_of_labels(
    points: np.ndarray, mass: np.ndarray, labels: np.ndarray, n_components: int
) -> np.ndarray:
    """Add up the powers of the points by fit and component.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    mass : ndarray of shape (n_fits, n_samples)
        How often a point is there.
    labels : ndarray of shape (n_fits, n_samples), int
    n_components : int

    Returns
    -------
    ndarray of shape (n_fits, n_components, n_powers)
    """
    names = np.arange(n_components, dtype=labels.dtype)[:, None]
    sums = np.zeros((len(labels), n_components, _n_powers(points.shape[1])))
    for fits, rows, powers in _blocks(points, len(labels), n_components):
        shares = (labels[fits, None, rows] == names) * mass[fits, None, rows]
        sums[fits] += _added_up(shares, powers)
    return sums


def parameters(sums: np.ndarray, added: np.ndarray) -> Mixtures:
    """Return the likeliest parameters for shares of the points.

    Parameters
    ----------
    sums : ndarray of shape (n_fits, n_components, n_powers)
        What `step` or `sums_of_labels` returned.
    added : ndarray of shape (n_fits,)
        To every variance.

    Returns
    -------
    weights, means, covariances : ndarray
    """
    n_features = int(np.sqrt(2 * sums.shape[2]) - 1)
    _, _, place = _pairs(n_features)
    counts = sums[:, :, -1] + LEAST
    moments = sums / counts[:, :, None]
    means = moments[:, :, -1 - n_features : -1]
    covariances = moments[:, :, place] - means[:, :, :, None] * means[:, :, None, :]
    diagonal = np.arange(n_features)
    covariances[:, :, diagonal, diagonal] += added[:, None, None]
    return counts / counts.sum(axis=1, keepdims=True), means, covariances


def step(points: np.ndarray, mass: np.ndarray, mixtures: Mixtures) -> tuple[np.ndarray, np.ndarray]:
    """Add up the powers by each component's share of a point, and tell how likely the points are.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Their precision is that of the step.
    mass : ndarray of shape (n_fits, n_samples)
        How often a point is there.
    mixtures : tuple of ndarray
        Weights, means and covariances.

    Returns
    -------
    sums : ndarray of shape (n_fits, n_components, n_powers)
    log_likelihood : ndarray of shape (n_fits,)
        Of the mixtures that were given, mean over the points.
    """
    n_fits, n_components = mixtures[0].shape
    polynomials = _polynomials(*mixtures)
    sums, reached = np.zeros(polynomials.shape), np.zeros(n_fits)
    polynomials = polynomials.astype(points.dtype)
    for fits, rows, powers in _blocks(points, n_fits, n_components):
        logs, highest = _logs(polynomials[fits], powers)
        total = _shares(logs, highest)
        here = mass[fits, rows]
        reached[fits] += ((highest + np.log(total)) * here).sum(axis=1, dtype=float)
        logs *= (here / total)[:, None]
        sums[fits] += _added_up(logs, powers)
    return sums, reached / mass.sum(axis=1)


def members(
    points: np.ndarray, mass: np.ndarray, mixtures: Mixtures
) -> tuple[np.ndarray, np.ndarray]:
    """Return each point's most probable component, and how many points each component holds.

    Parameters
    ----------
    points, mass, mixtures
        As `step`.

    Returns
    -------
    labels : ndarray of shape (n_fits, n_samples), uint8
    held : ndarray of shape (n_fits, n_components)
        By name or by probability, whichever are fewer.
    """
    n_fits, n_components = mixtures[0].shape
    labels = np.empty((n_fits, len(points)), np.uint8)
    named, shared = np.zeros((2, n_fits, n_components))
    polynomials = _polynomials(*mixtures).astype(points.dtype)
    names = np.arange(n_components, dtype=np.uint8)[:, None]
    for fits, rows, powers in _blocks(points, n_fits, n_components):
        logs, highest = _logs(polynomials[fits], powers)
        labels[fits, rows] = logs.argmax(axis=1)
        here = mass[fits, None, rows]
        named[fits] += ((labels[fits, None, rows] == names) * here).sum(axis=2)
        shared[fits] += (logs * (here / _shares(logs, highest)[:, None])).sum(axis=2)
    return labels, np.minimum(named, shared)


def _logs(polynomials: np.ndarray, powers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log of weight times density, (n_fits, n_components, n_rows), and the highest."""
    logs = (polynomials.reshape(-1, len(powers)) @ powers).reshape(*polynomials.shape[:2], -1)
    return logs, logs.max(axis=1)


def _shares(logs: np.ndarray, highest: np.ndarray) -> np.ndarray:
    """Turn logs into densities relative to the highest, in place; return what they add up to."""
    logs -= highest[:, None]
    np.exp(logs, out=logs)
    return logs.sum(axis=1)


def _added_up(shares: np.ndarray, powers: np.ndarray) -> np.ndarray:
    """Return the sums of the powers by fit and component."""
    flat = shares.reshape(-1, shares.shape[2]).astype(powers.dtype, copy=False)
    return (flat @ powers.T).reshape(*shares.shape[:2], len(powers))


def _n_powers(n_features: int) -> int:
    return (n_features + 1) * (n_features + 2) // 2


@lru_cache(maxsize=8)
def _pairs(n_features: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the columns of every product, and where the product of two columns stands, (d, d)."""
    first, second = np.triu_indices(n_features)
    place = np.empty((n_features, n_features), np.intp)
    place[first, second] = place[second, first] = np.arange(len(first))
    return first, second, place


def _blocks(
    points: np.ndarray, n_fits: int, n_components: int
) -> Iterator[tuple[slice, slice, np.ndarray]]:
    """Yield parts of fits and of rows that fit a processor's cache, and the powers of the rows."""
    n_samples, n_features = points.shape
    first, second, _ = _pairs(n_features)
    wide = max(n_components, _n_powers(n_features))
    n_rows = min(n_samples, max(1, BLOCK_CELLS // wide))
    n_together = max(1, BLOCK_CELLS // (n_components * n_rows))
    for row in range(0, n_samples, n_rows):
        rows = slice(row, row + n_rows)
        columns = points[rows].T
        ones = np.ones((1, columns.shape[1]), points.dtype)
        powers = np.concatenate([columns[first] * columns[second], columns, ones])
        for fit in range(0, n_fits, n_together):
            yield slice(fit, fit + n_together), rows, powers


def _polynomials(weights: np.ndarray, means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """Return log of weight times density as coefficients of the powers, (…, n_powers)."""
    n_features = means.shape[2]
    first, second, _ = _pairs(n_features)
    precisions, log_determinants = _inverted(covariances)
    slopes = np.einsum("ijfc,fcj->fci", precisions, means)
    constant = np.log(weights) - (
        (n_features * LOG_TWO_PI + log_determinants + (slopes * means).sum(axis=2)) / 2
    )
    halves = np.where(first == second, -0.5, -1.0)[:, None, None]
    squares = np.moveaxis(precisions[first, second] * halves, 0, 2)
    return np.concatenate([squares, slopes, constant[:, :, None]], axis=2)


def _inverted(covariances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return inverses, (d, d, n_fits, n_components), and log determinants of what was given."""
    # Gauss and Jordan's way without a search for pivots, which matrices with a positive variance in
    # every direction do not need.
    matrix = np.moveaxis(covariances, (2, 3), (0, 1)).copy()
    log_determinants = np.zeros(matrix.shape[2:])
    for at in range(len(matrix)):
        pivot = np.maximum(matrix[at, at], np.finfo(float).tiny)
        log_determinants += np.log(pivot)
        row, column = matrix[at] / pivot, matrix[:, at].copy()
        matrix -= column[:, None] * row
        matrix[at], matrix[:, at] = row, -column / pivot
        matrix[at, at] = 1 / pivot
    return matrix, log_determinants
