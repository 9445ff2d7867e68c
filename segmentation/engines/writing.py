"""Rows that leave piece by piece: all of them under the wanted name, or none."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from segmentation.errors import DataError, SpecError
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.customers import free_names, with_results
from segmentation.models.documents.whole_file import replacing

if TYPE_CHECKING:
    import pyarrow as pa

ENDINGS = (".csv", ".parquet")

Piece = tuple["pa.Table", pd.DataFrame]
"""Rows with all their columns, and their results."""


def check_streamed_ending(name: str) -> None:
    """Refuse a file that rows cannot be written to piece by piece.

    Parameters
    ----------
    name : str

    Raises
    ------
    SpecError
        If its ending is none of `ENDINGS`.
    """
    if Path(name).suffix.lower() not in ENDINGS:
        raise SpecError(
            f"{Path(name).name} ends in neither .csv nor .parquet. Give it one of them."
        )


def write_pieces(pieces: Iterable[Piece], path: Path, *, raw: bool = False) -> None:
    """Write rows to a file as its ending says; it holds all of them or what it held before.

    Parameters
    ----------
    pieces : iterable of (pyarrow.Table, pandas.DataFrame)
        Rows and their results, of the same columns; at least one.
    path : Path
    raw : bool
        Whether texts of a CSV stay as they are, though a spreadsheet would run some.

    Raises
    ------
    DataError
        If it cannot be written.
    """
    try:
        with replacing(path) as unfinished:
            if path.suffix.lower() == ".csv":
                with unfinished.open("wb") as file:
                    write_csv(pieces, file, raw=raw)
            else:
                _write_parquet(pieces, unfinished)
    except OSError as error:
        raise DataError(
            f"{path.name} was not written: {error.strerror or error}. Choose another place."
        ) from error


def write_csv(pieces: Iterable[Piece], out: BinaryIO, *, raw: bool = False) -> None:
    """Write rows as CSV in UTF-8.

    Parameters
    ----------
    pieces : iterable of (pyarrow.Table, pandas.DataFrame)
        Rows and their results.
    out : binary file
    raw : bool
        As in `write_pieces`.
    """
    head = True
    for rows, results in pieces:
        made = with_results(rows.to_pandas(), results)
        out.write(csv_bytes(made, header=head, raw=raw, encoding="utf-8"))
        head = False


def _write_parquet(pieces: Iterable[Piece], path: Path) -> None:
    """Write pieces while the next one is made."""
    import pyarrow.parquet as pq

    writer, last = None, Future()
    last.set_result(None)
    with ThreadPoolExecutor(1) as behind:
        try:
            for rows, results in pieces:
                table = beside(rows, results)
                writer = writer or pq.ParquetWriter(
                    path, table.schema, use_dictionary=_texts(table)
                )
                last.result()
                last = behind.submit(writer.write_table, table)
            last.result()
        finally:
            wait([last])  # no file is closed while it is written to
            if writer:
                writer.close()


def _texts(table: "pa.Table") -> list[str]:
    """Return the columns whose values repeat; looking for that in numbers takes as long again."""
    import pyarrow as pa

    numeric = (pa.types.is_floating, pa.types.is_integer)
    return [f.name for f in table.schema if not any(kind(f.type) for kind in numeric)]


def beside(rows: "pa.Table", results: pd.DataFrame) -> "pa.Table":
    """Return rows with their results, under names that are free.

    Parameters
    ----------
    rows : pyarrow.Table of shape (n_rows, n_columns)
    results : pandas.DataFrame of shape (n_rows, n_results)

    Returns
    -------
    pyarrow.Table of shape (n_rows, n_columns + n_results)
    """
    import pyarrow as pa

    names = free_names(results.columns, rows.column_names)
    for title, (name, column) in zip(names, results.items(), strict=True):
        kind = pa.string() if name in {"name", "reason"} else None
        array = pa.array(column, type=kind, from_pandas=True)
        rows = rows.append_column(title, array)
    return rows
