"""Ward's hierarchy: the two groups whose merger adds least to the sum of squares become one.

References
----------
Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. JASA 58. Murtagh, F.
and Legendre, P. (2014). Ward's hierarchical agglomerative clustering method. J. Classification 31.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.lloyd import nearest_center
from segmentation.clustering.result import cluster_sums


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TopOfTree:
    """The last mergers of a hierarchy, as a tree of groups.

    Attributes
    ----------
    sizes : ndarray of shape (n_leaves,)
        Customers in each group at the bottom, from left to right.
    merges : ndarray of shape (n_leaves − 1, 2)
        Which two groups become one, from the bottom up: 0 … n_leaves − 1 are those at the bottom,
        n_leaves + i is the result of merger i.
    heights : ndarray of shape (n_leaves − 1,)
        Ward distance of each merger, ascending.
    """

    sizes: np.ndarray
    merges: np.ndarray = field(repr=False)
    heights: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ResampledTrees:
    """What resamples say of some customers: one tree each, cut for many numbers of clusters.

    Attributes
    ----------
    rows : ndarray of shape (n_rows,)
        The customers, by their place among all.
    labels : mapping of int to list of ndarray of shape (n_rows,)
        By number of clusters; without the resamples that hold fewer different customers.
    """

    rows: np.ndarray = field(repr=False)
    labels: Mapping[int, list[np.ndarray]] = field(repr=False)


def resampled_trees(
    points: np.ndarray,
    rows: np.ndarray,
    ks: Iterable[int],
    *,
    n_resamples: int,
    random_state: int,
) -> ResampledTrees:
    """Build a tree of each resample, and label all customers by the nearest centre of each cut.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    rows : ndarray of shape (n_rows,)
        Those to draw from.
    ks : iterable of int
    n_resamples, random_state : int

    Returns
    -------
    ResampledTrees
    """
    points = points[rows] - points[rows].mean(axis=0)
    random = np.random.default_rng(random_state)
    labels: dict[int, list[np.ndarray]] = {k: [] for k in ks}
    for drawn in random.integers(len(points), size=(n_resamples, len(points))):
        sample = points[drawn]
        n_distinct = len(np.unique(sample, axis=0))
        held = [k for k in labels if k <= n_distinct]
        for k, cluster in zip(held, cut(ward_tree(sample), held), strict=True):
            centers = cluster_sums(sample, cluster, k) / np.bincount(cluster)[:, None]
            labels[k].append(nearest_center(points, centers))
    return ResampledTrees(rows=rows, labels=labels)


def ward_tree(points: np.ndarray) -> np.ndarray:
    """Build the whole hierarchy.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)

    Returns
    -------
    ndarray of shape (n_samples − 1, 4)
        SciPy's linkage matrix.

    Notes
    -----
    Time and memory O(n²): a distance for every pair.
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import pdist

    # Given the points, SciPy would warn where they look like a table of distances.
    return linkage(pdist(points), method="ward")


def cut(tree: np.ndarray, ks: list[int]) -> np.ndarray:
    """Return the labels for each number of clusters.

    Parameters
    ----------
    tree : ndarray of shape (n_samples − 1, 4)
    ks : list of int
        1 to n_samples, at most 255.

    Returns
    -------
    ndarray of shape (len(ks), n_samples), uint8
        Clusters are numbered as their first points come.
    """
    return (
        np.stack([_cut_at(tree, k) for k in ks]) if ks else np.empty((0, len(tree) + 1), np.uint8)
    )


def _cut_at(tree: np.ndarray, n_clusters: int) -> np.ndarray:
    """Join what the first mergers join: SciPy's `cut_tree` goes through the whole tree instead."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    n_samples = len(tree) + 1
    done = tree[: n_samples - n_clusters, :2].astype(np.int32)
    nodes = n_samples + len(done)
    results = np.arange(n_samples, nodes).repeat(2)
    joined = coo_array((np.ones(len(results)), (done.ravel(), results)), shape=(nodes, nodes))
    _, labels = connected_components(joined, directed=False)
    _, first, numbered = np.unique(labels[:n_samples], return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[numbered].astype(np.uint8)


def top_of_tree(tree: np.ndarray, n_leaves: int) -> TopOfTree:
    """Take the last mergers of a hierarchy, in an order without crossings.

    Parameters
    ----------
    tree : ndarray of shape (n_samples − 1, 4)
    n_leaves : int
        Groups at the bottom; at most n_samples.

    Returns
    -------
    TopOfTree
    """
    n_samples = len(tree) + 1
    n_leaves = min(n_leaves, n_samples)
    top = tree[n_samples - n_leaves :]
    first_inner = 2 * n_samples - n_leaves  # node numbers from here on are mergers of the top

    def below(node: int) -> list[int]:
        if node < first_inner:
            return [node]
        left, right = top[node - first_inner, :2].astype(int)
        return below(left) + below(right)

    leaves = below(2 * n_samples - 2) if n_leaves > 1 else [0]
    place = {node: i for i, node in enumerate(leaves)}
    place |= {first_inner + i: n_leaves + i for i in range(len(top))}
    sizes = [1 if node < n_samples else int(tree[node - n_samples, 3]) for node in leaves]
    if n_leaves == 1:
        sizes = [n_samples]
    return TopOfTree(
        sizes=np.array(sizes),
        merges=np.array([[place[int(a)], place[int(b)]] for a, b in top[:, :2]]).reshape(-1, 2),
        heights=top[:, 2].copy(),
    )
