"""Rounded values spread over what they may have been before: rounding must not look like gaps.

Numbers that a file holds in whole years, stars or tens lie on a grid, and between two lines of the
grid there is always a gap. Each value is therefore moved to a random place between the middles to
its neighbours. Where people round more coarsely than the file does (many say 30 or 40, few say 37)
a few values are far more frequent than the others; those are spread up to the middles to the next
such value.
"""

import numpy as np

HEAP_COUNT = 5
HEAP_FACTOR = 3
"""A heap is a value at least `HEAP_COUNT` times there, and more than so often as the median."""

FEWEST_HEAPS = 3
"""Fewer are no grid: a column may have one value of its own kind, such as 0 for “never”."""


def spread_evenly(points: np.ndarray, random_state: int = 0) -> np.ndarray:
    """Spread the values of every column so that no two are equal.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    random_state : int

    Returns
    -------
    ndarray of shape (n_samples, n_features)
        A copy. A column of one value alone stays as it is.
    """
    random = np.random.default_rng([random_state, len(points)])
    columns = [_spread(column, random) for column in np.asarray(points, dtype=float).T]
    return np.stack(columns, axis=1)


def _spread(column: np.ndarray, random: np.random.Generator) -> np.ndarray:
    values, place, counts = np.unique(column, return_inverse=True, return_counts=True)
    if len(values) in {1, len(column)}:
        return column
    below, above = _reach(values)
    heaps = (counts >= HEAP_COUNT) & (counts > HEAP_FACTOR * np.median(counts))
    if heaps.sum() >= FEWEST_HEAPS:
        below[heaps], above[heaps] = _reach(values[heaps])
    moved = random.random(len(column)) * (below + above)[place] - below[place]
    return column + moved


def _reach(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return half the distance to the next lower and higher value; at the ends the inner one."""
    half = np.diff(values) / 2
    return np.concatenate([half[:1], half]), np.concatenate([half, half[-1:]])
