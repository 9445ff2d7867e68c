"""Every row of a large table gets its segment, and the segments their sizes, means and inertia.

Decided: one last pass does both. Rows are assigned by the arithmetic of scoring
(`segmentation.models.rule`), so that the labels are those that the saved model gives to the same
rows, to the last bit, and the sizes of the model are those of the labels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from segmentation.analysis.segmentation import RESULT_COLUMNS
from segmentation.customers.formulas.rules import frame_places
from segmentation.engines.large.passes import in_order
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.reading.source import Source
from segmentation.engines.writing import Piece, write_pieces
from segmentation.models.rule import Assigned, AssignmentRule, assign


@dataclass(slots=True, eq=False)
class Totals:
    """What the rows of each segment add up to.

    Attributes
    ----------
    sizes : ndarray of shape (k,), int64
    points, raw : ndarray of shape (k, n_axes)
        Sums in the fitted feature space, and in the units of the file.
    distances, squares : ndarray of shape (k,)
        Sums of distances to the centre, and of their squares.
    """

    sizes: np.ndarray
    points: np.ndarray = field(repr=False)
    raw: np.ndarray = field(repr=False)
    distances: np.ndarray = field(repr=False)
    squares: np.ndarray = field(repr=False)

    @classmethod
    def none(cls, k: int, n_axes: int) -> "Totals":
        """Return those of no rows.

        Parameters
        ----------
        k, n_axes : int

        Returns
        -------
        Totals
        """
        sums = (np.zeros((k, n_axes)), np.zeros((k, n_axes)), np.zeros(k), np.zeros(k))
        return cls(np.zeros(k, dtype=np.int64), *sums)

    def add(self, other: "Totals") -> None:
        """Add those of other rows.

        Parameters
        ----------
        other : Totals
        """
        for part in self.__slots__:
            setattr(self, part, getattr(self, part) + getattr(other, part))

    @property
    def means(self) -> np.ndarray:
        """Means in the units of the file, (k, n_axes)."""
        return self.raw / np.maximum(self.sizes, 1)[:, None]

    @property
    def spreads(self) -> np.ndarray:
        """Mean distance to the centre, (k,)."""
        return self.distances / np.maximum(self.sizes, 1)

    def inertia(self, centers: np.ndarray) -> float:
        """Return the sum of squared distances to the segments' means.

        Parameters
        ----------
        centers : ndarray of shape (k, n_axes)
            To which the distances were measured.

        Returns
        -------
        float
        """
        off = self.points / np.maximum(self.sizes, 1)[:, None] - centers
        return max(0.0, float(self.squares.sum() - (self.sizes * (off**2).sum(axis=1)).sum()))


def label(
    source: Source,
    keeping: Keeping,
    rule: AssignmentRule,
    out: Path | None = None,
    *,
    raw: bool = False,
) -> Totals:
    """Give all rows their segments, and write them where that is wanted.

    Parameters
    ----------
    source : Source
    keeping : Keeping
    rule : AssignmentRule
    out : Path or None
        A ``.parquet`` or ``.csv``: all rows with their columns and `RESULT_COLUMNS`, which are
        empty in rows that were left out.
    raw : bool
        Whether texts of a CSV stay as they are, though a spreadsheet would run some.

    Returns
    -------
    Totals

    Raises
    ------
    DataError
        If a part cannot be read, or the labels not be written.
    """
    totals = Totals.none(*rule.centers.shape)
    pieces = _labelled(source, keeping, rule, totals, with_rows=out is not None)
    if out is None:
        for _ in pieces:
            pass
    else:
        write_pieces(pieces, out, raw=raw)
    return totals


def _labelled(
    source: Source, keeping: Keeping, rule: AssignmentRule, totals: Totals, *, with_rows: bool
) -> Iterator[Piece]:
    """Assign batch by batch; without rows nothing is given back but the totals."""

    def one(batch: pa.RecordBatch) -> tuple[Totals, Piece | None]:
        return label_batch(batch, keeping, rule, with_rows=with_rows)

    step = "Writing the labels" if with_rows else "Counting the segments"
    source.progress.begin(step, source.n_rows)
    for own, piece in in_order(one, source.batches(None if with_rows else keeping.columns)):
        totals.add(own)
        if piece is not None:
            yield piece


def label_batch(
    batch: pa.RecordBatch, keeping: Keeping, rule: AssignmentRule, *, with_rows: bool
) -> tuple[Totals, Piece | None]:
    """Assign the rows of a batch.

    Parameters
    ----------
    batch : pyarrow.RecordBatch
    keeping : Keeping
    rule : AssignmentRule
    with_rows : bool

    Returns
    -------
    Totals
    Piece or None
        The rows and their results, if they are wanted.
    """
    kept = keeping.rows(batch)
    values = rule.space.raw(kept.frame)
    points = np.ascontiguousarray(rule.space.place(values).T)
    places = frame_places(rule.derivation, kept.frame) if rule.is_by_rule else None
    assigned = assign(rule, points, places)
    own = _totals(rule, values, points, assigned)
    if not with_rows:
        return own, None
    return own, (pa.Table.from_batches([batch]), _results(rule.names, kept.keep, assigned))


def _totals(
    rule: AssignmentRule, values: np.ndarray, points: np.ndarray, assigned: Assigned
) -> Totals:
    k, segments = len(rule.centers), assigned.segments

    def sums(numbers: np.ndarray) -> np.ndarray:
        return np.bincount(segments, numbers, minlength=k)

    return Totals(
        sizes=np.bincount(segments, minlength=k),
        points=np.column_stack([sums(axis) for axis in points]),
        raw=np.column_stack([sums(axis) for axis in values.T]),
        distances=sums(assigned.distances),
        squares=sums(assigned.distances**2),
    )


def _results(names: Sequence[str], keep: np.ndarray, assigned: Assigned) -> pd.DataFrame:
    """Lay out the results of a batch, with nothing for rows that were left out."""
    n_rows = len(keep)
    segments = np.zeros(n_rows, dtype=np.int64)
    distances, confidence = np.full((2, n_rows), np.nan)
    segments[keep], distances[keep] = assigned.segments, assigned.distances
    confidence[keep] = assigned.confidence
    named = pd.array(list(names), dtype="str")
    columns = (
        pd.arrays.IntegerArray(segments, ~keep),
        named.take(np.where(keep, segments, -1), allow_fill=True),
        distances,
        confidence,
    )
    return pd.DataFrame(dict(zip(RESULT_COLUMNS, columns, strict=True)), copy=False)
