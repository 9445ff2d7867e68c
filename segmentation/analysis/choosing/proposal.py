"""What the first screen shows before anybody has chosen anything, and why."""

from dataclasses import dataclass, replace

import numpy as np

from segmentation.analysis.fitted_range import FittedRange, fit_range
from segmentation.analysis.scan import scan_k, scan_of
from segmentation.analysis.segment import segment
from segmentation.analysis.segmentation import Segmentation
from segmentation.clustering.spec import K_MIN, WEIGHED_KS, SegmentationSpec
from segmentation.customers.proposal.features import PARTS, Reason, propose_features
from segmentation.errors import DataError, SpecError
from segmentation.tables.table import Table

MOST_FIRST = 8
"""More segments than this are not shown unless they are asked for."""

LARGEST_SHARE = 0.7
"""A split that leaves more customers than this in one segment is no help to a marketer."""

AS_GOOD = 0.01
"""Of numbers of segments that are as distinct, the smallest is easiest to name."""

FAR_BETTER = 0.2
"""By so much two segments must be more distinct than any other number to be shown first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What to segment by, and why.

    Attributes
    ----------
    spec : SegmentationSpec
        Without a number of segments.
    reasons : tuple of Reason
        One sentence per decision, with the part that switches it off.
    parts : tuple of str
        The parts that something came of, or that are switched off.
    without : frozenset of str
        The parts that are switched off.
    """

    spec: SegmentationSpec
    reasons: tuple[Reason, ...]
    parts: tuple[str, ...]
    without: frozenset[str] = frozenset()


def propose(table: Table, *, without: frozenset[str] = frozenset()) -> Proposal | None:
    """Choose features, scales, formulas and weights as an expert would.

    Parameters
    ----------
    table : Table
        One row per customer.
    without : frozenset of str
        Parts of `PARTS` to leave out.

    Returns
    -------
    Proposal or None
        None when the table holds nothing to segment by.

    Raises
    ------
    SpecError
        If a part is none of ours.
    """
    unknown = sorted(without - set(PARTS))
    if unknown:
        raise SpecError(f"There is no part “{unknown[0]}”. Choose among: {', '.join(PARTS)}.")
    made = propose_features(table, without)
    if not made.features:
        return None
    spec = SegmentationSpec(
        features=made.features, transforms=made.transforms, weights=made.weights or None
    )
    if made.formulas:
        spec = replace(spec, formulas=made.formulas)
    told = {reason.part for reason in made.reasons} | without
    return Proposal(
        spec=spec,
        reasons=made.reasons,
        parts=tuple(part for part in PARTS if part in told),
        without=without,
    )


def proposed(table: Table, *, without: frozenset[str] = frozenset()) -> Proposal:
    """Return the proposal, where there must be one.

    Parameters
    ----------
    table : Table
    without : frozenset of str
        As in `propose`.

    Returns
    -------
    Proposal

    Raises
    ------
    DataError
        If no column is fit to segment by.
    """
    proposal = propose(table, without=without)
    if proposal is None:
        raise DataError(
            f"No column of {table.name} tells groups of customers apart. Choose a table with "
            "more columns, such as how often customers buy and how much they spend."
        )
    return proposal


def propose_spec(
    table: Table, *, without: frozenset[str] = frozenset(), evidence: str = "criteria"
) -> SegmentationSpec:
    """Choose what the first screen shows: columns, scales, formulas, weights and a number.

    Parameters
    ----------
    table : Table
        One row per customer.
    without : frozenset of str
        Parts to leave out: ``scales``, ``dates``, ``ratios``, ``shares``, ``copies``.
    evidence : str
        As in `scan_k`: ``criteria`` takes the number of `first_k`, as the first screen does;
        ``auto`` and ``full`` wait for the verdict and take its number of separate groups instead,
        where it recommends one.

    Returns
    -------
    SegmentationSpec

    Raises
    ------
    DataError
        If no column is fit to segment by, or too few customers remain.
    SpecError
        If a part, or `evidence`, is none of ours.

    Examples
    --------
    >>> import segmentation as sg
    >>> spec = sg.propose_spec(sg.load_sample("mall_customers"))
    >>> spec.features, spec.n_clusters
    (('Annual Income (k$)', 'Spending Score (1-100)'), 5)
    """
    proposal = proposed(table, without=without)
    fitted = fit_range(table, proposal.spec, range(1, WEIGHED_KS[-1] + 1))
    scan = scan_k(table, proposal.spec, evidence=evidence, fitted=fitted)
    return replace(proposal.spec, n_clusters=scan.recommended_k or first_k(fitted))


def judged_segmentation(
    table: Table, spec: SegmentationSpec, *, fitted: FittedRange | None = None
) -> Segmentation:
    """Segment with a verdict, whatever it says.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
        Without a number of segments that of the verdict's separate groups is taken, else that of
        `first_k`.
    fitted : FittedRange or None
        What `fit_range` gave for the same table and settings, to save the work.

    Returns
    -------
    Segmentation
        With the verdict.

    Raises
    ------
    SpecError
        If a setting does not fit the table.
    DataError
        If too few customers remain.
    LimitError
        If the algorithm cannot take so many customers.
    """
    # The verdict is about the data, not the number that was asked for: the same as in the app.
    fitted = fit_range(table, spec, {spec.n_clusters or K_MIN, *WEIGHED_KS}, base=fitted)
    scan = scan_k(table, spec, fitted=fitted)
    k = spec.n_clusters or scan.recommended_k or first_k(fitted)
    result = segment(table, replace(spec, n_clusters=k), fitted=fitted)
    return result.judged(scan.decision)


def first_k(fitted: FittedRange, ks: tuple[int, ...] = tuple(WEIGHED_KS)) -> int:
    """Return the number of segments to show first, before they were tested as groups.

    Parameters
    ----------
    fitted : FittedRange
    ks : tuple of int
        To choose from.

    Returns
    -------
    int
        Of three to `MOST_FIRST` segments, none of which is tiny or holds more than `LARGEST_SHARE`
        of the customers, the smallest number whose silhouette is within `AS_GOOD` of the highest;
        two only where they are more distinct by `FAR_BETTER`. 1 when all customers are alike.

    Notes
    -----
    The silhouette favours two segments, halves of what there is (benchmarks/bench_proposal.py).
    """
    held = [k for k in ks if k in fitted.clusterings and K_MIN <= k <= max(MOST_FIRST, min(ks))]
    if not held:
        return 1
    scan = scan_of(fitted, held)
    heights = scan.scores["silhouette"].fillna(-1.0)
    decent = sorted(k for k in scan.large_enough if _balanced(fitted, k))
    more = [k for k in decent if k > K_MIN] or [k for k in held if k > K_MIN] or held
    best = next(k for k in more if heights[k] >= heights[more].max() - AS_GOOD)
    two_are_far_better = K_MIN in held and heights[K_MIN] > heights[best] + FAR_BETTER
    return K_MIN if two_are_far_better else best


def _balanced(fitted: FittedRange, k: int) -> bool:
    sizes = np.asarray(fitted.clusterings[k].sizes)
    return bool(sizes.max() <= LARGEST_SHARE * sizes.sum())
