"""Rows of text cells, as text files and workbooks hold them, and how they become columns."""

import re
from dataclasses import dataclass, replace

import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.tables.formats.names import tidy_names
from segmentation.tables.table import ReadReport, SkippedLine

NUMBER_LIKE = re.compile(r"[+-]?[\d.,]*\d[\d.,]*%?")
HEADER_PROBE = 100
"""Rows looked at to tell a row of names from a row of values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a file before anything is decided about them.

    Attributes
    ----------
    rows : list of list of str
        Not empty lines only; they may differ in length.
    lines : list of int
        1-based line or row of the file that each row starts on.
    report : ReadReport
        What is known so far; its sizes are still 0.
    """

    rows: list[list[str]]
    lines: list[int]
    report: ReadReport


def grid_columns(grid: Grid, header_row: int | None, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Give the cells names and equal lengths.

    Parameters
    ----------
    grid : Grid
    header_row : int or None
        Line of the column names; 0 for none; None to tell it from the cells.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        Cells as str, "" where empty.
    ReadReport
        With the header's row, repairs and skipped lines.

    Raises
    ------
    DataError
        If there are no rows below the names, or the named row does not exist.
    """
    header, rows, lines = _split_header(grid, header_row, what)
    width = len(header) if header else max(map(len, rows), default=0)
    names, said = tidy_names(header or [""] * width)
    if not header:
        said = [f"The file has no row of column names: they are column_1 to column_{width}."]
    kept, skipped, n_padded = _equal_lengths(rows, lines, width)
    if n_padded:
        said.append(f"Filled up with empty cells: {counted(n_padded, 'row')} that end early.")
    if not kept:
        raise DataError(
            f"{what} has column names but no rows below them. Choose a file with one row per "
            f"customer."
        )
    cells = pd.DataFrame(dict(zip(range(width), zip(*kept, strict=True), strict=True)), dtype="str")
    cells.columns = pd.Index(names, dtype="str")
    report = replace(
        grid.report,
        header_row=grid.lines[len(grid.rows) - len(rows) - 1] if header else None,
        repaired=(*grid.report.repaired, *said),
        skipped=(*grid.report.skipped, *skipped),
    )
    return cells, report


def _split_header(
    grid: Grid, header_row: int | None, what: str
) -> tuple[list[str] | None, list[list[str]], list[int]]:
    """Return the names (None without any), and the rows with their lines below them."""
    if not grid.rows:
        raise DataError(f"{what} is empty. Choose a file with a row of column names and customers.")
    if header_row == 0 or (header_row is None and not _is_header(grid.rows)):
        return None, grid.rows, grid.lines
    if header_row is None:
        at = 0
    elif header_row in grid.lines:
        at = grid.lines.index(header_row)
    else:
        raise DataError(f"{what} has nothing in row {header_row}. Choose another header row.")
    return grid.rows[at], grid.rows[at + 1 :], grid.lines[at + 1 :]


def _is_header(rows: list[list[str]]) -> bool:
    """Return whether the first row is names: some column of numbers does not begin with one."""
    below = rows[1 : 1 + HEADER_PROBE]
    first = rows[0]
    numeric = [
        column
        for column in range(len(first))
        if (cells := [row[column].strip() for row in below if column < len(row)])
        and any(cells)
        and all(not cell or NUMBER_LIKE.fullmatch(cell) for cell in cells)
    ]
    if not below and any(NUMBER_LIKE.fullmatch(cell.strip()) for cell in first):
        return False
    return not numeric or not all(NUMBER_LIKE.fullmatch(first[c].strip()) for c in numeric)


def _equal_lengths(
    rows: list[list[str]], lines: list[int], width: int
) -> tuple[list[list[str]], list[SkippedLine], int]:
    """Pad short rows, trim empty cells off long ones, and leave out the rows that hold more."""
    kept: list[list[str]] = []
    skipped: list[SkippedLine] = []
    n_padded = 0
    for row, line in zip(rows, lines, strict=True):
        if len(row) == width:
            kept.append(row)
        elif len(row) < width:
            kept.append(row + [""] * (width - len(row)))
            n_padded += 1
        elif any(cell.strip() for cell in row[width:]):
            reason = f"it has {len(row)} cells where the column names are {width}"
            skipped.append(SkippedLine(line=line, reason=reason))
        else:
            kept.append(row[:width])
    return kept, skipped, n_padded
