"""What one response may earn, from what the customers of a segment have paid for an order.

One example margin for all segments would make the split of a budget a count of heads. Where the
table tells what an order brings, each segment starts from its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.segments.profiling import finite
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit

NO_MONEY = frozenset(
    {"score", "index", "rating", "points", "rank", "count", "number", "days", "date", "share"}
    | {"pct", "percent", "rate", "id", "no", "n", "anzahl", "nombre", "punkte", "quantity"}
)
"""Words of columns that are no money, though they speak of spending or orders."""

CURRENCIES = frozenset(
    {"", "€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "jpy", "sek", "nok", "dkk", "pln", "czk"}
)
"""Units that a cost of one contact has as well; thousands of them would be another scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderValues:
    """What an order of each segment's customers brings.

    Attributes
    ----------
    values : tuple of float or None
        By segment, above 0, in the unit of the file; None where it is not known.
    source : str
        Where it comes from, to be told: “Average order”. Empty where nothing is known.
    """

    values: tuple[float | None, ...]
    source: str


def order_values(
    frame: pd.DataFrame, labels: np.ndarray, columns: Mapping[str, str]
) -> OrderValues:
    """Return what an order brings in each segment.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
    labels : ndarray of shape (n_kept,), int
    columns : mapping of str to str
        By concept; of use are basket, or spending and frequency.

    Returns
    -------
    OrderValues
        The mean over the segment's customers of what an order of theirs brings: the column of
        baskets, else what they spent over how often they bought. That is what one more order
        of a customer drawn by lot is expected to bring. A score of spending is no money.
    """
    basket, spending = columns.get("basket"), columns.get("spending")
    frequency = columns.get("frequency")
    n_segments = int(labels.max(initial=-1)) + 1
    if basket and is_money(basket):
        each, source = finite(frame[basket]), split_unit(basket).label
    elif spending and frequency and is_money(spending):
        orders = finite(frame[frequency])
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.where(orders > 0, finite(frame[spending]) / orders, np.nan)
        source = f"{split_unit(spending).label} over {split_unit(frequency).label}"
    else:
        return OrderValues(values=(None,) * n_segments, source="")
    known = np.isfinite(each)
    counts = np.bincount(labels[known], minlength=n_segments)
    sums = np.bincount(labels[known], each[known], minlength=n_segments)
    values = tuple(
        float(total / count) if count and total > 0 else None
        for total, count in zip(sums, counts, strict=True)
    )
    return OrderValues(values=values, source=source if any(values) else "")


def is_money(column: str) -> bool:
    """Return whether a column is money in single units, as far as its name tells.

    Parameters
    ----------
    column : str

    Returns
    -------
    bool
        False of a score or a count, whatever it speaks of.
    """
    return not words(column) & NO_MONEY and split_unit(column).unit.lower() in CURRENCIES
