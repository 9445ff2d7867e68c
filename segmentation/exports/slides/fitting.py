"""How much room a text takes, and how it is made to fit: smaller, cut short, or on two slides.

Nobody can know the fonts of the computer on which slides are shown. Widths are those of Helvetica,
which most fonts of slides do not exceed, with a margin.

References
----------
Adobe Systems (1990). Adobe Font Metrics: Helvetica.
"""

import math
import unicodedata
from bisect import bisect_right
from functools import lru_cache

LINE = 1.2
"""Height of a line, in sizes of its letters."""

MARGIN, FOREIGN, BOLD = 1.07, 1.2, 1.08
"""By which a line may be wider than reckoned: in our font, in one of a template, in bold."""

OF_WIDTH = {
    0.222: "ijl'",
    0.278: " !,./:;I[]\\tf|",
    0.333: '()-`r"*{}^',
    0.5: "ckvsxyzJ",
    0.556: "#$0123456789?Labdeghnopqu_",
    0.611: "FTZ",
    0.667: "&ABEKPSVXY",
    0.722: "CDHNRUw",
    0.778: "GOQ",
    0.834: "Mm",
    0.944: "W%",
    1.02: "@",
    0.584: "+<=>~",
}
WIDTHS = {letter: width for width, letters in OF_WIDTH.items() for letter in letters}
WIDE, OTHER, PICTURE = 1.0, 0.62, 1.35
RTL = frozenset({"R", "AL"})


@lru_cache(maxsize=4096)
def _letter(sign: str) -> float:
    if sign in WIDTHS:
        return WIDTHS[sign]
    if unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0.0
    if ord(sign) >= 0x1F000:
        return PICTURE
    return WIDE if unicodedata.east_asian_width(sign) in {"W", "F"} else OTHER


def width_of(text: str, size: float) -> float:
    """Return the width of a line in points.

    Parameters
    ----------
    text : str
    size : float
        Points.

    Returns
    -------
    float
    """
    return size * sum(map(_letter, text))


def n_lines(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes.

    Parameters
    ----------
    text : str
    width, size : float
        Points.

    Returns
    -------
    int
        At least 1; a word that is longer than a line goes on in the next.

    Examples
    --------
    >>> n_lines("one two three", 45, 12), n_lines("", 45, 12), n_lines("w" * 30, 50, 10)
    (2, 1, 6)
    """
    lines, used, space = 1, 0.0, width_of(" ", size)
    for word in text.split(" "):
        needed = width_of(word, size)
        if used and used + space + needed <= width:
            used += space + needed
            continue
        if used:
            lines += 1
        extra = max(0, math.ceil(needed / max(width - size, size)) - 1) if needed > width else 0
        lines += extra
        used = width if extra else needed
    return lines


def height_of(texts: tuple[str, ...], width: float, size: float, gap: float = 0.0) -> float:
    """Return the height of paragraphs in points.

    Parameters
    ----------
    texts : tuple of str
    width, size, gap : float
        Points; the last stands after each paragraph.

    Returns
    -------
    float
    """
    return sum(n_lines(text, width, size) * size * LINE + gap for text in texts)


def cut(text: str, width: float, size: float, most: int) -> str:
    """Return a text on at most so many lines.

    Parameters
    ----------
    text : str
    width, size : float
        Points.
    most : int
        Lines.

    Returns
    -------
    str
        A text cut short ends in “…”.

    Examples
    --------
    >>> cut("Careful earners of the north", 60, 12, 1)
    'Careful e…'
    """
    if n_lines(text, width, size) <= most:
        return text
    lengths = range(1, len(text))
    keep = bisect_right(lengths, most, key=lambda n: n_lines(_cut_at(text, n), width, size))
    return _cut_at(text, max(1, keep))


def _cut_at(text: str, length: int) -> str:
    # A letter is not parted from its accents, nor a picture from what it is joined with.
    while length > 1 and _letter(text[length]) == 0.0:
        length -= 1
    joined = text[:length].rstrip("\N{ZERO WIDTH JOINER} ")
    return f"{joined}…"


def best_size(
    texts: tuple[str, ...],
    room: tuple[float, float],
    sizes: tuple[float, ...],
    gap: float = 0.0,
) -> float | None:
    """Return the largest size in which paragraphs fit.

    Parameters
    ----------
    texts : tuple of str
    room : tuple of float
        Width and height in points.
    sizes : tuple of float
        The largest first.
    gap : float
        Points after a paragraph, at the first size.

    Returns
    -------
    float or None
        None where they fit in none.
    """
    width, height = room
    return next((s for s in sizes if height_of(texts, width, s, gap) <= height), None)


def is_right_to_left(text: str) -> bool:
    """Say whether most letters that have a direction are of a script from right to left.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_right_to_left("12 שלום"), is_right_to_left("שלום, 12 below average")
    (True, False)
    """
    ways = [unicodedata.bidirectional(sign) for sign in text]
    return sum(way in RTL for way in ways) > ways.count("L")
