"""K-means on many small data sets at once: reference sets, resamples.

Testing against chance takes some two thousand fits of a few hundred points. One by one they would
take half a minute; here they are stacked, in single precision, so that each step is one product for
all of them. The arithmetic is that of `segmentation.clustering.methods.lloyd`.
"""

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
        labels[part], inertia[part] = _fit(sets[part], mass, n_clusters, n_starts, random)
    return BatchedFits(labels=labels, inertia=inertia)


def _fit(
    sets: np.ndarray,
    weights: np.ndarray,
    n_clusters: int,
    n_starts: int,
    random: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    centers = _plus_plus(sets, weights, n_clusters, n_starts, random)
    centers, score = _lloyd(sets, weights, centers)
    winner = score.argmax(axis=1)
    best = centers[np.arange(len(sets)), winner]
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
    for step in range(n_clusters):
        chances = np.cumsum(nearest * mass, axis=2)
        draws = random.random((n_sets, n_starts, 1), dtype=np.float32) * chances[:, :, -1:]
        chosen = np.minimum((chances <= draws).sum(axis=2), n_samples - 1)
        new = sets[of_set, chosen]
        centers[:, :, step] = new
        distances = squares - 2 * (new @ columns) + (new**2).sum(axis=2)[:, :, None]
        distances = np.maximum(distances, 0)
        nearest = distances if step == 0 else np.minimum(nearest, distances)
    return centers


def _lloyd(
    sets: np.ndarray, weights: np.ndarray, centers: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the ended centres and scores, by set and start.

    Returns
    -------
    centers : ndarray of shape (n_sets, n_starts, n_clusters, n_features)
    score : ndarray of shape (n_sets, n_starts)
        Half of what the partition takes off the weighted sum of squares: higher is better.
    """
    n_sets, n_starts, n_clusters, n_features = centers.shape
    rows = np.ones((n_sets, sets.shape[1], n_features + 1), np.float32)
    rows[:, :, :-1] = sets
    columns = np.ascontiguousarray(rows.transpose(0, 2, 1))
    weighted = rows * weights[:, :, None]
    centers = centers.reshape(-1, n_clusters, n_features)
    score = np.full(len(centers), -np.inf, np.float32)
    of_set = np.repeat(np.arange(n_sets), n_starts)
    active = np.arange(len(centers))
    for _ in range(MAX_ITERATIONS):
        now, where = centers[active], of_set[active]
        half = (now**2).sum(axis=2, keepdims=True) / 2
        scores = np.concatenate([now, -half], axis=2) @ columns[where]
        highest = scores.max(axis=1)
        np.greater_equal(scores, highest[:, None], out=scores)
        sums = scores @ weighted[where]
        counts = sums[:, :, -1:]
        centers[active] = np.divide(sums[:, :, :-1], counts, out=now, where=counts > 0)
        reached = (highest * weights[where]).sum(axis=1)
        gained = reached - score[active] > TOLERANCE * np.abs(reached)
        score[active] = reached
        active = active[gained]
        if not len(active):
            break
    return (
        centers.reshape(n_sets, n_starts, n_clusters, n_features),
        score.reshape(n_sets, n_starts),
    )
