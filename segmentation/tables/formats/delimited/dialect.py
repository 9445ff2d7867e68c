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

from segmentation.tables.formats.delimited.quoting import unwrapped, without_rules
from segmentation.tables.formats.delimited.splitting import (
    BLANKS,
    Dialect,
    n_quotes,
    split_line,
)
from segmentation.tables.formats.layout.shapes import STRONG, shape

DELIMITERS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, ":": 0.7, "~": 0.9, "^": 0.9, "\x1f": 0.9}
"""Delimiters looked for, with how much is believed of each."""

BLANKS_BELIEVED = 0.6
PROBED_LINES = 300
MOST_JOINED = 20
"""Lines that a quoted cell may take while the dialect is looked for."""

MOSTLY = 0.8
OTHER_DELIMITER = re.compile(r"[;\t|](?=\S)")
"""In prose a semicolon is followed by a space."""

PROBED_CHARACTERS = 300_000

FEWEST_POINTS = 0.15
AGREED = 0.8
"""Share of lines that have the usual number of cells, from which a delimiter may outrank others."""


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
    probed = unwrapped(without_rules(probed))
    delimiters = {delimiter: 1.0} if delimiter else DELIMITERS
    backslash = _backslash(probed)
    tried = [
        tried
        for mark, believed in delimiters.items()
        if (tried := _best_quotes(probed, mark, believed, backslash=backslash))
    ]
    best = _chosen(tried)
    most = best.points if best else 0.0
    if delimiter is None and not _excludes_blanks(best, probed):
        dialect = Dialect(delimiter=BLANKS)
        points, width, _ = _points(probed, dialect)
        if points * BLANKS_BELIEVED > max(most, FEWEST_POINTS):
            return replace(dialect, width=width)
    if best and (most >= FEWEST_POINTS or delimiter):
        return best.dialect
    if delimiter is None and best is None and _are_values(probed):  # their marks are their own
        absent = (mark for mark in DELIMITERS if not any(mark in line for line in probed))
        delimiter = next(absent, None)
    return Dialect(delimiter=delimiter or ",", backslash=backslash and not delimiter)


def _excludes_blanks(best: "_Tried | None", lines: list[str]) -> bool:
    """Return whether blanks are within cells: tabs cut all lines alike, or each line is a value."""
    is_tab = best is not None and best.dialect.delimiter == "\t" and best.share >= AGREED
    return (is_tab and "\t" in lines[0]) or _are_values(lines)


def _are_values(lines: list[str]) -> bool:
    """Return whether each line below one word is a number, a date or the like."""
    whole = sum(shape(line) in STRONG for line in lines[1:])
    is_word = len(lines[0].split()) == 1 and '"' not in lines[0]
    return len(lines) > 2 and is_word and whole >= MOSTLY * (len(lines) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """A dialect with how well it explains the lines, and the rows of the usual width."""

    dialect: Dialect
    points: float
    share: float
    rows: list[list[str]]


def _best_quotes(lines: list[str], mark: str, believed: float, *, backslash: bool) -> _Tried | None:
    """Return a delimiter with the quotation mark under which most lines agree, the first too."""
    found = []
    for quote in ('"', "'"):
        if not _is_possible(lines, mark, quote):
            continue
        dialect = Dialect(delimiter=mark, quote=quote, backslash=backslash)
        points, width, rows = _points(lines, dialect)
        if points:
            regular = [row for row in rows if len(row) == width]
            found.append(
                _Tried(
                    dialect=replace(dialect, width=width),
                    points=points * believed,
                    share=len(regular) / len(rows),
                    rows=regular,
                )
            )
    return max(found, key=lambda each: (each.share, each.points), default=None)


def _chosen(tried: list[_Tried]) -> _Tried | None:
    """Return the best that none outranks, the best of all where each is outranked."""
    strong = [each for each in tried if each.points >= FEWEST_POINTS]
    free = [
        each
        for each in tried
        if not any(_outranks(other, each) > _outranks(each, other) for other in strong)
    ]
    return max(free or tried, key=lambda each: each.points, default=None)


def _outranks(one: _Tried, other: _Tried) -> int:
    """Return how many reasons there are to hold the other's delimiter for a mark inside cells."""
    mark = other.dialect.delimiter
    if one.share < AGREED or one is other:
        return 0
    holding = {at for row in one.rows for at, cell in enumerate(row) if mark in cell}
    inside = len(holding) == 1
    header = one.rows[0]
    # A delimiter separates the names too.
    return inside + (len(one.rows) > 1 and not any(mark in name for name in header))


def _first(lines: Iterable[str]) -> Iterator[str]:
    """Return the first lines that are not empty, one at least."""
    n_lines = n_characters = 0
    for line in lines:
        if line.strip():
            n_lines, n_characters = n_lines + 1, n_characters + len(line)
            if n_lines > 1 and (n_lines > PROBED_LINES or n_characters > PROBED_CHARACTERS):
                return
            yield line


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


def _points(lines: list[str], dialect: Dialect) -> tuple[float, int, list[list[str]]]:
    """Return how well a dialect explains the lines, the usual number of cells, and the rows."""
    rows = [split_line(line, dialect) for line in _whole_cells(lines, dialect)]
    counts = Counter(map(len, rows))
    width = max(counts, key=lambda n: (counts[n] * (n > 1), n))
    if width < 2:
        return 0.0, 1, rows
    regular = [row for row in rows if len(row) == width]
    shapes = Counter(_explained(cell, dialect) for row in regular for cell in row)
    explained = shapes[True] / shapes.total()
    lead = rows.index(regular[0])
    consistent = len(regular) / max(1, len(rows) - min(lead, 5))
    return consistent**2 * (1 - 1 / width) * (0.2 + 0.8 * explained**2), width, rows


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
