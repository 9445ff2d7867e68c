"""The scan over the number of segments of a large table.

Decided: the verdict and everything it rests on are of the sample, as they are of a sample of a
large table in memory. Inertia, the smallest segment, Calinski-Harabasz and Davies-Bouldin are of
all rows: `PASSES` passes move and count the centres of every k together. Spreads of the segments,
which the last of them needs, are of the sample.
"""

from collections.abc import Sequence
from dataclasses import replace

from segmentation.analysis.fitted_range import fit_range, range_of
from segmentation.analysis.scan import scan_k
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import SegmentationSpec
from segmentation.clustering.validity import calinski_harabasz, davies_bouldin
from segmentation.engines.large.fitting import check_algorithm, clustering_of
from segmentation.engines.large.passes import points_of, refine
from segmentation.engines.large.preparation import prepare
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.reading.source import Source

PASSES = 3


def scan_large(
    source: Source,
    sample: Sample,
    spec: SegmentationSpec,
    ks: Sequence[int],
    *,
    evidence: str,
    memory_bytes: int,
) -> KScan:
    """Score a range of numbers of segments of a large table.

    Parameters
    ----------
    source : Source
    sample : Sample
        Of it.
    spec : SegmentationSpec
    ks : sequence of int
    evidence : str
        As in `scan_k`.
    memory_bytes : int

    Returns
    -------
    KScan

    Raises
    ------
    SpecError
        If a setting does not fit the table.
    LimitError
        If the algorithm cannot take so many customers.
    DataError
        If a part cannot be read, or too few customers remain.
    """
    check_algorithm(spec, source)
    made = prepare(source, sample, spec, memory_bytes=memory_bytes)
    base = range_of(sample.table, spec, made.rows, made.space)
    source.progress.begin("Finding segments in the sample", 0)
    fitted = fit_range(sample.table, spec, ks, base=base)
    scan = scan_k(sample.table, spec, ks, evidence=evidence, fitted=fitted)
    if sample.is_whole:
        return scan
    points = points_of(
        source, made.keeping, made.space, fitted.points.mean(axis=0), memory_bytes=memory_bytes
    )
    starts = {k: each.centers[None] for k, each in fitted.clusterings.items()}
    scores = scan.scores.copy()
    for k, refined in refine(points, starts, most=PASSES).items():
        clustering = clustering_of(fitted, refined)
        scores.loc[k, "inertia"] = clustering.inertia
        scores.loc[k, "smallest"] = clustering.sizes.min()
        scores.loc[k, "calinski_harabasz"] = calinski_harabasz(clustering)
        scores.loc[k, "davies_bouldin"] = davies_bouldin(clustering)
    return replace(scan, scores=scores)
