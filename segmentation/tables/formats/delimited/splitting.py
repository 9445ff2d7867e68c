"""How a line is cut into cells once its dialect is known, as far as the line alone tells."""

import re
from dataclasses import dataclass

BLANKS = " "
"""Stands for any run of spaces and tabs."""

MOST_QUOTES, MOST_TRIED = 2_000, 20
"""Quotation marks of a line that are looked at, and of a cell that may turn out not to close it."""


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
