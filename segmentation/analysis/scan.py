"""The scan over the number of segments: criteria of every k, and the evidence k by k."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from segmentation.analysis.evidence import Part, borders_of, chance_of, chance_part, stability_of
from segmentation.analysis.fitted_range import FittedRange, fit_range
from segmentation.clustering.evidence import chance_scan
from segmentation.clustering.evidence.chance import LEVEL, TEST_ROWS
from segmentation.clustering.evidence.chance_scan import Tested
from segmentation.clustering.evidence.decision import BY_RULE, STABLE, borders_until_sure
from segmentation.clustering.gaps.borders import Border
from segmentation.clustering.selection import NO_EVIDENCE, Evidence, KScan, make_scan
from segmentation.clustering.spec import K_MAX, WEIGHED_KS, SegmentationSpec
from segmentation.clustering.stability import Stability
from segmentation.errors import SpecError
from segmentation.tables.table import Table

EVIDENCE = ("criteria", "auto", "full")


def scan_k(
    table: Table,
    spec: SegmentationSpec,
    ks: Iterable[int] = WEIGHED_KS,
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
        the smallest segment; no verdict. ``auto`` adds what the verdict needs and stops as soon as
        it is sure. ``full`` adds the gap, and borders and stability of every k; the verdict is the
        same.
    fitted : FittedRange or None
        What `fit_range` gave for the same.

    Returns
    -------
    KScan

    Raises
    ------
    SpecError
        If a setting does not fit the table, segments are made by rule, or `evidence` or a k is none
        of ours.
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
    if spec.is_by_rule:
        raise SpecError("Segments by rule have no number to choose. Choose another algorithm.")
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
    return scan_of(fitted, ks, enough_evidence(fitted, ks))


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
    scan = make_scan(
        clusterings,
        {k: fitted.metrics[k] for k in clusterings},
        missing_ks=tuple(k for k in ks if k not in clusterings),
        evidence=evidence,
    )
    return replace(scan, decision=BY_RULE, missing_ks=()) if fitted.spec.is_by_rule else scan


def enough_evidence(
    fitted: FittedRange,
    ks: Iterable[int],
    *,
    part: Part = chance_part,
    borders: Callable[[FittedRange, int], tuple[Border, ...]] = borders_of,
    stability: Callable[[FittedRange, int], Stability] = stability_of,
) -> Evidence:
    """Gather only what the verdict rests on, the cheapest first.

    Parameters
    ----------
    fitted : FittedRange
    ks : iterable of int
    part, borders, stability : callable
        `chance_part`, `borders_of` and `stability_of`, or what keeps their answers.

    Returns
    -------
    Evidence
        Without the gap; with borders only where the data are better than chance and only down to
        the number of groups, and stability only up to the number of slices that is suggested.
    """
    ks = list(ks)
    if fitted.spec.is_by_rule:
        return NO_EVIDENCE
    weighed = scan_of(fitted, ks).large_enough
    chance, shortened, n_tested = chance_scan.chance_by_k(
        fitted.points,
        weighed or ks,
        categories=fitted.space.categories,
        random_state=fitted.spec.random_state,
        test=partial(part, fitted, _and_one(fitted, ks)),
    )
    found = Evidence(chance=chance, power_transformed=shortened, n_tested=n_tested)
    if not scan_of(fitted, ks, found).p_value <= LEVEL:
        return found
    found = replace(found, borders=borders_until_sure(weighed, partial(borders, fitted)))
    if scan_of(fitted, ks, found).recommended_k is not None:
        return found
    stabilities = {}
    for k in weighed:
        stabilities[k] = stability(fitted, k)
        if stabilities[k].mean_agreement >= STABLE:
            break
    return replace(found, stabilities=stabilities)


def gather_evidence(
    fitted: FittedRange,
    ks: Iterable[int],
    *,
    chance: Callable[[FittedRange, Sequence[int], bool], Tested] = chance_of,
    borders: Callable[[FittedRange, int], tuple[Border, ...]] = borders_of,
    stability: Callable[[FittedRange, int], Stability] = stability_of,
    progress: Callable[[float, int], object] | None = None,
) -> Evidence:
    """Gather the full evidence for a range of k: first against chance, then one k at a time.

    What is found for one k does not depend on the others, so that a caller can keep every piece and
    a wider range costs only what is new.

    Parameters
    ----------
    fitted : FittedRange
    ks : iterable of int
        Those that it does not hold are left out; one segment, where the gap begins, is added.
    chance, borders, stability : callable
        `chance_of`, `borders_of` and `stability_of`, or what keeps their answers.
    progress : callable or None
        Told how much is done, from 0 to 1, before each of the two tests against chance, then
        before each k, with the k.

    Returns
    -------
    Evidence
    """
    held = _and_one(fitted, ks)
    tell = progress or (lambda _done, _k: None)
    tests: dict[bool, Tested] = {}
    lying_between, stabilities = {}, {}
    for done, shortened in enumerate((False, True)):
        tell(done / 3, held[0])
        tests[shortened] = chance(fitted, held, shortened)
    for done, k in enumerate(held):
        tell((2 + done / len(held)) / 3, k)
        if k > 1:
            lying_between[k] = borders(fitted, k)
            stabilities[k] = stability(fitted, k)
    return Evidence(
        chance=tests[False],
        power_transformed=tests[True],
        borders=lying_between,
        stabilities=stabilities,
        n_tested=min(len(fitted.points), TEST_ROWS),
    )


def _and_one(fitted: FittedRange, ks: Iterable[int]) -> tuple[int, ...]:
    """Return those that are held, and one segment, where the gap begins."""
    return tuple(sorted({1} | {k for k in ks if k in fitted.clusterings}))
