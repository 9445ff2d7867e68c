"""Later customers get their segments by the rule of a model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.errors import DataError
from segmentation.models.cells import Cells, check_cells, check_columns
from segmentation.models.rule import Assigned, SegmentRule, assign, coordinates
from segmentation.segments.describing.reasons import CLEAR, Reason, reasons

SCORE_COLUMNS = ("segment", "name", "distance", "confidence", "in_range", "reason")


def score(rule: SegmentRule, frame: pd.DataFrame) -> pd.DataFrame:
    """Give each row a segment, or the reason why it has none.

    Parameters
    ----------
    rule : SegmentRule
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
    check_columns(rule, frame)
    cells = check_cells(rule, frame)
    return results(rule, cells, assign(rule, coordinates(rule.space, cells.values)), frame.index)


def results(
    rule: SegmentRule, cells: Cells, found: Assigned, index: pd.Index | None = None
) -> pd.DataFrame:
    """Lay out what was found, with nothing for rows that cannot be scored.

    Parameters
    ----------
    rule : SegmentRule
    cells : Cells
    found : Assigned
        Of the same rows.
    index : pandas.Index or None

    Returns
    -------
    pandas.DataFrame of shape (n_rows, 6)
    """
    scored = pd.isna(cells.reasons)
    nowhere = ~scored
    labels = np.where(scored, found.segments, -1)
    reasons = np.zeros(len(scored), dtype=int)
    texts: list[object] = [None]
    if nowhere.any():
        reasons, distinct = pd.factorize(cells.reasons)
        texts = [*distinct, None]
        reasons[reasons < 0] = len(distinct)
    columns = {
        "segment": pd.arrays.IntegerArray(found.segments, nowhere),
        "name": pd.array(list(rule.names), dtype="str").take(labels, allow_fill=True),
        "distance": np.where(scored, found.distances, np.nan),
        "confidence": np.where(scored, found.confidence, np.nan),
        "in_range": cells.in_range,
        "reason": pd.array(texts, dtype="str").take(reasons),
    }
    return pd.DataFrame(columns, index=index, copy=False)


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
        What speaks for the own segment and against the next, the strongest first.
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


def score_one(rule: SegmentRule, frame: pd.DataFrame) -> OneScore:
    """Give one customer a segment and say why.

    Parameters
    ----------
    rule : SegmentRule
    frame : pandas.DataFrame of shape (1, any)

    Returns
    -------
    OneScore

    Raises
    ------
    DataError
        If it is not one row.
    ModelError
        If a column is missing.
    """
    if len(frame) != 1:
        raise DataError(f"There are {len(frame):,} rows; give one customer.")
    check_columns(rule, frame)
    cells = check_cells(rule, frame)
    if cells.reasons[0] is not None:
        return OneScore(**NOT_SCORED, reason=cells.reasons[0])
    points = coordinates(rule.space, cells.values)
    found = assign(rule, points)
    own, following = int(found.segments[0]), int(found.following[0])
    point, alone = points[:, 0], own == following
    return OneScore(
        segment=own,
        following=None if alone else following,
        distance=float(found.distances[0]),
        next_distance=float(np.sqrt(((point - rule.centers[following]) ** 2).sum())),
        confidence=float(found.confidence[0]),
        in_range=bool(cells.in_range[0]),
        reason=None,
        reasons=()
        if alone
        else reasons(rule.space, point, rule.centers[own], rule.centers[following]),
    )
