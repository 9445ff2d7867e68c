"""Whether the levels of a category in a segment could be a draw by lot, and what would be found."""

import numpy as np

MEDIUM, LARGE = 0.6, 2.0
"""Differences whose discovery is asked for: standard deviations of a number, Cohen's h of a level.

The first is what nobody may be told not to be there unless it would be found half the time; beyond
the second hardly any difference is larger.
"""


def levels_sure(counts: np.ndarray, level: float) -> np.ndarray:
    """Test every level of every segment against a draw by lot.

    Parameters
    ----------
    counts : ndarray of shape (n_segments, n_levels), int
    level : float
        Of each test, with two sides.

    Returns
    -------
    ndarray of shape (n_segments, n_levels), bool
    """
    from scipy.stats import hypergeom

    drawn = (int(counts.sum()), counts.sum(axis=0)[None], counts.sum(axis=1)[:, None])
    tails = np.minimum(hypergeom.sf(counts - 1, *drawn), hypergeom.cdf(counts, *drawn))
    return 2 * tails <= level


def levels_found_from(counts: np.ndarray, level: float) -> np.ndarray:
    """Return the difference that would be found half the time in every level.

    Parameters
    ----------
    counts : ndarray of shape (n_segments, n_levels), int
    level : float
        Of each test, with two sides.

    Returns
    -------
    ndarray of shape (n_segments,)
        `MEDIUM`, `LARGE`, or infinite; NaN for a segment without values or with all of them, and
        for a column of one level.

    Notes
    -----
    A level that the others have with share q is moved by h = 2 asin √p − 2 asin √q to p, upward
    where there is room; the segment then has the median count, which is tested as any count.
    """
    sizes = counts.sum(axis=1)
    open_ = (sizes > 0) & (sizes < counts.sum()) & (counts.any(axis=0).sum() > 1)
    found = np.full(len(counts), np.inf)
    for step in (LARGE, MEDIUM):
        found[_finds(counts, step, level)] = step
    return np.where(open_, found, np.nan)


def _finds(counts: np.ndarray, step: float, level: float) -> np.ndarray:
    from scipy.stats import hypergeom

    sizes, total = counts.sum(axis=1, keepdims=True), int(counts.sum())
    others = counts.sum(axis=0, keepdims=True) - counts
    angle = np.arcsin(np.sqrt(others / np.maximum(total - sizes, 1)))
    upward = angle + step / 2 <= np.pi / 2
    moved = np.where(upward, angle + step / 2, np.maximum(angle - step / 2, 0))
    wanted = np.floor(sizes * np.sin(moved) ** 2)
    drawn = (total, others + wanted, sizes)
    tails = np.where(upward, hypergeom.sf(wanted - 1, *drawn), hypergeom.cdf(wanted, *drawn))
    return (2 * tails <= level).all(axis=1)
