"""Files of customers scored on this machine, Parquet in pieces, so that memory does not grow."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from segmentation.errors import DataError, SpecError
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.customers import free_names, with_results
from segmentation.models.column_matching import matched_frame
from segmentation.models.input_validation import check_columns
from segmentation.models.model import SegmentModel
from segmentation.tables.reading import read_table
from segmentation.tables.table import ReadOptions

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 65_536
PARQUET = b"PAR1"
ENDINGS = (".csv", ".parquet")

Progress = Callable[[int, int], None]
"""Called with the rows done, and all of them."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What scoring a file has come to, counted piece by piece.

    Attributes
    ----------
    n_rows, n_out_of_range : int
    segments : Counter of str
        Customers by the name of their segment.
    reasons : Counter of str
        Rows without a segment, by reason; the value they hold is left out.
    """

    n_rows: int = 0
    n_out_of_range: int = 0
    segments: Counter = field(default_factory=Counter)
    reasons: Counter = field(default_factory=Counter)

    @property
    def n_unscored(self) -> int:
        """Rows without a segment."""
        return sum(self.reasons.values())

    def add(self, scored: pd.DataFrame) -> None:
        """Count the results of some rows."""
        self.n_rows += len(scored)
        without = scored["reason"].notna()
        self.n_out_of_range += int((~scored["in_range"] & ~without).sum())
        self.segments.update(scored["name"].value_counts().to_dict())
        reasons = scored["reason"][without].str.split(": ", n=1).str[0]
        self.reasons.update(reasons.value_counts().to_dict())


def score_file(  # noqa: PLR0913 - what is read, what is written, and how, by name
    model: SegmentModel,
    source: str | Path | bytes,
    out: str | Path | BinaryIO,
    *,
    renamed: Mapping[str, str] | None = None,
    options: ReadOptions | None = None,
    progress: Progress | None = None,
    raw: bool = False,
) -> Tally:
    """Score a file and write its rows with the results.

    Parameters
    ----------
    model : SegmentModel
    source : path or bytes
        Any file that `read_table` takes.
    out : path or binary file
        A path that ends in ``.csv`` or ``.parquet``; a binary file gets CSV. A path holds either
        all rows or what it held before.
    renamed : mapping of str to str or None
        By column of the model, the column of the file.
    options : ReadOptions or None
        Corrections to what would be guessed of the file; Parquet needs none.
    progress : callable or None
    raw : bool
        Whether texts of a CSV stay as they are, though a spreadsheet would run some.

    Returns
    -------
    Tally

    Raises
    ------
    DataError
        If the file cannot be read, or the other not written.
    ModelError
        If a column is missing.
    SpecError
        If the ending is another, or a renamed column does not exist.

    Notes
    -----
    Parquet to Parquet takes a few pieces of 65,536 rows at once, whatever the rows.
    """
    if isinstance(out, str | Path) and Path(out).suffix.lower() not in ENDINGS:
        raise SpecError(f"{Path(out).name} ends in neither .csv nor .parquet. Give it one of them.")
    pieces = _pieces(source, options, progress)
    is_whole = not _is_parquet(source)
    scored = (_score(model, rows, renamed, is_whole=is_whole) for rows in pieces)
    tally = Tally()
    if not isinstance(out, str | Path):
        _write_csv(scored, out, tally, raw=raw)
        return tally
    path = Path(out)
    with _replacing(path) as unfinished:
        if path.suffix.lower() == ".csv":
            with unfinished.open("wb") as file:
                _write_csv(scored, file, tally, raw=raw)
        else:
            _write_parquet(scored, unfinished, tally)
    return tally


Piece = tuple["pa.Table", pd.DataFrame]
"""Rows with all their columns, and their results."""


def _pieces(
    source: str | Path | bytes, options: ReadOptions | None, progress: Progress | None
) -> Iterator["pa.Table"]:
    """Read a file, Parquet in pieces and one ahead, others as a whole."""
    import pyarrow as pa

    if not _is_parquet(source):
        table = read_table(source, options=options)
        yield pa.Table.from_pandas(table.frame, preserve_index=False)
        return
    import pyarrow.parquet as pq

    name = "The file" if isinstance(source, bytes) else Path(source).name
    opened = pa.BufferReader(source) if isinstance(source, bytes) else str(source)
    try:
        with pq.ParquetFile(opened) as file, ThreadPoolExecutor(1) as ahead:
            n_rows, done = file.metadata.num_rows, 0
            # One group of rows after the other: asked for all, Arrow holds on to those it has read.
            groups = range(file.num_row_groups)
            batches = (b for at in groups for b in file.iter_batches(BATCH_ROWS, row_groups=[at]))
            following = ahead.submit(next, batches, None)
            if not n_rows:
                yield file.schema_arrow.empty_table()
            while (batch := following.result()) is not None:
                following = ahead.submit(next, batches, None)
                yield pa.Table.from_batches([batch])
                done += batch.num_rows
                if progress:
                    progress(done, n_rows)
    except (pa.ArrowException, OSError) as error:
        raise DataError(
            f"{name} cannot be read as Parquet: it is damaged. Write it again, or as CSV."
        ) from error


def _is_parquet(source: str | Path | bytes) -> bool:
    if isinstance(source, bytes):
        return source.startswith(PARQUET)
    try:
        with Path(source).open("rb") as file:
            return file.read(len(PARQUET)) == PARQUET
    except OSError:
        return False  # read_table says what is wrong


def _score(
    model: SegmentModel, rows: "pa.Table", renamed: Mapping[str, str] | None, *, is_whole: bool
) -> Piece:
    """Score some rows; only the columns that the model needs become a frame."""
    columns = dict.fromkeys((renamed or {}).get(name, name) for name in model.inputs)
    needed = rows.select([name for name in columns if name in rows.column_names])
    frame = matched_frame(model.rule, needed.to_pandas(), renamed, is_whole=is_whole)
    if len(frame.columns) < len(model.inputs):  # the sentence names the file's own columns
        check_columns(model.rule, rows.column_names)
    return rows, model.score(frame)


def _write_csv(scored: Iterator[Piece], out: BinaryIO, tally: Tally, *, raw: bool) -> None:
    head = True
    for rows, results in scored:
        tally.add(results)
        made = with_results(rows.to_pandas(), results)
        out.write(csv_bytes(made, header=head, raw=raw, encoding="utf-8"))
        head = False


def _write_parquet(scored: Iterator[Piece], path: Path, tally: Tally) -> None:
    """Write pieces while the next one is scored."""
    import pyarrow.parquet as pq

    writer, last = None, Future()
    last.set_result(None)
    with ThreadPoolExecutor(1) as behind:
        try:
            for rows, results in scored:
                tally.add(results)
                table = _beside(rows, results)
                writer = writer or pq.ParquetWriter(
                    path, table.schema, use_dictionary=_texts(table)
                )
                last.result()
                last = behind.submit(writer.write_table, table)
            last.result()
        finally:
            if writer:
                writer.close()


def _texts(table: "pa.Table") -> list[str]:
    """Return the columns whose values repeat; looking for that in numbers takes as long again."""
    import pyarrow as pa

    numeric = (pa.types.is_floating, pa.types.is_integer)
    return [f.name for f in table.schema if not any(kind(f.type) for kind in numeric)]


def _beside(rows: "pa.Table", results: pd.DataFrame) -> "pa.Table":
    import pyarrow as pa

    names = free_names(results.columns, rows.column_names)
    for title, (name, column) in zip(names, results.items(), strict=True):
        kind = pa.string() if name in {"name", "reason"} else None
        array = pa.array(column, type=kind, from_pandas=True)
        rows = rows.append_column(title, array)
    return rows


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to that takes the other's place when all went well."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.touch()
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise DataError(
            f"{path.name} was not written: {error.strerror or error}. Choose another place."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
