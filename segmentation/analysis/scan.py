"""The scan over the number of segments: criteria of every k, and the evidence k by k."""

from collections.abc import Callable, Iterable

import numpy as np

from segmentation.analysis.fitted_range import FittedRange, fit_range
from segmentation.clustering.evidence.chance import (
    FULL_ROWS,
    ChanceOfK,
    chance_of_k,
    power_transformed,
)
from segmentation.clustering.evidence.chance_scan import chance_by_k, sample_to_test
from segmentation.clustering.selection import NO_EVIDENCE, Evidence, KScan, make_scan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability, resample
from segmentation.errors import SpecError
from segmentation.tables.table import Table

EVIDENCE = ("criteria", "auto", "full")


def scan_k(
    table: Table,
    spec: SegmentationSpec,
    ks: Iterable[int] = range(2, 11),
    *,
    evidence: str = "auto",
    fitted: FittedRange | None = None,
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
    fitted : FittedRange or None
        What `fit_range` gave for the same.

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
    fitted = fitted or fit_range(table, spec, ks)
    if evidence == "criteria":
        return scan_of(fitted, ks)
    if evidence == "full":
        return scan_of(fitted, ks, gather_evidence(fitted, ks))
    chance, shortened, n_tested = chance_by_k(fitted.points, ks, random_state=spec.random_state)
    return scan_of(
        fitted, ks, Evidence(chance=chance, power_transformed=shortened, n_tested=n_tested)
    )


def scan_of(fitted: FittedRange, ks: Iterable[int], evidence: Evidence = NO_EVIDENCE) -> KScan:
    """Lay the criteria of some k side by side.

    Parameters
    ----------
    fitted : FittedRange
    ks : iterable of int
    evidence : Evidence

    Returns
    -------
    KScan
    """
    ks = list(ks)
    clusterings = {k: fitted.clusterings[k] for k in ks if k in fitted.clusterings}
    return make_scan(
        clusterings,
        {k: fitted.metrics[k] for k in clusterings},
        missing_ks=tuple(k for k in ks if k not in clusterings),
        evidence=evidence,
    )


def chance_of(fitted: FittedRange, k: int, shortened: bool) -> ChanceOfK | None:  # noqa: FBT001 - the second of two tests
    """Test the customers against chance for one k.

    Parameters
    ----------
    fitted : FittedRange
    k : int
        1 or more.
    shortened : bool
        With long tails shortened.

    Returns
    -------
    ChanceOfK or None
        None when there is no long tail to shorten, or not so many different customers.
    """
    points = sample_to_test(fitted.points, FULL_ROWS, fitted.spec.random_state)
    if shortened:
        points = power_transformed(points)
    if points is None or k > len(np.unique(points, axis=0)):
        return None
    return chance_of_k(points, k, random_state=fitted.spec.random_state)


def stability_of(fitted: FittedRange, k: int) -> Stability:
    """Cluster resamples for one k.

    Parameters
    ----------
    fitted : FittedRange
    k : int
        One of its `clusterings`.

    Returns
    -------
    Stability
    """
    return resample(
        fitted.points,
        fitted.clusterings[k],
        algorithm=fitted.spec.algorithm,
        random_state=fitted.spec.random_state,
    )


def gather_evidence(
    fitted: FittedRange,
    ks: Iterable[int],
    *,
    chance: Callable[[FittedRange, int, bool], ChanceOfK | None] = chance_of,
    stability: Callable[[FittedRange, int], Stability] = stability_of,
    progress: Callable[[float, int], object] | None = None,
) -> Evidence:
    """Gather the full evidence for a range of k, one k at a time.

    What is found for one k does not depend on the others, so that a caller can keep every piece and
    a wider range costs only what is new.

    Parameters
    ----------
    fitted : FittedRange
    ks : iterable of int
        Those that it does not hold are left out; one segment, where the gap begins, is added.
    chance, stability : callable
        `chance_of` and `stability_of`, or what keeps their answers.
    progress : callable or None
        Told before each k how much is done, from 0 to 1, and the k.

    Returns
    -------
    Evidence
    """
    held = sorted({1} | {k for k in ks if k in fitted.clusterings})
    tests: dict[bool, dict[int, ChanceOfK]] = {False: {}, True: {}}
    stabilities = {}
    for done, k in enumerate(held):
        if progress:
            progress(done / len(held), k)
        for shortened, by_k in tests.items():
            tested = chance(fitted, k, shortened)
            if tested is not None:
                by_k[k] = tested
        if k > 1:
            stabilities[k] = stability(fitted, k)
    return Evidence(
        chance=tests[False],
        power_transformed=tests[True],
        stabilities=stabilities,
        n_tested=min(len(fitted.points), FULL_ROWS),
    )
