"""Which candidates are taken: recency, orders and money first, of near-copies one, and not too many."""

import numpy as np

from segmentation.customers.proposal.candidates import PERSON, Candidate
from segmentation.customers.proposal.derived import order_count, recency, total_money
from segmentation.customers.proposal.words import AVERAGES, MONEY, ORDERS
from segmentation.tables.columns.vocabulary import words

MOST_FEATURES, MOST_RATINGS = 6, 12
TOO_ALIKE = 0.95
"""|r| above which two numbers say the same."""

ENOUGH = 2
"""So many numbers beside who customers are form segments without it."""


def ranked(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that segments should be made from, the most telling first.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    list of Candidate
        How lately, how often and for how much customers bought and what they spend at once, where
        a table tells all of it; else by rank, then in the table's order.
    """
    buying = _buying(found)
    if buying:
        return buying
    others = [c for c in found if c.rank != PERSON]
    taken = others if len(others) >= ENOUGH else found
    return sorted(taken, key=lambda candidate: candidate.rank)


def without_copies(
    order: list[Candidate], scaled: dict[str, np.ndarray]
) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Drop what repeats an earlier candidate.

    Parameters
    ----------
    order : list of Candidate
        The most telling first.
    scaled : dict of str to ndarray
        The values of each on the scale on which customers are compared.

    Returns
    -------
    kept : list of Candidate
    copies : list of (Candidate, Candidate)
        What was dropped, and what it repeats.
    """
    kept: list[Candidate] = []
    copies = []
    for candidate in order:
        same = next((k for k in kept if alike(scaled[candidate.name], scaled[k.name])), None)
        if same is None:
            kept.append(candidate)
        else:
            copies.append((candidate, same))
    return kept, copies


def not_too_many(kept: list[Candidate]) -> list[Candidate]:
    """Return as many as still can be named: more answers of a survey than other numbers.

    Parameters
    ----------
    kept : list of Candidate
        The most telling first.

    Returns
    -------
    list of Candidate
    """
    ratings = [c for c in kept if c.is_rating]
    others = [c for c in kept if not c.is_rating]
    if len(ratings) > len(others):
        return ratings[:MOST_RATINGS] + others[: max(0, MOST_FEATURES - len(ratings))]
    return kept[:MOST_FEATURES]


def alike(first: np.ndarray, second: np.ndarray) -> bool:
    """Return whether two numbers say nearly the same of customers.

    Parameters
    ----------
    first, second : ndarray of shape (n_rows,)

    Returns
    -------
    bool
    """
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < 3:
        return False
    a, b = first[both] - first[both].mean(), second[both] - second[both].mean()
    length = float(np.sqrt((a**2).sum() * (b**2).sum()))
    return length > 0 and abs(float((a * b).sum())) / length > TOO_ALIKE


def _buying(found: list[Candidate]) -> list[Candidate]:
    """Return how lately, how often, for how much, and how much at once, if all is there."""
    parts = [recency(found), order_count(found), total_money(found)]
    if None in parts or len({part.name for part in parts}) < len(parts):
        return []
    at_once = next(
        (c for c in found if words(c.name) & AVERAGES and words(c.name) & (MONEY | ORDERS)), None
    )
    return [*parts, *([at_once] if at_once else [])]
