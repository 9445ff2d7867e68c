"""Several tables below each other in one text or on one sheet: one is read, the others are offered.

Another table begins where a row of names stands over values of its own, after an empty line or with
another number of cells, and would not fit among the rows above it. Groups, pages and gaps of one
table are not taken for tables: their rows have the same names, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.layout.grid import Grid, grid_columns
from segmentation.tables.formats.layout.header import is_header
from segmentation.tables.formats.layout.shapes import (
    STRONG,
    column_shapes,
    has_code,
    shape,
    strong_shape,
)
from segmentation.tables.formats.parts import TABLE, choose, within
from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine

MOST_PIECES, PROBED_ROWS = 400, 60
FEWEST_ROWS = 3
"""Names and two rows of values."""

ABOVE = 8
"""Rows that a row of names is compared with."""

AGREEING, SAME_NAMES, MOST_TITLE = 0.9, 0.5, 3
SHORT = 40
REASON = "another table begins above it"

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a table stands in a grid.

    Attributes
    ----------
    start, end : int
        Its rows, a title included, from and up to.
    names : int
        The row of its names.
    title : str
        What stands above the names alone; “” for nothing.
    """

    start: int
    end: int
    names: int
    title: str = ""


def table_columns(
    grid: Grid, options: ReadOptions, what: str, asked: str | None = None
) -> tuple[pd.DataFrame, ReadReport]:
    """Find the table in a grid, or the one of several that is asked for.

    Parameters
    ----------
    grid : Grid
    options : ReadOptions
        `header_row` is taken when given.
    what : str
        The file, for sentences.
    asked : str or None
        The table, as the report calls it.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        Cells as str, "" where empty.
    ReadReport
        Of the table alone: its parts are the tables of the grid, none where there is one.

    Raises
    ------
    DataError
        If there is no such table.
    """
    places = find_tables(grid.rows, grid.lines)
    if len(places) < 2:
        if asked:
            refuse_part(asked, what)
        return grid_columns(grid, options.header_row, what)
    named = {_name(grid, place, at): place for at, place in enumerate(places, start=1)}
    sizes = {name: place.end - place.names - 1 for name, place in named.items()}
    choice = choose(sizes, asked, what, TABLE)
    place = named[choice.name]
    others = tuple(
        SkippedLine(line=grid.lines[at], reason=REASON)
        for at in range(len(grid.rows))
        if not place.start <= at < place.end
    )
    part = Grid(
        rows=grid.rows[place.start : place.end],
        lines=grid.lines[place.start : place.end],
        report=replace(grid.report, warnings=(*grid.report.warnings, *choice.said)),
    )
    cells, report = grid_columns(part, options.header_row, what)
    skipped = sorted((*report.skipped, *others), key=lambda skip: skip.line)
    report = replace(report, skipped=tuple(skipped), sheet=None, sheets=())
    return cells, within(report, list(sizes), choice.name, TABLE)


def refuse_part(asked: str, what: str) -> NoReturn:
    """Refuse to look for a table where there is but one.

    Parameters
    ----------
    asked : str
        The table, as somebody calls it.
    what : str
        The file, for sentences.

    Raises
    ------
    DataError
    """
    raise DataError(
        f"{what} has no table “{asked}”: it holds one only. Leave out which table it is."
    )


def find_tables(rows: Rows, lines: Sequence[int]) -> list[Place]:
    """Find the tables that stand below each other.

    Parameters
    ----------
    rows : sequence of rows of str
        Without empty rows.
    lines : sequence of int
        Where each stands in the file; a jump is an empty line.

    Returns
    -------
    list of Place
        Fewer than two where there is one table, as far as can be told.

    Notes
    -----
    One pass over the rows; what is looked at closely are the first rows of each piece.
    """
    starts = _starts(rows, lines)
    if not 2 <= len(starts) <= MOST_PIECES:
        return []
    found: list[Place] = []
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        names = _names_row(rows, start, end)
        if names is None:
            continue
        is_apart = names > start or lines[start] - lines[max(0, start - 1)] > 1
        if found and not _is_another(rows, found[-1], names, end, is_apart=is_apart):
            continue
        title = " ".join(cell for row in rows[start:names] for cell in row if cell.strip())
        found.append(Place(start=start, end=end, names=names, title=title))
    if not found:
        return []
    ends = [place.start for place in found[1:]] + [len(rows)]
    found = [replace(place, end=end) for place, end in zip(found, ends, strict=True)]
    return [replace(found[0], start=0), *found[1:]]


def _starts(rows: Rows, lines: Sequence[int]) -> list[int]:
    """Return where a piece begins: after an empty line, or where rows get another length."""
    starts = [0]
    for at in range(1, len(rows)):
        jump = lines[at] - lines[at - 1]
        is_gap = jump > 1 and jump - sum(cell.count("\n") for cell in rows[at - 1]) > 1
        is_other = len(rows[at]) != len(rows[at - 1]) and at + 2 < len(rows)
        is_other = is_other and len(rows[at]) == len(rows[at + 1]) == len(rows[at + 2])
        if not (is_gap or is_other or _are_words(rows, at, starts[-1])):
            continue
        piece = rows[starts[-1] : at]
        if len(piece) > MOST_TITLE or any(_width(row) > 1 for row in piece):  # more than a title
            starts.append(at)
            if len(starts) > MOST_PIECES:
                break
    return starts


def _are_words(rows: Rows, at: int, start: int) -> bool:
    """Return whether a row has words wherever the rows above have numbers, days and the like."""
    row = rows[at]
    if not all(cell.strip() and shape(cell) not in STRONG for cell in row):
        return False
    above = rows[max(start + 1, at - ABOVE) : at]
    return len(above) > 1 and any(strong_shape(counts) for counts in column_shapes(above, len(row)))


def _width(row: Sequence[str]) -> int:
    """Return the number of cells up to the last one that is filled."""
    return next((at for at in range(len(row), 0, -1) if row[at - 1].strip()), 0)


def _names_row(rows: Rows, start: int, end: int) -> int | None:
    """Return the row of names that a piece begins with, below a title; None if it has none."""
    at = start
    while at < end and at - start < MOST_TITLE and _width(rows[at]) < 2:
        at += 1
    if end - at < FEWEST_ROWS:
        return None
    width = _width(rows[at])
    names = [cell.strip() for cell in rows[at][:width]]
    body = [row[:width] for row in rows[at + 1 : min(end, at + 1 + PROBED_ROWS)]]
    if width < 2 or not all(names) or len(set(names)) < width:
        return None
    if any(shape(name) in STRONG for name in names):
        return None
    alike = sum(width / 2 < _width(row) <= width for row in rows[at + 1 : at + 1 + len(body)])
    if alike < max(2, AGREEING * len(body)) or not is_header(names, body):
        return None
    return at


def _is_another(rows: Rows, last: Place, names: int, end: int, *, is_apart: bool) -> bool:
    """Return whether a row of names begins a table of its own below the last one."""
    old = [cell.strip().casefold() for cell in rows[last.names]]
    new = [cell.strip().casefold() for cell in rows[names]]
    old, new = old[: _width(old)], new[: _width(new)]
    if len(set(old) & set(new)) > SAME_NAMES * min(len(old), len(new)):
        return False
    above = rows[last.names + 1 : min(last.end, last.names + 1 + PROBED_ROWS)]
    below = rows[names + 1 : min(end, names + 1 + PROBED_ROWS)]
    columns = column_shapes(above, len(old))
    if has_code(new, columns):
        return False
    forms = [strong_shape(counts) for counts in columns]
    others = [strong_shape(counts) for counts in column_shapes(below, len(new))]
    misfits = [shape(cell) != form for cell, form in zip(new, forms, strict=False) if form]
    if len(old) != len(new) and any(others):
        return True
    return bool(misfits) and all(misfits) and (is_apart or forms != others)


def _name(grid: Grid, place: Place, number: int) -> str:
    title = place.title or ", ".join(
        cell.strip() for cell in grid.rows[place.names] if cell.strip()
    )
    return f"Table {number}: {title[:SHORT].rstrip(' ,')}"
