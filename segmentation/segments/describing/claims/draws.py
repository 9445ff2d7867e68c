"""Whether the values of a segment could be a draw by lot from those of all customers.

Nothing is assumed of the column: under the null hypothesis a segment is a draw without replacement,
so that the spread of any mean of scores is known. Ranks tell whether a segment has more or less,
ranks folded at the middle whether its values lie closer together or further apart, and the largest
distance of two distributions any other difference of shape.
"""

from dataclasses import dataclass, field
from math import e

import numpy as np

EFFICIENCY = 0.864
"""Of the rank test beside a comparison of means, at worst (Hodges and Lehmann 1956)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draws:
    """What tests say of every segment in one number.

    Attributes
    ----------
    location : ndarray of shape (n_segments,), int
        1 where the segment has more beyond doubt, −1 where less, else 0.
    shape : ndarray of shape (n_segments,), bool
        Whether its values are spread or shaped in another way beyond doubt.
    found_from : ndarray of shape (n_segments,)
        Shift in standard deviations that the test of location finds half the time; infinite where
        it can find none, NaN where there is nothing to test.
    """

    location: np.ndarray = field(repr=False)
    shape: np.ndarray = field(repr=False)
    found_from: np.ndarray = field(repr=False)


def test_draws(values: np.ndarray, groups: np.ndarray, n_segments: int, level: float) -> Draws:
    """Test every segment against a draw by lot, in place, spread and shape.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        Without NaN.
    groups : ndarray of shape (n_samples,), int
        0-based.
    n_segments : int
    level : float
        Of each of the tests on each segment.

    Returns
    -------
    Draws

    Notes
    -----
    Cost O(n log n + n k) for k segments.

    References
    ----------
    Kruskal, W. and Wallis, W. (1952). JASA 47(260). Ansari, A. and Bradley, R. (1960). Rank-sum
    tests for dispersions. Annals of Mathematical Statistics 31(4). Wei, F. and Dudley, R. (2012).
    Two-sample Dvoretzky–Kiefer–Wolfowitz inequalities. Statistics & Probability Letters 82(3).
    """
    nothing = np.zeros(n_segments, dtype=bool)
    counts = np.bincount(groups, minlength=n_segments)
    if len(values) < 2 or values.min() == values.max():
        nan = np.full(n_segments, np.nan)
        return Draws(location=nothing.astype(int), shape=nothing, found_from=nan)
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2 - (len(values) + 1) / 2)[place]
    reached, needed = scores_test(ranks, groups, counts, level)
    folded, folded_needed = scores_test(np.abs(ranks), groups, counts, level)
    distance = largest_distances(place, groups, counts)
    others = len(values) - counts
    effective = counts * others / len(values)
    # The factor e instead of 2 holds for every size of both samples (Wei and Dudley 2012).
    shaped = e * np.exp(-2 * effective * distance**2) <= level
    with np.errstate(divide="ignore"):
        found_from = needed / np.sqrt(EFFICIENCY * effective)
    return Draws(
        location=(np.sign(reached) * (np.abs(reached) >= needed)).astype(int),
        shape=(np.abs(folded) >= folded_needed) | shaped,
        found_from=np.where((counts > 0) & (others > 0), found_from, np.nan),
    )


test_draws.__test__ = False  # no test of ours


def scores_test(
    scores: np.ndarray, groups: np.ndarray, counts: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Compare the mean score of every segment with that of draws of as many customers.

    Parameters
    ----------
    scores : ndarray of shape (n_samples,)
    groups : ndarray of shape (n_samples,), int
    counts : ndarray of shape (n_segments,), int
        Customers of each.
    level : float
        Of one test with two sides.

    Returns
    -------
    reached : ndarray of shape (n_segments,)
        Standard deviations of such means.
    needed : ndarray of shape (n_segments,)
        What must be reached. Above the normal quantile where scores are lopsided or mostly equal
        and the segment is small; never below.

    References
    ----------
    Cornish, E. and Fisher, R. (1938). Moments and cumulants in the specification of distributions.
    Revue de l’Institut International de Statistique 5(4).
    """
    from scipy.stats import norm

    n, apart = len(scores), scores - scores.mean()
    variance = float(np.mean(apart**2))
    quantile = float(norm.isf(level / 2))
    others = n - counts
    error = np.sqrt(counts * others * variance / max(1, n - 1))
    open_ = error > 0
    if variance <= 0 or not open_.any():
        return np.zeros(len(counts)), np.full(len(counts), np.inf)
    sums = np.bincount(groups, weights=apart, minlength=len(counts))
    steps = np.diff(np.unique(scores))
    # Sums move in steps: half of one is no evidence.
    sums = np.sign(sums) * np.maximum(np.abs(sums) - float(steps.min()) / 2, 0)
    reached = np.divide(sums, error, out=np.zeros(len(counts)), where=open_)
    third = counts * others * (others - counts) / max(1, (n - 1) * (n - 2)) * np.mean(apart**3)
    lopsided = np.divide(n * third, error**3, out=np.zeros(len(counts)), where=open_)
    lopsided = np.maximum(lopsided * np.sign(reached), 0)
    peaked = max(0.0, float(np.mean(apart**4)) / variance**2 - 3)
    smaller = np.minimum(counts, others)
    heavy = peaked * np.divide(n, smaller * (n - smaller), out=np.zeros(len(counts)), where=open_)
    needed = quantile + lopsided * (quantile**2 - 1) / 6 + heavy * (quantile**3 - 3 * quantile) / 24
    return reached, np.where(open_, needed, np.inf)


def largest_distances(place: np.ndarray, groups: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return Kolmogorov and Smirnov's distance of every segment from all others.

    Parameters
    ----------
    place : ndarray of shape (n_samples,), int
        Of each value among the distinct ones in order.
    groups : ndarray of shape (n_samples,), int
    counts : ndarray of shape (n_segments,), int
        Customers of each.

    Returns
    -------
    ndarray of shape (n_segments,)
        0 to 1; 0 where one of both sides is empty.
    """
    n, n_values = len(place), int(place.max()) + 1
    all_below = np.cumsum(np.bincount(place, minlength=n_values))
    distances = np.zeros(len(counts))
    for segment in np.flatnonzero((counts > 0) & (counts < n)):
        own = np.cumsum(np.bincount(place[groups == segment], minlength=n_values))
        away = own / counts[segment] - (all_below - own) / (n - counts[segment])
        distances[segment] = float(np.abs(away).max())
    return distances
