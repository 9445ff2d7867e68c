"""What a cell looks like, from its characters alone.

By the shapes of its columns a reader tells names from values, notes from rows, and a row that lost
a delimiter from one that is merely short.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

DATE = (
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})"
    r"|\d{1,2}[-. ][^\W\d_]{3,9}\.?[-. ,]+(\d{4}|\d{2})|[^\W\d_]{3,9} \d{1,2}, \d{4})"
    r"([T ].{4,20})?"
)
NUMBER = (
    r"\(?[+\-−]?\s*([^\w\s,;|]{1,2}|[A-Z]{3})?\s*[+\-−]?"
    r"(\d[\d.,'’ \u00a0\u202f]*|\.\d+)([eE][+-]?\d+)?\s*([^\w\s,;|]|[A-Z]{3}|zł|kr)?-?\)?"
)
SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("empty", r"\s*"),
        ("time", r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?"),
        ("date", DATE),
        ("number", NUMBER),
        ("email", r"[^\s@,;]+@[^\s@,;]+\.\w+"),
        ("url", r"(https?://|www\.)\S+"),
        ("code", r"[\w.#/-]*\d[\w.#/-]*"),
        ("word", r"[^\W\d_]+"),
        ("name", r"[\w .,:'’&()/%#$€£+*?!-]{1,60}"),
    )
)
STRONG = frozenset({"time", "date", "number", "email", "url"})
"""Shapes that a column name does not have."""

LONGEST_SHAPED = 80
COMMON = 0.05


@lru_cache(maxsize=20_000)
def _shape_of_short(cell: str) -> str:
    return next((name for name, pattern in SHAPES if pattern.fullmatch(cell)), "text")


def shape(cell: str) -> str:
    """Return the shape of a cell.

    Parameters
    ----------
    cell : str

    Returns
    -------
    str
        ``empty``, ``number``, ``date``, ``time``, ``email``, ``url``, ``code``, ``word``, ``name``
        or ``text``.

    Examples
    --------
    >>> [shape(cell) for cell in ("$1,200.50", "31/12/2024", "RI-3895", "Ann Lee", " ")]
    ['number', 'date', 'code', 'name', 'empty']
    """
    cell = cell.strip()
    return _shape_of_short(cell) if len(cell) <= LONGEST_SHAPED else "text"


def n_filled(row: Sequence[str]) -> int:
    """Return how many cells of a row hold anything.

    Parameters
    ----------
    row : sequence of str

    Returns
    -------
    int
    """
    return sum(bool(cell.strip()) for cell in row)


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have; of equally many rows the wider.

    Parameters
    ----------
    rows : sequence of rows of str

    Returns
    -------
    int
        0 without rows.
    """
    counts = Counter(map(len, rows))
    return max(counts, key=lambda n: (counts[n], n), default=0)


def column_shapes(rows: Sequence[Sequence[str]], width: int) -> list[Counter[str]]:
    """Count the shapes in each column.

    Parameters
    ----------
    rows : sequence of rows of cells
    width : int
        Columns to look at; shorter rows count where they have cells.

    Returns
    -------
    list of Counter, one per column
    """
    return [Counter(shape(row[at]) for row in rows if at < len(row)) for at in range(width)]


def strong_shape(counts: Counter[str]) -> str | None:
    """Return the strong shape that nearly all filled cells of a column have.

    Parameters
    ----------
    counts : Counter

    Returns
    -------
    str or None
    """
    filled = sum(counts.values()) - counts["empty"]
    best = max(STRONG, key=lambda name: counts[name])
    return best if filled and counts[best] >= 0.8 * filled else None


def has_code(row: Sequence[str], columns: Sequence[Counter[str]]) -> bool:
    """Return whether a row has a code in a column of codes: it is somebody's, whatever else it has.

    Parameters
    ----------
    row : sequence of str
    columns : sequence of Counter
        As `column_shapes` gives them.

    Returns
    -------
    bool
    """
    return any(
        shape(cell) == "code" and 2 * counts["code"] > counts.total()
        for cell, counts in zip(row, columns, strict=False)
    )


def fit(row: Sequence[str], columns: Sequence[Counter[str]]) -> float:
    """Return the share of a row's cells whose shape is usual in their column.

    Parameters
    ----------
    row : sequence of str
    columns : sequence of Counter
        As `column_shapes` gives them.

    Returns
    -------
    float
        From 0 to 1.
    """
    usual = [
        counts[shape(cell)] >= COMMON * max(1, sum(counts.values()))
        for cell, counts in zip(row, columns, strict=False)
    ]
    return sum(usual) / max(1, len(columns))
