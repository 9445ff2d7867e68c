"""The segments of a table that stays in its database: found in a sample, counted in all rows.

Of all rows are: the preparation, ranges and shares of the columns, and the sizes, means and inertia
of the segments. Of the sample are: the centres, names, kinds of columns, the verdict and the
silhouette.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from segmentation.analysis.choosing.proposal import judged_segmentation
from segmentation.analysis.fitted_range import FittedRange, fit_range, range_of
from segmentation.analysis.scan import scan_k
from segmentation.analysis.segment import segment
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MIN, WEIGHED_KS, SegmentationSpec
from segmentation.engines.large.fitting import counted_model, model_before_counting
from segmentation.engines.large.labelling import Totals
from segmentation.engines.large.preparation import Preparation
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.warehouse.preparation import prepare
from segmentation.engines.warehouse.relation import ROWS, Relation
from segmentation.errors import SpecError, counted
from segmentation.models.model import SegmentModel
from segmentation.models.rule import AssignmentRule
from segmentation.models.sql.totals import axis_sums, totals_sql


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WarehouseFit:
    """What was found in a table that stays in its database.

    Attributes
    ----------
    model : SegmentModel
        As of a table in memory.
    n_rows, n_sampled : int
    """

    model: SegmentModel = field(repr=False)
    n_rows: int
    n_sampled: int

    @property
    def sentence(self) -> str:
        """What was read, and what the database answered for."""
        return (
            f"Of {counted(self.n_rows, 'row')} {self.n_sampled:,} drawn evenly were read, in which "
            f"the segments were found; scales, ranges, sizes, means and inertia are of all rows, "
            f"as the database counted them."
        )


def fit_warehouse(
    relation: Relation, sample: Sample, spec: SegmentationSpec, *, by_verdict: bool = False
) -> WarehouseFit:
    """Find segments in a sample, and count all rows by them.

    Parameters
    ----------
    relation : Relation
    sample : Sample
        Of it.
    spec : SegmentationSpec
    by_verdict : bool
        As in `segmentation.engines.large.fitting.fit_large`.

    Returns
    -------
    WarehouseFit

    Raises
    ------
    SpecError
        If a setting does not fit the table.
    LimitError
        If the algorithm cannot take the sample.
    DataError
        If too few customers remain, a column changes its type, or the database refuses.
    """
    ks = {spec.n_clusters or K_MIN, *WEIGHED_KS}
    made, fitted = _fitted(relation, sample, spec, ks)
    decide = segment if by_verdict else judged_segmentation
    result = decide(sample.table, spec, fitted=fitted)
    model = model_before_counting(relation.name, made, result)
    totals = totals_of(relation, made.keeping, model.rule)
    model = counted_model(model, result, totals)
    relation.progress.end()
    return WarehouseFit(model=model, n_rows=relation.n_rows, n_sampled=len(sample.positions))


def scan_warehouse(
    relation: Relation,
    sample: Sample,
    spec: SegmentationSpec,
    ks: Sequence[int],
    *,
    evidence: str,
) -> KScan:
    """Score a range of numbers of segments of a sample, on the scales of all rows.

    Parameters
    ----------
    relation : Relation
    sample : Sample
        Of it.
    spec : SegmentationSpec
    ks : sequence of int
    evidence : str
        As in `scan_k`.

    Returns
    -------
    KScan

    Raises
    ------
    SpecError
    LimitError
    DataError
        As in `fit_warehouse`.
    """
    _, fitted = _fitted(relation, sample, spec, ks)
    return scan_k(sample.table, spec, ks, evidence=evidence, fitted=fitted)


def _fitted(
    relation: Relation, sample: Sample, spec: SegmentationSpec, ks: Sequence[int] | set[int]
) -> tuple[Preparation, FittedRange]:
    if spec.is_by_rule:
        raise SpecError(
            f"{relation.name} stays in its database, where segments by rule need no search. Choose "
            f"{ALGORITHMS['kmeans'].title}, or a smaller table."
        )
    made = prepare(relation, sample, spec)
    base = range_of(sample.table, spec, made.rows, made.space)
    relation.progress.begin("Finding segments in the sample", 0)
    return made, fit_range(sample.table, spec, ks, base=base)


def totals_of(relation: Relation, keeping: Keeping, rule: AssignmentRule) -> Totals:
    """Add up all rows by segment, by one statement.

    Parameters
    ----------
    relation : Relation
    keeping : Keeping
    rule : AssignmentRule

    Returns
    -------
    Totals

    Raises
    ------
    SpecError
        If the dialect cannot hold the rule.
    """
    dialect = relation.database.dialect
    sums = axis_sums(rule, dialect)
    relation.progress.begin("Counting the segments", 0)
    statement = totals_sql(rule, ROWS, dialect, sums, keeping.limits)
    _, rows = relation.ask_plainly(statement)
    k, n_axes = rule.centers.shape
    totals = Totals.none(k, n_axes)
    if not rows:
        return totals
    table = np.array(rows, dtype=float)
    at = table[:, 0].astype(int)
    totals.sizes[at] = table[:, 1].astype(np.int64)
    totals.points[at], totals.raw[at] = np.split(table[:, 2 : 2 + 2 * n_axes], 2, axis=1)
    totals.distances[at], totals.squares[at] = table[:, -2:].T
    return totals
