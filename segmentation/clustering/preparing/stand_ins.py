"""Rows that stand for others: equal ones, and those drawn from many."""

import numpy as np


def distinct_rows(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different rows and how often each occurs.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)

    Returns
    -------
    rows : ndarray of shape (n_distinct, n_features)
    counts : ndarray of shape (n_distinct,), float
    """
    # Sorting one random combination of the columns is many times as fast as sorting whole rows.
    # Summed column by column, equal rows get equal sums to the last digit.
    factors = np.random.default_rng(0).normal(size=points.shape[1])
    sums = np.zeros(len(points))
    for factor, column in zip(factors, points.T, strict=True):
        sums += factor * column
    _, first, counts = np.unique(sums, return_index=True, return_counts=True)
    return points[first], counts.astype(float)


def weighted_sample(
    points: np.ndarray, middle: np.ndarray, n_rows: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Draw points, half of the chance even and half by squared distance from the middle.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    middle : ndarray of shape (n_features,)
    n_rows : int
        To be drawn; a point may be drawn again.
    random : numpy.random.Generator

    Returns
    -------
    drawn : ndarray of shape (n_rows, n_features)
    weights : ndarray of shape (n_rows,)
        How many points each stands for.
    """
    # An even sample of a column with a long tail misses those who make up most of the inertia.
    far = np.zeros(len(points))
    for column, center in zip(points.T, middle, strict=True):
        far += (column - center) ** 2
    chances = (0.5 / len(points) + 0.5 * far / far.sum()) * n_rows
    steps = np.cumsum(chances)
    chosen = np.searchsorted(steps, np.arange(n_rows) + random.random(), "right")
    chosen = np.minimum(chosen, len(points) - 1)
    return points[chosen], 1 / chances[chosen]
