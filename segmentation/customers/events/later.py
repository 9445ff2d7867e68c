"""What customers did later: sales or events divided at a day, three quarters of the time in.

Customers are made of what stood before the day and of nothing else, exactly as they are made of all
of it; what they spent, or how often they came, is counted from that day on.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.customers.events.columns import EventColumns
from segmentation.customers.events.visitors import visitors_from
from segmentation.customers.reference_day import reference_day
from segmentation.customers.rfm import customers_from
from segmentation.customers.transactions import SaleColumns, classify_lines
from segmentation.errors import SegmentationError
from segmentation.tables.table import Table

EARLIER = 0.75
"""Share of the time from which customers are made."""

FEWEST_DAYS = 28
"""In a shorter time “later” is a few days, of which the day of the week decides."""

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Later:
    """Customers as they were at a day, and what they did from then on.

    Attributes
    ----------
    customers : Table
        Made of the rows before the day.
    day, last : pandas.Timestamp
        The first and the last day of the later time.
    is_money : bool
        Whether `amount` is money; else it is a number of days.
    amount : ndarray of shape (n_customers,), float64
        Money spent from the day on, returns taken off and not below zero; without money the days
        with a purchase or an event.
    came_back : ndarray of shape (n_customers,), bool
        Who bought, or did anything, from the day on.
    """

    customers: Table = field(repr=False)
    day: pd.Timestamp
    last: pd.Timestamp
    is_money: bool
    amount: np.ndarray = field(repr=False)
    came_back: np.ndarray = field(repr=False)


def later_of(
    rows: Table, columns: SaleColumns | EventColumns, as_of: str | None = None
) -> Later | None:
    """Divide sales or events at a day.

    Parameters
    ----------
    rows : Table
        One row per line of sales, or per event.
    columns : SaleColumns or EventColumns
    as_of : str or None
        Later rows count nowhere; None takes all.

    Returns
    -------
    Later or None
        None without times, with fewer than `FEWEST_DAYS`, or without customers before the day.

    Notes
    -----
    O(n log n) in the number of rows.
    """
    try:
        if isinstance(columns, SaleColumns):
            return _of_sales(rows, columns, as_of)
        return _of_events(rows, columns, as_of)
    except SegmentationError:
        return None


def _of_sales(rows: Table, columns: SaleColumns, as_of: str | None) -> Later | None:
    lines = classify_lines(rows, columns, as_of)
    days = lines.dates.astype("datetime64[D]")
    day = _day_of(days[lines.bought])
    if day is None:
        return None
    made = customers_from(rows, columns, as_of=pd.Timestamp(day) - pd.Timedelta(days=1))
    who = _places(made, rows.frame[columns.customer])
    counts = (who >= 0) & (days >= day)
    bought = counts & lines.bought
    amount = np.bincount(who[bought], lines.money[bought], len(made.frame))
    if columns.returns == "net" and columns.has_money:
        back = counts & lines.returned
        amount = np.maximum(amount + np.bincount(who[back], lines.money[back], len(amount)), 0)
    if not columns.has_money:
        amount = _days_each(who[bought], days[bought], len(made.frame))
    return Later(
        customers=made,
        day=pd.Timestamp(day),
        last=pd.Timestamp(days[lines.bought].max()),
        is_money=columns.has_money,
        amount=amount,
        came_back=np.bincount(who[bought], minlength=len(made.frame)) > 0,
    )


def _of_events(rows: Table, columns: EventColumns, as_of: str | None) -> Later | None:
    if columns.time is None:
        return None
    days = rows.frame[columns.time].to_numpy().astype("datetime64[D]")
    known = ~np.isnat(days) & rows.frame[columns.visitor].notna().to_numpy()
    limit = reference_day(as_of)
    if limit is not None:
        known &= days <= np.datetime64(limit, "D")
    day = _day_of(days[known])
    if day is None:
        return None
    made = visitors_from(rows, columns, as_of=pd.Timestamp(day) - pd.Timedelta(days=1))
    who = _places(made, rows.frame[columns.visitor])
    counts = known & (who >= 0) & (days >= day)
    amount = _days_each(who[counts], days[counts], len(made.frame))
    return Later(
        customers=made,
        day=pd.Timestamp(day),
        last=pd.Timestamp(days[known].max()),
        is_money=False,
        amount=amount,
        came_back=amount > 0,
    )


def _day_of(days: np.ndarray) -> np.datetime64 | None:
    """Return the first day of the later time; None when there is too little time."""
    if not len(days):
        return None
    first, n_days = days.min(), int((days.max() - days.min()) / DAY) + 1
    return None if n_days < FEWEST_DAYS else first + np.timedelta64(int(EARLIER * n_days), "D")


def _places(made: Table, who: pd.Series) -> np.ndarray:
    """Return each row's customer among those that were made; −1 for the others."""
    return pd.Index(made.frame[made.identifier]).get_indexer(pd.Index(who))


def _days_each(who: np.ndarray, days: np.ndarray, n_customers: int) -> np.ndarray:
    different = pd.DataFrame({"who": who, "day": days}).drop_duplicates()
    return np.bincount(different["who"], minlength=n_customers).astype(float)
