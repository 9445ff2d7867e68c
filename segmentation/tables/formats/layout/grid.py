"""Rows of text cells, as text files and workbooks hold them, and where the table is among them.

People put a title above their table and totals below it, leave empty rows and columns around it and
write its names over two rows. What is not the table is left out, with its line and the reason.
"""

from dataclasses import dataclass, field, replace

import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.tables.formats.layout.header import find_header, header_names
from segmentation.tables.formats.layout.names import tidy_names
from segmentation.tables.formats.layout.notes import n_notes_below, second_table
from segmentation.tables.formats.layout.shapes import usual_width
from segmentation.tables.limits import check_shape
from segmentation.tables.table import ReadReport, SkippedLine

NEARLY_ALL = 0.9
"""Share of rows with more cells than names from which it is the names that are too few."""


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


@dataclass(slots=True, kw_only=True)
class _Sorted:
    """What of a grid is the table, and what was left out."""

    kept: list[list[str]] = field(default_factory=list)
    skipped: list[SkippedLine] = field(default_factory=list)
    n_padded: int = 0


def grid_columns(grid: Grid, header_row: int | None, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Find the table in a grid and give its cells names and equal lengths.

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
    LimitError
        If it is too large.
    """
    if not grid.rows:
        raise DataError(f"{what} is empty. Choose a file with a row of column names and customers.")
    check_shape(len(grid.rows), max(map(len, grid.rows)), what)
    first, n_header = _header_place(grid, header_row, what)
    body = first + n_header
    end = len(grid.rows) - n_notes_below(grid.rows, grid.lines, body)
    header = _full_header(header_names(grid.rows[first:body]), grid.rows[body:end])
    sorted_rows = _sort_rows(grid, header, body, end)
    if not sorted_rows.kept:
        raise DataError(
            f"{what} has column names but no rows below them. Choose a file with one row per "
            f"customer."
        )
    above = [_skip(grid, at, "it stands above the column names") for at in range(first)]
    below = [_skip(grid, at, "it stands below the table") for at in range(end, len(grid.rows))]
    columns = dict(enumerate(zip(*sorted_rows.kept, strict=True)))
    # Without names, an empty column of a text may be one that has no values yet.
    keep_empty = header is None and grid.report.format == "csv"
    cells, said = name_columns(pd.DataFrame(columns, dtype="str"), header, keep_empty=keep_empty)
    if sorted_rows.n_padded:
        short = counted(sorted_rows.n_padded, "row")
        said.append(f"Filled up with empty cells: {short} that end early.")
    if n_header > 1:
        said.append(f"The column names stand in {n_header} rows; they were joined.")
    report = replace(
        grid.report,
        header_row=grid.lines[first] if n_header else None,
        repaired=(*grid.report.repaired, *said),
        skipped=(*above, *grid.report.skipped, *sorted_rows.skipped, *below),
    )
    return cells, report


def _header_place(grid: Grid, header_row: int | None, what: str) -> tuple[int, int]:
    """Return the index of the first row of names, and how many there are."""
    if header_row == 0:
        return 0, 0
    if header_row is None:
        return find_header(grid.rows)
    if header_row not in grid.lines:
        raise DataError(f"{what} has nothing in row {header_row}. Choose another header row.")
    return grid.lines.index(header_row), 1


def _full_header(header: list[str] | None, rows: list[list[str]]) -> list[str] | None:
    """Return the names, with made ones where nearly all rows have more cells than there are."""
    if header is None:
        return None
    usual = usual_width(rows)
    if sum(len(row) == usual for row in rows) < NEARLY_ALL * len(rows):
        return header
    return header + [f"column_{at + 1}" for at in range(len(header), usual)]


def _sort_rows(grid: Grid, header: list[str] | None, body: int, end: int) -> _Sorted:
    """Fill up short rows, and leave out those that are none of the table."""
    rows, sifted = grid.rows, _Sorted()
    width = len(header) if header else usual_width(rows[body:end])
    other = second_table(rows, body, end, width)
    for at in range(body, end):
        row = rows[at]
        if at >= other:
            sifted.skipped.append(_skip(grid, at, "another table begins above it"))
        elif header and row[:width] == header:
            sifted.skipped.append(_skip(grid, at, "it repeats the column names"))
        elif len(row) < width:
            sifted.kept.append(row + [""] * (width - len(row)))
            sifted.n_padded += 1
        elif any(cell.strip() for cell in row[width:]):
            reason = f"it has {len(row)} cells where the column names are {width}"
            sifted.skipped.append(_skip(grid, at, reason))
        else:
            sifted.kept.append(row[:width])
    return sifted


def _skip(grid: Grid, at: int, reason: str) -> SkippedLine:
    return SkippedLine(line=grid.lines[at], reason=reason)


def name_columns(
    cells: pd.DataFrame, header: list[str] | None, *, keep_empty: bool = False
) -> tuple[pd.DataFrame, list[str]]:
    """Give columns their names, and leave out empty ones that have none.

    Parameters
    ----------
    cells : pandas.DataFrame of str, shape (n_rows, n_columns)
        With columns 0, 1, ….
    header : list of str or None
        None to make names.
    keep_empty : bool

    Returns
    -------
    pandas.DataFrame of str
    list of str
        Sentences on what was changed.
    """
    names = header or [""] * cells.shape[1]
    unnamed = [] if keep_empty else [at for at, name in enumerate(names) if not name.strip()]
    empty = [at for at in unnamed if _is_empty(cells[at])]
    said = []
    if empty and len(empty) < len(names):
        said.append(f"Left out because they are empty: {counted(len(empty), 'column')}.")
        names = [name for at, name in enumerate(names) if at not in empty]
        cells = cells.drop(columns=empty)
    tidy, renamed = tidy_names(names)
    if header is None:
        renamed = [f"The file has no row of column names: they are column_1 to column_{len(tidy)}."]
    return cells.set_axis(pd.Index(tidy, dtype="str"), axis="columns"), [*said, *renamed]


def _is_empty(column: pd.Series) -> bool:
    return bool((column.str.strip() == "").all())
