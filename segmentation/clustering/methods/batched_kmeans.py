"""K-means on many small data sets at once: reference sets, resamples.

Testing against chance takes some two thousand fits of a few hundred points. One by one they would
take half a minute; here they are stacked, in single precision, so that each step is one product for
all of them. The arithmetic is that of `segmentation.clustering.methods.lloyd`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.lloyd import BLOCK_CELLS

MAX_ITERATIONS = 100
TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchedFits:
    """The best partition of each data set.

    Attributes
    ----------
    labels : ndarray of shape (n_sets, n_samples), uint8
        Of all points of a set, also those of weight 0.
    inertia : ndarray of shape (n_sets,)
        Weighted.
    """

    labels: np.ndarray = field(repr=False)
    inertia: np.ndarray


def batched_kmeans(
    sets: np.ndarray,
    n_clusters: int,
    *,
    n_starts: int,
    random: np.random.Generator,
    weights: np.ndarray | None = None,
) -> BatchedFits:
    """Cluster many data sets of the same size.

    Parameters
    ----------
    sets : ndarray of shape (n_sets, n_samples, n_features)
        Centred, so that single precision is enough.
    n_clusters, n_starts : int
    random : numpy.random.Generator
    weights : ndarray of shape (n_sets, n_samples) or None
        How often a point is there; resamples of one data set differ in their weights alone.

    Returns
    -------
    BatchedFits

    Notes
    -----
    Cost O(n_sets · n_starts · iterations · n_samples · n_clusters), about two nanoseconds each.

    Examples
    --------
    Two sets of four points on a line. Each falls into two clusters of its own; which of them is
    called 0 is chance:

    >>> sets = np.array([[[-5], [-3], [3], [5]], [[-6], [0], [2], [4]]])
    >>> fits = batched_kmeans(sets, 2, n_starts=4, random=np.random.default_rng(0))
    >>> fits.labels == fits.labels[:, :1]  # with the first point?
    array([[ True,  True, False, False],
           [ True, False, False, False]])
    >>> fits.inertia.round(3)
    array([4., 8.])

    A resample is the same set with other weights. A point that was not drawn takes no part in the
    centres, and is labelled all the same:

    >>> drawn, random = np.array([[0, 2, 1, 1]]), np.random.default_rng(0)
    >>> fits = batched_kmeans(sets[:1], 2, n_starts=4, random=random, weights=drawn)
    >>> fits.labels == fits.labels[:, :1]
    array([[ True,  True, False, False]])
    >>> fits.inertia.round(3)
    array([2.])
    """
    sets = sets.astype(np.float32, copy=False)
    weights = np.ones(sets.shape[:2]) if weights is None else weights
    n_sets, n_samples, _ = sets.shape
    batch = max(1, BLOCK_CELLS // (n_samples * n_clusters * n_starts))
    labels = np.empty((n_sets, n_samples), np.uint8)
    inertia = np.empty(n_sets)
    for first in range(0, n_sets, batch):
        part = slice(first, first + batch)
        mass = weights[part].astype(np.float32)
        centers = _plus_plus(sets[part], mass, n_clusters, n_starts, random)
        labels[part], inertia[part] = _fit(sets[part], mass, centers)
    return BatchedFits(labels=labels, inertia=inertia)


def _fit(
    sets: np.ndarray, weights: np.ndarray, centers: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and inertia of the best partition that the starts of each set lead to."""
    centers, score = moved_to_the_end(lay_out(sets, weights), centers)
    best = centers[np.arange(len(sets)), score.argmax(axis=1)]
    scores = best @ sets.transpose(0, 2, 1) - (best**2).sum(axis=2)[:, :, None] / 2
    squares = (weights[:, :, None] * sets**2).sum(axis=(1, 2), dtype=float)
    reached = (scores.max(axis=1) * weights).sum(axis=1, dtype=float)
    return scores.argmax(axis=1), np.maximum(squares - 2 * reached, 0)


def _plus_plus(
    sets: np.ndarray,
    weights: np.ndarray,
    n_clusters: int,
    n_starts: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Return first centres by k-means++, (n_sets, n_starts, n_clusters, n_features)."""
    n_sets, n_samples, n_features = sets.shape
    squares, columns = (sets**2).sum(axis=2)[:, None], sets.transpose(0, 2, 1)
    mass, of_set = weights[:, None], np.arange(n_sets)[:, None]
    centers = np.empty((n_sets, n_starts, n_clusters, n_features), np.float32)
    nearest = np.ones((n_sets, n_starts, n_samples), np.float32)
    for place in range(n_clusters):
        new = sets[of_set, draw_far(np.cumsum(nearest * mass, axis=2), random)]
        centers[:, :, place] = new
        distances = squares - 2 * (new @ columns) + (new**2).sum(axis=2)[:, :, None]
        distances = np.maximum(distances, 0)
        nearest = distances if place == 0 else np.minimum(nearest, distances)
    return centers


def draw_far(chances: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draw a point for each row of chances.

    Parameters
    ----------
    chances : ndarray of shape (n_sets, n_starts, n_samples)
        Cumulated.
    random : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_sets, n_starts), int
    """
    draws = random.random((*chances.shape[:2], 1), dtype=np.float32) * chances[:, :, -1:]
    return np.minimum((chances <= draws).sum(axis=2), chances.shape[2] - 1)


def lay_out(sets: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, ...]:
    """Lay many sets out for `step`.

    Parameters
    ----------
    sets : ndarray of shape (n_sets, n_samples, n_features), float32
    weights : ndarray of shape (n_sets, n_samples), float32

    Returns
    -------
    columns : ndarray of shape (n_sets, n_features + 1, n_samples)
        The points with a 1 appended.
    weighted : ndarray of shape (n_sets, n_samples, n_features + 1)
        The same times the weights.
    weights : ndarray of shape (n_sets, n_samples)
    """
    rows = np.ones((*sets.shape[:2], sets.shape[2] + 1), np.float32)
    rows[:, :, :-1] = sets
    return np.ascontiguousarray(rows.transpose(0, 2, 1)), rows * weights[:, :, None], weights


def screened(
    rows: Sequence[np.ndarray], centers: np.ndarray, n_steps: int, n_kept: int
) -> np.ndarray:
    """Take a few steps from every start of a set and keep the best starts.

    Parameters
    ----------
    rows : sequence of ndarray
        What `lay_out` returned.
    centers : ndarray of shape (n_sets, n_starts, n_clusters, n_features)
    n_steps, n_kept : int

    Returns
    -------
    ndarray of shape (n_sets, n_kept, n_clusters, n_features)
    """
    for _ in range(n_steps):
        centers, score = step(rows, centers)
    best = np.argpartition(-score, n_kept - 1, axis=1)[:, :n_kept]
    return centers[np.arange(len(centers))[:, None], best]


def moved_to_the_end(
    rows: Sequence[np.ndarray], centers: np.ndarray, tolerance: float = TOLERANCE
) -> tuple[np.ndarray, np.ndarray]:
    """Take steps from every start until it gains no more.

    Parameters
    ----------
    rows : sequence of ndarray
        What `lay_out` returned.
    centers : ndarray of shape (n_sets, n_starts, n_clusters, n_features)
    tolerance : float
        Share of its score that a start must gain by a step to take another.

    Returns
    -------
    centers : ndarray of shape (n_sets, n_starts, n_clusters, n_features)
    score : ndarray of shape (n_sets, n_starts)
        Half of what the partition takes off the weighted sum of squares: higher is better.
    """
    shape = centers.shape
    centers = centers.reshape(-1, 1, *shape[2:])
    score = np.full(len(centers), -np.inf, np.float32)
    of_set = np.repeat(np.arange(shape[0]), shape[1])
    active = np.arange(len(centers))
    held = [of_rows[of_set] for of_rows in rows]
    for _ in range(MAX_ITERATIONS):
        centers[active], reached = step(held, centers[active])
        gained = reached[:, 0] - score[active] > tolerance * np.abs(reached[:, 0])
        score[active] = reached[:, 0]
        if not gained.all():
            active = active[gained]
            held = [of_rows[of_set[active]] for of_rows in rows]
        if not len(active):
            break
    return centers.reshape(shape), score.reshape(shape[:2])


def step(rows: Sequence[np.ndarray], centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Move the centres of every start to the means of their clusters.

    Parameters
    ----------
    rows : sequence of ndarray
        What `lay_out` returned.
    centers : ndarray of shape (n_sets, n_starts, n_clusters, n_features)

    Returns
    -------
    centers : ndarray of the same shape
        A cluster that lost all its points keeps its last centre.
    score : ndarray of shape (n_sets, n_starts)
        Before the move.
    """
    columns, weighted, weights = rows
    n_sets, n_starts, n_clusters, n_features = centers.shape
    half = (centers**2).sum(axis=3, keepdims=True) / 2
    stacked = np.concatenate([centers, -half], axis=3).reshape(n_sets, -1, n_features + 1)
    scores = stacked @ columns
    by_start = scores.reshape(n_sets, n_starts, n_clusters, -1)
    highest = by_start.max(axis=2)
    np.greater_equal(by_start, highest[:, :, None], out=by_start)
    sums = (scores @ weighted).reshape(n_sets, n_starts, n_clusters, -1)
    counts = sums[..., -1:]
    moved = np.divide(sums[..., :-1], counts, out=centers.copy(), where=counts > 0)
    return moved, (highest * weights[:, None]).sum(axis=2)
