"""Which columns drive a partition: a result that is just one column is no discovery.

*Shares.* Each column's part of the sum of squares between segments. *Disguise.* Segments of several
columns are one column in disguise when that column alone gives them back: a number by one cut fewer
than there are segments, a category by the most frequent segment of each level, judged on customers
that the cuts have not seen. A share of the labels alone would call any column enough where one
segment holds nearly everybody, so the column must also remove most of the errors of that guess.

References
----------
Goodman, L. A. and Kruskal, W. H. (1954). Measures of association for cross classifications. JASA
49(268). Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. JRSS B
36(2). Fisher, W. D. (1958). On grouping for maximum homogeneity. JASA 53(284).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.methods.lloyd import nearest_center
from segmentation.clustering.methods.single_column import (
    Column,
    at_most,
    category_column,
    found_again,
    number_column,
)
from segmentation.clustering.result import Clustering
from segmentation.clustering.validity import stratified_sample
from segmentation.errors import listed
from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import amount

DOMINANT = 0.9
"""Share of the between-segment variance from which one column outweighs all others together."""

ENOUGH = 0.95
"""Share of unseen customers in their own segment from which one column is enough."""

ERRORS_REMOVED = 0.8
"""Goodman and Kruskal's λ: the errors of naming the largest segment that a column must remove."""

KNOWN_WITHOUT = 0.5
"""The same λ, from which the other columns know of the segments too."""

MOST_ROWS, N_FOLDS = 20_000, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One feature's part in what tells the segments apart.

    Attributes
    ----------
    feature : str
        The column.
    share : float
        Of the between-segment sum of squares in the fitted space, 0 to 1; all features add up to 1.
    explained : float
        Between over total sum of squares of this feature (eta²), 0 to 1.
    is_copy : bool
        Whether the segments are this category's levels and nothing else.
    """

    feature: str
    share: float
    explained: float
    is_copy: bool


def drivers(points: np.ndarray, space: FeatureSpace, clustering: Clustering) -> tuple[Driver, ...]:
    """Measure each feature's part in what tells the segments apart.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_axes)
    space : FeatureSpace
        What made them.
    clustering : Clustering

    Returns
    -------
    tuple of Driver
        The strongest first; all shares 0 for one segment.
    """
    offsets = clustering.centers - points.mean(axis=0)
    between = clustering.sizes @ offsets**2
    total = len(points) * points.var(axis=0)
    by_feature, first = [], 0
    for feature in space.features:
        axes = slice(first, first + len(feature.axes))
        first = axes.stop
        inside = float(total[axes].sum() - between[axes].sum())
        by_feature.append(
            Driver(
                feature=feature.name,
                share=float(between[axes].sum() / max(between.sum(), np.finfo(float).tiny)),
                explained=float(between[axes].sum() / max(total[axes].sum(), np.finfo(float).tiny)),
                is_copy=isinstance(feature, CategoryFeature)
                and clustering.n_clusters == len(feature.levels)
                and inside <= 1e-9 * float(total[axes].sum()),
            )
        )
    return tuple(sorted(by_feature, key=lambda driver: -driver.share))


def dominant(ranked: tuple[Driver, ...]) -> Driver | None:
    """Return the column that alone is the result, None when several play a part or one was chosen.

    Parameters
    ----------
    ranked : tuple of Driver
        The strongest first.

    Returns
    -------
    Driver or None
    """
    if len(ranked) < 2 or not (ranked[0].is_copy or ranked[0].share >= DOMINANT):
        return None
    return ranked[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """One column that gives back the segments of several.

    Attributes
    ----------
    feature : str
        The column.
    n_segments : int
    share : float
        Of the customers in their own segment by this column alone, 0 to 1; judged on customers
        that the cuts have not seen.
    without : float
        Of the customers in their own segment by the other columns alone, 0 to 1.
    cuts : tuple of float
        Where a number is cut, each the lowest value above; empty for a category.
    is_whole : bool
        Whether the cuts, or the levels, give every customer's segment without a fault.
    others_know : bool
        Whether the other columns tell the segments apart as well, so that they are no discovery of
        one column alone.
    """

    feature: str
    n_segments: int
    share: float
    without: float
    cuts: tuple[float, ...]
    is_whole: bool
    others_know: bool

    @property
    def headline(self) -> str:
        """What a title says: empty when the other columns know of the segments too."""
        if self.others_know:
            return ""
        little = "just" if self.is_whole else "little more than"
        return f"{self.n_segments} segments that are {little} {split_unit(self.feature).label}"

    @property
    def sentence(self) -> str:
        """What the column alone does, and whether the others do it too."""
        label = split_unit(self.feature)
        cut = f", cut at {listed([amount(cut, label) for cut in self.cuts])}," if self.cuts else ""
        name = label.label[:1].upper() + label.label[1:]
        does = f"{name} alone{cut} puts {_percent(self.share)} of customers in their segment"
        if self.others_know:
            return f"{does}. Without it, the other columns do so for {_percent(self.without)}."
        return f"{does}. Without it, the other columns do so for only {_percent(self.without)}."


def column_in_disguise(
    raw: np.ndarray, points: np.ndarray, space: FeatureSpace, clustering: Clustering
) -> Disguise | None:
    """Find the one column that gives back segments made of several.

    Parameters
    ----------
    raw : ndarray of shape (n_samples, n_axes)
        In the file's units, as `FeatureSpace.raw` returns them.
    points : ndarray of shape (n_samples, n_axes)
        The same in the fitted space.
    space : FeatureSpace
    clustering : Clustering
        Of these points.

    Returns
    -------
    Disguise or None
        Of several such columns the one that gives back most. None for one segment, for a single
        column, which cannot be a disguise, and when no column gives back enough.

    Notes
    -----
    Above `MOST_ROWS` customers a stratified sample of as many is judged.
    """
    if clustering.n_clusters < 2 or len(space.features) < 2:
        return None
    rows = stratified_sample(clustering.labels, MOST_ROWS, 0)
    labels, folds = clustering.labels[rows].astype(np.intp), _folds(clustering.labels[rows])
    base = float(np.bincount(labels).max() / len(labels))
    axes, columns, shares = _axes(space), {}, {}
    for feature in space.features:
        column = _column(raw[rows][:, axes[feature.name]], feature, labels, folds)
        columns[feature.name] = column
        hopeless = not _is_enough(at_most(column), base)
        shares[feature.name] = 0.0 if hopeless else found_again(column, clustering.n_clusters)
    name = max(shares, key=shares.__getitem__)
    if not _is_enough(shares[name], base):
        return None
    others = np.delete(np.arange(raw.shape[1]), axes[name])
    nearest = nearest_center(points[np.ix_(rows, others)], clustering.centers[:, others])
    best_other = max(share for other, share in shares.items() if other != name)
    without = max(float((nearest == labels).mean()), best_other)
    given, cuts = _given(raw[:, axes[name]], columns[name], clustering.n_clusters)
    return Disguise(
        feature=name,
        n_segments=clustering.n_clusters,
        share=shares[name],
        without=without,
        cuts=cuts,
        is_whole=bool((given == clustering.labels).all()),
        others_know=_errors_removed(without, base) >= KNOWN_WITHOUT,
    )


def _axes(space: FeatureSpace) -> Mapping[str, slice]:
    ends = np.cumsum([len(feature.axes) for feature in space.features]).tolist()
    return {
        feature.name: slice(end - len(feature.axes), end)
        for feature, end in zip(space.features, ends, strict=True)
    }


def _folds(labels: np.ndarray) -> np.ndarray:
    """Spread every segment's customers evenly over the folds."""
    shuffled = np.random.default_rng(0).permutation(len(labels))
    by_segment = shuffled[np.argsort(labels[shuffled], kind="stable")]
    folds = np.empty(len(labels), np.intp)
    folds[by_segment] = np.arange(len(labels)) % min(N_FOLDS, len(labels))
    return folds


def _column(
    raw: np.ndarray, feature: NumberFeature | CategoryFeature, labels: np.ndarray, folds: np.ndarray
) -> Column:
    if isinstance(feature, CategoryFeature):
        return category_column(raw.argmax(axis=1), labels, folds)
    return number_column(raw[:, 0], labels, folds)


def _errors_removed(share: float, base: float) -> float:
    """Return Goodman and Kruskal's λ: how far a guess goes beyond naming the largest segment."""
    return 1 - (1 - share) / max(1 - base, np.finfo(float).tiny)


def _percent(share: float) -> str:
    """Return a whole percentage, rounded down: a share never says more than it is."""
    return f"{int(100 * share + 1e-9)}%"


def _is_enough(share: float, base: float) -> bool:
    return share >= ENOUGH and _errors_removed(share, base) >= ERRORS_REMOVED


def _given(raw: np.ndarray, column: Column, n_pieces: int) -> tuple[np.ndarray, tuple[float, ...]]:
    """Return what the column says of every customer, and where a number is cut."""
    by_bin = column.best_labels(column.counts.sum(axis=0), n_pieces)
    if not column.ordered:
        return by_bin[np.minimum(raw.argmax(axis=1), len(by_bin) - 1)], ()
    bins = np.searchsorted(column.lowest, raw[:, 0], side="right") - 1
    first = np.flatnonzero(np.diff(by_bin) != 0) + 1
    return by_bin[np.maximum(bins, 0)], tuple(map(float, column.lowest[first]))
