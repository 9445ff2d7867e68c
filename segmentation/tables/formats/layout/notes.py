"""What stands below a table: totals, sources, notes, and other tables."""

from collections import Counter
from collections.abc import Sequence

from segmentation.tables.formats.layout.margins import margin_reason
from segmentation.tables.formats.layout.shapes import (
    column_shapes,
    n_filled,
    shape,
    strong_shape,
    usual_width,
)
from segmentation.tables.formats.layout.words import TOTALS

MOST_NOTES = 30
MOST_IN_NOTE = 2
"""Cells of a row of notes: more are another table."""

PROBED_ROWS = 300

Rows = Sequence[Sequence[str]]


def n_notes_below(rows: Rows, lines: Sequence[int], body: int) -> int:
    """Return how many of the last rows are none of the table.

    Parameters
    ----------
    rows : sequence of rows of str
    lines : sequence of int
        Where each stands in the file; a jump is an empty line.
    body : int
        Index of the first row of values.

    Returns
    -------
    int
    """
    probed = rows[body : body + PROBED_ROWS]
    if len(rows) - body < 3:
        return 0
    columns = column_shapes(probed, usual_width(probed))
    fills = sorted(n_filled(row) for row in probed)
    usual = fills[len(fills) * 3 // 4]
    n_notes = 0
    for back in range(1, min(MOST_NOTES, len(rows) - body - 1) + 1):
        at = len(rows) - back
        jump = lines[at] - lines[at - 1] - sum(cell.count("\n") for cell in rows[at - 1]) > 1
        others = rows[body:at]
        if _is_total(rows[at], others) or _is_note(rows[at], usual, columns, after_gap=jump):
            n_notes = back
        elif n_filled(rows[at]) > MOST_IN_NOTE or 2 * n_filled(rows[at]) > usual:
            break
    return n_notes


def second_table(rows: Rows, body: int, end: int, width: int) -> int:
    """Return the index where another table begins, `end` if there is none.

    Parameters
    ----------
    rows : sequence of rows of str
    body, end : int
        The rows of values, from and up to.
    width : int
        Cells of a row of the first table.

    Returns
    -------
    int
    """
    at = end
    while at > body and len(rows[at - 1]) != width:
        at -= 1
    others = Counter(len(row) for row in rows[at:end])
    if end - at < 3 or at - body < 3 or len(others) > 2 or 1 in others:
        return end
    return at


def _is_note(
    row: Sequence[str], usual: int, columns: list[Counter[str]], *, after_gap: bool
) -> bool:
    """Return whether a last row is a note."""
    fill = n_filled(row)
    if margin_reason(row):
        return True
    if usual < 2 or 2 * fill > usual:
        return False
    if after_gap:
        return True
    at = next((at for at, cell in enumerate(row) if cell.strip()), 0)
    form = strong_shape(columns[at]) if at < len(columns) else None
    unlike = form is not None and shape(row[at]) != form
    undelimited = len(row) < len(columns) and usual > 2
    return fill == 1 and (unlike or undelimited)


def _is_total(row: Sequence[str], others: Rows) -> bool:
    """Return whether a last row begins with the word for a total, which no other row does."""
    at = next((at for at, cell in enumerate(row) if cell.strip()), 0)
    label = row[at].strip().rstrip(":").casefold() if row else ""
    recent = others[-PROBED_ROWS:]
    return label in TOTALS and not any(
        other[at].strip().rstrip(":").casefold() == label and n_filled(other) == n_filled(row)
        for other in recent
        if at < len(other)
    )
