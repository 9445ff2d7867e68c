"""Ward's hierarchy: the two groups whose merger adds least to the sum of squares become one.

References
----------
Ward, J. H. (1963). Hierarchical grouping to optimize an objective function. JASA 58. Murtagh, F.
and Legendre, P. (2014). Ward's hierarchical agglomerative clustering method. J. Classification 31.
"""

from dataclasses import dataclass, field

import numpy as np


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

    return linkage(points, method="ward")


def cut(tree: np.ndarray, ks: list[int]) -> np.ndarray:
    """Return the labels for each number of clusters, (len(ks), n_samples)."""
    from scipy.cluster.hierarchy import cut_tree

    return cut_tree(tree, ks).T


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
