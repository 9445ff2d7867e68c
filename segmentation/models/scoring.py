"""Later customers get their segments by the rule of a model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER, TEXT
from segmentation.models.input_validation import InputValues, check_columns, validate_input
from segmentation.models.rule import Assigned, AssignmentRule, assign, coordinates
from segmentation.segments.describing.reasons import CLEAR, Reason, reasons

EXAMPLES = {NUMBER: 1, TEXT: "…", FLAG: "yes", DATE: "2026-01-31"}
"""By kind of column, how a value is written."""

SCORE_COLUMNS = ("segment", "name", "distance", "confidence", "in_range", "reason")


def score(rule: AssignmentRule, frame: pd.DataFrame) -> pd.DataFrame:
    """Give each row a segment, or the reason why it has none.

    Parameters
    ----------
    rule : AssignmentRule
    frame : pandas.DataFrame of shape (n_rows, any)

    Returns
    -------
    pandas.DataFrame of shape (n_rows, 6)
        `SCORE_COLUMNS`, with the index of `frame`: ``segment`` (Int64), ``name`` (str),
        ``distance``, ``confidence`` (float64), ``in_range`` (bool), ``reason`` (str).

    Raises
    ------
    ModelError
        If a column is missing.

    Notes
    -----
    O(n k d); a row's result does not depend on the other rows.
    """
    check_columns(rule, frame.columns)
    cells = validate_input(rule, frame)
    return results(rule, cells, assigned_to(rule, cells), frame.index)


def assigned_to(rule: AssignmentRule, cells: InputValues) -> Assigned:
    """Give checked rows their segments.

    Parameters
    ----------
    rule : AssignmentRule
    cells : InputValues

    Returns
    -------
    Assigned
    """
    return assign(rule, coordinates(rule.space, cells.values), cells.places)


def score_rows(
    rule: AssignmentRule, rows: Sequence[Mapping[str, object]]
) -> list[dict[str, object]]:
    """Give each of some rows a segment, as plain values; faster than `score` for a few.

    Parameters
    ----------
    rule : AssignmentRule
    rows : sequence of mapping of str to object
        A value by column; a column that only some rows have is a gap in the others.

    Returns
    -------
    list of dict
        `SCORE_COLUMNS` of each row, None where there is nothing.

    Raises
    ------
    ModelError
        If no row has a column that is needed.
    """
    cells = cells_of_rows(rule, rows)
    assigned = assigned_to(rule, cells)
    columns = (
        (int(segment), rule.names[segment], float(distance), float(confidence), bool(inside), None)
        if reason is None
        else (None, None, None, None, False, reason)
        for segment, distance, confidence, inside, reason in zip(
            assigned.segments,
            assigned.distances,
            assigned.confidence,
            cells.in_range,
            cells.reasons,
            strict=True,
        )
    )
    return [dict(zip(SCORE_COLUMNS, row, strict=True)) for row in columns]


def cells_of_rows(rule: AssignmentRule, rows: Sequence[Mapping[str, object]]) -> InputValues:
    """Check rows that come one by one.

    Parameters
    ----------
    rule : AssignmentRule
    rows : sequence of mapping of str to object

    Returns
    -------
    InputValues

    Raises
    ------
    ModelError
        If no row has a column that is needed.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    check_columns(rule, names)
    return validate_input(
        rule,
        {
            column.name: pd.Series([row.get(column.name) for row in rows], dtype=object)
            for column in rule.inputs
        },
    )


def results(
    rule: AssignmentRule, cells: InputValues, assigned: Assigned, index: pd.Index | None = None
) -> pd.DataFrame:
    """Lay out what was found, with nothing for rows that cannot be scored.

    Parameters
    ----------
    rule : AssignmentRule
    cells : InputValues
    assigned : Assigned
        Of the same rows.
    index : pandas.Index or None

    Returns
    -------
    pandas.DataFrame of shape (n_rows, 6)
    """
    scored = pd.isna(cells.reasons)
    nowhere = ~scored
    labels = np.where(scored, assigned.segments, -1)
    reasons = np.zeros(len(scored), dtype=int)
    texts: list[object] = [None]
    if nowhere.any():
        reasons, distinct = pd.factorize(cells.reasons)
        texts = [*distinct, None]
        reasons[reasons < 0] = len(distinct)
    columns = {
        "segment": pd.arrays.IntegerArray(assigned.segments, nowhere),
        "name": pd.array(list(rule.names), dtype="str").take(labels, allow_fill=True),
        "distance": np.where(scored, assigned.distances, np.nan),
        "confidence": np.where(scored, assigned.confidence, np.nan),
        "in_range": cells.in_range,
        "reason": pd.array(texts, dtype="str").take(reasons),
    }
    return pd.DataFrame(columns, index=index, copy=False)


def example_row(rule: AssignmentRule) -> dict[str, object]:
    """Return a customer that shows how the values of a rule are written.

    Parameters
    ----------
    rule : AssignmentRule

    Returns
    -------
    dict of str to object
        The first level of a category, the lowest number, and a value of the kind of each column
        that only formulas use.
    """
    features = {feature.name: feature for feature in rule.space.features}
    kinds = dict(rule.derivation.sources)
    return {
        column.name: getattr(features[column.name], "levels", (column.low,))[0]
        if column.name in features
        else EXAMPLES[kinds[column.name]]
        for column in rule.inputs
    }


def scored_values(rule: AssignmentRule, row: Mapping[str, object]) -> dict[str, object]:
    """Return what a customer is scored by: what formulas make of the values, gaps filled.

    Parameters
    ----------
    rule : AssignmentRule
    row : mapping of str to object
        A value by column.

    Returns
    -------
    dict of str to object
        By feature, a number or a level; an unknown level is an empty text.
    """
    cells = cells_of_rows(rule, [row])
    values = {}
    for feature, column in zip(rule.space.features, cells.values, strict=True):
        place = column[0]
        levels = getattr(feature, "levels", None)
        if levels is None:
            values[feature.name] = float(place)
        else:
            values[feature.name] = levels[int(place)] if place >= 0 else ""
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class OneScore:
    """One customer's segment, and why.

    Attributes
    ----------
    segment, following : int or None
        The own and the next one; None when the row cannot be scored, or there is no other.
    distance, next_distance, confidence : float
        NaN when it cannot be scored.
    in_range : bool
    reason : str or None
        Why it cannot be scored.
    reasons : tuple of Reason
        What speaks for the own segment and against the next, the strongest first; none by rule.
    """

    segment: int | None
    following: int | None
    distance: float
    next_distance: float
    confidence: float
    in_range: bool
    reason: str | None
    reasons: tuple[Reason, ...]

    @property
    def is_clear(self) -> bool:
        """Whether the customer is clearly in the segment, not a close call."""
        return self.confidence >= CLEAR


NOT_SCORED = {
    "segment": None,
    "following": None,
    "distance": float("nan"),
    "next_distance": float("nan"),
    "confidence": float("nan"),
    "in_range": False,
    "reasons": (),
}


def score_one(rule: AssignmentRule, row: Mapping[str, object]) -> OneScore:
    """Give one customer a segment and say why.

    Parameters
    ----------
    rule : AssignmentRule
    row : mapping of str to object
        A value by column.

    Returns
    -------
    OneScore

    Raises
    ------
    ModelError
        If a column is missing.
    """
    cells = cells_of_rows(rule, [row])
    if cells.reasons[0] is not None:
        return OneScore(**NOT_SCORED, reason=cells.reasons[0])
    points = coordinates(rule.space, cells.values)
    assigned = assign(rule, points, cells.places)
    own, following = int(assigned.segments[0]), int(assigned.following[0])
    point, alone = points[:, 0], own == following
    return OneScore(
        segment=own,
        following=None if alone else following,
        distance=float(assigned.distances[0]),
        next_distance=float(np.sqrt(((point - rule.centers[following]) ** 2).sum())),
        confidence=float(assigned.confidence[0]),
        in_range=bool(cells.in_range[0]),
        reason=None,
        reasons=()
        if alone or rule.is_by_rule
        else reasons(rule.space, point, rule.centers[own], rule.centers[following]),
    )
