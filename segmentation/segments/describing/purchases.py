"""What every segment buys more of than others, per category of product."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.segments.profiling import finite


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Purchases:
    """How the money of every segment is spread over categories.

    Attributes
    ----------
    categories : tuple of str
        The largest by money first.
    shares : ndarray of shape (n_segments, n_categories)
        Of the segment's money, 0 to 1.
    overall : ndarray of shape (n_categories,)
        Of all money.
    """

    categories: tuple[str, ...]
    shares: np.ndarray = field(repr=False)
    overall: np.ndarray = field(repr=False)

    @property
    def index(self) -> np.ndarray:
        """100 times the share beside that of all; NaN for what nobody buys."""
        safe = np.where(self.overall > 0, self.overall, np.nan)
        return 100 * self.shares / safe


def segment_purchases(
    frame: pd.DataFrame, labels: np.ndarray, money: str, categories: dict[str, str]
) -> Purchases:
    """Add up the money of every segment by category.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
        Customers with what they spent and the share of it in every category.
    labels : ndarray of shape (n_kept,), int
    money : str
        The column of money.
    categories : dict of str to str
        By column of shares, what the category is called.

    Returns
    -------
    Purchases
        Every customer counts with the money spent, not as a head; customers with less than
        nothing, after returns, do not count.
    """
    spent = np.maximum(np.nan_to_num(finite(frame[money])), 0)
    n_segments = int(labels.max()) + 1
    total = np.bincount(labels, spent, minlength=n_segments)
    sums = np.stack(
        [
            np.bincount(labels, spent * np.nan_to_num(finite(frame[column])), minlength=n_segments)
            for column in categories
        ],
        axis=1,
    )
    order = np.argsort(-sums.sum(axis=0), kind="stable")
    names = list(categories.values())
    return Purchases(
        categories=tuple(names[at] for at in order),
        shares=sums[:, order] / np.maximum(total, np.finfo(float).tiny)[:, None],
        overall=sums[:, order].sum(axis=0) / max(float(total.sum()), np.finfo(float).tiny),
    )
