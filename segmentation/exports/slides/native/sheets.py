"""Tables as texts, as people read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from segmentation.charts.wording import one_line
from segmentation.exports.report.story import NO_VALUE, TEXT, Grid, cell_text

LONGEST = 400
"""Letters of a cell; it is cut by its room before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as texts.

    Attributes
    ----------
    heads : tuple of str
        Empty for a table without a head.
    rows : tuple of tuple of str
    right : tuple of bool
        By column, whether it stands on the right, as numbers do.
    slots : tuple of int or None
        By row, the segment whose mark stands before it; empty where rows are no segments.
    fills : tuple of tuple
        By row and column, colours of a cell and its text, or None; empty where there are none.
    alt : str
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    slots: tuple[int | None, ...] = ()
    fills: tuple[tuple[tuple[str, str] | None, ...], ...] = ()
    alt: str = ""

    def columns(self, places: Sequence[int]) -> "Sheet":
        """Return it with some of its columns."""
        return replace(
            self,
            heads=tuple(self.heads[at] for at in places) if self.heads else (),
            rows=tuple(tuple(row[at] for at in places) for row in self.rows),
            right=tuple(self.right[at] for at in places),
            fills=tuple(tuple(row[at] for at in places) for row in self.fills),
        )

    def part(self, start: int, stop: int) -> "Sheet":
        """Return some of its rows."""
        return replace(
            self,
            rows=self.rows[start:stop],
            slots=self.slots[start:stop],
            fills=self.fills[start:stop],
        )

    @property
    def notes(self) -> list[str]:
        """Every row in words."""
        return [self._said(row) for row in self.rows]

    def _said(self, row: tuple[str, ...]) -> str:
        if not self.heads:
            return ": ".join(row)
        facts = zip(self.heads[1:], row[1:], strict=True)
        known = (f"{head} {cell}" for head, cell in facts if cell not in {"", NO_VALUE})
        return f"{row[0]}: " + "; ".join(known)


def sheet_of(grid: Grid) -> Sheet:
    """Write a table's cells as texts.

    Parameters
    ----------
    grid : Grid

    Returns
    -------
    Sheet
    """
    return Sheet(
        heads=tuple(one_line(column.title) for column in grid.columns),
        rows=tuple(
            tuple(
                cell_text(cell, column)[:LONGEST]
                for cell, column in zip(row, grid.columns, strict=True)
            )
            for row in grid.rows
        ),
        right=tuple(column.kind != TEXT for column in grid.columns),
        slots=grid.slots,
        alt=grid.alt,
    )
