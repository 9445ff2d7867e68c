"""Lines that are quoted in ways of their own: as a whole, or with typographic marks.

A spreadsheet that opened a file without cutting it into cells and saved it again has put quotation
marks around every line that held one; a word processor has made the straight marks round.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from segmentation.tables.formats.delimited.splitting import Dialect, split_line

RULE = re.compile(r"\W*[-=_─═~*]{2,}\W*")
"""A line that is drawn and holds nothing."""

WHOLE = re.compile(r'"((?:[^"]|"")*)"[;,\t|]*')
DELIMITER = re.compile(r"[,;\t|]")
OPENING, CLOSING = "“„«»‘‚‹›", "”“»«’‘›‹"
MOSTLY = 0.5


def without_rules(lines: Sequence[str]) -> list[str]:
    """Return the lines that are more than a rule drawn with dashes, all if none is.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    list of str
    """
    return [line for line in lines if not RULE.fullmatch(line)] or list(lines)


def inner_line(line: str) -> str | None:
    """Return what a line holds that is quoted as a whole, None if it is not.

    Parameters
    ----------
    line : str

    Returns
    -------
    str or None

    Examples
    --------
    >>> inner_line('"C,""z, Ltd"",3"')
    'C,"z, Ltd",3'
    """
    whole = WHOLE.fullmatch(line.strip()) if line.lstrip().startswith('"') else None
    inner = whole[1].replace('""', '"') if whole else ""
    return inner if DELIMITER.search(inner) else None


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Take the outer quotation marks from lines that have them as a whole.

    Parameters
    ----------
    lines : sequence of str
        The first ones of a text.

    Returns
    -------
    list of str
        As they are, where the names are one cell: then commas in the others may be theirs.
    """
    inner = [inner_line(line) for line in lines]
    if not any(inner):
        return list(lines)
    names = lines[0] if inner[0] is None else inner[0]
    counts = {mark: _n_cells(names, mark) for mark in ",;\t|"}
    wanted = max(counts, key=lambda mark: counts[mark])
    if counts[wanted] < 2:
        return list(lines)
    return [
        line if whole is None or _n_cells(whole, wanted) != counts[wanted] else whole
        for line, whole in zip(lines, inner, strict=True)
    ]


def _n_cells(line: str, mark: str) -> int:
    return len(split_line(line, Dialect(delimiter=mark)))


def is_typographic(lines: Sequence[str]) -> bool:
    """Return whether cells of a text stand between typographic marks with delimiters inside.

    Parameters
    ----------
    lines : sequence of str

    Returns
    -------
    bool
    """
    return any(
        DELIMITER.search(cell[2])
        for line in lines
        if any(mark in line for mark in OPENING)
        for mark in ",;\t|"
        for cell in _quoted(mark).finditer(line)
    )


def straightened(line: str, delimiter: str) -> str:
    """Put straight quotation marks in the place of typographic ones around cells.

    Parameters
    ----------
    line : str
    delimiter : str

    Returns
    -------
    str

    Examples
    --------
    >>> straightened("A,“x, Ltd”,1", ",")
    'A,"x, Ltd",1'
    """
    if not any(mark in line for mark in OPENING):
        return line
    return _quoted(delimiter).sub(
        lambda cell: f'{cell[1]}"{cell[2].replace(chr(34), chr(34) * 2)}"', line
    )


@lru_cache(maxsize=64)
def _quoted(delimiter: str) -> re.Pattern[str]:
    cut = re.escape(delimiter)
    return re.compile(rf"(^|{cut}) ?[{OPENING}]([^\n]*?)[{CLOSING}] ?(?={cut}|$)")
