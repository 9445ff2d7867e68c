"""How the levels of a category are spread over the segments."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.customers.cleaning import CustomerRows
from segmentation.tables.columns.levels import is_coded, level_names
from segmentation.tables.labels import ColumnLabel, split_unit

MADE_OF_SALES = frozenset({"recency_days", "frequency", "recency_score", "rfm_group"})
"""What customers carry that were made of sales here."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composition:
    """The customers of every segment by the levels of a category.

    Attributes
    ----------
    column : str
    label : ColumnLabel
    levels : tuple of str
        In alphabetical order.
    counts : ndarray of shape (n_segments, n_levels), int
        Customers with a value.
    is_feature : bool
        Whether the segments were made from this column.
    n_missing : int
        Customers without a value.
    is_score : bool
        Whether it is a score that was made of sales here, of which 5 is best.
    """

    column: str
    label: ColumnLabel
    levels: tuple[str, ...]
    counts: np.ndarray = field(repr=False)
    is_feature: bool
    n_missing: int = 0
    is_score: bool = False

    @property
    def shares(self) -> np.ndarray:
        """Share of each level in each segment, of those with a value, (n_segments, n_levels)."""
        return self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1)

    @property
    def overall(self) -> np.ndarray:
        """Share of each level among all customers with a value, (n_levels,)."""
        return self.counts.sum(axis=0) / max(1, int(self.counts.sum()))


def composition(
    rows: CustomerRows, column: str, labels: np.ndarray, *, is_feature: bool = False
) -> Composition:
    """Count the customers of each segment and level.

    Parameters
    ----------
    rows : CustomerRows
    column : str
        A category, a rating or a yes/no column.
    labels : ndarray of shape (n_kept,), int
        0-based segment of each kept row.
    is_feature : bool

    Returns
    -------
    Composition

    Notes
    -----
    Cost O(n + l log l) for l levels.
    """
    values = rows.frame[column]
    # Levels are told apart by code first: naming each of a million cells would take seconds.
    codes, distinct = pd.factorize(values)
    names = level_names(pd.Series(distinct, dtype=values.dtype), coded=is_coded(values)).astype(str)
    levels, place = np.unique(names, return_inverse=True) if len(names) else (names, codes[:0])
    known = codes >= 0
    n_segments = int(labels.max(initial=-1)) + 1
    cells = labels[known] * max(1, len(levels)) + place[codes[known]]
    counts = np.bincount(cells, minlength=n_segments * len(levels))
    return Composition(
        column=column,
        label=split_unit(column),
        levels=tuple(map(str, levels)),
        counts=counts.reshape(n_segments, len(levels)),
        is_feature=is_feature,
        n_missing=int((~known).sum()),
        is_score=column.endswith("_score") and set(rows.frame.columns) >= MADE_OF_SALES,
    )
