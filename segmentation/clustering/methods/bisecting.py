"""Bisecting K-means: the most spread cluster is split in two, again and again.

References
----------
Steinbach, M., Karypis, G. and Kumar, V. (2000). A comparison of document clustering techniques. KDD
Workshop on Text Mining.
"""

import numpy as np

from segmentation.clustering.kmeans import kmeans
from segmentation.clustering.methods.batched_kmeans import batched_kmeans


def bisecting_kmeans(
    points: np.ndarray, n_clusters: int, *, random_state: int = 0
) -> list[np.ndarray]:
    """Return the partitions on the way from one cluster to `n_clusters`.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        At least `n_clusters` distinct rows.
    n_clusters : int
    random_state : int

    Returns
    -------
    list of ndarray of shape (n_samples,), uint8
        For 1, 2, …, `n_clusters`; each splits one cluster of that before it, so that segments nest.

    Notes
    -----
    The cluster with the largest sum of squares is split by K-means with two centres: O(n · d) a
    split.
    """
    labels = np.zeros(len(points), dtype=np.uint8)
    levels = [labels]
    spread = [_sum_of_squares(points)]
    for new in range(1, n_clusters):
        parent = int(np.argmax(spread))
        members = np.flatnonzero(labels == parent)
        (halves,) = kmeans(points[members], [2], random_state=random_state)
        labels = labels.copy()
        labels[members[halves == 1]] = new
        levels.append(labels)
        spread[parent] = _sum_of_squares(points[labels == parent])
        spread.append(_sum_of_squares(points[labels == new]))
    return levels


def bisected_resamples(
    points: np.ndarray,
    weights: np.ndarray,
    n_clusters: int,
    *,
    n_starts: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Bisect many resamples of the same points side by side.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Centred.
    weights : ndarray of shape (n_resamples, n_samples)
        How often a point was drawn.
    n_clusters, n_starts : int
    random : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_resamples, n_samples), int64
        The nearest centre of every point, drawn or not. Fewer than `n_clusters` of them occur
        where a resample holds no more distinct points.

    Notes
    -----
    Every step splits the widest cluster of each resample, all in one batch; one by one, a hundred
    resamples of 200 customers take ten seconds for five clusters, and together some 0.1 s.
    """
    labels = np.zeros(weights.shape, np.uint8)
    sets = np.broadcast_to(points.astype(np.float32), (len(weights), *points.shape))
    for new in range(1, n_clusters):
        widest = _centers_and_spread(points, weights, labels, new)[1].argmax(axis=1)
        members = labels == widest[:, None]
        halves = batched_kmeans(
            sets, 2, n_starts=n_starts, random=random, weights=weights * members
        ).labels
        labels[members & (halves == 1)] = new
    centers, _ = _centers_and_spread(points, weights, labels, n_clusters)
    nearness = centers @ points.T - (centers**2).sum(axis=2)[:, :, None] / 2
    return np.where(np.isnan(nearness), -np.inf, nearness).argmax(axis=1)


def _centers_and_spread(
    points: np.ndarray, weights: np.ndarray, labels: np.ndarray, n_clusters: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return centres, NaN where nobody was drawn, and weighted sums of squares around them."""
    members = (labels[:, None] == np.arange(n_clusters)[:, None]) * weights[:, None]
    mass, squares = members.sum(axis=2, dtype=float), members @ (points**2).sum(axis=1)
    sums = members @ points
    centers = np.divide(
        sums, mass[:, :, None], out=np.full(sums.shape, np.nan), where=mass[:, :, None] > 0
    )
    return centers, squares - np.nan_to_num(mass * (centers**2).sum(axis=2))


def _sum_of_squares(points: np.ndarray) -> float:
    return float(((points - points.mean(axis=0)) ** 2).sum())
