"""Rows with some cells too many or too few are mended when that makes them look like the others."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect
from segmentation.tables.formats.layout.header import is_header
from segmentation.tables.formats.layout.shapes import STRONG, column_shapes, fit, shape

PROBED_ROWS = 300
MOST_EMPTY = 12
FEWEST_OF_TABLE = 3
MOST_SPARE = 3
"""Delimiters too many or too few that are looked for."""

LONGEST_TORN = 200
EXTRA, LOST = "a delimiter too many", "a delimiter too few"


def mended_widths(
    rows: list[list[str]], dialect: Dialect
) -> Iterator[tuple[int, str | None, list[str]]]:
    """Mend rows that are too long or too short.

    Parameters
    ----------
    rows : list of list of str
    dialect : Dialect

    Yields
    ------
    int
        Index of a row.
    str or None
        What was wrong with it, None where it merely ended early or late.
    list of str
        What it should be.
    """
    width = dialect.width
    regular = [row for row in rows if len(row) == width][1 : PROBED_ROWS + 1]
    if len(regular) < MOST_SPARE:
        return
    columns = column_shapes(regular, width)
    usual = sum(fit(row, columns) for row in regular) / len(regular)
    above = next(at for at, row in enumerate(rows) if len(row) == width)
    for at, row in enumerate(rows[: _second_table(rows, width)]):
        if at < above:
            continue  # a title is not mended into names
        spare = len(row) - width
        if spare == 0 or abs(spare) > MOST_SPARE or len(row) < 2:
            continue
        mended = (
            _without(row, spare, columns, dialect) if spare > 0 else _with(row, -spare, columns)
        )
        if spare < 0 or fit(mended, columns) >= usual - 2.5 / width:
            changed = mended[: len(row)] != row[:width]
            yield at, (EXTRA if spare > 0 else LOST) if changed else None, mended


def _second_table(rows: list[list[str]], width: int) -> int:
    """Return where a table of another width begins that runs to the end, else how many rows."""
    other = len(rows[-1])
    at = len(rows)
    while at > 1 and len(rows[at - 1]) == other != width:
        at -= 1
    begins = len(rows) - at >= FEWEST_OF_TABLE and is_header(rows[at], rows[at + 1 :])
    return at if begins else len(rows)


def _without(
    row: list[str], spare: int, columns: list[Counter[str]], dialect: Dialect
) -> list[str]:
    """Return the row without some empty cells, else with neighbours joined, as fits best."""
    empty = [at for at, cell in enumerate(row) if not cell.strip()][-MOST_EMPTY:]
    shorter = [
        [cell for at, cell in enumerate(row) if at not in gone]
        for gone in combinations(reversed(empty), spare)
    ]
    mark = "" if dialect.delimiter == BLANKS else dialect.delimiter
    # Where several places fit, a comma stands in a text rather than between two codes.
    joined = [
        [*row[:at], mark.join(row[at : at + spare + 1]), *row[at + spare + 1 :]]
        for at in sorted(range(len(columns)), key=lambda at: shape(row[at]) in STRONG | {"code"})
    ]
    return max([*shorter, *joined], key=lambda cells: fit(cells, columns))


def _with(row: list[str], lost: int, columns: list[Counter[str]]) -> list[str]:
    """Return the row with empty cells where they fit best, at the end if that is no worse."""
    filled = [[*row[:at], *[""] * lost, *row[at:]] for at in range(len(row), 0, -1)]
    best = max(filled, key=lambda cells: fit(cells, columns))
    torn = _torn(row, columns) if lost == 1 and fit(best, columns) < 1 else []
    return torn[0] if len(torn) == 1 else best


def _torn(row: list[str], columns: list[Counter[str]]) -> list[list[str]]:
    """Return the rows in which one cell is two and every cell looks like its column."""
    found = []
    for at, cell in enumerate(row):
        for cut in range(1, min(len(cell), LONGEST_TORN)):
            torn = [*row[:at], cell[:cut], cell[cut:], *row[at + 1 :]]
            if fit(torn, columns) == 1:
                found.append(torn)
    return found
