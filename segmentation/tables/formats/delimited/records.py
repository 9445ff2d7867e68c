"""Lines become rows, whatever is wrong with some of them.

A regular line is split and no more is done. Where the number of cells is not the usual one, the
likeliest explanation is looked for: a cell over several lines, a quotation mark that does not
close, a delimiter too many or too few. A repair must make the cells look like the other rows'; what
has no such explanation is left as it stands, for the caller to fill up or leave out. Every repair
is counted.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from segmentation.tables.formats.delimited.dialect import BLANKS, Dialect, n_quotes, split_line
from segmentation.tables.formats.layout.header import is_header
from segmentation.tables.formats.layout.shapes import STRONG, column_shapes, fit, shape

MOST_JOINED = 2_000
"""Lines that one quoted cell may take."""

MOST_DROPPED = 40
"""Quotation marks of a line of which each is tried as the one too many."""

PROBED_ROWS = 300
OTHERS = (",", ";", "\t", "|")
FEWEST_FOR_OTHER = 3
"""Cells a row must have before another delimiter is looked for: two may be chance."""

MOST_EMPTY = 12
FEWEST_OF_TABLE = 3
MOST_SPARE = 3
"""Delimiters too many or too few that are looked for."""

STRAY_QUOTE = "a quotation mark that does not close"
OTHER = "another delimiter than the rest"
EXTRA, LOST = "a delimiter too many", "a delimiter too few"


@dataclass(slots=True, kw_only=True)
class Records:
    """Rows of cells as they stand in a text.

    Attributes
    ----------
    rows : list of list of str
        Without empty lines.
    lines : list of int
        1-based line that each begins on.
    repairs : Counter of str
        How many rows were mended, by what was wrong with them.
    """

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)


def read_records(lines: Sequence[str], dialect: Dialect) -> Records:
    """Split lines into rows of cells.

    Parameters
    ----------
    lines : sequence of str
        Without their ends.
    dialect : Dialect

    Returns
    -------
    Records
    """
    records = Records()
    at = 0
    while at < len(lines):
        row, taken, repair = _record(lines, at, dialect)
        if len(row) != dialect.width and (other := _other_delimiter(lines[at], dialect)):
            row, taken, repair = other, 1, OTHER
        if any(map(str.strip, row)):
            records.rows.append(row)
            records.lines.append(at + 1)
            if repair:
                records.repairs[repair] += 1
        at += taken
    if dialect.width > 1:
        _mend_widths(records, dialect)
    return records


def _record(lines: Sequence[str], at: int, dialect: Dialect) -> tuple[list[str], int, str | None]:
    """Return the row that begins at a line, how many lines it takes, and what was mended."""
    line = lines[at]
    quote = dialect.quote
    if dialect.delimiter == BLANKS or not quote or quote not in line:
        return split_line(line, dialect), 1, None
    row = _strict(line, dialect)
    if row is not None and len(row) == dialect.width:
        return row, 1, None
    if row is None and (joined := _joined(lines, at, dialect)):
        return joined
    if row is not None and dialect.width == 1:
        return row, 1, None
    lenient = split_line(line, dialect)
    stray = any(cell.lstrip().startswith(quote) for cell in lenient)
    first, last = ((), (lenient,)) if stray else ((lenient,), ())
    for other in (*first, *_explanations(line, dialect), *last):
        if len(other) == dialect.width:
            return other, 1, None if other == row else STRAY_QUOTE
    return (row, 1, None) if row is not None else (lenient, 1, STRAY_QUOTE)


def _strict(text: str, dialect: Dialect) -> list[str] | None:
    """Split a text by the rules; None where it breaks them."""
    escape = "\\" if dialect.backslash else None
    reader = csv.reader(
        [text],
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=escape,
        doublequote=not dialect.backslash,
        skipinitialspace=True,
        strict=True,
    )
    try:
        return next(reader)
    except (csv.Error, StopIteration):
        return None


def _joined(
    lines: Sequence[str], at: int, dialect: Dialect
) -> tuple[list[str], int, str | None] | None:
    """Return the row when a quoted cell runs over lines, None when that explains nothing."""
    # Quotes are balanced only after the next line with an odd number of them.
    odd = n_quotes(lines[at], dialect) % 2
    if not odd:
        return None
    for end in range(at + 1, min(len(lines), at + MOST_JOINED)):
        if n_quotes(lines[end], dialect) % 2:
            row = _strict("\n".join(lines[at : end + 1]), dialect)
            if row is not None and (len(row) == dialect.width or dialect.width == 1):
                return row, end + 1 - at, None
            return None
    return None


def _other_delimiter(line: str, dialect: Dialect) -> list[str] | None:
    """Return the cells of a line that was written with another delimiter, None if it was not."""
    if dialect.width < FEWEST_FOR_OTHER:
        return None
    others = [replace(dialect, delimiter=mark) for mark in OTHERS if mark != dialect.delimiter]
    rows = [split_line(line, other) for other in others]
    return next((row for row in rows if len(row) == dialect.width), None)


def _explanations(line: str, dialect: Dialect) -> Iterator[list[str]]:
    """Return the cells of a line if one thing were wrong with its quotation marks."""
    if dialect.quote * 2 in line:
        yield _doubled_closes(line, dialect)
    at = -1
    for _ in range(MOST_DROPPED):
        at = line.find(dialect.quote, at + 1)
        if at < 0:
            break
        row = _strict(line[:at] + line[at + 1 :], dialect)
        if row is not None:
            yield row
    yield line.split(dialect.delimiter)


def _doubled_closes(line: str, dialect: Dialect) -> list[str]:
    """Split a line in which a quotation mark before the closing one was not doubled."""
    quote, delimiter = dialect.quote, dialect.delimiter
    marked = line.replace(quote * 2 + delimiter, "\x00" + quote + delimiter)
    if marked.endswith(quote * 2):
        marked = marked[:-2] + "\x00" + quote
    return [cell.replace("\x00", quote) for cell in split_line(marked, dialect)]


def _mend_widths(records: Records, dialect: Dialect) -> None:
    """Mend rows with some cells too many or too few, when that makes them look like the others."""
    width = dialect.width
    regular = [row for row in records.rows if len(row) == width][1 : PROBED_ROWS + 1]
    if len(regular) < MOST_SPARE:
        return
    columns = column_shapes(regular, width)
    _mend_names(records, width, columns)
    usual = sum(fit(row, columns) for row in regular) / len(regular)
    for at, row in enumerate(records.rows[: _second_table(records.rows, width)]):
        spare = len(row) - width
        if spare == 0 or abs(spare) > MOST_SPARE or len(row) < 2:
            continue
        mended = (
            _without(row, spare, columns, dialect) if spare > 0 else _with(row, -spare, columns)
        )
        if spare < 0 or fit(mended, columns) >= usual - 2.5 / width:
            if mended[: len(row)] != row[:width]:
                records.repairs[EXTRA if spare > 0 else LOST] += 1
            records.rows[at] = mended


def _mend_names(records: Records, width: int, columns: list[Counter[str]]) -> None:
    """Mend the first row when it alone has other cells than all the rest: it holds the names."""
    names = records.rows[0]
    if len(names) == width or any(len(row) != width for row in records.rows[1:]):
        return
    empty = [at for at, name in enumerate(names) if not name.strip()]
    if len(names) == width - 1 and set(columns[-1]) != {"empty"}:
        records.rows[0] = ["", *names]  # rows that were written with names of their own
    elif len(empty) >= len(names) - width > 0:
        gone = empty[: len(names) - width]
        records.rows[0] = [name for at, name in enumerate(names) if at not in gone]
        records.repairs[EXTRA] += 1


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
    return max(filled, key=lambda cells: fit(cells, columns))
