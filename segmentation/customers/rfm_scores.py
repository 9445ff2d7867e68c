"""Scores from 1 to 5 for recency, frequency and money, and what each of them claims.

A score is a claim about other customers, so a tie never lifts one: who shares a value with half of
all customers is not ahead of them. What the words of the groups mean here is told in days, orders
and money, so that a reader can check them.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.number_format import format_number

WORST, MIDDLE, BEST = 1, 3, 5
LATELY = MUCH = OFTEN = 4
"""Lowest scores of who bought lately, for much, or often."""

LONG_AGO = 2
"""Highest score for recency of who has not bought for long."""

BINS = range(2, BEST + 1)
"""Into how many parts customers can be divided."""


def on_scale(level: int, bins: int) -> int:
    """Return a level of some bins as a score from 1 to 5: of three, 1, 3 and 5.

    Parameters
    ----------
    level : int
        1 to `bins`, which is the best.
    bins : int
        2 or more.

    Returns
    -------
    int
    """
    return WORST + round((level - 1) * (BEST - WORST) / (bins - 1))


def scores(values: np.ndarray, *, less_is_better: bool = False, bins: int = BEST) -> np.ndarray:
    """Score values from 1 to 5 by how many customers they are better and worse than.

    Parameters
    ----------
    values : ndarray of shape (n_customers,)
    less_is_better : bool
    bins : int
        Of `BINS`, into how many parts the customers are divided.

    Returns
    -------
    ndarray of shape (n_customers,), int64
        Better than at least four fifths of the customers is 5, than three fifths 4; worse than
        four fifths is 1, than three fifths 2; all else is 3. With fewer bins in the same way, put
        on this scale by `on_scale`.

    Notes
    -----
    Customers with the same value are neither better nor worse than each other: a tie falls towards
    the middle. Without ties these are fifths of the customers.

    References
    ----------
    Hughes, A. M. (1994). Strategic Database Marketing. Probus.

    Examples
    --------
    >>> scores(np.array([1, 1, 1, 1, 1, 1, 2, 3, 5, 9])).tolist()
    [3, 3, 3, 3, 3, 3, 4, 4, 5, 5]
    """
    better = -values if less_is_better else values
    ordered = np.sort(better)
    n_customers = len(ordered)
    n_worse = np.searchsorted(ordered, better, side="left")
    n_ahead = n_customers - np.searchsorted(ordered, better, side="right")
    up, down = (bins * n // max(1, n_customers) for n in (n_worse, n_ahead))
    middle = (bins - 1) // 2  # of an even number the lower: a tie claims less, not more
    levels = middle + np.maximum(up - middle, 0) - np.maximum(down - (bins - 1 - middle), 0)
    scale = np.array([on_scale(level, bins) for level in range(1, bins + 1)])
    return scale[levels]


def recency_scores(recency_days: np.ndarray, period_days: int, bins: int = BEST) -> np.ndarray:
    """Score how lately customers have bought.

    Parameters
    ----------
    recency_days : ndarray of shape (n_customers,), int
        Days since the last purchase.
    period_days : int
        Days since the first purchase of anybody.
    bins : int
        As in `scores`.

    Returns
    -------
    ndarray of shape (n_customers,), int64
        As `scores`, with two exceptions. With fewer than two fifths of the customers later one has
        4 at least, however many share the day. And whatever the others do, nobody has 4 or 5 who
        last bought in the earlier half of the period, nor 1 or 2 who bought in its last quarter:
        those have 3.
    """
    found = scores(recency_days, less_is_better=True, bins=bins)
    n_later = np.searchsorted(np.sort(recency_days), recency_days, side="left")
    if bins == BEST:
        found = np.where(5 * n_later < 2 * len(found), np.maximum(found, LATELY), found)
    found = np.where(2 * recency_days > period_days, np.minimum(found, MIDDLE), found)
    return np.where(4 * recency_days < period_days, np.maximum(found, MIDDLE), found)


def frequency_scores(orders: np.ndarray, bins: int = BEST) -> np.ndarray:
    """Score how often customers have bought.

    Parameters
    ----------
    orders : ndarray of shape (n_customers,), int
        1 or more.
    bins : int
        As in `scores`.

    Returns
    -------
    ndarray of shape (n_customers,), int64
        1 is one order, and nobody else has it. Others have 2 or more, and never more than they have
        orders: 4 is four orders and more than three fifths of the customers have.
    """
    capped = np.minimum(np.maximum(scores(orders, bins=bins), 2), orders)
    return np.clip(capped, WORST, BEST).astype(np.int64)


def money_scores(money: np.ndarray, bins: int = BEST) -> np.ndarray:
    """Score how much customers have spent.

    Parameters
    ----------
    money : ndarray of shape (n_customers,)
    bins : int
        As in `scores`.

    Returns
    -------
    ndarray of shape (n_customers,), int64
        As `scores`; nothing, or less, is never much.
    """
    found = scores(money, bins=bins)
    return np.where(money > 0, found, np.minimum(found, MIDDLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the words of the groups mean among these customers.

    Attributes
    ----------
    lately, long_ago : int or None
        Days since the last purchase: at most, and at least. None where nobody is meant.
    often : int or None
        Orders, at least.
    much : float or None
        Money, at least.
    """

    lately: int | None
    long_ago: int | None
    often: int | None
    much: float | None

    @property
    def sentence(self) -> str:
        """All of them, in the figures of the table."""
        said = (
            ("recently", self.lately, lambda days: f"at most {counted(days, 'day')} ago"),
            ("long ago", self.long_ago, lambda days: f"{counted(days, 'day')} ago or more"),
            ("often", self.often, lambda orders: f"{counted(orders, 'order')} or more"),
            ("a lot", self.much, lambda money: f"{format_number(money)} or more"),
        )
        meant = [f"“{word}” is {tell(limit)}" for word, limit, tell in said if limit is not None]
        nobody = [f"“{word}”" for word, limit, _ in said if limit is None]
        told = f"Here {', '.join(meant)}." if meant else ""
        return f"{told} Of nobody it is said: {', '.join(nobody)}.".strip() if nobody else told


def words_of(frame: pd.DataFrame) -> Words:
    """Tell from which value on a word is used.

    Parameters
    ----------
    frame : pandas.DataFrame
        Customers made by `segmentation.customers.rfm.customers_from`.

    Returns
    -------
    Words
    """
    # By place: the column of customers may be called like a measure.
    n = 2 if frame.columns[-3] == "recency_score" else 3  # without money
    values = [frame.iloc[:, at].to_numpy() for at in range(1, n + 1)]
    scored = [frame.iloc[:, at].to_numpy() for at in range(-n - 1, -1)]
    (days, orders, *_), (recency, frequency, *_) = values, scored
    money, monetary = (values[2], scored[2]) if n > 2 else (orders[:0], orders[:0])
    lately, long_ago = days[recency >= LATELY], days[recency <= LONG_AGO]
    often, much = orders[frequency >= OFTEN], money[monetary >= MUCH]
    return Words(
        lately=int(lately.max()) if len(lately) else None,
        long_ago=int(long_ago.min()) if len(long_ago) else None,
        often=int(often.min()) if len(often) else None,
        much=float(much.min()) if len(much) else None,
    )
