"""Figures that judge a partition: silhouette, Calinski-Harabasz, Davies-Bouldin.

References
----------
Rousseeuw, P. J. (1987). Silhouettes: a graphical aid to the interpretation and validation of
cluster analysis. J. Comp. Appl. Math. 20. Caliński, T. and Harabasz, J. (1974). A dendrite method
for cluster analysis. Comm. Statistics 3(1). Davies, D. L. and Bouldin, D. W. (1979). A cluster
separation measure. IEEE PAMI 1(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segmentation.clustering.pool import run_all
from segmentation.clustering.result import Clustering

SILHOUETTE_ROWS = 10_000
SILHOUETTE_SAMPLE = 6_000
"""With more points than the first, the silhouette is that of a stratified sample of the second."""

TENTHS, BLOCK_CELLS, POINTS_PER_CELL = 10, 250_000, 4
"""Cells smaller than this, on average, save nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """How well a partition separates the points it was made from.

    Attributes
    ----------
    silhouette : float
        Mean over the points, −1 to 1, higher is better; NaN for one cluster.
    calinski_harabasz : float
        Between over within variance per degree of freedom, higher is better; infinite when every
        cluster is a single spot; NaN for one cluster, or one point per cluster.
    davies_bouldin : float
        Mean of each cluster's worst ratio of spread to distance, 0 or more, lower is better.
    silhouette_error : float
        Standard error of the mean when it is that of a sample; 0 when it is exact.
    n_sampled : int
        Points the silhouette was computed on.
    """

    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    silhouette_error: float
    n_sampled: int


def measure(
    points: np.ndarray, clusterings: Sequence[Clustering], *, random_state: int = 0
) -> list[Metrics]:
    """Judge several partitions of the same points in one pass over their distances.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    clusterings : sequence of Clustering
    random_state : int
        Seed of the sample above `SILHOUETTE_ROWS`.

    Returns
    -------
    list of Metrics
    """
    sample = np.arange(len(points))
    if clusterings and len(points) > SILHOUETTE_ROWS:
        finest = max(clusterings, key=lambda clustering: clustering.n_clusters).labels
        sample = stratified_sample(finest, SILHOUETTE_SAMPLE, random_state)
    drawn = points[sample]
    labelings = [clustering.labels[sample] for clustering in clusterings]
    samples = silhouette_samples(drawn, labelings)
    errors = np.zeros(len(clusterings))
    if len(sample) < len(points):
        errors = _errors(drawn, labelings)
    return [
        Metrics(
            silhouette=float(values.mean()) if clustering.n_clusters > 1 else float("nan"),
            calinski_harabasz=calinski_harabasz(clustering),
            davies_bouldin=davies_bouldin(clustering),
            silhouette_error=float(error),
            n_sampled=len(sample),
        )
        for clustering, values, error in zip(clusterings, samples, errors, strict=True)
    ]


def silhouette_samples(points: np.ndarray, labelings: Sequence[np.ndarray]) -> list[np.ndarray]:
    r"""Return each point's silhouette in each of several partitions.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labelings : sequence of ndarray of shape (n_samples,), int
        0-based labels.

    Returns
    -------
    list of ndarray of shape (n_samples,)
        :math:`(b - a) / \max(a, b)` with a the mean distance to the own cluster's other points and
        b the smallest mean distance to another cluster; 0 for a cluster of one point.

    Notes
    -----
    Distances are the cost, O(n² · d), and do not depend on the labels: each block of rows is
    computed once for all partitions. Points that no partition tells apart form a cell; with few
    cells the distances are added up by cell first, and only those sums are multiplied with the
    memberships. Memory O(block · n), and a sum for every point and cluster.
    """
    if not labelings:
        return []
    sizes = [np.bincount(labels) for labels in labelings]
    starts = np.cumsum([0, *map(len, sizes)])
    # The clusters of all partitions stand side by side, each partition from its start on.
    own = np.stack(labelings).astype(np.intp) + starts[:-1, None]
    sums = _sums_of_distances(points, own, sizes)
    values = _silhouettes(sums, own, np.concatenate(sizes), starts[:-1])
    values[[len(of) == 1 for of in sizes]] = np.nan
    return list(values)


def sampled_silhouettes(
    points: np.ndarray, labels: np.ndarray, *, random_state: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Return how well each point sits in its cluster.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labels : ndarray of shape (n_samples,), int
    random_state : int

    Returns
    -------
    rows : ndarray of shape (n_shown,), int
        All points, or a stratified sample of many.
    values : ndarray of shape (n_shown,)
        Their silhouettes.
    """
    rows = stratified_sample(labels, SILHOUETTE_SAMPLE, random_state)
    (values,) = silhouette_samples(points[rows], [labels[rows]])
    return rows, values


def cluster_silhouettes(
    points: np.ndarray, labels: np.ndarray, *, random_state: int = 0
) -> tuple[float, ...]:
    """Return how well the points of each cluster sit in it, on average.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labels : ndarray of shape (n_samples,), int
    random_state : int

    Returns
    -------
    tuple of float
        Mean silhouette by cluster, of the points of `sampled_silhouettes`.
    """
    rows, values = sampled_silhouettes(points, labels, random_state=random_state)
    shown = labels[rows]
    counts = np.bincount(shown)
    return tuple((np.bincount(shown, values) / np.maximum(counts, 1)).tolist())


def stratified_sample(labels: np.ndarray, n_rows: int, random_state: int) -> np.ndarray:
    """Draw points so that every cluster is there in proportion to its size.

    Parameters
    ----------
    labels : ndarray of shape (n_samples,), int
        The strata.
    n_rows : int
        All points when there are no more.
    random_state : int

    Returns
    -------
    ndarray of shape (at most n_rows,), int
        Ascending indices.
    """
    if len(labels) <= n_rows:
        return np.arange(len(labels))
    shuffled = np.random.default_rng(random_state).permutation(len(labels))
    by_stratum = shuffled[np.argsort(labels[shuffled], kind="stable")]
    return np.sort(by_stratum[np.linspace(0, len(labels) - 1, n_rows).astype(np.intp)])


def calinski_harabasz(clustering: Clustering) -> float:
    r"""Return :math:`\frac{B/(k-1)}{W/(n-k)}`, with B and W the sums of squares between and within.

    Parameters
    ----------
    clustering : Clustering

    Returns
    -------
    float
        Infinite when W = 0 (every cluster a single spot), where scikit-learn returns 1; NaN when
        the formula has no degrees of freedom.
    """
    n_samples, k = int(clustering.sizes.sum()), clustering.n_clusters
    if not 1 < k < n_samples:
        return float("nan")
    offsets = clustering.centers - clustering.sizes @ clustering.centers / n_samples
    between = float((clustering.sizes * (offsets**2).sum(axis=1)).sum())
    if clustering.inertia <= np.finfo(float).eps * between:
        return float("inf")
    return between / (k - 1) / (clustering.inertia / (n_samples - k))


def davies_bouldin(clustering: Clustering) -> float:
    r"""Return the mean over clusters i of :math:`\max_{j \ne i} (s_i + s_j) / d_{ij}`.

    Parameters
    ----------
    clustering : Clustering

    Returns
    -------
    float
        s is the mean distance of a cluster's points to its centre, d the distance between two
        centres. NaN for one cluster; infinite when two clusters share a centre.
    """
    k = clustering.n_clusters
    if k == 1:
        return float("nan")
    gaps = clustering.centers[:, None, :] - clustering.centers[None, :, :]
    apart = np.sqrt((gaps**2).sum(axis=2))
    sums = clustering.spreads[:, None] + clustering.spreads[None, :]
    ratio = np.divide(sums, apart, out=np.full((k, k), np.inf), where=apart > 0)
    np.fill_diagonal(ratio, -np.inf)
    return float(ratio.max(axis=1).mean())


def _errors(points: np.ndarray, labelings: Sequence[np.ndarray]) -> np.ndarray:
    """Return the standard error of each mean silhouette of a sample, from its tenths."""
    # The values themselves are no guide: each depends on the whole sample, so they err together.
    tenths = [slice(first, None, TENTHS) for first in range(TENTHS)]
    means = [
        [values.mean() for values in silhouette_samples(points[t], [part[t] for part in labelings])]
        for t in tenths
    ]
    return np.std(means, axis=0, ddof=1) / np.sqrt(TENTHS)


def _sums_of_distances(
    points: np.ndarray, own: np.ndarray, sizes: Sequence[np.ndarray]
) -> np.ndarray:
    """Add up each point's distances to every cluster of every partition, (n, clusters in all)."""
    members = np.zeros((len(points), sum(map(len, sizes))))
    members[np.arange(len(points)), own] = 1.0
    order, starts = _shared_cells(own, [len(of) for of in sizes])
    in_cells, ordered = len(starts) * POINTS_PER_CELL <= len(points), points
    if in_cells:
        ordered, members = points[order], members[order[starts]]
    rows = max(1, BLOCK_CELLS // len(points))

    def block(first: int) -> np.ndarray:
        from scipy.spatial.distance import cdist

        distances = cdist(points[first : first + rows], ordered)
        if in_cells:
            distances = np.add.reduceat(distances, starts, axis=1)
        return distances @ members

    firsts = range(0, len(points), rows)
    return np.concatenate(run_all(block, firsts) if len(firsts) > 1 else [block(0)])


def _shared_cells(own: np.ndarray, n_clusters: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Order points by what all partitions agree on; where each such cell begins."""
    cells, n_cells = np.zeros(own.shape[1], np.int64), 1
    for labels, n_here in zip(own - own.min(axis=1, keepdims=True), n_clusters, strict=True):
        if n_cells * n_here > np.iinfo(np.int64).max:
            cells, n_cells = np.unique(cells, return_inverse=True)[1].reshape(-1), len(cells)
        cells, n_cells = cells * n_here + labels, n_cells * n_here
    order = np.argsort(cells, kind="stable")
    return order, np.flatnonzero(np.diff(cells[order], prepend=-1))


def _silhouettes(
    sums: np.ndarray, own: np.ndarray, sizes: np.ndarray, starts: np.ndarray
) -> np.ndarray:
    """Return silhouettes from sums of distances to each cluster, (n_partitions, n_rows)."""
    rows = np.arange(len(sums))
    own_size = sizes[own]
    inside = sums[rows, own] / np.maximum(own_size - 1, 1)
    # A sample may miss a small cluster altogether; it is then no point's neighbour.
    means = np.divide(sums, sizes, out=np.full(sums.shape, np.inf), where=sizes > 0)
    means[rows, own] = np.inf
    outside = np.minimum.reduceat(means, starts, axis=1).T
    larger = np.maximum(inside, outside)
    with np.errstate(invalid="ignore"):  # without another cluster there is no silhouette
        values = np.divide(outside - inside, larger, out=np.zeros_like(inside), where=larger > 0)
    return np.where(own_size > 1, values, 0.0)
