"""Where the passes over all rows begin: the centres of rows that were drawn from all of them.

Decided: the search is that of a large table in memory (`segmentation.clustering.kmeans`), on rows
drawn in the same way: half of the chance even, half by squared distance from the middle, so that a
column with a long tail has its tail in them. The best few partitions, and that of the even sample,
go through the first pass together; all rows decide.

References
----------
Bachem, O., Lucic, M. and Krause, A. (2018). Scalable k-means clustering via lightweight coresets.
KDD.
"""

import numpy as np

from segmentation.clustering.kmeans import SAMPLE_ROWS, candidates
from segmentation.engines.large.passes import Points


def starts_for(
    points: Points, n_clusters: int, sampled: np.ndarray, *, random_state: int
) -> np.ndarray:
    """Return first centres for the passes over all rows.

    Parameters
    ----------
    points : Points
    n_clusters : int
    sampled : ndarray of shape (k, n_axes)
        Those of the even sample.
    random_state : int

    Returns
    -------
    ndarray of shape (n_starts, k, n_axes)
    """
    drawn, mass = far_sample(points, random_state=random_state)
    if len(np.unique(drawn, axis=0)) < n_clusters:
        return sampled[None]
    (found,) = candidates(drawn, mass, [n_clusters], random_state=random_state)
    return np.concatenate([found + points.origin, sampled[None]])


def far_sample(points: Points, *, random_state: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw rows, half of the chance even and half by squared distance from the middle.

    Parameters
    ----------
    points : Points
    random_state : int

    Returns
    -------
    drawn : ndarray of shape (about SAMPLE_ROWS, n_axes), float64
        Around the points' origin; a row may be there more than once.
    mass : ndarray of shape (about SAMPLE_ROWS,)
        How many rows each stands for.
    """
    told = [(columns.shape[1], squares) for columns, squares in points.chunks("Weighing the rows")]
    n_rows, total = (sum(part) for part in zip(*told, strict=True))
    even, by_distance = 0.5 * SAMPLE_ROWS / n_rows, 0.5 * SAMPLE_ROWS / (total or 1.0)
    first = np.random.default_rng(random_state).random()
    passed, drawn, mass = 0.0, [], []
    for columns, _ in points.chunks("Drawing rows"):
        far = np.einsum("ij,ij->j", columns[:-1], columns[:-1]).astype(float)
        chances = even + by_distance * far
        steps = passed + np.cumsum(chances)
        # Even steps through the summed chances: a row is met as often as its chance says.
        marks = np.arange(np.ceil(passed - first), np.ceil(steps[-1] - first)) + first
        at = np.minimum(np.searchsorted(steps, marks, "right"), len(steps) - 1)
        drawn.append(columns[:-1, at].T.astype(float))
        mass.append(1 / chances[at])
        passed = float(steps[-1])
    return np.concatenate(drawn), np.concatenate(mass)
