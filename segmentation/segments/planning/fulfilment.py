"""Of whom a goal's sentence is true: counted customer by customer, never read off an average.

An average of several columns lets one outvote the other: great spenders who were here yesterday
would be at risk because they spend so much. So a goal names its conditions, and a segment is named
only where most of its customers meet all of them.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from segmentation.segments.planning.playbook import RHYTHM, Goal
from segmentation.segments.profiling import finite
from segmentation.tables.columns.vocabulary import words

MOST = 0.5
"""A sentence about most customers of a segment needs more than this share."""

TIMES = 2.0
"""How many of their usual times between purchases one must have stayed away to be beyond them.

Of customers who go on buying as before, at random, a third of those with two orders and a seventh
of those with twenty are away for more than twice as long: most of a segment are only when something
has changed. Beyond once the usual time are half of those with two orders."""

DAYS = frozenset(
    {"days", "day", "tage", "tag", "jours", "jour", "días", "dias", "giorni", "dagen", "dage"}
)
"""Words that say that a column counts days."""


def fulfilment(
    frame: pd.DataFrame,
    labels: np.ndarray,
    goals: tuple[Goal, ...],
    columns: Mapping[str, str],
) -> dict[str, tuple[float, ...]]:
    """Return the share of each segment's customers of whom a goal's sentence is true.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    labels : ndarray of shape (n_kept,), int
        0-based; every segment has a customer.
    goals : tuple of Goal
        Whose columns are there.
    columns : mapping of str to str
        By concept.

    Returns
    -------
    dict of str to tuple of float
        By the goal's title, for each segment from 0 to 1. A customer without a value fulfils
        nothing; a goal without conditions holds for all.

    Notes
    -----
    The middle of a column is the median of all customers with a value. Cost O(n log n) for each
    condition.
    """
    sizes = np.bincount(labels)
    shares = {}
    for goal in goals:
        holds = np.ones(len(labels), dtype=bool)
        for concept, wanted in goal.holds.items():
            holds &= _meets(frame, columns, concept, wanted)
        counts = np.bincount(labels, holds, minlength=len(sizes))
        shares[goal.title] = tuple((counts / np.maximum(sizes, 1)).tolist())
    return shares


def beyond_rhythm(frame: pd.DataFrame, columns: Mapping[str, str]) -> np.ndarray | None:
    """Tell who has stayed away for more than twice the usual time between their purchases.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_customers, n_columns)
    columns : mapping of str to str
        By concept; of use are recency, interval, frequency and tenure.

    Returns
    -------
    ndarray of shape (n_customers,), bool, or None
        None when no customer's usual time is known. Of a customer who bought once it is not known,
        and they are not beyond it.

    Notes
    -----
    The usual time is the column of intervals; without one it is the time from the first to the last
    purchase over the number of purchases less one. All columns must say that they count days, since
    a tenure in months beside a recency in days would give nonsense.
    """
    recency, interval = columns.get("recency"), columns.get("interval")
    if not recency or not _in_days(recency):
        return None
    away = finite(frame[recency])
    if interval and _in_days(interval):
        usual = finite(frame[interval])
    else:
        usual = _derived_interval(frame, columns, away)
    if usual is None or not (np.isfinite(usual) & (usual > 0)).any():
        return None
    with np.errstate(invalid="ignore"):
        return (usual > 0) & (away > TIMES * usual)


def _derived_interval(
    frame: pd.DataFrame, columns: Mapping[str, str], away: np.ndarray
) -> np.ndarray | None:
    tenure, frequency = columns.get("tenure"), columns.get("frequency")
    if not tenure or not frequency or not _in_days(tenure):
        return None
    known, orders = finite(frame[tenure]), finite(frame[frequency])
    with np.errstate(invalid="ignore", divide="ignore"):
        if (known < away).any():  # nobody has bought last before they bought first
            return None
        return np.where(orders >= 2, (known - away) / (orders - 1), np.nan)


def _in_days(column: str) -> bool:
    return bool(words(column) & DAYS)


def _meets(
    frame: pd.DataFrame, columns: Mapping[str, str], concept: str, wanted: str
) -> np.ndarray:
    """Return which customers meet a condition."""
    if concept == RHYTHM:
        found = beyond_rhythm(frame, columns)
        return np.zeros(len(frame), dtype=bool) if found is None else found
    values = finite(frame[columns[concept]])
    if np.isnan(values).all():
        return np.zeros(len(values), dtype=bool)
    middle = np.nanmedian(values)
    with np.errstate(invalid="ignore"):
        met = {
            "above": values > middle,
            "not above": values <= middle,
            "below": values < middle,
            "not below": values >= middle,
        }
    return met[wanted]
