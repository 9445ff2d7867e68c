"""Which numbers are better told apart on another scale, because a few customers have far more."""

import numpy as np

from segmentation.customers.outliers import SKEWED, best_power, transformed
from segmentation.customers.proposal.candidates import Candidate

LEANING = 0.5
"""Skewness from which numbers go on a log scale (Bulmer, 1979, calls it moderately skewed)."""

FEWEST_VALUES = 6
"""Different values from which a number can have a long tail."""

MOST_ROWS = 500
"""The power of Yeo and Johnson is sought on quantiles of more than so many values."""


def scale_of(candidate: Candidate) -> str | None:
    """Return on which scale a number tells customers apart.

    Parameters
    ----------
    candidate : Candidate

    Returns
    -------
    str or None
        ``log`` for what is never below zero and has a long tail to the right that a logarithm
        shortens, ``yeo_johnson`` for other long tails, None where there is none.
    """
    known = candidate.known
    skewness = skew(known)
    if abs(skewness) <= LEANING or candidate.is_rating or len(np.unique(known)) < FEWEST_VALUES:
        return None
    if known.min() >= 0 and skewness > 0 and _shortens(known, skewness):
        return "log"
    return "yeo_johnson" if abs(skewness) > SKEWED else None


def on_scale(candidate: Candidate, how: str | None) -> np.ndarray:
    """Return the values of a candidate on its scale, NaN where it has none.

    Parameters
    ----------
    candidate : Candidate
    how : str or None
        As `scale_of` returns it.

    Returns
    -------
    ndarray of shape (n_rows,), float64
    """
    if how == "yeo_johnson":
        known = candidate.known
        if len(known) > MOST_ROWS:
            known = np.quantile(known, np.linspace(0, 1, MOST_ROWS))
        return transformed(candidate.values, how, best_power(known))
    return transformed(candidate.values, how, 1.0)


def skew(values: np.ndarray) -> float:
    """Return the skewness of some numbers; 0 where all are equal.

    Parameters
    ----------
    values : ndarray of shape (n_values,)

    Returns
    -------
    float
    """
    spread = values.std() if len(values) else 0.0
    if not spread > 0:
        return 0.0
    apart = (values - values.mean()) / spread
    return float((apart * apart * apart).mean())  # a power is several times as slow


def _shortens(known: np.ndarray, skewness: float) -> bool:
    """Return whether a logarithm shortens the tail; of numbers near zero it does not."""
    after = abs(skew(np.log1p(known)))
    return after < skewness and (after <= SKEWED or after <= skewness / 2)
