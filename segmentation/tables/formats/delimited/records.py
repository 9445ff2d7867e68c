"""Lines become rows, whatever is wrong with some of them.

A regular line is split and no more is done. Where the number of cells is not the usual one, the
likeliest explanation is looked for: a cell over several lines, a quotation mark that does not
close, a delimiter too many or too few. A repair must make the cells look like the other rows'; what
has no such explanation is left as it stands, for the caller to fill up or leave out. Every repair
is counted.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from segmentation.tables.formats.delimited.names_row import mend_names
from segmentation.tables.formats.delimited.quoting import OPENING, inner_line, straightened
from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect, n_quotes, split_line
from segmentation.tables.formats.delimited.widths import mended_widths

MOST_JOINED = 2_000
"""Lines that one quoted cell may take."""

MOST_DROPPED = 40
"""Quotation marks of a line of which each is tried as the one too many."""

OTHERS = (",", ";", "\t", "|")
FEWEST_FOR_OTHER = 3
"""Cells a row must have before another delimiter is looked for: two may be chance."""

STRAY_QUOTE = "a quotation mark that does not close"
OTHER = "another delimiter than the rest"
WHOLE = "quotation marks around the whole line"
ROUND = "typographic quotation marks"


@dataclass(slots=True, kw_only=True)
class Records:
    """Rows of cells as they stand in a text.

    Attributes
    ----------
    rows : list of list of str
        Without empty lines.
    lines : list of int
        1-based line that each begins on.
    mended : dict of str to list of int
        The lines of rows that were mended, by what was wrong with them.
    said, warnings : list of str
        Sentences on what was done about the names, and on what may be wrong with them.
    """

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    mended: dict[str, list[int]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def repairs(self) -> dict[str, int]:
        """How many rows were mended, by what was wrong with them."""
        return {why: len(lines) for why, lines in self.mended.items()}


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
        if dialect.width > 1 and (len(row) != dialect.width or repair or not any(row[1:])):
            row, taken, repair = _otherwise(lines[at], row, dialect) or (row, taken, repair)
        if any(map(str.strip, row)):
            records.rows.append(row)
            records.lines.append(at + 1)
            if repair:
                records.mended.setdefault(repair, []).append(at + 1)
        at += taken
    if dialect.width > 1 and records.rows:
        said, warnings = mend_names(records.rows, dialect)
        records.said.extend(said)
        records.warnings.extend(warnings)
        for at, repair, row in mended_widths(records.rows, dialect):
            records.rows[at] = row
            if repair:
                records.mended.setdefault(repair, []).append(records.lines[at])
    return records


def _otherwise(line: str, row: list[str], dialect: Dialect) -> tuple[list[str], int, str] | None:
    """Return a row that was quoted or delimited in another way than the rest, None if none was."""
    inner = inner_line(line)
    if inner is not None and len(whole := split_line(inner, dialect)) == dialect.width:
        return whole, 1, WHOLE
    if len(row) == dialect.width:
        return None
    if any(mark in line for mark in OPENING):
        row = split_line(straightened(line, dialect.delimiter), dialect)
        if len(row) == dialect.width:
            return row, 1, ROUND
    other = _other_delimiter(line, dialect)
    return (other, 1, OTHER) if other else None


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
