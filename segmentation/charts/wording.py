"""Numbers and texts as people read them, safe inside a chart.

Plotly reads a small HTML in every title, label and hover text, fills ``%{…}`` in its templates, and
sets ``$…$`` as a formula where MathJax is loaded. What comes from a file must do none of it.
"""

import re
import textwrap
from collections.abc import Iterable

from segmentation.tables.number_format import format_number, format_share

__all__ = [
    "CAPTION_WIDTH",
    "LEVEL_LIMIT",
    "NAME_LIMIT",
    "distinct_short",
    "escape",
    "format_number",
    "format_share",
    "one_line",
    "shorten",
    "wrap",
]

TITLE_WIDTH = 40  # characters of a title that fit on a phone of 390 pixels
CAPTION_WIDTH = 52  # characters of the smaller line under it
NAME_LIMIT = 40  # characters of a column's name within a sentence
LEVEL_LIMIT = 24  # characters of a level on an axis or in a legend

# The ampersand goes first: the other replacements contain one.
_HARMLESS = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("$", "&#36;"),
    ("%{", "&#37;{"),
)


def one_line(text: object) -> str:
    r"""Return `text` without line breaks, control characters and halves of characters.

    Parameters
    ----------
    text : object
        A column's name, a level or any other value of the data.

    Returns
    -------
    str

    Examples
    --------
    >>> one_line("Annual\n Income")
    'Annual Income'
    """
    whole = str(text).encode("utf-8", "replace").decode("utf-8")
    visible = "".join(sign if sign.isprintable() else " " for sign in whole)
    return " ".join(visible.split())


def escape(text: object) -> str:
    """Return `text` on one line, so that a chart shows it as it stands.

    Parameters
    ----------
    text : object
        A column's name, a level or any other value of the data.

    Returns
    -------
    str
        With entities for what Plotly would read as a tag, a template or a formula.

    Examples
    --------
    >>> escape("<b>k$</b>")
    '&lt;b&gt;k&#36;&lt;/b&gt;'
    """
    line = one_line(text)
    for sign, entity in _HARMLESS:
        line = line.replace(sign, entity)
    return line


def shorten(text: object, limit: int = NAME_LIMIT) -> str:
    """Return `text` on one line of at most `limit` characters, not escaped.

    Parameters
    ----------
    text : object
        A column's name, a level or any other value of the data.
    limit : int
        Characters, at least 1; a text cut short ends in “…”.

    Returns
    -------
    str

    Examples
    --------
    >>> shorten("Spending Score", 9)
    'Spending…'
    """
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def distinct_short(names: Iterable[object], limit: int = NAME_LIMIT) -> tuple[str, ...]:
    """Return each name cut short so that different names stay different.

    Parameters
    ----------
    names : iterable of object
        Such as the segments of an axis.
    limit : int
        Characters, at least 3.

    Returns
    -------
    tuple of str
        As `shorten`; names that would look the same show where they begin to differ, and equal
        names get a number, so that no axis merges two of them.

    Examples
    --------
    >>> distinct_short(["Big buyers, larger orders", "Big buyers, small orders", "Others"], 12)
    ('Bi…larger o…', 'Bi…small or…', 'Others')
    >>> distinct_short(["Affluent", "Affluent"], 12)
    ('Affluent', 'Affluent (2)')
    """
    lines = [one_line(name) for name in names]
    same: dict[str, list[str]] = {}
    for line in lines:
        same.setdefault(shorten(line, limit), []).append(line)
    told: list[str] = []
    for line in lines:
        short = shorten(line, limit)
        begin = _difference(same[short])
        if len(set(same[short])) > 1 and begin:
            head = line[: max(1, limit // 5)].rstrip()
            short = f"{head}…{shorten(line[begin:], max(1, limit - len(head) - 1))}"
        number, free = 1, short
        while free in told:
            number += 1
            free = f"{short} ({number})"
        told.append(free)
    return tuple(told)


def _difference(lines: list[str]) -> int:
    """Return where lines begin to differ, at the start of a word."""
    first, last = min(lines), max(lines)  # whatever these two share, all share
    pairs = enumerate(zip(first, last, strict=False))
    common = next((at for at, (one, other) in pairs if one != other), len(first))
    return first.rfind(" ", 0, common) + 1


def wrap(text: object, width: int = TITLE_WIDTH) -> tuple[str, ...]:
    """Return the escaped lines of a long text.

    Parameters
    ----------
    text : object
    width : int
        Characters in a line, before escaping.

    Returns
    -------
    tuple of str
        No line at all for an empty text.
    """
    # Entities are several characters long, so the text is cut first and escaped after.
    # A short remark in brackets, such as (r = 0.01), stays on one line.
    whole = re.sub(r"\([^()]{1,16}\)", lambda remark: remark[0].replace(" ", "\0"), one_line(text))
    return tuple(escape(line.replace("\0", " ")) for line in textwrap.wrap(whole, width))
