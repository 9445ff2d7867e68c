"""The customers who stand for all of a large table: drawn evenly, with all their columns.

What looks at customers one by one (kinds of columns, names, the verdict, silhouettes, the first
centres) looks at these. Sizes, means, ranges, shares and inertia are of all rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import pyarrow as pa

from segmentation.engines.reading.keeping import texts_of
from segmentation.engines.reading.source import Source
from segmentation.tables.reading import read_table
from segmentation.tables.table import Table

SAMPLE_ROWS = 200_000
SAMPLE_CELLS = 4_000_000
FEWEST_ROWS = 20_000


class Named(Protocol):
    """What a sample takes over from its source, wherever that is read.

    Attributes
    ----------
    name, fingerprint : str
    """

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """Some rows of a source as a table.

    Attributes
    ----------
    table : Table
        Under the name of the source. Where it holds all rows its fingerprint is that of the table
        in memory, else that of the source.
    positions : ndarray of shape (n_sampled,), int64
        0-based rows of the source, ascending.
    texts : frozenset of str
        As in `Keeping`.
    is_whole : bool
        Whether it holds all rows.
    """

    table: Table
    positions: np.ndarray = field(repr=False)
    texts: frozenset[str]
    is_whole: bool


def draw(source: Source, *, random_state: int = 0, most: int | None = None) -> Sample:
    """Draw an even sample, in the order of the source.

    Parameters
    ----------
    source : Source
    random_state : int
    most : int or None
        Rows; by default as many as `SAMPLE_ROWS` and `SAMPLE_CELLS` allow.

    Returns
    -------
    Sample

    Raises
    ------
    DataError
        If a part cannot be read.
    """
    if most is None:
        most = rows_for_all(len(source.names))
    positions = _positions(source.n_rows, most, np.random.default_rng(random_state))
    return sample_at(source, positions)


def rows_for_all(n_columns: int) -> int:
    """Return how many rows stand for all of a large table.

    Parameters
    ----------
    n_columns : int
        1 or more.

    Returns
    -------
    int
    """
    return min(SAMPLE_ROWS, max(FEWEST_ROWS, SAMPLE_CELLS // n_columns))


def sample_at(source: Source, positions: np.ndarray) -> Sample:
    """Read some rows with all their columns.

    Parameters
    ----------
    source : Source
    positions : ndarray of shape (n_sampled,), int64
        Ascending.

    Returns
    -------
    Sample

    Raises
    ------
    DataError
        If a part cannot be read.
    """
    source.progress.begin("Looking at the columns", source.n_rows)
    taken = pa.Table.from_batches(_taken(source, positions), source.schema)
    texts = texts_of(source, source.names)
    return sample_of(taken, source, positions, texts, is_whole=len(positions) == source.n_rows)


def sample_of(
    taken: pa.Table,
    source: Named,
    positions: np.ndarray,
    texts: frozenset[str],
    *,
    is_whole: bool,
) -> Sample:
    """Return rows that were taken from a source as a sample.

    Parameters
    ----------
    taken : pyarrow.Table of shape (n_sampled, n_columns)
    source : Named
    positions : ndarray of shape (n_sampled,), int64
    texts : frozenset of str
        As in `Keeping`.
    is_whole : bool

    Returns
    -------
    Sample
    """
    frame = taken.to_pandas()
    for name in texts:
        frame[name] = frame[name].astype("str")
    table = read_table(frame, source.name)
    if not is_whole:
        table = replace(table, fingerprint=source.fingerprint)
    return Sample(table=table, positions=positions, texts=texts, is_whole=is_whole)


def _positions(n_rows: int, most: int, random: np.random.Generator) -> np.ndarray:
    """Draw different rows; drawn with some to spare, no list of all rows is needed."""
    if n_rows <= most:
        return np.arange(n_rows)
    if n_rows <= 3 * most:
        return np.sort(random.choice(n_rows, most, replace=False))
    drawn = np.unique(random.integers(n_rows, size=2 * most))
    return np.sort(random.choice(drawn, most, replace=False))


def _taken(source: Source, positions: np.ndarray) -> Iterable[pa.RecordBatch]:
    first = 0
    for batch in source.batches():
        begin, end = np.searchsorted(positions, [first, first + batch.num_rows])
        if begin < end:
            yield batch.take(pa.array(positions[begin:end] - first))
        first += batch.num_rows
