"""Which rows of a grid hold the column names."""

import re
from collections.abc import Sequence

from segmentation.tables.formats.layout.margins import PAGE
from segmentation.tables.formats.layout.shapes import (
    STRONG,
    column_shapes,
    has_code,
    n_filled,
    shape,
    strong_shape,
)
from segmentation.tables.values.missing import MISSING, MISSING_NUMBER

PROBED_ROWS = 200
MOST_ABOVE = 40
"""Rows of a title or notes that may stand above the names."""

MOST_NAME_ROWS = 3
ENOUGH, AT_LEAST = 0.8, 0.5
"""Shares of the usual number of filled cells that a first row of the table has."""

LONGEST_GROUP = 40
STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d|\d:\d\d")
"""A day or a time of day: of a report, not of a group."""

NEARLY_ALL = 0.8

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
    while n_rows < MOST_NAME_ROWS and first > 0 and is_group(rows, first - 1, n_rows):
        first, n_rows = first - 1, n_rows + 1
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
    rows = [*(spread(rows[at], rows[at + 1 :]) for at in range(len(rows) - 1)), rows[-1]]
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
        years = all(map(YEAR.fullmatch, like)) and (bool(names) or _is_series(like, row, below))
        return len(names) > len(like) or years
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
    below = rows[at + 1 : at + 1 + PROBED_ROWS]
    if _complements(rows[at - 1], rows[at]) and is_header(rows[at], below):
        return True
    columns = column_shapes(below, len(rows[at]))
    typed = [
        shape(cell) == form
        for cell, counts in zip(rows[at], columns, strict=True)
        if (form := strong_shape(counts)) and cell.strip().casefold() not in MISSING_NUMBER
    ]
    return len(typed) >= 2 and not any(typed) and not has_code(rows[at], columns)


def _recur(row: Sequence[str], below: Rows) -> bool:
    """Return whether most cells of a row occur again in their columns: then they are values."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell.strip()]
    others = [other for other in below if other != row]
    columns = {at: {other[at] for other in others if at < len(other)} for at, _ in filled}
    again = sum(cell in columns[at] for at, cell in filled)
    return bool(filled) and 2 * again > len(filled)


def _is_series(years: Sequence[str], row: Sequence[str], below: Rows) -> bool:
    """Return whether years follow each other above columns that hold other numbers."""
    numbers = sorted(map(int, years))
    places = [at for at, cell in enumerate(row) if cell in years]
    held = [other[at] for other in below for at in places if at < len(other) and other[at].strip()]
    n_years = sum(bool(YEAR.fullmatch(cell)) for cell in held)
    enough = len(numbers) > 1 and len(below) > 1
    steps = enough and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return steps and 2 * n_years < len(held)


def _complements(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Return whether each of two rows is empty somewhere where the other is not."""
    pairs = [(bool(a.strip()), bool(b.strip())) for a, b in zip(upper, lower, strict=False)]
    return (True, False) in pairs and (False, True) in pairs


def is_group(rows: Rows, at: int, n_below: int = 1) -> bool:
    """Return whether a row above the names holds names of groups of columns.

    Parameters
    ----------
    rows : sequence of rows of str
    at : int
        Index of the row.
    n_below : int
        How many rows of names stand below it.

    Returns
    -------
    bool
        True where a short text stands above the first of several names, and every column has a
        name in one of the two rows; a title stands alone in the first column.
    """
    upper = rows[at]
    below = rows[at + 1 : at + 1 + n_below]
    lower = header_names(below) or []
    filled = [place for place, cell in enumerate(upper) if cell.strip()]
    if not filled or filled == [0] or (filled == [0, 1] and at > 0 and n_filled(rows[at - 1]) <= 2):
        return False
    cells = [upper[place].strip() for place in filled]
    if len(upper) < len(lower):  # a sentence with a delimiter in it
        return False
    if any(len(cell) > LONGEST_GROUP or cell.endswith(":") for cell in cells):
        return False
    if any(PAGE.fullmatch(cell) or STAMP.search(cell) for cell in cells):
        return False
    if any(shape(cell) in STRONG and not YEAR.fullmatch(cell) for cell in cells):
        return False
    width = max(len(upper), len(lower))
    padded = [list(row) + [""] * (width - len(row)) for row in (upper, lower)]
    covered = sum(bool(a.strip() or b.strip()) for a, b in zip(*padded, strict=True))
    spans = spread(upper, below) != list(upper) or (filled[0] > 0 and len(filled) > 1)
    return covered >= NEARLY_ALL * width and spans


def spread(upper: Sequence[str], below: Rows) -> list[str]:
    """Write the name of a group over each of its columns.

    Parameters
    ----------
    upper : sequence of str
        Only the first column of a group has its name.
    below : sequence of rows of str
        The rows of names below it: a group goes on where they have names of their own.

    Returns
    -------
    list of str

    Examples
    --------
    >>> spread(["id", "", "Sales", ""], [["", "name", "2023", "2024"]])
    ['id', '', 'Sales', 'Sales']
    """
    width = max(len(upper), *map(len, below))
    cells = list(upper) + [""] * (width - len(upper))
    named = [any(at < len(row) and row[at].strip() for row in below) for at in range(width)]
    for at in range(1, width):
        if not cells[at].strip() and named[at] and named[at - 1]:
            cells[at] = cells[at - 1]
    return cells if width == len(upper) or any(cells[len(upper) :]) else list(upper)
