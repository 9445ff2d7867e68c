"""Rows of text cells, as text files and workbooks hold them, and where the table is among them.

People put a title above their table and totals below it, leave empty rows and columns around it and
write its names over two rows. What is not the table is left out, with its line and the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.tables.formats.layout.header import find_header, header_names
from segmentation.tables.formats.layout.margins import (
    is_rule,
    margin_reason,
    page_headings,
    said_again,
    same,
)
from segmentation.tables.formats.layout.names import tidy_names
from segmentation.tables.formats.layout.notes import n_notes_below, second_table
from segmentation.tables.formats.layout.shapes import n_filled, usual_width
from segmentation.tables.formats.layout.totals import total_rows
from segmentation.tables.limits import check_shape
from segmentation.tables.table import ReadReport, SkippedLine

PROBED_ROWS = 300
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
    lines: list[int] = field(default_factory=list)
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
    grid, rules = _without_rules(grid)
    first, n_header = _header_place(grid, header_row, what)
    body = first + n_header
    end = len(grid.rows) - n_notes_below(grid.rows, grid.lines, body)
    header = _full_header(header_names(grid.rows[first:body]), grid.rows[body:end])
    sorted_rows = _sort_rows(grid, header, first, body, end)
    if not sorted_rows.kept:
        raise DataError(
            f"{what} has column names but no rows below them. Choose a file with one row per "
            f"customer."
        )
    above = [_skip(grid, at, "it stands above the column names") for at in range(first)]
    below = [_skip(grid, at, "it stands below the table") for at in range(end, len(grid.rows))]
    columns = dict(enumerate(zip(*sorted_rows.kept, strict=True)))
    cells, totals = without_totals(pd.DataFrame(columns, dtype="str"), sorted_rows.lines)
    # Without names, an empty column of a text may be one that has no values yet.
    keep_empty = header is None and grid.report.format == "csv"
    cells, said = name_columns(cells, header, keep_empty=keep_empty)
    if sorted_rows.n_padded:
        short = counted(sorted_rows.n_padded, "row")
        said.append(f"Filled up with empty cells: {short} that end early.")
    if n_header > 1:
        said.append(f"The column names stand in {n_header} rows; they were joined.")
    report = replace(
        grid.report,
        header_row=grid.lines[first] if n_header else None,
        repaired=(*grid.report.repaired, *said),
        skipped=_in_order(
            [*above, *grid.report.skipped, *rules, *sorted_rows.skipped], totals, below
        ),
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


def _sort_rows(grid: Grid, header: list[str] | None, first: int, body: int, end: int) -> _Sorted:
    """Fill up short rows, and leave out those that are none of the table."""
    rows, sifted = grid.rows, _Sorted()
    width = len(header) if header else usual_width(rows[body:end])
    other = second_table(rows, body, end, width)
    reasons = _reasons(rows, header, first, body, end) | dict.fromkeys(
        range(other, end), "another table begins above it"
    )
    for at in range(body, end):
        row = rows[at]
        if at in reasons:
            sifted.skipped.append(_skip(grid, at, reasons[at]))
        elif any(cell.strip() for cell in row[width:]):
            reason = f"it has {len(row)} cells where the column names are {width}"
            sifted.skipped.append(_skip(grid, at, reason))
        else:
            sifted.n_padded += len(row) < width
            sifted.kept.append((row + [""] * (width - len(row)))[:width])
            sifted.lines.append(grid.lines[at])
    return sifted


def _reasons(
    rows: list[list[str]], header: list[str] | None, first: int, body: int, end: int
) -> dict[int, str]:
    """Say of rows in the middle why they are none of the table."""
    width = len(header) if header else usual_width(rows[body:end])
    names = said_again([*rows[first:body], header or []], width)
    heads = {name[0] for name in names if name}
    above = {same(row, width) for row in rows[:first]}
    fills = sorted(map(n_filled, rows[body:end][:PROBED_ROWS]))
    usual = fills[len(fills) * 3 // 4] if fills else 0
    reasons: dict[int, str] = {}
    for at in range(body, end):
        row = rows[at]
        if row and row[0].strip().casefold() in heads and same(row, width) in names:
            reasons |= dict.fromkeys(
                page_headings(rows, at, usual, body), "it stands above names said again"
            )
            reasons[at] = "it repeats the column names"
        elif 2 * n_filled(row) <= max(2, usual) and (reason := margin_reason(row)):
            reasons[at] = reason
        elif above and usual > 1 and 2 * n_filled(row) <= usual and same(row, width) in above:
            reasons[at] = "it repeats a line from above the column names"
    return reasons


def _without_rules(grid: Grid) -> tuple[Grid, list[SkippedLine]]:
    """Leave out rows that are drawn, unless there are no others."""
    drawn = [at for at, row in enumerate(grid.rows) if is_rule(row)]
    if not drawn or len(drawn) == len(grid.rows):
        return grid, []
    gone = set(drawn)
    kept = [at for at in range(len(grid.rows)) if at not in gone]
    rest = replace(grid, rows=[grid.rows[at] for at in kept], lines=[grid.lines[at] for at in kept])
    return rest, [_skip(grid, at, "it is a rule") for at in drawn]


def without_totals(
    cells: pd.DataFrame, lines: Sequence[int]
) -> tuple[pd.DataFrame, list[SkippedLine]]:
    """Leave out the rows that are totals of others.

    Parameters
    ----------
    cells : pandas.DataFrame of str, shape (n_rows, n_columns)
    lines : sequence of int
        1-based line of the file that each row stands on.

    Returns
    -------
    pandas.DataFrame of str
    list of SkippedLine
    """
    totals = total_rows(cells)
    if not totals:
        return cells, []
    kept = cells.drop(index=list(totals)).reset_index(drop=True)
    return kept, [SkippedLine(line=lines[at], reason=totals[at]) for at in sorted(totals)]


def _in_order(*groups: list[SkippedLine]) -> tuple[SkippedLine, ...]:
    return tuple(sorted((skip for group in groups for skip in group), key=lambda skip: skip.line))


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
