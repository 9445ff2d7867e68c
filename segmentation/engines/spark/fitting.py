"""The segments of a table that lies with Spark: found by MLlib in all rows, named by a sample.

Of all rows are: the preparation, ranges and shares of the columns, the centres, sizes, means and
inertia of the segments, and the labels. Of the sample are: kinds of columns, names, the verdict,
the silhouette of the model, and which segment keeps which colour, as of any large table. Everybody
goes to the nearest centre or the likeliest component, also where MLlib's bisecting tree would have
said otherwise: so do later customers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from segmentation.analysis.choosing.proposal import judged_segmentation
from segmentation.analysis.fitted_range import FittedRange, fit_range, range_of
from segmentation.analysis.segment import segment
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.result import Clustering
from segmentation.clustering.spec import K_MAX, K_MIN, WEIGHED_KS, SegmentationSpec
from segmentation.engines.large.covering import FEW, absent, among
from segmentation.engines.large.fitting import (
    clustering_of,
    counted_model,
    model_before_counting,
    named,
)
from segmentation.engines.large.labelling import Totals
from segmentation.engines.large.passes import Refined
from segmentation.engines.spark import clusterers
from segmentation.engines.spark.labelling import labelled, totals_of
from segmentation.engines.spark.preparation import SparkPreparation, prepare
from segmentation.engines.spark.reading import SparkSample, SparkTable, sampled
from segmentation.engines.spark.session import refusals
from segmentation.engines.spark.writing import write
from segmentation.errors import DataError, SpecError, counted
from segmentation.models.model import SegmentModel
from segmentation.models.rule import AssignmentRule


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkFit:
    """What was found in a table that lies with Spark.

    Attributes
    ----------
    model : SegmentModel
        As of a table in memory.
    n_rows, n_sampled : int
    squared_silhouettes : dict of int to float
        By number of segments, where a range of them was asked for.
    """

    model: SegmentModel = field(repr=False)
    n_rows: int
    n_sampled: int
    squared_silhouettes: dict[int, float] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What was done with all rows, and what with a sample."""
        drawn = "all of them"
        if self.n_sampled < self.n_rows:
            drawn = f"{self.n_sampled:,} drawn evenly"
        return (
            f"MLlib found the segments in {counted(self.n_rows, 'row')}. Sizes, means, ranges and "
            f"labels are of all rows; names, the verdict and the silhouette are of {drawn}."
        )

    @property
    def scan_sentence(self) -> str:
        """What the scan over the number of segments came to; empty where there was none."""
        told = ", ".join(f"{k}: {score:.3f}" for k, score in self.squared_silhouettes.items())
        return told and (
            f"Silhouette of all rows by squared distances, as MLlib measures it (higher than that "
            f"by plain distances): {told}. The highest was taken."
        )


def fit_spark(
    table: SparkTable,
    sample: SparkSample,
    spec: SegmentationSpec,
    *,
    ks: Sequence[int] = (),
    by_verdict: bool = False,
    labels_out: str | None = None,
) -> SparkFit:
    """Find segments in a table and give every row its own.

    Parameters
    ----------
    table : SparkTable
    sample : SparkSample
        Of it.
    spec : SegmentationSpec
    ks : sequence of int
        Numbers of segments of which that of the highest squared silhouette is taken.
    by_verdict : bool
        As in `segmentation.engines.large.fitting.fit_large`.
    labels_out : str or None
        As in `segmentation.engines.spark.writing.check_place`.

    Returns
    -------
    SparkFit

    Raises
    ------
    SpecError
        If a setting does not fit the table, or MLlib does not have the algorithm.
    LimitError
        If the algorithm cannot take the sample.
    DataError
        If a part cannot be read, too few customers remain, or the labels cannot be written.
    """
    _check(spec, ks)
    with refusals(table.name, table.part_names):
        made = prepare(table, sample, spec)
        base = range_of(sample.table, spec, made.rows, made.space)
        shift = clusterers.SHIFT.get(spec.algorithm, 0.0) * float(base.points.std())
        vectors = clusterers.as_vectors(made.points, shift)
        seed, scores = spec.random_state, {}
        if ks:
            table.progress.begin("Trying numbers of segments", 0)
            scores = clusterers.squared_silhouettes(vectors, spec.algorithm, ks, random_state=seed)
            spec = replace(spec, n_clusters=max(scores, key=scores.__getitem__))
        table.progress.begin("Finding segments", 0)
        fitted = fit_range(sample.table, spec, {spec.n_clusters or K_MIN, *WEIGHED_KS}, base=base)
        result = (segment if by_verdict else judged_segmentation)(sample.table, spec, fitted=fitted)
        k = result.n_clusters
        found = clusterers.find(vectors, spec.algorithm, k, random_state=seed, shift=shift)
        vectors.unpersist()
        result = _of_all_rows(table, sample, made, fitted, result, found)
        model = model_before_counting(table.name, made, result)
        totals = totals_of(table, made.keeping, model.rule)
        model = counted_model(model, result, totals)
        if labels_out is not None:
            table.progress.begin("Writing the labels", 0)
            rows = labelled(table, made.keeping, model.rule)
            write(rows, labels_out, table.name, table.part_names)
        made.cells.unpersist()
        table.progress.end()
    return SparkFit(
        model=model,
        n_rows=table.n_rows,
        n_sampled=len(sample.positions),
        squared_silhouettes=scores,
    )


def _check(spec: SegmentationSpec, ks: Sequence[int]) -> None:
    """Refuse what MLlib does not do."""
    if spec.algorithm not in clusterers.ALGORITHMS:
        known = ", ".join(ALGORITHMS[name].title for name in clusterers.ALGORITHMS)
        raise SpecError(
            f"MLlib finds segments by {known}, not by {ALGORITHMS[spec.algorithm].title}. Choose "
            f"one of them, or a table in memory."
            if spec.algorithm in ALGORITHMS
            else f"Segments by rule need no search. Write the rules as SQL, or choose {known}."
        )
    if ks and not (ks[0] >= K_MIN and ks[-1] <= K_MAX):
        raise SpecError(
            f"Numbers of segments are tried from {K_MIN} to {K_MAX}, not from {ks[0]} to {ks[-1]}. "
            f"Choose among them."
        )


def _of_all_rows(
    table: SparkTable,
    sample: SparkSample,
    made: SparkPreparation,
    fitted: FittedRange,
    result: Segmentation,
    found: clusterers.Found,
) -> Segmentation:
    """Return the segmentation of the sample by what was found in all rows."""
    rule = replace(
        result.model.rule, columns=made.columns, centers=found.centers, mixture=found.mixture
    )
    totals = totals_of(table, made.keeping, rule)
    if not totals.sizes.all():
        raise DataError(
            f"{counted(int((totals.sizes == 0).sum()), 'segment')} of {result.n_clusters} would "
            f"have nobody. Choose fewer."
        )
    clustering = _clustering(fitted, found, totals)
    wanted = absent(clustering.labels, clustering.n_clusters)
    if len(wanted):
        rule = replace(rule, centers=clustering.centers, mixture=clustering.mixture)
        fitted = among(_enlarged(table, sample, made, rule, wanted), made, fitted)
        clustering = _clustering(fitted, found, totals)
    return named(fitted, result, clustering)


def _clustering(fitted: FittedRange, found: clusterers.Found, totals: Totals) -> Clustering:
    """Return the partition of the sample by the means of all rows."""
    means = totals.points / totals.sizes[:, None]
    refined = Refined(
        centers=means,
        sizes=totals.sizes,
        inertia=totals.inertia(found.centers),
        n_passes=1,
        gain=0.0,
    )
    clustering = clustering_of(fitted, refined)
    if found.mixture is None:
        return clustering
    order = np.lexsort((*means.T[::-1], -totals.sizes))
    mixture = found.mixture.reordered(order)
    chances = mixture.posterior(fitted.points)
    labels = chances.argmax(axis=1)
    own = np.sqrt(((fitted.points - clustering.centers[labels]) ** 2).sum(axis=1))
    counts = np.maximum(np.bincount(labels, minlength=len(means)), 1)
    return replace(
        clustering,
        labels=labels.astype(np.uint8),
        posterior=chances.max(axis=1),
        mixture=mixture,
        spreads=np.bincount(labels, own, minlength=len(means)) / counts,
    )


def _enlarged(
    table: SparkTable,
    sample: SparkSample,
    made: SparkPreparation,
    rule: AssignmentRule,
    wanted: np.ndarray,
) -> SparkSample:
    """Return the sample with some rows of the segments that it has nobody of."""
    from pyspark.sql import functions as sf

    table.progress.begin("Looking for small segments", 0)
    rows = labelled(table, made.keeping, rule)
    segment_column = rows.columns[len(table.names)]
    pieces = [rows.where(sf.col(segment_column) == int(at)).limit(FEW).toArrow() for at in wanted]
    return sampled(table, [sample.taken, *(p.select(table.names) for p in pieces)])
