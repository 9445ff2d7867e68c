"""Which candidates are taken: recency, orders and money first, of near-copies one, not too many."""

from dataclasses import dataclass

import numpy as np

from segmentation.customers.proposal.candidates import PERSON, Candidate
from segmentation.customers.proposal.derived import order_count, recency, total_money
from segmentation.customers.proposal.words import AVERAGES, MONEY, ORDERS
from segmentation.tables.columns.vocabulary import words

MOST_FEATURES, MOST_RATINGS = 6, 12
TOO_ALIKE, AKIN = 0.95, 0.9
"""Correlation above which two numbers say the same, and above which another is asked first."""

MOST_EQUAL = 0.7
"""Share of customers with the same value from which a number is only taken of buying."""

ENOUGH = 2
"""So many numbers beside who customers are form segments without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A number that is left out because others tell it.

    Attributes
    ----------
    name : str
    of : tuple of str
        The one or two that tell it.
    """

    name: str
    of: tuple[str, ...]


def buying(found: list[Candidate]) -> list[Candidate]:
    """Return how lately, how often and for how much customers bought, and how much at once.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    list of Candidate
        Empty unless the first three are there.
    """
    parts = [recency(found), order_count(found), total_money(found)]
    if None in parts or len({part.name for part in parts}) < len(parts):
        return []
    at_once = next(
        (c for c in found if words(c.name) & AVERAGES and words(c.name) & (MONEY | ORDERS)), None
    )
    return [*parts, *([at_once] if at_once else [])]


def ranked(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that segments should be made from, the most telling first.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    list of Candidate
        By rank, then in the table's order.
    """
    even = [c for c in found if c.most_equal < MOST_EQUAL] or found
    others = [c for c in even if c.rank != PERSON]
    return sorted(others if len(others) >= ENOUGH else even, key=lambda candidate: candidate.rank)


def likeness(scaled: list[np.ndarray]) -> np.ndarray:
    """Return how alike numbers are.

    Parameters
    ----------
    scaled : list of ndarray of shape (n_rows,)
        On the scales on which customers are compared, NaN where missing.

    Returns
    -------
    ndarray of shape (n_numbers, n_numbers)
        Pearson's r, a missing value counting as the mean.
    """
    points = np.empty((len(scaled), len(scaled[0]) if scaled else 0))
    for row, values in zip(points, scaled, strict=True):
        np.subtract(values, np.nanmean(values), out=row)
        if np.isnan(row).any():
            np.nan_to_num(row, copy=False)
        np.divide(row, np.sqrt((row**2).sum()) or 1.0, out=row)
    return points @ points.T


def chosen(
    order: list[Candidate], alike: np.ndarray, *, copies: bool = True, pairs: bool = True
) -> tuple[list[Candidate], list[Copy]]:
    """Take candidates one by one: no near-copy, and what is akin to a taken one only if need be.

    Parameters
    ----------
    order : list of Candidate
        The most telling first.
    alike : ndarray of shape (n_candidates, n_candidates)
        As `likeness` returns it.
    copies, pairs : bool
        Whether near-copies are left out, and what two others tell together.

    Returns
    -------
    kept : list of Candidate
        As many as can still be named; of a survey more.
    left_out : list of Copy
    """
    ratings = sum(candidate.is_rating for candidate in order)
    most = MOST_RATINGS if ratings > len(order) - ratings else MOST_FEATURES
    kept: list[int] = []
    left_out: list[Copy] = []
    waiting = list(range(len(order)))
    while waiting and len(kept) < most:
        nearest = {at: max((abs(alike[at, k]) for k in kept), default=0.0) for at in waiting}
        at = min(waiting, key=lambda each: (nearest[each] > AKIN, waiting.index(each)))
        waiting.remove(at)
        # What was made of two columns follows from them, and is wanted nevertheless.
        in_pairs = pairs and not order[at].expression
        told_by = _told_by(at, kept, alike, pairs=in_pairs) if copies else []
        if told_by:
            of = tuple(order[k].name for k in told_by)
            left_out.append(Copy(name=order[at].name, of=of))
        else:
            kept.append(at)
    return [order[at] for at in sorted(kept)], left_out


def _told_by(at: int, kept: list[int], alike: np.ndarray, *, pairs: bool) -> list[int]:
    """Return the one or two of `kept` that tell a number, if any do."""
    singles = [k for k in kept if abs(alike[at, k]) > TOO_ALIKE]
    if singles:
        return [max(singles, key=lambda k: abs(alike[at, k]))]
    two = [(a, b) for a in kept for b in kept if a < b] if pairs else []
    told = {pair: _multiple(alike, at, pair) for pair in two}
    best = max(told, key=told.get, default=None)
    return list(best) if best is not None and told[best] > TOO_ALIKE else []


def _multiple(alike: np.ndarray, at: int, pair: tuple[int, int]) -> float:
    """Return the multiple correlation of a number with two others."""
    with_first, with_second = alike[at, pair[0]], alike[at, pair[1]]
    between = alike[pair[0], pair[1]]
    left = 1 - between**2
    if left <= 1e-9:
        return float(abs(with_first))
    explained = with_first**2 + with_second**2 - 2 * with_first * with_second * between
    return float(np.sqrt(max(0.0, explained / left)))
