"""What an algorithm finds: labels in canonical order, and what is measured on them.

The largest cluster comes first, ties by centre: the number an algorithm gives is arbitrary.

A partition of a million points is kept for every k at once, so it holds a byte per point and sums;
what a result needs of one k alone (`nearness`) is computed for that k.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.lloyd import nearest_center
from segmentation.clustering.methods.mixtures.gaussians import Gaussians

BLOCK_ROWS, CACHED_ROWS, ONE_BY_ONE = 65_536, 8_192, 7


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clustering:
    """A partition of the points.

    Attributes
    ----------
    labels : ndarray of shape (n_samples,), uint8
        0-based, in canonical order: size descending, ties by centre.
    centers : ndarray of shape (n_clusters, n_features)
        Means of the clusters' points.
    sizes : ndarray of shape (n_clusters,), int64
        Points per cluster.
    spreads : ndarray of shape (n_clusters,)
        Mean distance of a cluster's points to its centre.
    inertia : float
        Sum of squared distances of the points to their cluster's mean.
    posterior : ndarray of shape (n_samples,) or None
        A mixture's probability of the own cluster; None for the others.
    bic : float
        Bayesian information criterion of a mixture, lower is better; NaN for the others.
    mixture : Gaussians or None
        A mixture's components in the order of the labels; None for the others.
    by_rule : bool
        Whether conditions gave the labels: then no point is near a border.
    """

    labels: np.ndarray = field(repr=False)
    centers: np.ndarray = field(repr=False)
    sizes: np.ndarray
    spreads: np.ndarray = field(repr=False)
    inertia: float
    posterior: np.ndarray | None = field(default=None, repr=False)
    bic: float = float("nan")
    mixture: Gaussians | None = field(default=None, repr=False)
    by_rule: bool = False

    @property
    def n_clusters(self) -> int:
        """The number of clusters."""
        return len(self.centers)

    def assign(self, points: np.ndarray) -> np.ndarray:
        """Give any points a cluster: by the posterior of a mixture, else by the nearest centre.

        Parameters
        ----------
        points : ndarray of shape (n_samples, n_features)

        Returns
        -------
        ndarray of shape (n_samples,), int
        """
        if self.mixture is not None:
            return self.mixture.log_densities(points).argmax(axis=1)
        return nearest_center(points, self.centers)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearness:
    """How near every point is to its cluster.

    Attributes
    ----------
    distances : ndarray of shape (n_samples,)
        Euclidean distance to the own centre.
    confidence : ndarray of shape (n_samples,)
        1 − d_own/d_next, 0 on the border and 1 on the centre; a mixture's posterior; 1 by rule.
    """

    distances: np.ndarray = field(repr=False)
    confidence: np.ndarray = field(repr=False)


def make_clustering(points: np.ndarray, labels: np.ndarray) -> Clustering:
    """Bring labels into canonical order and measure what belongs to them.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labels : ndarray of shape (n_samples,), int
        Any integers; at most 256 different ones.

    Returns
    -------
    Clustering
    """
    labels, centers, sizes = _canonical(points, labels)
    spreads = np.zeros(len(centers))
    inertia = 0.0
    for part in _blocks(len(points)):
        of = labels[part].astype(np.intp)
        squares = _squares(points[part], centers, of)
        inertia += float(squares.sum())
        spreads += np.bincount(of, weights=np.sqrt(squares), minlength=len(centers))
    return Clustering(
        labels=_frozen(labels),
        centers=_frozen(centers),
        sizes=_frozen(sizes),
        spreads=_frozen(spreads / sizes),
        inertia=inertia,
    )


def nearness(points: np.ndarray, clustering: Clustering) -> Nearness:
    """Measure how near every point is to its own centre and to the next.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    clustering : Clustering
        Of these points.

    Returns
    -------
    Nearness
    """
    labels = clustering.labels
    own, following = np.zeros(len(points)), np.full(len(points), np.inf)
    for part in _blocks(len(points), CACHED_ROWS):
        for cluster, center in enumerate(clustering.centers):
            apart = points[part] - center
            distance = np.sqrt(_squared_lengths(apart))
            mine = labels[part] == cluster
            np.copyto(own[part], distance, where=mine)
            np.minimum(following[part], distance, out=following[part], where=~mine)
    confidence = np.ones_like(own) if clustering.by_rule else clustering.posterior
    if confidence is None:
        ratio = np.divide(own, following, out=np.ones_like(own), where=following > 0)
        confidence = np.clip(1 - ratio, 0, 1)
    return Nearness(distances=_frozen(own), confidence=_frozen(confidence))


def cluster_sizes(labels: np.ndarray, n_clusters: int) -> np.ndarray:
    """Count the points of every cluster, a block at a time: a large count needs a copy."""
    sizes = np.zeros(n_clusters, dtype=np.int64)
    for part in _blocks(len(labels)):
        sizes += np.bincount(labels[part], minlength=n_clusters)
    return sizes


def cluster_sums(points: np.ndarray, labels: np.ndarray, n_clusters: int) -> np.ndarray:
    """Add up the points of every cluster, (n_clusters, n_features), a block at a time."""
    sums = np.zeros((n_clusters, points.shape[1]))
    for part in _blocks(len(points)):
        of = labels[part].astype(np.intp)
        for at, axis in enumerate(points[part].T):
            sums[:, at] += np.bincount(of, weights=axis, minlength=n_clusters)
    return sums


def overlap(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Count shared points of two labelings.

    Parameters
    ----------
    first, second : ndarray of shape (n_samples,), int
        0-based labels of the same points.

    Returns
    -------
    ndarray of shape (first.max() + 1, second.max() + 1), int
    """
    shape = (int(first.max()) + 1, int(second.max()) + 1)
    cells = first.astype(np.intp) * shape[1] + second
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def adjusted_rand(table: np.ndarray) -> float:
    r"""Return how far two partitions agree, corrected for chance: 1 is the same, 0 is luck.

    Parameters
    ----------
    table : ndarray of shape (n_first, n_second)
        Shared points, as of `overlap`.

    Returns
    -------
    float
        :math:`(\sum\binom{n_{ij}}{2} - E) / (\frac12[A + B] - E)`, with A and B the pairs inside
        the clusters of either and E = AB over all pairs.

    References
    ----------
    Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2(1).
    """

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1.0)).sum() / 2)

    together, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / max(pairs(table.sum()), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def _squares(points: np.ndarray, centers: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return squared distances to the own centre, by steps that stay in a processor's cache."""
    squares = np.empty(len(points))
    for part in _blocks(len(points), CACHED_ROWS):
        apart = centers.take(labels[part], axis=0)
        np.subtract(points[part], apart, out=apart)
        squares[part] = _squared_lengths(apart)
    return squares


def _squared_lengths(rows: np.ndarray) -> np.ndarray:
    """Square rows in place and add each up: few axes one by one, as NumPy does but sooner."""
    np.multiply(rows, rows, out=rows)
    if not 0 < rows.shape[1] <= ONE_BY_ONE:
        return rows.sum(axis=1)
    lengths = rows[:, 0].copy()
    for axis in rows.T[1:]:
        lengths += axis
    return lengths


def _canonical(points: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return labels, centres and sizes with the largest cluster first, ties by centre."""
    n_clusters, labels = _compact(labels)
    sizes = cluster_sizes(labels, n_clusters)
    centers = cluster_sums(points, labels, n_clusters) / sizes[:, None]
    order = np.lexsort((*centers.T[::-1], -sizes))
    return np.argsort(order).astype(np.uint8)[labels], centers[order], sizes[order]


def _compact(labels: np.ndarray) -> tuple[int, np.ndarray]:
    """Return how many different labels there are, and the labels as 0, 1, … without gaps."""
    if labels.dtype == np.uint8:  # a search's own labels, and a sort of a million is slow
        counts = np.bincount(labels)
        return int((counts > 0).sum()), (np.cumsum(counts > 0) - 1).astype(np.uint8)[labels]
    values, inverse = np.unique(labels, return_inverse=True)
    return len(values), inverse.astype(np.uint8)


def _blocks(n_samples: int, n_rows: int = BLOCK_ROWS) -> Iterator[slice]:
    return (slice(start, start + n_rows) for start in range(0, n_samples, n_rows))


def _frozen(values: np.ndarray) -> np.ndarray:
    values.setflags(write=False)
    return values
