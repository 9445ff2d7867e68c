"""The segments of a large table: found in a sample, moved by passes over all rows, named, counted.

Decided: K-means alone. Ward and mixtures refuse large tables in memory as well, by their own limit
and in the same words; bisecting K-means and rules have no such limit there but are refused here,
because they would have to see all rows at every split or condition.

Of all rows are: the preparation, ranges and shares of the columns, the centres, sizes, means and
inertia of the segments, and the labels. Of the sample are: kinds of columns, names, the verdict,
the silhouette (which says its error), and which segment keeps which colour.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from segmentation.analysis.choosing.proposal import judged_segmentation
from segmentation.analysis.fitted_range import FittedRange, fit_range, range_of
from segmentation.analysis.segment import segment
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.algorithms import ALGORITHMS, check_limit
from segmentation.clustering.methods.lloyd import nearest_center
from segmentation.clustering.result import Clustering
from segmentation.clustering.spec import K_MIN, RULES, WEIGHED_KS, SegmentationSpec
from segmentation.clustering.validity import measure
from segmentation.engines.large.covering import with_everybody
from segmentation.engines.large.labelling import Totals, label
from segmentation.engines.large.passes import Refined, points_of, refine
from segmentation.engines.large.preparation import Preparation, prepare
from segmentation.engines.large.starting import starts_for
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.reading.source import Source
from segmentation.errors import SpecError, counted
from segmentation.models.model import SegmentModel
from segmentation.segments.identity import slots_by_k


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LargeFit:
    """What was found in a large table.

    Attributes
    ----------
    model : SegmentModel
        As of a table in memory.
    n_rows, n_sampled : int
    refined : Refined or None
        What the passes came to; None where the sample was everybody.
    """

    model: SegmentModel = field(repr=False)
    n_rows: int
    n_sampled: int
    refined: Refined | None = field(repr=False)

    @property
    def sentence(self) -> str:
        """What was done with all rows, and what with a sample."""
        if self.refined is None:
            return f"All {counted(self.n_rows, 'row')} were looked at."
        passes = counted(self.refined.n_passes, "pass", "passes")
        return (
            f"Segments were found in {self.n_sampled:,} rows drawn evenly and moved by {passes} "
            f"over all rows, of which the last gained {self.refined.gain:.4%} of the inertia. "
            "Sizes, means, ranges and labels are of all rows; names, the verdict and the "
            "silhouette are of those drawn."
        )


def fit_large(  # noqa: PLR0913 - what is read, what is written, and how, by name
    source: Source,
    sample: Sample,
    spec: SegmentationSpec,
    *,
    memory_bytes: int,
    by_verdict: bool = False,
    labels_out: Path | None = None,
    raw: bool = False,
) -> LargeFit:
    """Find segments in a large table and give every row its own.

    Parameters
    ----------
    source : Source
    sample : Sample
        Of it.
    spec : SegmentationSpec
    memory_bytes : int
        What may be held, the libraries aside.
    by_verdict : bool
        Whether without a number of segments that of the verdict is taken or nothing, as in
        `segment`; else as in `judged_segmentation`.
    labels_out : Path or None
        As in `label`.
    raw : bool

    Returns
    -------
    LargeFit

    Raises
    ------
    SpecError
        If a setting does not fit the table, or the algorithm needs it in memory.
    LimitError
        If the algorithm cannot take so many customers.
    DataError
        If a part cannot be read, too few customers remain, or the labels cannot be written.
    """
    check_algorithm(spec, source)
    made = prepare(source, sample, spec, memory_bytes=memory_bytes)
    base = range_of(sample.table, spec, made.rows, made.space)
    source.progress.begin("Finding segments in the sample", 0)
    fitted = fit_range(sample.table, spec, {spec.n_clusters or K_MIN, *WEIGHED_KS}, base=base)
    decide = segment if by_verdict else judged_segmentation
    result = decide(sample.table, spec, fitted=fitted)
    k = result.n_clusters
    refined = None
    if not sample.is_whole:
        refined = _refined(source, made, fitted, k, memory_bytes)
        fitted = with_everybody(source, sample, made, fitted, refined.centers)
        result = named(fitted, result, clustering_of(fitted, refined))
    model = model_before_counting(source.name, made, result)
    totals = label(source, made.keeping, model.rule, labels_out, raw=raw)
    if refined is not None:
        model = counted_model(model, result, totals)
    source.progress.end()
    return LargeFit(
        model=model, n_rows=source.n_rows, n_sampled=len(sample.positions), refined=refined
    )


def check_algorithm(spec: SegmentationSpec, source: Source) -> None:
    """Refuse what needs the table in memory.

    Parameters
    ----------
    spec : SegmentationSpec
    source : Source

    Raises
    ------
    SpecError
        If the algorithm does not work in pieces.
    LimitError
        If it cannot take so many customers anywhere.
    """
    if spec.algorithm not in {"kmeans", RULES}:
        check_limit(spec.algorithm, source.n_rows)
    if spec.algorithm != "kmeans":
        raise SpecError(
            f"{source.name} is read in pieces, in which only {ALGORITHMS['kmeans'].title} finds "
            f"segments, not {ALGORITHMS[spec.algorithm].title}. Choose it, or a smaller table."
        )


def _refined(
    source: Source, made: Preparation, fitted: FittedRange, k: int, memory_bytes: int
) -> Refined:
    """Move centres by passes over all rows."""
    origin = fitted.points.mean(axis=0)
    points = points_of(source, made.keeping, made.space, origin, memory_bytes=memory_bytes)
    sampled, seed = fitted.clusterings[k].centers, fitted.spec.random_state
    return refine(points, {k: starts_for(points, k, sampled, random_state=seed)})[k]


def named(fitted: FittedRange, result: Segmentation, clustering: Clustering) -> Segmentation:
    """Return the segmentation of the sample by the centres of all rows.

    Parameters
    ----------
    fitted : FittedRange
        Of the sample.
    result : Segmentation
        By the sample's own centres.
    clustering : Clustering
        As `clustering_of` gives it.

    Returns
    -------
    Segmentation
    """
    k = result.n_clusters
    clusterings = {**fitted.clusterings, k: clustering}
    fitted = replace(
        fitted,
        clusterings=clusterings,
        slots=slots_by_k({at: each.labels for at, each in clusterings.items()}),
    )
    return segment(fitted.table, result.spec, fitted=fitted).judged(result.decision)


def clustering_of(fitted: FittedRange, refined: Refined) -> Clustering:
    """Return the partition of the sample by centres of all rows, with the sizes of all rows.

    Parameters
    ----------
    fitted : FittedRange
        Of the sample.
    refined : Refined

    Returns
    -------
    Clustering
    """
    order = np.lexsort((*refined.centers.T[::-1], -refined.sizes))
    centers = refined.centers[order]
    labels = nearest_center(fitted.points, centers).astype(np.uint8)
    own = np.sqrt(((fitted.points - centers[labels]) ** 2).sum(axis=1))
    counts = np.maximum(np.bincount(labels, minlength=len(centers)), 1)
    return Clustering(
        labels=labels,
        centers=centers,
        sizes=refined.sizes[order],
        spreads=np.bincount(labels, own, minlength=len(centers)) / counts,
        inertia=refined.inertia,
    )


def model_before_counting(name: str, made: Preparation, result: Segmentation) -> SegmentModel:
    """Return the model with what is known of all rows before they are counted.

    Parameters
    ----------
    name : str
        Of the table.
    made : Preparation
    result : Segmentation
        Of the sample.

    Returns
    -------
    SegmentModel
    """
    model = result.model
    left_out = sorted(made.left_out.items(), key=lambda told: -told[1])
    return replace(
        model,
        name=name,
        n_customers=made.n_kept,
        left_out=tuple(left_out),
        rule=replace(model.rule, columns=made.columns),
    )


def counted_model(model: SegmentModel, result: Segmentation, totals: Totals) -> SegmentModel:
    """Return the model with the sizes, means and figures of all rows.

    Parameters
    ----------
    model : SegmentModel
    result : Segmentation
        Of the sample.
    totals : Totals
        Of all rows.

    Returns
    -------
    SegmentModel
    """
    clustering = replace(
        result.clustering,
        sizes=totals.sizes,
        spreads=totals.spreads,
        inertia=totals.inertia(model.rule.centers),
    )
    (figures,) = measure(result.points, [clustering], random_state=model.spec.random_state)
    segments = tuple(
        replace(each, size=int(size), means=tuple(map(float, means)))
        for each, size, means in zip(model.segments, totals.sizes, totals.means, strict=True)
    )
    return replace(
        model,
        segments=segments,
        inertia=clustering.inertia,
        metrics=figures,
        rescored_agreement=1.0,
    )
