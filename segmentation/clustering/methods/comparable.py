"""Points that methods other than K-means can read: no long tails, no ties, no long directions."""

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature, FeatureSpace

MIN_ROWS = 200
"""In fewer customers a chance gap is as wide as a true one."""

FEW_VALUES, SKEWED, FLAT = 10, 1.0, 1e-6


def comparable(
    frame: pd.DataFrame, space: FeatureSpace, *, random_state: int = 0
) -> np.ndarray | None:
    """Make points that both methods can read: long tails on a log scale, no repeated values.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, any)
    space : FeatureSpace
    random_state : int

    Returns
    -------
    ndarray of shape (n_samples, n_features) or None
        Standardised, times the root of each column's weight. None with a category, a column of few
        values, or fewer than `MIN_ROWS` customers.
    """
    if len(frame) < MIN_ROWS or any(isinstance(f, CategoryFeature) for f in space.features):
        return None
    random, axes = np.random.default_rng(random_state), []
    for feature in space.features:
        values = feature.raw(frame[feature.name])[:, 0]
        if len(np.unique(values)) < FEW_VALUES:
            return None
        values = _spread(_unskewed(values), random)
        axes.append(np.sqrt(feature.weight) * (values - values.mean()) / values.std())
    return np.column_stack(axes)


def whitened(points: np.ndarray) -> np.ndarray:
    """Turn and stretch points until they are as wide in every direction.

    A mixture with full covariance is the same in any such coordinates, but its starts are not:
    long groups side by side are found from starts that see their distance and length alike.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)

    Returns
    -------
    ndarray of shape (n_samples, at most n_features)
        Uncorrelated, of variance 1; without directions in which nothing varies.
    """
    centered = points - points.mean(axis=0)
    variances, axes = np.linalg.eigh(centered.T @ centered / len(points))
    wide = variances > FLAT * variances.max()
    return centered @ axes[:, wide] / np.sqrt(variances[wide])


def _unskewed(values: np.ndarray) -> np.ndarray:
    """Return values with a long tail on a log scale, others as they are."""
    from scipy.stats import skew

    if values.min() < 0 or skew(values) <= SKEWED:
        return values
    if values.min() > 0:
        return np.log(values)
    return np.log1p(values / np.median(values[values > 0]))


def _spread(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Spread repeated values evenly up to half way to their neighbours: a tie is no spike."""
    levels, place = np.unique(values, return_inverse=True)
    if 2 * len(levels) > len(values):
        return values
    steps = np.diff(levels) / 2
    below, above = np.r_[steps[0], steps], np.r_[steps, steps[-1]]
    return values + random.uniform(-below[place], above[place])
