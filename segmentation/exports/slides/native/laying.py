"""How a table is laid out: letters as large as fit, columns as wide as their texts need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from segmentation.exports.slides import fitting
from segmentation.exports.slides.native.sheets import Sheet

PAD, VERTICAL = 5.0, 2.5
"""Points beside and above the letters of a cell."""

WIDEST, WIDEST_WORD = 420.0, 110.0
"""Points that a column and a single word of it may ask for."""

SPREAD = 2.0
"""By which columns may be wider than their texts; a narrow table stays narrow."""

SIZES, SMALLEST = (14, 13, 12, 11, 10), 9
LINES, HEAD_LINES = (4, 3, 2, 1), 3
MOST_COLUMNS, MOST_IN_ALL = 8, 24
"""Beside the first: on a slide, and of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """How a table is laid out.

    Attributes
    ----------
    size : float
        Of the letters, in points.
    lines : int
        That a cell has at most.
    widths : tuple of float
        By column.
    heights : tuple of float
        Of the head, where there is one, and of the rows that fit.
    n_rows : int
        That fit.
    factor : float
        By which letters may be wider than reckoned.
    """

    size: float
    lines: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    n_rows: int
    factor: float

    @property
    def height(self) -> float:
        """Of the table, in points."""
        return sum(self.heights)


def by_columns(sheet: Sheet, width: float, factor: float) -> list[Sheet]:
    """Divide a table that is too wide, the first column in every part.

    Parameters
    ----------
    sheet : Sheet
    width, factor : float
        Points; by which letters may be wider than reckoned.

    Returns
    -------
    list of Sheet
        Of `MOST_IN_ALL` columns at most.
    """
    needed = _needed(sheet, SIZES[3], factor)
    parts, places, used = [], [0], needed[0]
    for at in range(1, min(len(sheet.right), MOST_IN_ALL + 1)):
        if len(places) > MOST_COLUMNS or (len(places) > 1 and used + needed[at] > width):
            parts.append(sheet.columns(places))
            places, used = [0], needed[0]
        places.append(at)
        used += needed[at]
    return [*parts, sheet.columns(places)]


def lay(
    sheet: Sheet,
    room: tuple[float, float],
    factor: float,
    sizes: Sequence[float] = SIZES,
    *,
    whole: bool = False,
) -> Laid:
    """Lay a table out in a room.

    Parameters
    ----------
    sheet : Sheet
    room : tuple of float
        Width and height in points.
    factor : float
        By which letters may be wider than reckoned.
    sizes : sequence of float
        To try, the largest first.
    whole : bool
        Whether all rows must stand on one slide: texts are rather cut.

    Returns
    -------
    Laid
        The largest letters, then the most lines a cell, in which all rows fit; else as many rows
        as fit. Names beside numbers are cut to a line before a table is divided, texts are not.
    """
    width, height = room
    texts = not whole and not all(sheet.right[1:])
    tries = [(size, LINES[0]) for size in sizes]
    tries += [(sizes[-1], lines) for lines in LINES[1:-1]]
    tries += [] if texts else [(size, 1) for size in (*sizes, SMALLEST)]
    for size, lines in tries:
        laid = _laid(sheet, width, size, lines, factor)
        if laid.height <= height:
            return laid
    if not whole:
        laid = _laid(sheet, width, sizes[-2:][0], LINES[0], factor)
    head, used, n_rows = len(laid.heights) - len(sheet.rows), 0.0, -1
    for tall in (sum(laid.heights[:head]), *laid.heights[head:]):
        if used + tall > height:
            break
        used += tall
        n_rows += 1
    n_rows = max(0, n_rows)
    return replace(laid, heights=laid.heights[: head + n_rows], n_rows=n_rows)


def room_of(width: float, *, bold: bool, slot: int | None, size: float) -> float:
    """Return what is left of a column for the letters of a cell."""
    room = (width - 2 * PAD) / (fitting.BOLD if bold else 1.0)
    return room - (1.4 * size if slot is not None else 0.0)


def _laid(sheet: Sheet, width: float, size: float, lines: int, factor: float) -> Laid:
    widths = _widths(sheet, width, size, factor)
    heads = [sheet.heads] if sheet.heads else []
    heights = [
        max(
            min(
                HEAD_LINES if is_head else lines,
                fitting.n_lines(text, _taken(sheet, x, room, size, is_head) / factor, size),
            )
            for x, (text, room) in enumerate(zip(row, widths, strict=True))
        )
        * size
        * fitting.LINE
        + 2 * VERTICAL
        for is_head, row in [*((True, h) for h in heads), *((False, r) for r in sheet.rows)]
    ]
    return Laid(
        size=size,
        lines=lines,
        widths=widths,
        heights=tuple(heights),
        n_rows=len(sheet.rows),
        factor=factor,
    )


def _taken(sheet: Sheet, x: int, width: float, size: float, is_head: bool) -> float:  # noqa: FBT001
    bold = is_head or (x == 0 and not sheet.heads)
    slot = 0 if x == 0 and sheet.slots else None
    return room_of(width, bold=bold, slot=slot, size=size)


def _needed(sheet: Sheet, size: float, factor: float) -> list[float]:
    """Return how wide each column must be for its longest word."""
    return [
        min(WIDEST_WORD, max(_word(text, size) for text in column) * factor)
        + _beside(x, sheet, size)
        for x, column in enumerate(_by_column(sheet))
    ]


def _widths(sheet: Sheet, width: float, size: float, factor: float) -> tuple[float, ...]:
    columns = _by_column(sheet)
    whole = [
        min(WIDEST, max(fitting.width_of(text, size) for text in column) * factor * fitting.BOLD)
        + _beside(x, sheet, size)
        for x, column in enumerate(columns)
    ]
    needed = [min(*pair) for pair in zip(_needed(sheet, size, factor), whole, strict=True)]
    if sum(whole) <= width:
        return tuple(part * min(width / sum(whole), SPREAD) for part in whole)
    if sum(needed) >= width:
        return tuple(part * width / sum(needed) for part in needed)
    wishes = [sqrt(want - need) for want, need in zip(whole, needed, strict=True)]
    spare = (width - sum(needed)) / (sum(wishes) or 1)
    return tuple(need + wish * spare for need, wish in zip(needed, wishes, strict=True))


def _by_column(sheet: Sheet) -> list[list[str]]:
    rows = ([sheet.heads] if sheet.heads else []) + list(sheet.rows)
    return [[row[x] for row in rows] or [""] for x in range(len(sheet.right))]


def _word(text: str, size: float) -> float:
    return fitting.BOLD * max(fitting.width_of(word, size) for word in text.split(" "))


def _beside(x: int, sheet: Sheet, size: float) -> float:
    return 2 * PAD + 0.5 + (1.6 * size if x == 0 and sheet.slots else 0.0)
