"""What the service says of a saved segmentation and of one customer, as plain values."""

import math
from dataclasses import asdict
from typing import Any

from segmentation.clustering.features import CategoryFeature, NumberFeature
from segmentation.models.documents.library_records import LibraryEntry
from segmentation.models.model import SegmentModel
from segmentation.models.scoring import score_one


def one_result(model: SegmentModel, row: dict[str, object]) -> dict[str, Any]:
    """Say where a customer belongs, and why.

    Parameters
    ----------
    model : SegmentModel
    row : dict of str to object

    Returns
    -------
    dict
        As ``OneResult`` of the description.
    """
    score = score_one(model.rule, row)
    runner_up = None
    if score.following is not None:
        name = model.names[score.following]
        runner_up = {"segment": score.following, "name": name, "distance": score.next_distance}
    return {
        "segment": score.segment,
        "name": None if score.segment is None else model.names[score.segment],
        "distance": _finite(score.distance),
        "confidence": _finite(score.confidence),
        "in_range": score.in_range,
        "reason": score.reason,
        "runner_up": runner_up,
        "reasons": [{"column": each.feature, "share": each.share} for each in score.reasons],
    }


def card(entry: LibraryEntry) -> dict[str, Any]:
    """Say what a list tells of a saved segmentation.

    Parameters
    ----------
    entry : LibraryEntry

    Returns
    -------
    dict
        As ``Card`` of the description.
    """
    return {
        "id": entry.id,
        "name": entry.name,
        "note": entry.note,
        "n_segments": entry.n_clusters,
        "n_customers": entry.n_customers,
        "columns": list(entry.features),
    }


def description(model: SegmentModel) -> dict[str, Any]:
    """Say what a model needs and what its segments are.

    Parameters
    ----------
    model : SegmentModel

    Returns
    -------
    dict
        As ``Model`` of the description, without what `card` gives.
    """
    rule = model.rule
    features, kinds = {f.name: f for f in rule.space.features}, dict(rule.derivation.sources)
    inputs = [
        {
            "name": column.name,
            "kind": _kind(features.get(column.name)) or kinds[column.name],
            "low": column.low,
            "high": column.high,
            "levels": getattr(features.get(column.name), "levels", None),
        }
        for column in rule.inputs
    ]
    segments = [
        asdict(each)
        | {"segment": at, "share": each.size / model.n_customers}
        | {"means": dict(zip(rule.space.axes, each.means, strict=True))}
        for at, each in enumerate(model.segments)
    ]
    for each in segments:
        del each["slot"]
    return {
        "algorithm": model.spec.algorithm,
        "formulas": dict(model.spec.formulas),
        "where": model.spec.where,
        "rules": dict(model.spec.rules),
        "made": model.made,
        "silhouette": _finite(model.metrics.silhouette),
        "verdict": model.decision.verdict,
        "recommended_k": model.decision.recommended_k,
        "suggested_k": model.decision.suggested_k,
        "inputs": inputs,
        "segments": segments,
    }


def _kind(feature: NumberFeature | CategoryFeature | None) -> str | None:
    """Return the kind of a feature, None for a column that only formulas use."""
    kinds = {NumberFeature: "number", CategoryFeature: "category"}
    return kinds.get(type(feature))


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
