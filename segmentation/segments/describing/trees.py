"""A small decision tree that tells the segments apart, and how faithful it is at every depth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature, FeatureSpace
from segmentation.clustering.validity import stratified_sample
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount

if TYPE_CHECKING:
    from sklearn.tree import DecisionTreeClassifier

TREE_ROWS = 20_000
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A question of a tree, or an answer.

    Attributes
    ----------
    parent : int
        Place of the node above, −1 for the first.
    words : str
        What holds from the node above to here; empty for the first.
    segment : int
        The most frequent one here.
    n_customers, n_right : int
        Of all customers, how many come here, and how many of them are of that segment.
    is_leaf : bool
    """

    parent: int
    words: str
    segment: int
    n_customers: int
    n_right: int
    is_leaf: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentTree:
    """A tree and how faithful it is.

    Attributes
    ----------
    nodes : tuple of Node
        A parent before its children.
    depth : int
        Questions asked at most.
    """

    nodes: tuple[Node, ...]
    depth: int

    @property
    def fidelity(self) -> float:
        """Share of customers for which the tree gives the segment they are in."""
        leaves = [node for node in self.nodes if node.is_leaf]
        return sum(leaf.n_right for leaf in leaves) / sum(leaf.n_customers for leaf in leaves)


def grow_trees(
    frame: pd.DataFrame, space: FeatureSpace, labels: np.ndarray, *, random_state: int = 0
) -> tuple[SegmentTree, ...]:
    """Grow a tree of every depth on the columns the segments were made from.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    space : FeatureSpace
    labels : ndarray of shape (n_kept,), int
        0-based.
    random_state : int
        Breaks ties, and draws the sample above `TREE_ROWS`.

    Returns
    -------
    tuple of SegmentTree
        Of depth 1, 2, …, up to `MAX_DEPTH` or the first that places everybody right. Grown on the
        sample, counted on all customers.

    References
    ----------
    Breiman, L., Friedman, J., Olshen, R. and Stone, C. (1984). Classification and Regression Trees.
    """
    from sklearn.tree import DecisionTreeClassifier

    raw = space.raw(frame)
    rows = stratified_sample(labels, TREE_ROWS, random_state)
    trees: list[SegmentTree] = []
    for depth in range(1, MAX_DEPTH + 1):
        grown = DecisionTreeClassifier(max_depth=depth, random_state=random_state)
        grown.fit(raw[rows], labels[rows])
        trees.append(_counted_tree(grown, space, raw, labels))
        if trees[-1].fidelity == 1 or grown.get_depth() < depth:
            break
    return tuple(trees)


def _counted_tree(
    grown: "DecisionTreeClassifier", space: FeatureSpace, raw: np.ndarray, labels: np.ndarray
) -> SegmentTree:
    """Count all customers at every node: at the leaves first, then upward."""
    tree, n_segments = grown.tree_, int(labels.max()) + 1
    ends = grown.apply(raw)
    counts = np.bincount(ends * n_segments + labels, minlength=tree.node_count * n_segments)
    counts = counts.reshape(tree.node_count, n_segments)
    parents, words = [-1] * tree.node_count, [""] * tree.node_count
    for node in np.flatnonzero(tree.children_left >= 0).tolist():
        children = int(tree.children_left[node]), int(tree.children_right[node])
        sides = _sides(space, int(tree.feature[node]), float(tree.threshold[node]))
        for child, side in zip(children, sides, strict=True):
            parents[child], words[child] = node, side
    for node in range(tree.node_count - 1, 0, -1):  # children come after their parent
        counts[parents[node]] += counts[node]
    segments = grown.classes_[tree.value[:, 0].argmax(axis=1)]
    nodes = tuple(
        Node(
            parent=parents[node],
            words=words[node],
            segment=int(segments[node]),
            n_customers=int(counts[node].sum()),
            n_right=int(counts[node, segments[node]]),
            is_leaf=bool(tree.children_left[node] < 0),
        )
        for node in range(tree.node_count)
    )
    return SegmentTree(nodes=nodes, depth=int(tree.max_depth))


def _sides(space: FeatureSpace, axis: int, threshold: float) -> tuple[str, str]:
    """Say the two answers of a question: up to the threshold, and above it."""
    for feature in space.features:
        if axis < len(feature.axes):
            break
        axis -= len(feature.axes)
    label = split_unit(feature.name)
    if isinstance(feature, CategoryFeature):
        level = feature.levels[axis]
        return f"{label.label} is not {level}", f"{label.label} is {level}"
    said = amount(threshold, label)
    return f"{label.label} ≤ {said}", f"{label.label} > {said}"
