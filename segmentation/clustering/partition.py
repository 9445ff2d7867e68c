"""What an algorithm finds: labels in canonical order, and what is measured on them.

The largest cluster comes first, ties by centre: the number an algorithm gives is arbitrary.
"""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clustering:
    """A partition of the points.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,), int64
        0-based, in canonical order: size descending, ties by centre.
    centers : ndarray of shape (n_clusters, n_features)
        Means of the clusters' points.
    inertia : float
        Sum of squared distances of the points to their cluster's mean.
    distances : ndarray of shape (n_samples,)
        Euclidean distance to the own centre.
    confidence : ndarray of shape (n_samples,)
        1 − d_own/d_next, 0 on the border and 1 on the centre; a mixture's posterior.
    bic : float
        Bayesian information criterion of a mixture, lower is better; NaN for the others.
    """

    labels: np.ndarray = field(repr=False)
    centers: np.ndarray = field(repr=False)
    inertia: float
    distances: np.ndarray = field(repr=False)
    confidence: np.ndarray = field(repr=False)
    bic: float = float("nan")

    @property
    def n_clusters(self) -> int:
        """The number of clusters."""
        return len(self.centers)

    @property
    def sizes(self) -> np.ndarray:
        """Points per cluster, (n_clusters,)."""
        return np.bincount(self.labels, minlength=self.n_clusters)


def make_clustering(points: np.ndarray, labels: np.ndarray) -> Clustering:
    """Bring labels into canonical order and measure what belongs to them.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labels : ndarray of shape (n_samples,), int
        Any integers.

    Returns
    -------
    Clustering
    """
    labels, centers = _canonical(points, labels)
    offsets = points - centers[labels]
    distances = np.sqrt((offsets**2).sum(axis=1))
    return Clustering(
        labels=_frozen(labels),
        centers=_frozen(centers),
        inertia=float((distances**2).sum()),
        distances=_frozen(distances),
        confidence=_frozen(_clearness(points, labels, centers, distances)),
    )


def _canonical(points: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and centres with the largest cluster first, ties by centre."""
    _, labels, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    sums = [np.bincount(labels, weights=axis) for axis in points.T]
    centers = np.stack(sums, axis=1) / sizes[:, None]
    order = np.lexsort((*centers.T[::-1], -sizes))
    return np.argsort(order)[labels], centers[order]


def _clearness(
    points: np.ndarray, labels: np.ndarray, centers: np.ndarray, own: np.ndarray
) -> np.ndarray:
    """Return 1 − d_own/d_next for each point; 1 where there is no other cluster."""
    following = np.full(len(points), np.inf)
    for cluster, center in enumerate(centers):
        distance = np.sqrt(((points - center) ** 2).sum(axis=1))
        other = labels != cluster
        following[other] = np.minimum(following[other], distance[other])
    ratio = np.divide(own, following, out=np.ones_like(own), where=following > 0)
    return np.clip(1 - ratio, 0, 1)


def _frozen(values: np.ndarray) -> np.ndarray:
    values.setflags(write=False)
    return values
