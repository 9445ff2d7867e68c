"""The scan over the number of segments, whole or one piece at a time.

A room of its own above `fits` because the app gathers evidence k by k, with progress, and
`pipeline` asks for a recommendation: both stand on the same pieces, and what one has computed the
other can keep.
"""

from collections.abc import Iterable

import numpy as np

from segmentation.analysis.fitted_range import FittedRange, fit
from segmentation.clustering.evidence.chance import (
    FULL_ROWS,
    ChanceOfK,
    chance_of_k,
    power_transformed,
)
from segmentation.clustering.evidence.chance_scan import chance_by_k, sample_to_test
from segmentation.clustering.methods.kmeans_trace import Lesson, lesson
from segmentation.clustering.selection import NO_EVIDENCE, Evidence, KScan, make_scan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability, agreement_of_algorithms, resample, restarts
from segmentation.clustering.validity import (
    SILHOUETTE_SAMPLE,
    silhouette_samples,
    stratified_sample,
)
from segmentation.errors import DataError, SpecError
from segmentation.tables.table import Table

EVIDENCE = ("criteria", "auto", "full")


def scan_k(
    table: Table,
    spec: SegmentationSpec,
    ks: Iterable[int] = range(2, 11),
    *,
    evidence: str = "auto",
    fits: FittedRange | None = None,
) -> KScan:
    """Score a range of numbers of segments and say which one the data support.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
        Its `n_clusters` plays no part.
    ks : iterable of int
    evidence : str
        ``criteria``: inertia, silhouette, Calinski-Harabasz, Davies-Bouldin, BIC of a mixture and
        the smallest segment. ``auto`` adds the test against chance, on a sample and stopped as soon
        as the answer is sure. ``full`` tests on up to `evidence.chance.FULL_ROWS` customers and
        adds the gap and the stability.
    fits : FittedRange or None
        What `fit` gave for the same.

    Returns
    -------
    KScan

    Raises
    ------
    SpecError
        If a setting does not fit the table, or `evidence` or a k is none of ours.
    DataError
        If too few customers remain.
    LimitError
        If the algorithm cannot take so many customers.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.load_sample("mall_customers")
    >>> spec = sg.SegmentationSpec(features=("Annual Income (k$)", "Spending Score (1-100)"))
    >>> sg.scan_k(table, spec, range(2, 8)).recommended_k
    5
    """
    ks = sorted(set(ks))
    if evidence not in EVIDENCE:
        raise SpecError(f"evidence is “{evidence}”. Choose one of: {', '.join(EVIDENCE)}.")
    if not ks or ks[0] < 1 or ks[-1] > K_MAX:
        raise SpecError(f"The numbers of segments to try are {ks}. Give some from 1 to {K_MAX}.")
    fits = fits or fit(table, spec, ks)
    if evidence == "criteria":
        return scan_of(fits, ks)
    full = evidence == "full"
    tried = [1, *ks] if full and 1 not in ks else ks
    chance, power_transformed, n_tested = chance_by_k(
        fits.points, tried, full=full, random_state=spec.random_state
    )
    resampled = [k for k in ks if full and k > 1 and k in fits.clusterings]
    gathered = Evidence(
        chance=chance,
        power_transformed=power_transformed,
        stabilities={k: stability_of(fits, k) for k in resampled},
        n_tested=n_tested,
    )
    return scan_of(fits, ks, gathered)


def scan_of(fits: FittedRange, ks: Iterable[int], evidence: Evidence = NO_EVIDENCE) -> KScan:
    """Lay the criteria of some k side by side.

    Parameters
    ----------
    fits : FittedRange
    ks : iterable of int
    evidence : Evidence

    Returns
    -------
    KScan
    """
    ks = list(ks)
    found = {k: fits.clusterings[k] for k in ks if k in fits.clusterings}
    missing = tuple(k for k in ks if k not in found)
    return make_scan(
        found, {k: fits.metrics[k] for k in found}, missing_ks=missing, evidence=evidence
    )


def stability_of(fits: FittedRange, k: int) -> Stability:
    """Cluster resamples for one k.

    Parameters
    ----------
    fits : FittedRange
    k : int
        One of its `clusterings`.

    Returns
    -------
    Stability
    """
    return resample(
        fits.points,
        fits.clusterings[k],
        algorithm=fits.spec.algorithm,
        random_state=fits.spec.random_state,
    )


def chance_of(fits: FittedRange, k: int, *, shortened: bool = False) -> ChanceOfK | None:
    """Test the customers against chance for one k.

    Parameters
    ----------
    fits : FittedRange
    k : int
        1 or more.
    shortened : bool
        With long tails shortened.

    Returns
    -------
    ChanceOfK or None
        None when there is no long tail to shorten, or not so many different customers.
    """
    tested = sample_to_test(fits.points, FULL_ROWS, fits.spec.random_state)
    points = power_transformed(tested) if shortened else tested
    if points is None or k > len(np.unique(points, axis=0)):
        return None
    return chance_of_k(points, k, random_state=fits.spec.random_state)


def restarts_of(fits: FittedRange, k: int) -> float:
    """Return the share of single K-means starts that end in the best known partition.

    Parameters
    ----------
    fits : FittedRange
        Of K-means.
    k : int
        One of its `clusterings`.

    Returns
    -------
    float
    """
    return restarts(fits.points, fits.clusterings[k], random_state=fits.spec.random_state)


def customer_silhouettes(fits: FittedRange, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Return how well each customer sits in the segment.

    Parameters
    ----------
    fits : FittedRange
    k : int
        One of its `clusterings`, 2 or more.

    Returns
    -------
    rows : ndarray of shape (n_shown,), int
        All customers, or a stratified sample of a large table.
    values : ndarray of shape (n_shown,)
        Silhouettes.
    """
    labels = fits.clusterings[k].labels
    rows = stratified_sample(labels, SILHOUETTE_SAMPLE, fits.spec.random_state)
    (values,) = silhouette_samples(fits.points[rows], [labels[rows]])
    return rows, values


def segment_silhouettes(fits: FittedRange, k: int) -> tuple[float, ...]:
    """Return how well the customers of each segment sit in it, on average.

    Parameters
    ----------
    fits : FittedRange
    k : int
        One of its `clusterings`, 2 or more.

    Returns
    -------
    tuple of float
        Mean silhouette by segment, of the customers of `customer_silhouettes`.
    """
    rows, values = customer_silhouettes(fits, k)
    labels = fits.clusterings[k].labels[rows]
    counts = np.bincount(labels, minlength=k)
    return tuple((np.bincount(labels, values, minlength=k) / np.maximum(counts, 1)).tolist())


def agreement_of(fits: FittedRange, k: int) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same customers.

    Parameters
    ----------
    fits : FittedRange
    k : int
        One of its `clusterings`.

    Returns
    -------
    dict of (str, str) to float
        Adjusted Rand index by pair of names.
    """
    return agreement_of_algorithms(
        fits.points, k, {fits.spec.algorithm: fits.clusterings[k]}, fits.spec.random_state
    )


def lesson_of(
    table: Table, axes: tuple[str, str], k: int, *, scaled: bool, start: str, seed: int = 0
) -> Lesson:
    """Follow one start of K-means on two columns of a table.

    Parameters
    ----------
    table : Table
    axes : tuple of str
        Two columns of numbers.
    k : int
    scaled : bool
    start : str
        Of `segmentation.clustering.methods.kmeans_trace.lesson`.
    seed : int

    Returns
    -------
    Lesson

    Raises
    ------
    DataError
        If the columns hold fewer different customers than k.
    """
    values = table.frame[list(axes)].to_numpy(dtype=float, na_value=np.nan)
    values = values[np.isfinite(values).all(axis=1)]
    if len(np.unique(values, axis=0)) < k:
        raise DataError(
            f"These two columns hold fewer than {k} different customers. Choose fewer centres or "
            f"other columns."
        )
    return lesson(values, k, scaled=scaled, start=start, seed=seed)
