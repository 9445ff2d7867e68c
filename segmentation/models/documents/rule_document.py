"""The rule of a model as parts of its document, and back."""

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.clustering.spec import RULES
from segmentation.customers.formulas.derivation import Derivation, derivation_of
from segmentation.errors import ModelError, SpecError
from segmentation.models.rule import FARTHEST, AssignmentRule, InputColumn

Feature = NumberFeature | CategoryFeature


NARROWEST = 1e45
"""Of a mixture's inverse widths: squares of `FARTHEST` times these can be added up."""


def feature_documents(rule: AssignmentRule) -> list[dict]:
    """Write the features of a rule.

    Parameters
    ----------
    rule : AssignmentRule

    Returns
    -------
    list of dict
        As in the schema.
    """
    pairs = zip(rule.space.features, rule.columns, strict=True)
    return [_feature_document(feature, column) for feature, column in pairs]


def mixture_document(rule: AssignmentRule) -> dict | None:
    """Write the mixture of a rule.

    Parameters
    ----------
    rule : AssignmentRule

    Returns
    -------
    dict or None
    """
    mixture = rule.mixture
    if mixture is None:
        return None
    return {
        "weights": mixture.weights.tolist(),
        "means": mixture.means.tolist(),
        "precisions_cholesky": mixture.precisions_cholesky.tolist(),
    }


def rule_of(document: dict, what: str) -> AssignmentRule:
    """Read the rule of a document that fits the schema.

    Parameters
    ----------
    document : dict
    what : str
        The file, for sentences.

    Returns
    -------
    AssignmentRule

    Raises
    ------
    ModelError
        If its parts do not fit each other.
    """
    read = [_feature(part) for part in document["features"]]
    space = FeatureSpace(features=tuple(feature for feature, _ in read))
    segments = document["segments"]
    _check(document, space, what)
    mixture = document["mixture"]
    rule = AssignmentRule(
        space=space,
        columns=tuple(column for _, column in read),
        centers=np.array([segment["center"] for segment in segments], dtype=float),
        mixture=mixture
        and Gaussians(**{name: np.array(part, dtype=float) for name, part in mixture.items()}),
        names=tuple(segment["name"] for segment in segments),
        fills_gaps=document["settings"]["missing"] == "impute",
        derivation=_derivation(document, what),
        rule_segments=tuple(document["rule_segments"]),
    )
    for part, fits in _reckonable(rule).items():
        if not fits:
            raise ModelError(
                f"{what} is damaged: numbers of its part “{part}” are too large to be reckoned "
                "with. Save the model again."
            )
    return rule


def _reckonable(rule: AssignmentRule) -> dict[str, bool]:
    """Say of each part whether distances of all customers that may be scored are finite."""
    mixture = rule.mixture
    return {
        "features": all(map(_is_near, rule.space.features, rule.columns)),
        "segments/center": bool((np.abs(rule.centers) <= FARTHEST).all()),
        "mixture": mixture is None
        or bool(
            (np.abs(mixture.means) <= FARTHEST).all()
            and (np.abs(mixture.precisions_cholesky) <= NARROWEST).all()
        ),
    }


def _is_near(feature: Feature, column: InputColumn) -> bool:
    """Return whether whatever a column may hold has a place whose square is finite."""
    if isinstance(feature, CategoryFeature):
        return feature.height <= FARTHEST
    held = np.array([0.0, column.limit, -column.limit, feature.fill])
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return bool((np.abs(feature.points(held)) <= FARTHEST).all())


def _derivation(document: dict, what: str) -> Derivation:
    """Read the formulas again: what they are made of is never taken from the file."""
    settings, kinds = document["settings"], dict(map(tuple, document["sources"]))
    try:
        formulas = tuple((name, text) for name, text in settings["formulas"])
        rules = tuple((name, text) for name, text in settings["rules"])
        return derivation_of(formulas, settings["where"], kinds, rules)
    except SpecError as error:
        raise ModelError(f"{what} is damaged: {error}") from error


def _feature_document(feature: Feature, column: InputColumn) -> dict:
    if isinstance(feature, CategoryFeature):
        return {
            "type": "category",
            "name": feature.name,
            "levels": list(feature.levels),
            "fill": feature.fill,
            "weight": feature.weight,
            "coded": feature.coded,
            "shares": list(column.shares),
        }
    return {
        "type": "number",
        "name": feature.name,
        "center": feature.center,
        "scale": feature.scale,
        "fill": feature.fill,
        "weight": feature.weight,
        "low": finite(feature.low),
        "high": finite(feature.high),
        "transform": feature.transform,
        "power": feature.power,
        "range": [column.low, column.high],
        "whole": column.whole,
        "limit": column.limit,
        "edges": list(column.edges),
        "shares": list(column.shares),
    }


def finite(figure: float) -> float | None:
    """Return a figure as JSON can hold it: nothing for what is not finite."""
    return figure if np.isfinite(figure) else None


def _feature(part: dict) -> tuple[Feature, InputColumn]:
    shares = tuple(part["shares"])
    if part["type"] == "category":
        names = ("name", "fill", "weight", "coded")
        feature = CategoryFeature(levels=tuple(part["levels"]), **{n: part[n] for n in names})
        column = InputColumn(
            name=part["name"], low=None, high=None, whole=False, limit=None, edges=(), shares=shares
        )
        return feature, column
    numbers = {name: float(part[name]) for name in ("center", "scale", "fill", "weight", "power")}
    feature = NumberFeature(
        name=part["name"],
        low=-np.inf if part["low"] is None else float(part["low"]),
        high=np.inf if part["high"] is None else float(part["high"]),
        transform=part["transform"],
        **numbers,
    )
    column = InputColumn(
        name=part["name"],
        low=part["range"][0],
        high=part["range"][1],
        whole=part["whole"],
        limit=part["limit"],
        edges=tuple(part["edges"]),
        shares=shares,
    )
    return feature, column


def _check(document: dict, space: FeatureSpace, what: str) -> None:
    """Refuse parts that each have the right form and do not fit together."""
    features, segments = document["features"], document["segments"]
    names = [part["name"] for part in features]
    n_axes, k = len(space.axes), len(segments)
    wanted = {
        "features": len(set(names)) == len(names) and names == document["settings"]["features"],
        "features/shares": all(_shares_fit(part) for part in features),
        "segments": k == document["settings"]["n_clusters"]
        and len({segment["name"] for segment in segments}) == k
        and len({segment["slot"] for segment in segments}) == k,
        "segments/center": all(
            len(segment[part]) == n_axes for segment in segments for part in ("center", "means")
        ),
        "mixture": _mixture_fits(document["mixture"], k, n_axes),
        "rule_segments": _rules_fit(document, k),
    }
    for part, fits in wanted.items():
        if not fits:
            raise ModelError(
                f"{what} is damaged: its part “{part}” does not fit the others. Save the model "
                "again."
            )


def _rules_fit(document: dict, k: int) -> bool:
    """Return whether every segment belongs to one rule, or to everyone else."""
    places, rules = document["rule_segments"], document["settings"]["rules"]
    if document["settings"]["algorithm"] != RULES:
        return not places and not rules
    known = sorted(place for place in places if place is not None)
    fits = len(places) == len(rules) + 1 and known == list(range(k))
    return fits and document["mixture"] is None


def _shares_fit(part: dict) -> bool:
    if part["type"] == "category":
        return len(part["shares"]) == len(part["levels"])
    edges = part["edges"]
    return len(part["shares"]) == len(edges) + 1 and edges == sorted(edges)


def _mixture_fits(mixture: dict | None, k: int, n_axes: int) -> bool:
    if mixture is None:
        return True
    uppers = mixture["precisions_cholesky"]
    shaped = (
        len(mixture["weights"]) == len(mixture["means"]) == len(uppers) == k
        and all(len(mean) == n_axes for mean in mixture["means"])
        and all(len(upper) == n_axes for upper in uppers)
        and all(len(row) == n_axes for upper in uppers for row in upper)
    )
    return shaped and all(upper[axis][axis] > 0 for upper in uppers for axis in range(n_axes))
