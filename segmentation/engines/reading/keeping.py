"""Which rows of a batch are segmented, and with which columns: as `customer_rows` does for a table.

The checks of the columns are those of a sample (`segmentation.engines.reading.sampling`); here
every row meets the same formulas, filter, gaps and limits.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from segmentation.customers.cleaning import (
    GAP,
    OUTSIDE,
    extremes_of,
    gaps_of,
    reason_texts,
)
from segmentation.customers.formulas.columns import column_of, table_cells
from segmentation.customers.formulas.derivation import NOTHING, Derivation, derived
from segmentation.customers.formulas.rules import frame_places
from segmentation.engines.reading.source import Source
from segmentation.tables.formats.frames import plain_column


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptRows:
    """The rows of a batch that are segmented.

    Attributes
    ----------
    frame : pandas.DataFrame of shape (n_kept, n_columns)
        The columns that are needed, and those that formulas make.
    keep : ndarray of shape (n_rows,), bool
        Which rows of the batch they are.
    reasons : Counter of str
        The others, by why they are left out.
    """

    frame: pd.DataFrame = field(repr=False)
    keep: np.ndarray = field(repr=False)
    reasons: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keeping:
    """How the rows of a batch are chosen.

    Attributes
    ----------
    features : tuple of str
    missing : str
        ``drop`` or ``impute``, as in `SegmentationSpec`.
    derivation : Derivation
    texts : frozenset of str
        Columns of yes and no that have gaps somewhere: a table holds them as texts.
    limits : mapping of str to (float, float)
        Beyond which a row is set aside.
    nobody : mapping of int to str
        Rules that lead to no segment, by their place, and the reason that is told of their rows.
    """

    features: tuple[str, ...]
    missing: str = "drop"
    derivation: Derivation = NOTHING
    texts: frozenset[str] = frozenset()
    limits: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    nobody: Mapping[int, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that are needed."""
        made = self.derivation.names
        plain = (name for name in self.features if name not in made)
        return tuple(dict.fromkeys((*plain, *(name for name, _ in self.derivation.sources))))

    def rows(self, batch: pa.RecordBatch) -> KeptRows:
        """Choose the rows of a batch.

        Parameters
        ----------
        batch : pyarrow.RecordBatch
            With at least `columns`.

        Returns
        -------
        KeptRows
        """
        frame = frame_of(batch.select(self.columns), self.texts)
        reasons = {}
        if self.derivation:
            sources, formulas = self.derivation.sources, self.derivation.formulas
            made, chosen = derived(self.derivation, table_cells(sources, frame), len(frame))
            frame = frame.assign(**{name: column_of(made[name], n.kind) for name, n in formulas})
            reasons[OUTSIDE + self.derivation.condition] = ~chosen
        if self.missing == "drop":
            gaps = gaps_of(frame, self.features)
            reasons |= {GAP + name: gaps[:, at] for at, name in enumerate(self.features)}
        reasons |= extremes_of(frame, self.limits)
        if self.nobody:
            places = frame_places(self.derivation, frame)
            reasons |= {reason: places == place for place, reason in self.nobody.items()}
        keep = np.ones(len(frame), dtype=bool)
        for holds in reasons.values():
            keep &= ~holds
        if keep.all():
            return KeptRows(frame=frame, keep=keep, reasons=Counter())
        texts = reason_texts(reasons, np.flatnonzero(~keep))
        return KeptRows(frame=frame[keep], keep=keep, reasons=Counter(texts.tolist()))


def frame_of(batch: pa.RecordBatch, texts: frozenset[str]) -> pd.DataFrame:
    """Return a batch as a table would hold it.

    Parameters
    ----------
    batch : pyarrow.RecordBatch
    texts : frozenset of str
        Columns of yes and no to hold as texts.

    Returns
    -------
    pandas.DataFrame
        Whole numbers with gaps in the batch are float64.
    """
    columns = {
        name: _series(array, as_text=name in texts)
        for name, array in zip(batch.schema.names, batch.columns, strict=True)
    }
    return pd.DataFrame(columns, copy=False)


def _series(array: pa.Array, *, as_text: bool) -> pd.Series:
    if pa.types.is_floating(array.type) or pa.types.is_null(array.type):
        numbers = array.cast(pa.float64()).to_numpy(zero_copy_only=False)
        return pd.Series(numbers, copy=False)
    if pa.types.is_signed_integer(array.type):
        kind = np.float64 if array.null_count else np.int64
        return pd.Series(array.to_numpy(zero_copy_only=False).astype(kind, copy=False), copy=False)
    values = array.to_pandas()
    return values.astype("str") if as_text else plain_column(values)


def texts_of(source: Source, columns: Sequence[str]) -> frozenset[str]:
    """Return the columns of yes and no that have a gap in some row.

    Parameters
    ----------
    source : Source
    columns : sequence of str

    Returns
    -------
    frozenset of str
    """
    flags = [name for name in columns if pa.types.is_boolean(source.schema.field(name).type)]
    gaps: set[str] = set()
    for batch in source.batches(flags) if flags else ():
        gaps |= {name for name in flags if batch.column(name).null_count}
    return frozenset(gaps)


def finite_values(values: pd.Series) -> np.ndarray:
    """Return the finite numbers of a column.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    ndarray of shape (n_finite,), float64
    """
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    finite = np.isfinite(numbers)
    return numbers if finite.all() else numbers[finite]
