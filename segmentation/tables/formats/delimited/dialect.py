"""Which character separates the cells of a text, and how cells are quoted.

Every likely pair of delimiter and quotation mark is tried on the beginning of the text. The best is
the one under which most lines have the same number of cells and most cells look like something: the
idea of a consistency measure of pattern and type (van den Burg, Nazábal and Sutton, 2019), on
shapes of our own.

References
----------
van den Burg, G. J. J., Nazábal, A. and Sutton, C. (2019). Wrangling messy CSV files by detecting
row and type patterns. Data Mining and Knowledge Discovery 33.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from segmentation.tables.formats.layout.shapes import STRONG, shape

DELIMITERS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, ":": 0.7, "~": 0.9, "^": 0.9, "\x1f": 0.9}
"""Delimiters looked for, with how much is believed of each."""

BLANKS = " "
"""Stands for any run of spaces and tabs."""

BLANKS_BELIEVED = 0.6
PROBED_LINES = 300
MOST_JOINED = 20
"""Lines that a quoted cell may take while the dialect is looked for."""

MOSTLY = 0.8
OTHER_DELIMITER = re.compile(r"[;\t|](?=\S)")
"""In prose a semicolon is followed by a space."""

PROBED_CHARACTERS = 300_000
MOST_QUOTES, MOST_TRIED = 2_000, 20
"""Quotation marks of a line that are looked at, and of a cell that may turn out not to close it."""

FEWEST_POINTS = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a text writes its cells.

    Attributes
    ----------
    delimiter : str
        `BLANKS` for any run of spaces and tabs.
    quote : str
        The quotation mark; empty for none.
    backslash : bool
        Whether a quotation mark inside quotes is written after a backslash and not doubled.
    width : int
        The usual number of cells.
    """

    delimiter: str = ","
    quote: str = '"'
    backslash: bool = False
    width: int = 1


def find_dialect(lines: Iterable[str], delimiter: str | None = None) -> Dialect:
    """Find how a text is written.

    Parameters
    ----------
    lines : iterable of str
        Its first lines, without their ends.
    delimiter : str or None
        When it is known.

    Returns
    -------
    Dialect
    """
    probed = list(_first(lines))
    if not probed:
        return Dialect(delimiter=delimiter or ",")
    if delimiter is None and (named := _named(probed)):
        delimiter, probed = named, probed[1:]
    delimiters = {delimiter: 1.0} if delimiter else DELIMITERS
    backslash = _backslash(probed)
    best, most = Dialect(delimiter=delimiter or ","), 0.0
    for mark, believed in delimiters.items():
        for quote in ('"', "'"):
            if not _is_possible(probed, mark, quote):
                continue
            dialect = Dialect(delimiter=mark, quote=quote, backslash=backslash)
            points, width = _points(probed, dialect)
            if points * believed > most:
                best, most = replace(dialect, width=width), points * believed
    if delimiter is None:
        dialect = Dialect(delimiter=BLANKS)
        points, width = _points(probed, dialect)
        if points * BLANKS_BELIEVED > max(most, FEWEST_POINTS):
            return replace(dialect, width=width)
    return best if most >= FEWEST_POINTS or delimiter else Dialect(backslash=backslash)


def split_line(line: str, dialect: Dialect) -> list[str]:
    """Split one line, as far as it can be told from the line alone.

    Parameters
    ----------
    line : str
    dialect : Dialect

    Returns
    -------
    list of str
        A quotation mark opens only at the beginning of a cell and closes only before a delimiter or
        the end; one that does not is a character like any other.
    """
    if dialect.delimiter == BLANKS:
        return line.split()
    if not dialect.quote or not 0 < line.count(dialect.quote) <= MOST_QUOTES:
        return line.split(dialect.delimiter)
    cells, at = [], 0
    while at <= len(line):
        cell, at = _next_cell(line, at, dialect)
        cells.append(cell)
    return cells


def _next_cell(line: str, start: int, dialect: Dialect) -> tuple[str, int]:
    """Return the cell at `start` and where the next one begins."""
    quote, delimiter = dialect.quote, dialect.delimiter
    opening = start
    while opening < len(line) and line[opening] == " ":
        opening += 1
    if line.startswith(quote, opening):
        end = closing(line, opening + 1, dialect)
        if end is not None:
            following = line.find(delimiter, end + 1)
            following = len(line) if following < 0 else following
            return unescaped(line[opening + 1 : end], dialect), following + len(delimiter)
    following = line.find(delimiter, start)
    following = len(line) if following < 0 else following
    return line[start:following], following + len(delimiter)


def closing(line: str, start: int, dialect: Dialect) -> int | None:
    """Return where the quotes opened before `start` close, None if they do not.

    Parameters
    ----------
    line : str
    start : int
        First character inside the quotes.
    dialect : Dialect

    Returns
    -------
    int or None
    """
    quote, delimiter = dialect.quote, dialect.delimiter
    ends = re.compile(rf"{re.escape(quote)} {{0,8}}(?:{re.escape(delimiter)}|$)")
    at, tried = start, 0
    while tried < MOST_TRIED and (at := line.find(quote, at)) >= 0:
        if dialect.backslash and line[at - 1] == "\\" and at > start:
            at += 1
        elif not dialect.backslash and line.startswith(quote, at + 1):
            at += 2
        elif ends.match(line, at):
            return at
        else:
            at, tried = at + 1, tried + 1
    return None


def unescaped(inner: str, dialect: Dialect) -> str:
    """Return what stands between quotes as it was meant.

    Parameters
    ----------
    inner : str
    dialect : Dialect

    Returns
    -------
    str
    """
    quote = dialect.quote
    if dialect.backslash:
        return inner.replace("\\" + quote, quote)
    return inner.replace(quote * 2, quote)


def _first(lines: Iterable[str]) -> Iterator[str]:
    """Return the first lines that are not empty, one at least."""
    n_lines = n_characters = 0
    for line in lines:
        if line.strip():
            n_lines, n_characters = n_lines + 1, n_characters + len(line)
            if n_lines > 1 and (n_lines > PROBED_LINES or n_characters > PROBED_CHARACTERS):
                return
            yield line


def n_quotes(line: str, dialect: Dialect) -> int:
    """Return how many quotation marks of a line open or close.

    Parameters
    ----------
    line : str
    dialect : Dialect

    Returns
    -------
    int
    """
    count = line.count(dialect.quote)
    return count - line.count("\\" + dialect.quote) if dialect.backslash else count


def _named(lines: list[str]) -> str | None:
    """Return the delimiter that a first line such as ``sep=;`` names."""
    declared = re.fullmatch(r'"?sep=(.)"?', lines[0].strip("\r\n")) if lines else None
    return declared and declared[1]


def _backslash(lines: list[str]) -> bool:
    """Return whether quotes inside quotes come after a backslash, more often than doubled."""
    text = "\n".join(lines)
    escaped = len(re.findall(r'\\"(?!")', text))
    doubled = len(re.findall(r'[^,;|\t\n"\\]""', text))
    return escaped > doubled and bool(re.search(r'\\"[^"\n]*[^\\"\n]"', text))


def _quotes(lines: list[str], delimiter: str, quote: str) -> bool:
    """Return whether cells begin and end with this mark, as quoted ones do."""
    text = "\n".join(lines)
    opened = len(re.findall(rf"(?:^|\n|{re.escape(delimiter)} ?){quote}", text))
    closed = len(re.findall(rf"{quote}(?:$|\n|{re.escape(delimiter)})", text))
    return min(opened, closed) >= max(2, 0.5 * len(lines))


def _points(lines: list[str], dialect: Dialect) -> tuple[float, int]:
    """Return how well a dialect explains the lines, and the usual number of cells."""
    rows = [split_line(line, dialect) for line in _whole_cells(lines, dialect)]
    counts = Counter(map(len, rows))
    width = max(counts, key=lambda n: (counts[n] * (n > 1), n))
    if width < 2:
        return 0.0, 1
    regular = [row for row in rows if len(row) == width]
    shapes = Counter(_explained(cell, dialect) for row in regular for cell in row)
    explained = shapes[True] / shapes.total()
    lead = rows.index(regular[0])
    consistent = len(regular) / max(1, len(rows) - min(lead, 5))
    return consistent**2 * (1 - 1 / width) * (0.2 + 0.8 * explained**2), width


def _is_possible(lines: list[str], delimiter: str, quote: str) -> bool:
    """Return whether a delimiter and a quotation mark occur in such places as they should."""
    if not any(delimiter in line for line in lines):
        return False
    if quote == "'" and not _quotes(lines, delimiter, quote):
        return False
    # A column of times or decimals under a name is no two columns.
    whole = sum(shape(line) in STRONG for line in lines[1:])
    return delimiter in lines[0] or whole < MOSTLY * (len(lines) - 1) or len(lines) == 1


def _whole_cells(lines: list[str], dialect: Dialect) -> Iterator[str]:
    """Join lines inside quotes: up to the next line that makes their number even, if it is near."""
    odd = [bool(dialect.quote) and n_quotes(line, dialect) % 2 for line in lines]
    at = 0
    while at < len(lines):
        ends = range(at + 1, min(len(lines), at + MOST_JOINED)) if odd[at] else ()
        end = next((end for end in ends if odd[end]), at)
        yield "\n".join(lines[at : end + 1])
        at = end + 1


def _explained(cell: str, dialect: Dialect) -> bool:
    """Return whether a cell looks whole: not as if it had been cut or held several."""
    form = shape(cell)
    if form in {"text", "name"}:
        others = any(mark != dialect.delimiter for mark in OTHER_DELIMITER.findall(cell))
        return not others and cell.count('"') % 2 == 0
    return True
