"""Who brings the money: how concentrated it is, and each segment's part in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.segments.profiling import finite


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentValue:
    """What a segment brought over the period.

    Attributes
    ----------
    share_of_customers, share_of_value : float
        0 to 1; the second is NaN when there is no value at all.
    mean_value : float
        Per customer, in the units of the file.
    repeat_rate : float
        Share of its customers with two orders or more; NaN without a column of orders.
    """

    share_of_customers: float
    share_of_value: float
    mean_value: float
    repeat_rate: float


def value_by_segment(
    frame: pd.DataFrame, labels: np.ndarray, value: str, orders: str | None = None
) -> tuple[SegmentValue, ...]:
    """Add up a value per segment.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    labels : ndarray of shape (n_kept,), int
    value : str
        Column of money; a missing value is none.
    orders : str or None
        Column with the number of orders.

    Returns
    -------
    tuple of SegmentValue
    """
    money = np.nan_to_num(finite(frame[value]))
    counts = np.bincount(labels)
    sums = np.bincount(labels, money, minlength=len(counts))
    repeats = np.full(len(counts), np.nan)
    if orders in frame.columns:
        again = np.nan_to_num(finite(frame[orders])) >= 2
        repeats = np.bincount(labels, again, minlength=len(counts)) / np.maximum(counts, 1)
    total = float(money.sum())
    return tuple(
        SegmentValue(
            share_of_customers=float(count / len(labels)),
            share_of_value=float(part / total) if total > 0 else float("nan"),
            mean_value=float(part / max(1, count)),
            repeat_rate=float(repeat),
        )
        for count, part, repeat in zip(counts, sums, repeats, strict=True)
    )


def pareto(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how much of a value the best customers bring.

    Parameters
    ----------
    values : ndarray of shape (n_customers,)
        Missing ones and debts count as nothing.

    Returns
    -------
    customers, value : ndarray of shape (101,)
        Shares from 0 to 1: the best so many customers bring so much. All NaN without any value.
    """
    known = np.sort(np.maximum(np.nan_to_num(values.astype(float)), 0))[::-1]
    shares = np.linspace(0, 1, 101)
    if not known.any():
        return shares, np.full(101, np.nan)
    known /= known[0]  # numbers near the largest there are add up to more than there is
    total = known.sum()
    reached = np.concatenate([[0.0], np.cumsum(known)]) / total
    return shares, np.interp(shares, np.linspace(0, 1, len(reached)), reached)
