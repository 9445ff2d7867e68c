"""A segment so small that the sample has nobody of it gets some of its rows into the sample.

Names and profiles need somebody to look at. The rows that are added are the first of the segment;
they are so few that they change no share by more than `FEW` in the rows drawn.
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa

from segmentation.analysis.fitted_range import FittedRange, range_of
from segmentation.clustering.methods.lloyd import nearest_center
from segmentation.engines.large.passes import in_order
from segmentation.engines.large.preparation import Preparation, sampled_rows
from segmentation.engines.reading.sampling import Sample, sample_at
from segmentation.engines.reading.source import Source

FEW = 30


def with_everybody(
    source: Source, sample: Sample, made: Preparation, fitted: FittedRange, centers: np.ndarray
) -> FittedRange:
    """Return the fits of a sample in which every segment has somebody.

    Parameters
    ----------
    source : Source
    sample : Sample
    made : Preparation
    fitted : FittedRange
        Of the sample.
    centers : ndarray of shape (k, n_axes)
        Of the segments of all rows.

    Returns
    -------
    FittedRange
        Itself where nobody is missing.
    """
    wanted = absent(nearest_center(fitted.points, centers), len(centers))
    if not len(wanted):
        return fitted
    more = _first_rows(source, made, centers, wanted)
    return among(sample_at(source, np.union1d(sample.positions, more)), made, fitted)


def absent(labels: np.ndarray, n_clusters: int) -> np.ndarray:
    """Return the segments of which a sample has nobody.

    Parameters
    ----------
    labels : ndarray of shape (n_sampled,), int
    n_clusters : int

    Returns
    -------
    ndarray of shape (n_absent,), int64
    """
    return np.flatnonzero(np.bincount(labels, minlength=n_clusters) == 0)


def among(larger: Sample, made: Preparation, fitted: FittedRange) -> FittedRange:
    """Return the fits of a sample with the rows of a larger one.

    Parameters
    ----------
    larger : Sample
    made : Preparation
    fitted : FittedRange
        Of the sample that it was made from.

    Returns
    -------
    FittedRange
    """
    limits = made.keeping.limits or None
    rows = sampled_rows(larger, fitted.spec, limits)
    base = range_of(larger.table, fitted.spec, rows, made.space)
    clusterings = {
        k: replace(each, labels=each.assign(base.points).astype(np.uint8))
        for k, each in fitted.clusterings.items()
    }
    return replace(base, clusterings=clusterings, slots=fitted.slots, metrics=fitted.metrics)


def _first_rows(
    source: Source, made: Preparation, centers: np.ndarray, wanted: np.ndarray
) -> np.ndarray:
    """Return the first `FEW` rows of each of some segments."""

    def nearest(batch: pa.RecordBatch) -> tuple[int, np.ndarray, np.ndarray]:
        kept = made.keeping.rows(batch)
        labels = nearest_center(made.space.transform(kept.frame), centers)
        return batch.num_rows, np.flatnonzero(kept.keep), labels

    found: dict[int, list[int]] = {int(segment): [] for segment in wanted}
    first = 0
    source.progress.begin("Looking for small segments", source.n_rows)
    for n_rows, places, labels in in_order(nearest, source.batches(made.keeping.columns)):
        for segment, rows in found.items():
            if len(rows) < FEW:
                rows.extend((first + places[labels == segment]).tolist())
        first += n_rows
    return np.array([row for rows in found.values() for row in rows[:FEW]], dtype=np.int64)
