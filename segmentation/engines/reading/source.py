"""A table that is never loaded: a Parquet file, a folder of parts, or folders ``key=value``.

Decided: Parquet is read by Arrow, a group of rows after the other and one batch ahead, because the
passes need plain arrays of a few columns in the order of the file; a text is first written to
Parquet once (`segmentation.engines.reading.spool`). All parts are opened before any work is done,
so that one that does not fit is refused at once, by its name.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from segmentation.engines.reading.parts import (
    Part,
    batches_of,
    damaged,
    footer,
    joined,
    one_ahead,
    parts_below,
    said_by_folders,
    with_keys,
)
from segmentation.engines.reading.progress import Progress
from segmentation.engines.reading.stores import Remote, opened
from segmentation.errors import DataError
from segmentation.tables.formats.layout.names import tidy_names

BATCH_ROWS = 131_072


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """A table in parts.

    Attributes
    ----------
    name : str
        The file's or the folder's.
    parts : tuple of Part
        In the order of their names; those without rows are left out.
    schema : pyarrow.Schema
        Of all parts; columns that folders name come last. Names are as a `Table` would have them.
    fingerprint : str
        32 hexadecimal digits of the parts' sizes and footers, which hold where every column lies,
        how long it is and mostly its extremes. It is not the fingerprint of the same table in
        memory, for which every cell would have to be read column by column.
    progress : Progress or None
        Is told of every batch.
    """

    name: str
    parts: tuple[Part, ...] = field(repr=False)
    schema: pa.Schema = field(repr=False)
    fingerprint: str
    progress: Progress = field(default_factory=Progress, repr=False)

    @property
    def n_rows(self) -> int:
        """Rows of all parts."""
        return sum(part.n_rows for part in self.parts)

    @property
    def names(self) -> list[str]:
        """The columns."""
        return self.schema.names

    def batches(
        self, columns: Sequence[str] | None = None, n_rows: int | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Read all rows in order, one batch ahead of whoever works on them.

        Parameters
        ----------
        columns : sequence of str or None
            Which; all when None.
        n_rows : int or None
            Of a batch at most; `BATCH_ROWS` when None.

        Yields
        ------
        pyarrow.RecordBatch
            With the columns in this order, and the types of `schema`.

        Raises
        ------
        DataError
            If a part cannot be read to its end.
        """
        names = self.names if columns is None else list(columns)
        for batch in one_ahead(self._read(names, n_rows or BATCH_ROWS)):
            yield batch
            self.progress.add(batch.num_rows)

    def _read(self, names: list[str], n_rows: int) -> Iterator[pa.RecordBatch]:
        wanted = pa.schema([self.schema.field(name) for name in names])
        for part in self.parts:
            try:
                is_far = isinstance(part.path, Remote)
                with pq.ParquetFile(opened(part.path), pre_buffer=is_far) as file:
                    tidy, _ = tidy_names(file.schema_arrow.names)
                    there = dict(zip(tidy, file.schema_arrow.names, strict=True))
                    stored = [there[name] for name in names if name in there]
                    for batch in batches_of(file, n_rows, stored):
                        yield _as_wanted(batch, wanted, dict(part.keys), there)
            except (pa.ArrowException, OSError) as error:
                raise damaged(part.name, error) from error


def open_source(
    path: str | Path, name: str | None = None, progress: Progress | None = None
) -> Source:
    """Look at all parts of a table without reading their rows.

    Parameters
    ----------
    path : path
        A Parquet file, or a folder that holds some, at any depth.
    name : str or None
        What to call it; by default what the path is called.
    progress : Progress or None

    Returns
    -------
    Source

    Raises
    ------
    DataError
        If there is no part, one is damaged or empty, or two do not have the same columns.
    """
    path = Path(path)
    files = parts_below(path)
    names = {
        file: name or path.name if file == path else file.relative_to(path).as_posix()
        for file in files
    }
    return source_of(names, name or path.name, said_by_folders(path, files), progress)


def source_of(
    names: Mapping[Path | Remote, str],
    what: str,
    said: Mapping[Path | Remote, dict[str, int | str | None]] | None = None,
    progress: Progress | None = None,
) -> Source:
    """Look at the parts of a table, wherever they lie, without reading their rows.

    Parameters
    ----------
    names : mapping of Path or Remote to str
        The parts in their order, and what sentences call them.
    what : str
        What to call the table.
    said : mapping of Path or Remote to dict or None
        As `said_by_folders`.
    progress : Progress or None

    Returns
    -------
    Source

    Raises
    ------
    DataError
        If there is no row, a part is damaged or empty, or two do not have the same columns.
    """
    digest, schema, first, parts = hashlib.sha256(), None, "", []
    said = said or {}
    for file, called in names.items():
        metadata, own = footer(file, called, digest)
        first = first or called
        schema = own if schema is None else joined(schema, own, first, called)
        if metadata.num_rows:
            keys = tuple(said.get(file, {}).items())
            parts.append(Part(path=file, name=called, n_rows=metadata.num_rows, keys=keys))
    if not parts:
        raise DataError(f"{what} has no rows. Choose a table with one row per customer.")
    return Source(
        name=what,
        parts=tuple(parts),
        schema=with_keys(schema, list(said.values())),
        fingerprint=digest.hexdigest()[:32],
        progress=progress or Progress(),
    )


def _as_wanted(
    batch: pa.RecordBatch,
    wanted: pa.Schema,
    keys: dict[str, int | str | None],
    there: dict[str, str],
) -> pa.RecordBatch:
    """Return a batch with the names and types of all parts, and the columns of its folders."""
    columns = []
    for column in wanted:
        if column.name in there:
            array = batch.column(there[column.name])
            columns.append(array if array.type == column.type else array.cast(column.type))
        else:
            value = pa.scalar(keys.get(column.name), column.type)
            columns.append(pa.repeat(value, batch.num_rows))
    return pa.RecordBatch.from_arrays(columns, schema=wanted)
