"""Bisecting K-means: the most spread cluster is split in two, again and again.

References
----------
Steinbach, M., Karypis, G. and Kumar, V. (2000). A comparison of document clustering techniques. KDD
Workshop on Text Mining.
"""

import numpy as np

from segmentation.clustering.kmeans import kmeans


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


def _sum_of_squares(points: np.ndarray) -> float:
    return float(((points - points.mean(axis=0)) ** 2).sum())
