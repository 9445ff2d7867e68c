"""The search for boxes: a few cuts along the columns that keep a segment in and the others out."""

import math
from dataclasses import dataclass, field

import numpy as np

BEAM = 5
"""Boxes that are tried further at every length."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Searchable:
    """A column that may be cut.

    Attributes
    ----------
    name : str
    numbers : ndarray of shape (n_samples,) or None
        NaN where missing; None for a category.
    codes : ndarray of shape (n_samples,), int, or None
        Level of each customer, −1 where missing; None for a number.
    levels : tuple
        As they stand in the file.
    """

    name: str
    numbers: np.ndarray | None = field(default=None, repr=False)
    codes: np.ndarray | None = field(default=None, repr=False)
    levels: tuple = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One side of a column.

    Attributes
    ----------
    column : str
    place : int
        Of the column among those searched.
    operator : str
        ``>=``, ``<``, ``==`` or ``!=``.
    value : object
    """

    column: str
    place: int
    operator: str
    value: object


Box = tuple[float, tuple[Cut, ...]]


def best_boxes(columns: list[Searchable], wanted: np.ndarray, max_cuts: int) -> list[Box]:
    """Find the best box of every length.

    Parameters
    ----------
    columns : list of Searchable
    wanted : ndarray of shape (n_samples,), bool
        Who belongs inside; some do and some do not.
    max_cuts : int

    Returns
    -------
    list of (float, tuple of Cut)
        From the shortest to the longest, F1 and cuts; shorter than `max_cuts` when no further cut
        helps.

    Notes
    -----
    Cost O(max_cuts · BEAM · n_columns · n) after sorting each column once.
    """
    orders = [None if c.numbers is None else np.argsort(c.numbers, kind="stable") for c in columns]
    beam: list[tuple[float, tuple[Cut, ...], np.ndarray]] = [
        (0.0, (), np.ones(len(wanted), dtype=bool))
    ]
    boxes: list[Box] = []
    for _ in range(max_cuts):
        tried: dict[bytes, tuple[float, tuple[Cut, ...], np.ndarray]] = {}
        for _, cuts, inside in beam:
            for place, (column, order) in enumerate(zip(columns, orders, strict=True)):
                for score, cut, fits in _cuts(column, place, order, inside, wanted):
                    kept = inside & fits
                    tried.setdefault(np.packbits(kept).tobytes(), (score, (*cuts, cut), kept))
        beam = sorted(tried.values(), key=lambda box: -box[0])[:BEAM]
        if not beam or (boxes and beam[0][0] <= boxes[-1][0]):
            break
        boxes.append(beam[0][:2])
    return boxes


def _cuts(
    column: Searchable,
    place: int,
    order: np.ndarray | None,
    inside: np.ndarray,
    wanted: np.ndarray,
) -> list[tuple[float, Cut, np.ndarray]]:
    """Return the best cut from below and from above, or each level in and out."""
    if order is None:
        return _level_cuts(column, place, inside, wanted)
    members = order[inside[order]]
    values = column.numbers[members]
    members, values = members[~np.isnan(values)], values[~np.isnan(values)]
    borders = np.flatnonzero(values[1:] > values[:-1]) + 1
    if not len(borders):
        return []
    right = np.cumsum(wanted[members])
    below, n_wanted = right[borders - 1], int(wanted.sum())
    cuts = []
    for operator, hits, sizes in (
        (">=", right[-1] - below, len(members) - borders),
        ("<", below, borders),
    ):
        scores = 2 * hits / (sizes + n_wanted)
        at = int(scores.argmax())
        value = roundest(values[borders[at] - 1], values[borders[at]])
        fits = column.numbers >= value if operator == ">=" else column.numbers < value
        cut = Cut(column=column.name, place=place, operator=operator, value=value)
        cuts.append((float(scores[at]), cut, fits))
    return cuts


def _level_cuts(
    column: Searchable, place: int, inside: np.ndarray, wanted: np.ndarray
) -> list[tuple[float, Cut, np.ndarray]]:
    cuts = []
    for operator in ("==", "!="):  # of two that say the same, the one that says what is
        for code, level in enumerate(column.levels):
            same = column.codes == code
            fits = same if operator == "==" else ~same & (column.codes >= 0)
            kept = inside & fits
            if kept.any():
                score = 2 * (kept & wanted).sum() / (kept.sum() + wanted.sum())
                cut = Cut(column=column.name, place=place, operator=operator, value=level)
                cuts.append((float(score), cut, fits))
    return cuts


def roundest(low: float, high: float) -> float:
    """Return the number with the fewest digits above `low` and up to `high`, near their middle.

    Parameters
    ----------
    low, high : float
        Finite, `low` the smaller.

    Returns
    -------
    float

    Examples
    --------
    >>> roundest(63.0, 71.0), roundest(0.1234, 0.1251), roundest(-3.0, 2.0)
    (70.0, 0.125, 0.0)
    """
    if low < 0 <= high:
        return 0.0
    exponent = math.floor(math.log10(max(abs(low), abs(high))))
    for power in range(exponent, exponent - 16, -1):
        for step in (10.0**power, 5 * 10.0 ** (power - 1)):
            for steps in (round((low / 2 + high / 2) / step), math.floor(high / step)):
                value = float(f"{steps * step:.15g}")
                if low < value <= high:
                    return value
    return float(high)
