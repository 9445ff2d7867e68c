"""How stable segments are: would other customers of the same kind give the same ones.

*Resamples.* As many customers are drawn with replacement, clustered anew, and the model of the
resample labels all customers. Its agreement with the full fit (adjusted Rand index, 1 is the same
and 0 is luck) tells how stable the whole is; per segment, the share of resamples in which it comes
back (Jaccard similarity with its best match above `FOUND_AGAIN`) tells which segments to rely on.

*Restarts.* The share of single random starts that end in the best known partition: a low one means
that a tool with one start would often show other segments.

A high stability does not prove that there are segments: one long cloud is halved the same way every
time. It belongs beside the test against chance.

References
----------
Hennig, C. (2007). Cluster-wise assessment of cluster stability. Comput. Statist. Data Anal. 52(1).
Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2(1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.algorithms import FINDERS, fit_clusterings
from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.methods.ward import ResampledTrees, resampled_trees
from segmentation.clustering.pool import one_thread
from segmentation.clustering.result import Clustering, adjusted_rand, overlap
from segmentation.clustering.validity import stratified_sample
from segmentation.errors import SegmentationError

N_RESAMPLES = 100
FOUND_AGAIN = 0.75
MAX_ROWS = 2_000
"""Above this, resamples are drawn from a stratified sample of as many customers."""

TREE_ROWS = 1_000
"""The same for an algorithm that builds a tree, which takes as long as all pairs of customers."""

N_RESTARTS = 100
SAME_INERTIA = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stability:
    """How stable one number of clusters is under resampling.

    Attributes
    ----------
    agreement : ndarray of shape (n_resamples,)
        Adjusted Rand index of each resample with the full fit.
    jaccard : ndarray of shape (n_resamples, n_clusters)
        Of each cluster with its best match in the resample.
    n_rows : int
        Customers the resamples were drawn from.
    """

    agreement: np.ndarray = field(repr=False)
    jaccard: np.ndarray = field(repr=False)
    n_rows: int

    @property
    def mean_agreement(self) -> float:
        """Mean adjusted Rand index."""
        return float(self.agreement.mean())

    @property
    def n_resamples(self) -> int:
        """How many resamples there were."""
        return len(self.agreement)

    @property
    def found_again(self) -> np.ndarray:
        """Per cluster, in how many resamples it came back, (n_clusters,) int."""
        return (self.jaccard > FOUND_AGAIN).sum(axis=0)


def resample(
    points: np.ndarray,
    clustering: Clustering,
    *,
    algorithm: str = "kmeans",
    n_resamples: int = N_RESAMPLES,
    random_state: int = 0,
    trees: ResampledTrees | None = None,
) -> Stability:
    """Cluster resamples of the customers and compare each with the full fit.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    clustering : Clustering
        The full fit.
    algorithm : str
        What made it; resamples are clustered by the same. For all but K-means and the mixture the
        nearest centre labels the customers.
    n_resamples : int
    random_state : int
    trees : ResampledTrees or None
        What `trees_of_resamples` gave for this number too, to save the work.

    Returns
    -------
    Stability

    Notes
    -----
    A resample gives customers weights, and all resamples are one batch of weighted fits: 100 of 200
    customers take some 30 ms for each k, bisected or as a mixture 0.1 s.
    """
    if FINDERS[algorithm].has_hierarchy:
        trees = trees or trees_of_resamples(
            points, [clustering], n_resamples=n_resamples, random_state=random_state
        )
        rows, labelings = trees.rows, trees.labels[clustering.n_clusters]
    else:
        rows = stratified_sample(clustering.labels, MAX_ROWS, random_state)
        labelings = _resampled(points[rows], clustering, algorithm, n_resamples, random_state)
    labels = clustering.labels[rows]
    tables = [overlap(labels, other) for other in labelings if other is not None]
    if not tables:
        tables = [overlap(labels, np.zeros(len(labels), np.uint8))]
    return Stability(
        agreement=np.array([adjusted_rand(table) for table in tables]),
        jaccard=np.array([best_jaccard(table) for table in tables]),
        n_rows=len(rows),
    )


def trees_of_resamples(
    points: np.ndarray,
    clusterings: Iterable[Clustering],
    *,
    n_resamples: int = N_RESAMPLES,
    random_state: int = 0,
) -> ResampledTrees:
    """Build one hierarchy per resample, which serves every number of clusters.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    clusterings : iterable of Clustering
        The full fits, cut from one tree.
    n_resamples, random_state : int

    Returns
    -------
    ResampledTrees
    """
    ordered = sorted(clusterings, key=lambda clustering: clustering.n_clusters)
    rows = stratified_sample(ordered[-1].labels, TREE_ROWS, random_state)
    ks = [clustering.n_clusters for clustering in ordered]
    return resampled_trees(points, rows, ks, n_resamples=n_resamples, random_state=random_state)


def best_jaccard(table: np.ndarray) -> np.ndarray:
    """Return each first cluster's Jaccard similarity with its best match.

    Parameters
    ----------
    table : ndarray of shape (n_first, n_second)
        Shared points.

    Returns
    -------
    ndarray of shape (n_first,)
        Shared points over points in either, 0 to 1.
    """
    either = table.sum(axis=1)[:, None] + table.sum(axis=0) - table
    return (table / np.maximum(either, 1)).max(axis=1)


def restarts(points: np.ndarray, clustering: Clustering, *, random_state: int = 0) -> float:
    """Return the share of single K-means++ starts that end in the best known partition.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    clustering : Clustering
        Of K-means.
    random_state : int

    Returns
    -------
    float
        0 to 1; an inertia within `SAME_INERTIA` of the best counts as the same.
    """
    rows = stratified_sample(clustering.labels, MAX_ROWS, random_state)
    sample = points[rows] - points[rows].mean(axis=0)
    random = np.random.default_rng([random_state, clustering.n_clusters, 1])
    copies = np.repeat(sample[None], N_RESTARTS, axis=0)
    with one_thread():
        ended = batched_kmeans(copies, clustering.n_clusters, n_starts=1, random=random).inertia
    best = clustering.inertia if len(rows) == len(points) else ended.min()
    return float((ended <= best * (1 + SAME_INERTIA) + np.finfo(float).tiny).mean())


def agreement_of_algorithms(
    points: np.ndarray, n_clusters: int, fitted: Mapping[str, Clustering], random_state: int = 0
) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same points.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    n_clusters : int
    fitted : mapping of str to Clustering
        Partitions of these points that are there already, by the name of their algorithm.
    random_state : int

    Returns
    -------
    dict of (str, str) to float
        Adjusted Rand index by pair of names, in the order of `FINDERS`. An algorithm that cannot
        take so many points, or does not find so many clusters, is left out.
    """
    labelings = {}
    for name in FINDERS:
        clustering = fitted.get(name) or _fit_or_none(points, n_clusters, name, random_state)
        if clustering is not None:
            labelings[name] = clustering.labels
    return {
        (one, other): adjusted_rand(overlap(labelings[one], labelings[other]))
        for one in labelings
        for other in labelings
    }


def _fit_or_none(
    points: np.ndarray, n_clusters: int, algorithm: str, random_state: int
) -> Clustering | None:
    try:
        fits = fit_clusterings(points, [n_clusters], algorithm=algorithm, random_state=random_state)
    except SegmentationError:  # too many customers for it
        return None
    return fits.get(n_clusters)


def _resampled(
    points: np.ndarray, clustering: Clustering, algorithm: str, n_resamples: int, random_state: int
) -> list[np.ndarray | None]:
    """Return each resample's labels of all points; None where one holds too few clusters."""
    points = points - points.mean(axis=0)
    k, chosen = clustering.n_clusters, FINDERS[algorithm]
    random = np.random.default_rng([random_state, k])
    drawn = random.integers(len(points), size=(n_resamples, len(points)))
    return list(chosen.refit_all(points, drawn, k, random))
