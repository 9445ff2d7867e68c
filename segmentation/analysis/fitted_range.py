"""What a table and the settings without k lead to, computed once for every k.

It joins cleaning, clustering and the segments' identity, and every result is a view of it. Fitting
each k up to the wanted one is also what gives a segment its lasting slot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.analysis.rules.by_rule import divided, with_features
from segmentation.clustering.algorithms import ALGORITHMS, fit_clusterings
from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.preparing.fitting import fit_features
from segmentation.clustering.result import Clustering
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.validity import Metrics, measure
from segmentation.customers.cleaning import CustomerRows, customer_rows
from segmentation.customers.formulas.rules import frame_places
from segmentation.errors import SpecError
from segmentation.segments.identity import slots_by_k
from segmentation.tables.table import Table

ALL_KS = range(1, K_MAX + 1)
ENOUGH_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedRange:
    """What a table and the settings without k lead to, for a range of k.

    Attributes
    ----------
    table : Table
    spec : SegmentationSpec
        With `n_clusters` None; by rule, with the features that were left out.
    rows : CustomerRows
    space : FeatureSpace
    points : ndarray of shape (n_kept, n_axes)
        Read-only.
    n_distinct : int
        Different points, counted up to what any k can need; no k can be larger.
    clusterings, slots, metrics : mapping by k
        Without the k that the points do not hold.
    """

    table: Table = field(repr=False)
    spec: SegmentationSpec
    rows: CustomerRows = field(repr=False)
    space: FeatureSpace = field(repr=False)
    points: np.ndarray = field(repr=False)
    n_distinct: int
    clusterings: Mapping[int, Clustering] = field(repr=False)
    slots: Mapping[int, tuple[int, ...]] = field(repr=False)
    metrics: Mapping[int, Metrics] = field(repr=False)

    @property
    def key(self) -> tuple[object, ...]:
        """What it depends on, as a cache key."""
        return (*self.table.key, repr(self.spec))

    @property
    def empty_rules(self) -> tuple[str, ...]:
        """The names of segments by rule that nobody is in."""
        taken = {slot for slots in self.slots.values() for slot in slots}
        return tuple(name for at, (name, _) in enumerate(self.spec.rules) if at not in taken)

    def of(self, table: Table) -> "FittedRange":
        """Return the same as made from a table of the same key.

        Parameters
        ----------
        table : Table

        Returns
        -------
        FittedRange
        """
        return replace(self, table=table)

    def bare(self) -> "FittedRange":
        """Return only what `key` stands for: without the name of the table.

        Returns
        -------
        FittedRange
        """
        return self.of(self.table.bare())


def fit_range(
    table: Table,
    spec: SegmentationSpec,
    ks: Iterable[int] = ALL_KS,
    *,
    base: FittedRange | None = None,
) -> FittedRange:
    """Clean the rows, fit the features and cluster for a range of k.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
        Its `n_clusters` plays no part.
    ks : iterable of int
        Those above the number of distinct points are left out. By rule there is only one.
    base : FittedRange or None
        What the same table and settings gave for other k; only those that it lacks are computed.

    Returns
    -------
    FittedRange

    Raises
    ------
    SpecError
        If a feature or a setting does not fit the table.
    DataError
        If too few customers remain.
    LimitError
        If the algorithm cannot take so many customers.
    """
    if spec.algorithm not in ALGORITHMS:
        raise SpecError(f"algorithm is “{spec.algorithm}”. Choose one of: {', '.join(ALGORITHMS)}.")
    if spec.is_by_rule:
        return base or _by_rule(table, with_features(table, spec))
    base = base or _prepare(table, spec)
    new = [k for k in sorted(set(ks)) if k <= base.n_distinct and k not in base.clusterings]
    fresh = fit_clusterings(
        base.points, new, algorithm=spec.algorithm, random_state=spec.random_state
    )
    clustered = list(fresh.values())
    seed = spec.random_state
    figures = measure(base.points, clustered, random_state=seed) if clustered else []
    clusterings = dict(sorted({**base.clusterings, **fresh}.items()))
    return replace(
        base,
        clusterings=clusterings,
        slots=slots_by_k({k: c.labels for k, c in clusterings.items()}),
        metrics={**base.metrics, **dict(zip(fresh, figures, strict=True))},
    )


def _prepare(table: Table, spec: SegmentationSpec) -> FittedRange:
    """Clean the rows and make the points; nothing is clustered yet."""
    rows = customer_rows(
        table,
        spec.features,
        missing=spec.missing,
        duplicates=spec.duplicates,
        outliers=spec.outliers,
        quantiles=spec.outlier_quantiles,
        formulas=spec.formulas,
        where=spec.where,
        rules=spec.rules,
    )
    return range_of(table, spec, rows, fit_features(rows, spec))


def range_of(
    table: Table, spec: SegmentationSpec, rows: CustomerRows, space: FeatureSpace
) -> FittedRange:
    """Make the points of rows that are clean, with features that are fitted.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
    rows : CustomerRows
    space : FeatureSpace
        Of these rows, or of more that these are a sample of.

    Returns
    -------
    FittedRange
        Without a partition: nothing is clustered yet.
    """
    points = space.transform(rows.frame)
    points.setflags(write=False)
    return FittedRange(
        table=table,
        spec=spec.family,
        rows=rows,
        space=space,
        points=points,
        n_distinct=_count_distinct(points),
        clusterings={},
        slots={},
        metrics={},
    )


def _by_rule(table: Table, spec: SegmentationSpec) -> FittedRange:
    """Divide the customers as the conditions say."""
    fitted = _prepare(table, spec)
    places = frame_places(fitted.rows.derivation, fitted.rows.frame)
    clustering, slots = divided(fitted.points, places)
    (figures,) = measure(fitted.points, [clustering], random_state=spec.random_state)
    k = clustering.n_clusters
    return replace(fitted, clusterings={k: clustering}, slots={k: slots}, metrics={k: figures})


def _count_distinct(points: np.ndarray) -> int:
    """Count different points; a large table's first rows are usually enough to know."""
    first = len(pd.DataFrame(points[:ENOUGH_ROWS]).drop_duplicates())
    if first >= K_MAX:
        return first
    return len(pd.DataFrame(points).drop_duplicates())
