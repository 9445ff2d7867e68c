"""The one composition: a table and a spec become a `Segmentation`.

The app, the command line, the service and the tests all come through here. A segmentation for one k
and the scan over k are views of the same `FittedRange`.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.analysis.fitted_range import FittedRange, fit_range
from segmentation.analysis.rules.by_rule import rule_names
from segmentation.analysis.scan import scan_k
from segmentation.analysis.segmentation import RESULT_COLUMNS, Segmentation
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.evidence.decision import BY_RULE, UNDECIDED, Decision
from segmentation.clustering.result import Clustering, nearness
from segmentation.clustering.spec import WEIGHED_KS, SegmentationSpec
from segmentation.errors import DataError, SpecError
from segmentation.models.model import SegmentModel
from segmentation.segments.matching_segments import NOWHERE, compare_labels
from segmentation.segments.naming import name_segments
from segmentation.segments.profiling import profile_segments
from segmentation.segments.renaming import with_given
from segmentation.tables.table import Table

SAME_SEGMENT = 0.5
"""Share of their customers (Jaccard) from which two segments are one."""


def segment(
    table: Table,
    spec: SegmentationSpec,
    *,
    ref: "Segmentation | SegmentModel | None" = None,
    fitted: FittedRange | None = None,
) -> Segmentation:
    """Divide the customers of a table into segments.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
    ref : Segmentation, SegmentModel or None
        An earlier one, whose colours and places on the screen the segments take over where they
        have most of its customers; its names too, where they have hardly changed.
    fitted : FittedRange or None
        What `fit_range` gave for the same table and settings, to save the work.

    Returns
    -------
    Segmentation

    Raises
    ------
    SpecError
        If a setting does not fit the table, for example more segments than distinct customers.
    DataError
        If too few customers remain, or `n_clusters` is None and nothing recommends one.
    LimitError
        If the algorithm cannot take so many customers.
    ModelError
        If the table lacks a column that `ref` needs.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.load_sample("mall_customers")
    >>> spec = sg.SegmentationSpec(
    ...     features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=5
    ... )
    >>> result = sg.segment(table, spec)
    >>> [profile.size for profile in result.profiles]
    [81, 39, 35, 23, 22]
    >>> result.names[1]
    'Affluent big spenders'
    """
    if spec.is_by_rule:
        fitted = fitted or fit_range(table, spec)
        spec = replace(fitted.spec, n_clusters=max(fitted.clusterings))
    if spec.n_clusters is None:
        fitted = fit_range(table, spec, WEIGHED_KS, base=fitted)
        decision = scan_k(table, spec, fitted=fitted).decision
        spec = replace(spec, n_clusters=_recommended(decision))
        return segment(table, spec, ref=ref, fitted=fitted).judged(decision)
    if fitted is None:
        fitted = fit_range(table, spec, range(min(2, spec.n_clusters), spec.n_clusters + 1))
    clustering = _clustering(fitted, spec)
    labels = clustering.labels.astype(np.int64)
    labels.setflags(write=False)
    profiles = profile_segments(fitted.rows, labels, spec.features)
    slots = fitted.slots[spec.n_clusters]
    by_rule = spec.is_by_rule
    names = proposed = rule_names(spec.rules, slots) if by_rule else name_segments(profiles)
    raw = pd.DataFrame(fitted.space.raw(fitted.rows.frame), columns=list(fitted.space.axes))
    if ref is not None:
        model = ref.model if isinstance(ref, Segmentation) else ref
        slots, given = (_of_same_rules if by_rule else _inherited)(model, fitted, labels)
        names = with_given(names, given)
    return Segmentation(
        fitted=fitted,
        spec=spec,
        labels=labels,
        slots=slots,
        names=names,
        proposed_names=proposed,
        customers=_customers(fitted, clustering, labels, names),
        centers=raw.groupby(labels).mean().rename_axis("segment"),
        profiles=profiles,
        decision=BY_RULE if by_rule else UNDECIDED,
    )


def _recommended(decision: Decision) -> int:
    if decision.recommended_k is None:
        advice = (
            "Choose k."
            if decision.suggested_k is None
            else f"Choose k, such as {decision.suggested_k}."
        )
        raise DataError(f"{decision.reasons[0]} {advice}")
    return decision.recommended_k


def _clustering(fitted: FittedRange, spec: SegmentationSpec) -> Clustering:
    if spec.n_clusters > fitted.n_distinct and not spec.is_by_rule:
        raise SpecError(
            f"{spec.n_clusters} segments are wanted, but the customers take only "
            f"{fitted.n_distinct} different values in the chosen columns. "
            f"Choose at most {fitted.n_distinct} segments, or add a column."
        )
    if spec.n_clusters not in fitted.clusterings:
        raise DataError(
            f"{ALGORITHMS[spec.algorithm].title} does not find {spec.n_clusters} segments in these "
            f"data: some would be empty. Choose fewer segments."
        )
    return fitted.clusterings[spec.n_clusters]


def _inherited(
    model: SegmentModel, fitted: FittedRange, labels: np.ndarray
) -> tuple[tuple[int, ...], dict[int, str]]:
    """Return the slots of new segments, and the names of those that are the model's own."""
    k = int(labels.max()) + 1
    before = model.score(fitted.rows.frame)["segment"].fillna(NOWHERE).to_numpy(dtype=int)
    both = compare_labels(pd.Series(before), pd.Series(labels), model.n_clusters, k)
    slots, names = {}, {}
    for old, new, shared in both.matched:
        slots[new] = model.slots[old]
        if shared >= SAME_SEGMENT:
            names[new] = model.names[old]
    free = iter(slot for slot in range(2 * k + model.n_clusters) if slot not in slots.values())
    return tuple(slots[at] if at in slots else next(free) for at in range(k)), names


def _of_same_rules(
    model: SegmentModel, fitted: FittedRange, labels: np.ndarray
) -> tuple[tuple[int, ...], dict[int, str]]:
    """Return the slots of segments by rule, which their rules fix, and names given to the same."""
    slots = fitted.slots[int(labels.max()) + 1]
    if model.spec.rules != fitted.spec.rules:
        return slots, {}
    given = {place: model.names[at] for place, at in enumerate(model.rule.rule_segments)
             if at is not None}  # fmt: skip
    return slots, {at: given[slot] for at, slot in enumerate(slots) if slot in given}


def _customers(
    fitted: FittedRange, clustering: Clustering, labels: np.ndarray, names: tuple[str, ...]
) -> pd.DataFrame:
    who = fitted.rows.identifiers
    near = nearness(fitted.points, clustering)
    name_of = pd.array(names, dtype="str").take(labels)
    results = (labels, name_of, near.distances, near.confidence)
    # A file may call its identifier “segment” or “name”; ours must not overwrite it.
    title = f"{who.name} (file)" if who.name in RESULT_COLUMNS else str(who.name)
    return pd.DataFrame({title: who, **dict(zip(RESULT_COLUMNS, results, strict=True))})
