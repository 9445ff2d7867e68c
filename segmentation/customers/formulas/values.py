"""What there is to choose from in a column: values with their customers, or a range."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from segmentation.customers.formulas.checking import EPOCH
from segmentation.customers.formulas.columns import source_kinds, table_cells
from segmentation.customers.formulas.evaluation import Cells, missing
from segmentation.customers.formulas.filters import Bound
from segmentation.customers.formulas.nodes import DATE, FLAG, NUMBER
from segmentation.tables.columns.kinds import kind_of
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.table import Table

MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnValues:
    """The values of a column.

    Attributes
    ----------
    kind : str
        ``number``, ``text``, ``flag`` or ``date``, as a condition compares it.
    is_measured : bool
        Whether a range is chosen from and not a list.
    listed : tuple of (str or float, int)
        Values and their customers, the most frequent first, `MOST_LISTED` at most; of a flag 1 and
        0. Empty where it is measured.
    n_values : int
        Different ones.
    low, high : float, date or None
        Of numbers and dates; None without any.
    is_whole : bool
        Whether every number is whole.
    missing : int
        Customers without a value.
    """

    kind: str
    is_measured: bool
    listed: tuple[tuple[str | float, int], ...]
    n_values: int
    low: Bound | None
    high: Bound | None
    is_whole: bool
    missing: int


def column_values(table: Table, column: str) -> ColumnValues:
    """Return what a filter of a column can be chosen from.

    Parameters
    ----------
    table : Table
    column : str
        One of its columns.

    Returns
    -------
    ColumnValues
        Dates as days. Of equally frequent values the smaller comes first.

    Notes
    -----
    O(n log n).
    """
    kind = source_kinds(table)[column]
    cells = table_cells(((column, kind),), table.frame)[column]
    gone = missing(cells)
    known = cells[~gone]
    is_measured = kind == DATE or (kind == NUMBER and kind_of(table.frame[column]) == Kind.NUMBER)
    counts = _counts(known)
    ends = (known.min(), known.max()) if kind in {NUMBER, DATE} and known.size else ()
    low, high = (_bound(end, kind) for end in ends) if ends else (None, None)
    return ColumnValues(
        kind=kind,
        is_measured=is_measured,
        listed=() if is_measured else _listed(counts, kind),
        n_values=len(counts),
        low=low,
        high=high,
        is_whole=kind == NUMBER and bool((known == np.round(known)).all()),
        missing=int(gone.sum()),
    )


def _counts(known: Cells) -> pd.Series:
    return pd.Series(known).value_counts().sort_index().sort_values(ascending=False, kind="stable")


def _listed(counts: pd.Series, kind: str) -> tuple[tuple[str | float, int], ...]:
    if kind == FLAG:
        return tuple((flag, int(counts.get(flag, 0))) for flag in (1.0, 0.0))
    top = counts.head(MOST_LISTED)
    return tuple(zip(top.index.tolist(), top.tolist(), strict=True))


def _bound(end: float, kind: str) -> Bound:
    return EPOCH + timedelta(days=int(end)) if kind == DATE else float(end)
