"""Which rows of a grid hold the column names."""

import re
from collections.abc import Sequence

from segmentation.tables.formats.layout.shapes import (
    STRONG,
    column_shapes,
    n_filled,
    shape,
    strong_shape,
)
from segmentation.tables.values.inference import MISSING, MISSING_NUMBER

PROBED_ROWS = 200
MOST_ABOVE = 40
"""Rows of a title or notes that may stand above the names."""

MOST_NAME_ROWS = 3
ENOUGH, AT_LEAST = 0.8, 0.5
"""Shares of the usual number of filled cells that a first row of the table has."""

YEAR = re.compile(r"(19|20)\d\d")
"""A number that is as good a name as a word: a column for each year."""

Rows = Sequence[Sequence[str]]


def find_header(rows: Rows) -> tuple[int, int]:
    """Find the column names.

    Parameters
    ----------
    rows : sequence of rows of str
        Without empty rows.

    Returns
    -------
    int
        Index of the first row of the table.
    int
        How many rows of names it begins with; 0 when it has none.
    """
    first = _first_row(rows)
    below = rows[first + 1 : first + 1 + PROBED_ROWS]
    if not is_header(rows[first], below):
        return first, 0
    n_rows = 1
    while n_rows < MOST_NAME_ROWS and _is_more_names(rows, first + n_rows):
        n_rows += 1
    return first, n_rows


def header_names(rows: Rows) -> list[str] | None:
    """Join rows of names to one.

    Parameters
    ----------
    rows : sequence of rows of str

    Returns
    -------
    list of str or None
        None without rows; names that say the same in every row are said once.
    """
    if not rows:
        return None
    width = max(map(len, rows))
    names = []
    for at in range(width):
        parts = dict.fromkeys(row[at].strip() for row in rows if at < len(row))
        names.append(" ".join(part for part in parts if part))
    while len(names) > 1 and not names[-1] and len(rows[0]) < len(names):
        names.pop()
    return names


def is_header(row: Sequence[str], below: Rows) -> bool:
    """Return whether a row is names of the columns below it.

    Parameters
    ----------
    row : sequence of str
    below : sequence of rows of str

    Returns
    -------
    bool
        True where columns of numbers, dates and the like do not begin with one. Without such
        columns, unless its cells occur again below.
    """
    columns = column_shapes(below, len(row))
    strong = [(cell, strong_shape(counts)) for cell, counts in zip(row, columns, strict=True)]
    typed = [(cell, form) for cell, form in strong if form]
    if typed:
        like = [cell for cell, form in typed if shape(cell) == form]
        names = [c for c, form in typed if shape(c) != form and c.strip().casefold() not in MISSING]
        return len(names) > len(like) or (bool(names) and all(map(YEAR.fullmatch, like)))
    if any(shape(cell) in STRONG for cell in row):
        return bool(below) and not _recur(row, below)
    return not _recur(row, below)


def _first_row(rows: Rows) -> int:
    """Return the index of the first row that belongs to the table."""
    fills = [n_filled(row) for row in rows[:PROBED_ROWS]]
    body = sorted(fills[len(fills) // 5 :])
    usual = body[len(body) // 2]
    if usual < 2:
        return 0
    ahead = range(min(len(fills), MOST_ABOVE))
    first = next((at for at in ahead if fills[at] >= ENOUGH * usual), 0)
    above = first - 1
    if above >= 0 and fills[above] >= max(2, AT_LEAST * usual):
        below = rows[first : first + PROBED_ROWS]
        if not is_header(rows[first], below[1:]) and is_header(rows[above], below):
            return above
    return first


def _is_more_names(rows: Rows, at: int) -> bool:
    """Return whether a row below the names is names as well: nothing in it is like its column."""
    if at + 1 >= len(rows):
        return False
    columns = column_shapes(rows[at + 1 : at + 1 + PROBED_ROWS], len(rows[at]))
    typed = [
        shape(cell) == form
        for cell, counts in zip(rows[at], columns, strict=True)
        if (form := strong_shape(counts)) and cell.strip().casefold() not in MISSING_NUMBER
    ]
    return len(typed) >= 2 and not any(typed)


def _recur(row: Sequence[str], below: Rows) -> bool:
    """Return whether most cells of a row occur again in their columns: then they are values."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell.strip()]
    others = [other for other in below if other != row]
    columns = {at: {other[at] for other in others if at < len(other)} for at, _ in filled}
    again = sum(cell in columns[at] for at, cell in filled)
    return bool(filled) and 2 * again > len(filled)
