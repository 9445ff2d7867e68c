"""The registry of algorithms behind one interface: points and ks in, a `Clustering` per k out.

All k are asked for together because a hierarchy gives them from one tree and the others run side by
side. Clusters come in canonical order: the largest first, ties by centre.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

import numpy as np

from segmentation.clustering.kmeans import kmeans
from segmentation.clustering.pool import run_all
from segmentation.errors import LimitError

POOL_ROWS = 2_000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithm:
    """One way to cluster, and what a user should know before choosing it.

    Attributes
    ----------
    name, title : str
        The name in a spec and the one on the screen.
    claim : str
        One sentence for a marketer.
    max_rows : int or None
        More rows are a `LimitError`.
    fit : callable
        ``fit(points, ks, random_state)`` returns a `Clustering` per k, or None where the
        points do not hold so many clusters.
    """

    name: str
    title: str
    claim: str
    max_rows: int | None
    fit: Callable[[np.ndarray, list[int], int], list[Clustering | None]]


def fit_clusterings(
    points: np.ndarray, ks: list[int], *, algorithm: str = "kmeans", random_state: int = 0
) -> dict[int, Clustering]:
    """Cluster the points into each number of clusters.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    ks : list of int
        None above the number of distinct points.
    algorithm : str
        A name of `ALGORITHMS`.
    random_state : int

    Returns
    -------
    dict of int to Clustering
        Without the k for which the points do not hold so many clusters.

    Raises
    ------
    LimitError
        If there are more points than the algorithm can take.
    """
    chosen = ALGORITHMS[algorithm]
    if chosen.max_rows is not None and len(points) > chosen.max_rows:
        raise LimitError(
            f"{chosen.title} takes at most {chosen.max_rows:,} customers; there are "
            f"{len(points):,}. Choose {ALGORITHMS['kmeans'].title}, which has no such limit."
        )
    found = zip(ks, chosen.fit(points, ks, random_state), strict=True)
    return {k: clustering for k, clustering in found if clustering is not None}


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


def _fit_kmeans(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering]:
    def fit(k: int) -> Clustering:
        return make_clustering(points, kmeans(points, k, random_state=random_state))

    # Below this size a fit is so short that threads would wait for each other's interpreter lock.
    return run_all(fit, ks) if len(points) >= POOL_ROWS else [fit(k) for k in ks]


def _fit_ward(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering]:  # noqa: ARG001 - one interface
    from scipy.cluster.hierarchy import cut_tree, linkage

    tree = linkage(points, method="ward")
    return run_all(partial(make_clustering, points), cut_tree(tree, ks).T)


def _fit_mixture(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering | None]:
    from segmentation.clustering.mixture import fit_mixture

    return run_all(partial(fit_mixture, points, random_state=random_state), ks)


ALGORITHMS: Mapping[str, Algorithm] = MappingProxyType(
    {
        algorithm.name: algorithm
        for algorithm in (
            Algorithm(
                name="kmeans",
                title="K-means",
                claim="Round groups of customers, each around its average. The usual choice.",
                max_rows=None,
                fit=_fit_kmeans,
            ),
            Algorithm(
                name="ward",
                title="Ward hierarchical",
                claim="Merges the most alike groups step by step: segments nest in larger ones.",
                max_rows=10_000,
                fit=_fit_ward,
            ),
            Algorithm(
                name="gaussian_mixture",
                title="Gaussian mixture",
                claim="Stretched or overlapping groups, with a probability for each customer.",
                max_rows=50_000,
                fit=_fit_mixture,
            ),
        )
    }
)
