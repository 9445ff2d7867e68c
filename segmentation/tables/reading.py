"""The way in: a file, its bytes or a frame becomes a `Table`.

What a file is, is told from its content: shop systems name text ``.xls`` and web pages ``.csv``.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.frames import parquet_frame, plain_frame
from segmentation.tables.formats.grid import Grid, grid_columns
from segmentation.tables.formats.text import text_grid
from segmentation.tables.formats.workbook import workbook_grid
from segmentation.tables.inference import infer_column
from segmentation.tables.table import ReadOptions, ReadReport, Table, fingerprint

FILE_ENDINGS = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "parquet")
"""What the uploader offers; the content decides all the same."""

WANTED = "Choose a CSV, Excel or Parquet file."
OLE_MARK = b"\xd0\xcf\x11\xe0"
REFUSED = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"ARROW1", "an Arrow file, which is not read because it may come from strangers"),
    (b"FEA1", "a Feather file, which is not read because it may come from strangers"),
    (b"SQLite format 3", "a database"),
)
"""First bytes of files that are no table, with what they are."""

WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<table")


def read_table(
    source: str | Path | bytes | BinaryIO | pd.DataFrame,
    name: str | None = None,
    *,
    options: ReadOptions | None = None,
) -> Table:
    r"""Read a table of customers.

    Parameters
    ----------
    source : path, bytes, binary file or pandas.DataFrame
        CSV or text with another delimiter, Excel, OpenDocument or Parquet.
    name : str or None
        What to call it in sentences; by default the file's name.
    options : ReadOptions or None
        Corrections to what would be guessed.

    Returns
    -------
    Table
        With unique one-line column names, and the types int64, float64, bool, datetime64 and str.
        A column that does not wholly agree stays text, as do codes with leading zeros or more
        than 15 digits.

    Raises
    ------
    DataError
        If it cannot be read, is no table, or has no rows.
    LimitError
        If a workbook takes too long.

    Notes
    -----
    The same cells give the same fingerprint from CSV and Excel. Memory is some ten times the size
    of a text file.

    Examples
    --------
    >>> table = read_table(b"customer;spend\n007;12,5\n008;3\n")
    >>> table.frame.to_dict("list")
    {'customer': ['007', '008'], 'spend': [12.5, 3.0]}
    >>> table.report.delimiter, table.report.decimal
    (';', ',')
    """
    options = options or ReadOptions()
    what = name or _name_of(source)
    if isinstance(source, pd.DataFrame):
        frame, report = plain_frame(source, what)
    else:
        frame, report = _read_bytes(_bytes_of(source, what), options, what)
    report = replace(report, n_rows=len(frame), n_columns=frame.shape[1])
    return Table(name=what, frame=frame, fingerprint=fingerprint(frame), report=report)


def _name_of(source: object) -> str:
    if isinstance(source, str | Path):
        return Path(source).name
    if isinstance(source, bytes | pd.DataFrame):
        return "The table"
    return Path(str(getattr(source, "name", "The file"))).name


def _bytes_of(source: str | Path | bytes | BinaryIO, what: str) -> bytes:
    if isinstance(source, bytes):
        return source
    if not isinstance(source, str | Path):
        return source.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise DataError(f"{what} was not read: {reason}. Check the path.") from error


def _read_bytes(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Dispatch on the content."""
    if not data.strip():
        raise DataError(f"{what} is empty. {WANTED}")
    if data.startswith(b"PAR1"):
        return parquet_frame(data, what)
    read_grid = workbook_grid if _is_workbook(data, what) else text_grid
    _refuse_others(data, what)
    return _typed(read_grid, data, options, what)


def _is_workbook(data: bytes, what: str) -> bool:
    if data.startswith(OLE_MARK):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DataError(f"{what} is damaged: it ends early or was changed. {WANTED}") from error
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise DataError(f"{what} is an archive, not a table. Unpack it and choose a file from it.")
    return True


def _refuse_others(data: bytes, what: str) -> None:
    for mark, kind in REFUSED:
        if data.startswith(mark):
            raise DataError(f"{what} is not a table: it is {kind}. {WANTED}")
    if data[:200].lstrip().lower().startswith(WEB_PAGE):
        raise DataError(
            f"{what} is not a table: it is a web page. Open it in a spreadsheet and save it as CSV."
        )


def _typed(
    read_grid: Callable[[bytes, ReadOptions, str], Grid],
    data: bytes,
    options: ReadOptions,
    what: str,
) -> tuple[pd.DataFrame, ReadReport]:
    """Read cells, find the names, and type each column."""
    cells, report = grid_columns(read_grid(data, options, what), options.header_row, what)
    comma_is_free = report.delimiter != ","
    inferred = [
        infer_column(cells[name], options, comma_is_free=comma_is_free) for name in cells.columns
    ]
    frame = pd.concat([column.values for column in inferred], axis=1)
    frame.columns = cells.columns
    marks = {column.decimal for column in inferred}
    report = replace(
        report,
        decimal=None if report.format == "excel" else "," if "," in marks else ".",
        converted=tuple(column.converted for column in inferred if column.converted),
        warnings=(*report.warnings, *(c.warning for c in inferred if c.warning)),
    )
    return frame, report
