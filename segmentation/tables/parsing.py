"""The bytes of a file become typed columns. What a file is, is told from its content.

Shop systems name text ``.xls`` and web pages ``.csv``; a name is therefore never believed.
"""

import gzip
import io
import zlib
from dataclasses import replace

import pandas as pd

from segmentation.errors import DataError, LimitError
from segmentation.tables.encodings.decoding import WANTED
from segmentation.tables.formats.others.marks import refuse_marked
from segmentation.tables.formats.registry import FORMATS, format_of
from segmentation.tables.limits import INFLATED_BYTES, INFLATION, MEGABYTE, check_shape
from segmentation.tables.table import ReadOptions, ReadReport
from segmentation.tables.values.inference import infer_columns

WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<table")

GZIP_MARK = b"\x1f\x8b"


def parse(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read the bytes of a file.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        As a `Table` holds it.
    ReadReport

    Raises
    ------
    DataError
        If it is no table.
    LimitError
        If it is larger than can be read.
    """
    data, packed = unpacked(data, what)
    if not data or data.isspace():
        raise DataError(f"{what} is empty. {WANTED}")
    _refuse_others(data, what)
    cells, report = format_of(data).read(data, options, what)
    check_shape(*cells.shape, what)
    frame, report = _typed(cells, report, options)
    said = ("It was compressed, and has been unpacked.",) if packed else ()
    return frame, replace(
        report,
        n_rows=len(frame),
        n_columns=frame.shape[1],
        repaired=(*said, *report.repaired),
    )


def unpacked(data: bytes, what: str) -> tuple[bytes, bool]:
    """Unpack a file that is compressed with gzip.

    Parameters
    ----------
    data : bytes
    what : str
        The file, for sentences.

    Returns
    -------
    bytes
    bool
        Whether it was compressed.

    Raises
    ------
    DataError
        If it is damaged.
    LimitError
        If it unpacks to too much.
    """
    if not data.startswith(GZIP_MARK):
        return data, False
    most = min(INFLATED_BYTES, max(MEGABYTE, INFLATION * len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            inner = file.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{what} is damaged: it cannot be unpacked. {WANTED}") from error
    if len(inner) > most:
        raise LimitError(
            f"{what} unpacks to more than {most / MEGABYTE:,.0f} MB, the most for a file of its "
            f"size. Unpack it yourself, or choose a smaller part of it."
        )
    return inner, True


def _refuse_others(data: bytes, what: str) -> None:
    refuse_marked(data, what)
    if data[:200].lstrip().lower().startswith(WEB_PAGE):
        raise DataError(
            f"{what} is not a table: it is a web page. Open it in a spreadsheet and save it as CSV."
        )


def _typed(
    cells: pd.DataFrame, report: ReadReport, options: ReadOptions
) -> tuple[pd.DataFrame, ReadReport]:
    """Type each column of text; columns that have a type keep it."""
    is_typed = FORMATS[report.format].is_typed
    texts = [name for name in cells.columns if pd.api.types.is_string_dtype(cells[name].dtype)]
    inferred = infer_columns(
        cells[texts].fillna(""),
        options,
        usual="," if report.delimiter == ";" else ".",
        settled=is_typed,
    )
    typed = {name: column.values for name, column in zip(texts, inferred, strict=True)}
    frame = pd.DataFrame({name: typed.get(name, cells[name]) for name in cells.columns})
    frame.columns = cells.columns
    marks = {column.decimal for column in inferred}
    report = replace(
        report,
        decimal=None if is_typed else "," if "," in marks else ".",
        converted=tuple(column.converted for column in inferred if column.converted),
        warnings=(*report.warnings, *(c.warning for c in inferred if c.warning)),
    )
    return frame, report
