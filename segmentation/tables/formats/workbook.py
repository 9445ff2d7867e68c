"""Excel and OpenDocument workbooks: one sheet becomes rows of text cells."""

import datetime as dt
import io
import zipfile

import pandas as pd
import python_calamine

from segmentation.errors import DataError
from segmentation.tables.formats.delimited.text import WANTED
from segmentation.tables.formats.layout.grid import Grid, grid_columns
from segmentation.tables.limits import BROKEN_PART, check_archive, check_shape
from segmentation.tables.table import ReadOptions, ReadReport

OLE_MARK, ZIP_MARK = b"\xd0\xcf\x11\xe0", b"PK"
SMALL_ROWS, FAR_LARGER = 30, 10
"""A sheet of fewer rows may be a title page: then later ones are looked at."""


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
    return grid_columns(workbook_grid(data, options, what), options.header_row, what)


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
        _check_sheet(options.sheet, sheets, what)
        sheet = book.get_sheet_by_name(options.sheet) if options.sheet else _main_sheet(book)
        check_shape(sheet.total_height, sheet.total_width, what)
        rows = [
            (n, cells)
            for n, row in enumerate(sheet.iter_rows(), start=1)
            if any(cells := [cell_text(cell) for cell in row])
        ]
    except python_calamine.PasswordError as error:
        raise DataError(
            f"{what} is protected by a password. Save it without one and choose it again."
        ) from error
    except DataError:
        raise
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise DataError(
            f"{what} is damaged: it cannot be read as a workbook. Save it anew or as CSV."
        ) from error
    if not rows:
        raise DataError(f"{what} is empty: none of its sheets holds anything. Choose another file.")
    warnings = ()
    if len(sheets) > 1 and not options.sheet:
        warnings = (f"Read from the sheet “{sheet.name}”, one of {len(sheets)}.",)
    report = ReadReport(
        format="excel",
        n_rows=0,
        n_columns=0,
        sheet=sheet.name,
        sheets=tuple(sheets),
        warnings=warnings,
    )
    return Grid(rows=[row for _, row in rows], lines=[n for n, _ in rows], report=report)


def _check_sheet(asked: str | None, sheets: list[str], what: str) -> None:
    if asked and asked not in sheets:
        raise DataError(f"{what} has no sheet “{asked}”. Choose one of: {', '.join(sheets)}.")


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


def _main_sheet(book: python_calamine.CalamineWorkbook) -> python_calamine.CalamineSheet:
    """Return the first visible sheet with a table; a far larger one after a small one instead."""
    visible = [
        each.name
        for each in book.sheets_metadata
        if each.visible == python_calamine.SheetVisibleEnum.Visible
    ]
    tables, rest = [], []
    for name in visible or book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        (tables if min(sheet.height, sheet.width) > 1 else rest).append(sheet)
        if tables and tables[0].height >= SMALL_ROWS:
            return tables[0]
    if not tables:
        return max(rest, key=lambda sheet: sheet.height * sheet.width)
    largest = max(tables, key=lambda sheet: sheet.height)
    return largest if largest.height > FAR_LARGER * tables[0].height else tables[0]
