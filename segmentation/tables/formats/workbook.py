"""Excel and OpenDocument workbooks: one sheet becomes rows of text cells."""

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import islice

import pandas as pd
import python_calamine

from segmentation.errors import DataError
from segmentation.tables.encodings.decoding import WANTED
from segmentation.tables.formats.layout.grid import Grid
from segmentation.tables.formats.layout.several import table_columns
from segmentation.tables.formats.parts import (
    PROBED_ROWS,
    SHEET,
    likeliest,
    n_tabular,
    said_parts,
    step,
    within,
)
from segmentation.tables.limits import BROKEN_PART, check_archive, check_shape
from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine

MOST_CITED = 5
MOST_TRUSTED, FAR = 40, 20
"""Columns above which the right edge is looked at, and empty ones that set a cell apart."""

LARGEST_PART = 100_000_000
BARE_FORMULA = re.compile(rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")

OLE_MARK, ZIP_MARK = b"\xd0\xcf\x11\xe0", b"PK"


def is_workbook(data: bytes) -> bool:
    """Return whether a file looks like a workbook, or another archive.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    return data.startswith((OLE_MARK, ZIP_MARK))


def workbook_columns(
    data: bytes, options: ReadOptions, what: str
) -> tuple[pd.DataFrame, ReadReport]:
    """Read one sheet of a workbook.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` and `header_row` are taken when given.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        Cells as str, "" where empty.
    ReadReport

    Raises
    ------
    DataError
        If it is damaged, no workbook, has a password, or holds no table.
    LimitError
        If it unpacks to too much.
    """
    if data.startswith(ZIP_MARK):
        _check_parts(data, what)
    grid = workbook_grid(data, options, what)
    names, chosen = grid.report.sheets, grid.report.sheet
    _, inside = step(options.sheet, names, what, SHEET)
    grid = replace(grid, report=replace(grid.report, sheet=None, sheets=()))
    cells, report = table_columns(grid, options, what, inside)
    report = within(report, names, chosen, SHEET)
    empty = [name for name in cells.columns if not cells[name].str.strip().any()]
    if empty and data.startswith(ZIP_MARK) and _has_bare_formulas(data):
        named = ", ".join(f"“{name}”" for name in empty[:MOST_CITED])
        said = (
            f"Empty: {named}. The file holds formulas without their results; open it in a "
            f"spreadsheet, save it and choose it again."
        )
        report = replace(report, warnings=(*report.warnings, said))
    return cells, report


def _has_bare_formulas(data: bytes) -> bool:
    """Return whether a sheet holds formulas whose results were not stored."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            part
            for part in archive.infolist()
            if part.filename.startswith("xl/worksheets/") and part.file_size < LARGEST_PART
        ]
        return any(BARE_FORMULA.search(archive.read(part)) for part in parts)


def _check_parts(data: bytes, what: str) -> None:
    """Refuse other archives, and workbooks that are damaged or unpack to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except BROKEN_PART as error:
        raise DataError(f"{what} is damaged: it ends early or was changed. {WANTED}") from error
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise DataError(f"{what} is an archive, not a table. Unpack it and choose a file from it.")
    check_archive(archive, what)


def workbook_grid(data: bytes, options: ReadOptions, what: str) -> Grid:
    """Read one sheet of a workbook.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` is taken when given, else the first that holds a table, else anything.
    what : str
        The file, for sentences.

    Returns
    -------
    Grid

    Raises
    ------
    DataError
        If it is damaged, has a password, has no such sheet or holds nothing.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = book.sheet_names
        asked, _ = step(options.sheet, sheets, what, SHEET)
        sheet = book.get_sheet_by_name(asked) if asked else _main_sheet(book)
        check_shape(sheet.total_height, 1, what)
        rows = [
            (n, cells)
            for n, row in enumerate(sheet.iter_rows(), start=1)
            if any(cells := [cell_text(cell) for cell in row])
        ]
        rows, far = _without_far_cells(rows)
        check_shape(len(rows), max((len(row) for _, row in rows), default=0), what)
    except python_calamine.PasswordError as error:
        raise DataError(
            f"{what} is protected by a password. Save it without one and choose it again."
        ) from error
    except DataError:
        raise
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise DataError(
            f"{what} is damaged: it cannot be read as a workbook. Save it again, or as CSV."
        ) from error
    if not rows:
        raise DataError(f"{what} is empty: none of its sheets holds anything. Choose another file.")
    report = ReadReport(
        format="excel",
        n_rows=0,
        n_columns=0,
        sheet=sheet.name,
        sheets=tuple(sheets),
        warnings=() if asked else said_parts(sheet.name, sheets, SHEET, _hidden(book)),
        skipped=far,
    )
    return Grid(rows=[row for _, row in rows], lines=[n for n, _ in rows], report=report)


def cell_text(value: object) -> str:
    """Write a cell as a text file would hold it; numbers keep every digit.

    Parameters
    ----------
    value : object
        A str, float, int, bool, date, datetime, time or timedelta.

    Returns
    -------
    str

    Examples
    --------
    >>> cell_text(12.0), cell_text(0.1), cell_text(dt.datetime(2024, 5, 1))
    ('12', '0.1', '2024-05-01')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _without_far_cells(
    rows: list[tuple[int, list[str]]],
) -> tuple[list[tuple[int, list[str]]], tuple[SkippedLine, ...]]:
    """Leave out empty columns at the right edge, and single cells far to the right."""
    width = max((len(row) for _, row in rows), default=0)
    if width <= MOST_TRUSTED:
        return rows, ()
    filled = Counter(at for _, row in rows for at, cell in enumerate(row) if cell)
    used = sorted(filled)
    while len(used) > 2 and used[-1] - used[-2] > FAR and filled[used[-1]] <= 1 < len(rows):
        used.pop()
    end = used[-1] + 1
    far = tuple(
        SkippedLine(line=n, reason="a cell of it stands far to the right of the table")
        for n, row in rows
        if any(row[end:])
    )
    return [(n, row[:end]) for n, row in rows if any(row[:end])], far


def _visible(book: python_calamine.CalamineWorkbook) -> list[str]:
    visible = python_calamine.SheetVisibleEnum.Visible
    return [each.name for each in book.sheets_metadata if each.visible == visible]


def _hidden(book: python_calamine.CalamineWorkbook) -> list[str]:
    shown = _visible(book)
    return [name for name in book.sheet_names if name not in shown]


def _n_tabular(sheet: python_calamine.CalamineSheet) -> float:
    """Return about how many rows of a sheet have two cells at least, 0 for prose and covers."""
    head = list(islice(sheet.iter_rows(), PROBED_ROWS))
    return n_tabular([[cell_text(cell) for cell in row] for row in head], sheet.height)


def _main_sheet(book: python_calamine.CalamineWorkbook) -> python_calamine.CalamineSheet:
    """Return the visible sheet that is likeliest to hold the table."""
    names = _visible(book) or book.sheet_names
    at = likeliest(_n_tabular(book.get_sheet_by_name(name)) for name in names)
    if at is not None:
        return book.get_sheet_by_name(names[at])
    sheets = map(book.get_sheet_by_name, names)
    return max(sheets, key=lambda sheet: sheet.height * sheet.width)
