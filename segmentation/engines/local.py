"""Files of customers scored on this machine, Parquet in pieces, so that memory does not grow."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from segmentation.engines.reading.parts import batches_of, damaged, is_parquet, one_ahead
from segmentation.engines.reading.source import Source
from segmentation.engines.writing import Piece, check_streamed_ending, write_csv, write_pieces
from segmentation.models.column_matching import matched_frame
from segmentation.models.input_validation import check_columns
from segmentation.models.model import SegmentModel
from segmentation.tables.reading import read_table
from segmentation.tables.table import ReadOptions

BATCH_ROWS = 65_536

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
    source: str | Path | bytes | Source,
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
    source : path, bytes or Source
        Any file that `read_table` takes, or a table in parts.
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
    if isinstance(out, str | Path):
        check_streamed_ending(Path(out).name)
    pieces = _pieces(source, options, progress)
    is_whole = not isinstance(source, Source) and not is_parquet(source)
    tally = Tally()
    scored = _counted_pieces(model, pieces, renamed, tally, is_whole=is_whole)
    if isinstance(out, str | Path):
        write_pieces(scored, Path(out), raw=raw)
    else:
        write_csv(scored, out, raw=raw)
    return tally


def _pieces(
    source: str | Path | bytes | Source, options: ReadOptions | None, progress: Progress | None
) -> Iterator[pa.Table]:
    """Read a file, Parquet in pieces and one ahead, others as a whole."""
    if isinstance(source, Source):
        source.progress.begin("Scoring the rows", source.n_rows)
        yield from (pa.Table.from_batches([b]) for b in source.batches(n_rows=BATCH_ROWS))
        return
    if not is_parquet(source):
        table = read_table(source, options=options)
        yield pa.Table.from_pandas(table.frame, preserve_index=False)
        return
    name = "The file" if isinstance(source, bytes) else Path(source).name
    opened = pa.BufferReader(source) if isinstance(source, bytes) else str(source)
    try:
        with pq.ParquetFile(opened) as file:
            n_rows, done = file.metadata.num_rows, 0
            if not n_rows:
                yield file.schema_arrow.empty_table()
            for batch in one_ahead(batches_of(file, BATCH_ROWS)):
                yield pa.Table.from_batches([batch])
                done += batch.num_rows
                if progress:
                    progress(done, n_rows)
    except (pa.ArrowException, OSError) as error:
        raise damaged(name) from error


def _counted_pieces(
    model: SegmentModel,
    pieces: Iterator[pa.Table],
    renamed: Mapping[str, str] | None,
    tally: Tally,
    *,
    is_whole: bool,
) -> Iterator[Piece]:
    for rows in pieces:
        piece = score_piece(model, rows, renamed, is_whole=is_whole)
        tally.add(piece[1])
        yield piece


def score_piece(
    model: SegmentModel,
    rows: pa.Table,
    renamed: Mapping[str, str] | None = None,
    *,
    is_whole: bool = False,
) -> Piece:
    """Score some rows; only the columns that the model needs become a frame.

    Parameters
    ----------
    model : SegmentModel
    rows : pyarrow.Table
    renamed : mapping of str to str or None
        As in `score_file`.
    is_whole : bool
        As in `matched_frame`.

    Returns
    -------
    Piece

    Raises
    ------
    ModelError
        If a column is missing.
    SpecError
        If a renamed column does not exist.
    """
    columns = dict.fromkeys((renamed or {}).get(name, name) for name in model.inputs)
    needed = rows.select([name for name in columns if name in rows.column_names])
    frame = matched_frame(model.rule, needed.to_pandas(), renamed, is_whole=is_whole)
    if len(frame.columns) < len(model.inputs):  # the sentence names the file's own columns
        check_columns(model.rule, rows.column_names)
    return rows, model.score(frame)
