"""Which cells of a table of counts may be published, so that no handful of customers is told.

A table goes out with its margins: how many customers are in each row (a segment), in each column (a
level) and in all. A cell of fewer than a minimum is hidden, and so is every other cell that is
needed so that nobody can work a hidden one out: not from the rest of its line, not from several
lines together. Whoever knows everything that is published, and that counts are whole and not below
0, is left with a range of at least the minimum for every hidden cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from segmentation.errors import SpecError

MINIMUM = 5
"""Customers below which nothing is told of a group."""

HIDDEN = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProtectedCounts:
    """A table of counts that may be published with its margins.

    Attributes
    ----------
    groups : tuple of tuple of int
        Per column of this table the columns of the original that it holds; where rare ones were
        put together they are the last column.
    counts : ndarray of shape (n_rows, n_groups), int
        `HIDDEN` where nothing may be told: the true count is not here to be published by mistake.
    row_totals : ndarray of shape (n_rows,), int
    column_totals : ndarray of shape (n_groups,), int
        Both of the true counts, each at least the minimum.
    """

    groups: tuple[tuple[int, ...], ...]
    counts: np.ndarray = field(repr=False)
    row_totals: np.ndarray = field(repr=False)
    column_totals: np.ndarray = field(repr=False)

    @property
    def hidden(self) -> np.ndarray:
        """Where nothing may be told, (n_rows, n_groups), bool."""
        return self.counts == HIDDEN

    @property
    def shares(self) -> np.ndarray:
        """Share of each column in each row, NaN where hidden, (n_rows, n_groups)."""
        return np.where(self.hidden, np.nan, self.counts) / self.row_totals[:, None]

    @property
    def overall(self) -> np.ndarray:
        """Share of each column among all, (n_groups,)."""
        return self.column_totals / self.column_totals.sum()


def told_together(sizes: Sequence[int], minimum: int = MINIMUM) -> frozenset[int]:
    """Return which segments are told together only, so that no difference gives one away.

    Parameters
    ----------
    sizes : sequence of int
        Customers of each segment.
    minimum : int

    Returns
    -------
    frozenset of int
        Those below `minimum`, and the next larger ones until they are at least two and together
        are large enough; empty when all are large enough. One of them alone would be what is left
        of a total that anybody may know.

    Examples
    --------
    >>> sorted(told_together([90, 40, 3], 5))
    [1, 2]
    >>> sorted(told_together([90, 40, 3, 2], 5))
    [2, 3]
    """
    smallest = _checked(minimum)
    order = sorted(range(len(sizes)), key=lambda s: sizes[s])
    n_small = sum(size < smallest for size in sizes)
    if not n_small:
        return frozenset()
    n = max(2, n_small)
    while n < len(order) and sum(sizes[s] for s in order[:n]) < smallest:
        n += 1
    return frozenset(order[:n])


def protected(counts: np.ndarray, minimum: int = MINIMUM, *, most: int = 0) -> ProtectedCounts:
    """Put rare columns together and hide what would tell of fewer than a minimum.

    Parameters
    ----------
    counts : ndarray of shape (n_rows, n_columns), int
        Customers; every row counts at least `minimum`, as `told_together` leaves them.
    minimum : int
        1 or more.
    most : int
        Columns that stand alone, the most frequent first; 0 sets no limit.

    Returns
    -------
    ProtectedCounts

    Raises
    ------
    SpecError
        If a count is negative, a row counts fewer than the minimum, or the minimum is below 1.

    Notes
    -----
    Zero is fewer than the minimum: “none of these forty” tells of all forty. Rounded shares of what
    this returns tell less than the counts do. Two publications of the same customers under other
    settings can be compared with each other; nothing here knows of an earlier one.

    References
    ----------
    Hundepool, A. et al. (2012). Statistical Disclosure Control, chapter 4. Wiley.
    """
    counts = _checked_counts(np.asarray(counts), _checked(minimum))
    groups = _groups(counts.sum(axis=0), minimum, most)
    merged = np.array([counts[:, list(group)].sum(axis=1) for group in groups], dtype=np.int64)
    merged = merged.T.reshape(len(counts), len(groups))
    shown = np.where(hidden_cells(merged, minimum), HIDDEN, merged)
    totals = merged.sum(axis=1), merged.sum(axis=0)
    return ProtectedCounts(
        groups=groups, counts=shown, row_totals=totals[0], column_totals=totals[1]
    )


def hidden_cells(counts: np.ndarray, minimum: int = MINIMUM) -> np.ndarray:
    """Find the cells to hide in a table whose margins are published.

    Parameters
    ----------
    counts : ndarray of shape (n_rows, n_columns), int
        Every row and every column counts at least `minimum`.
    minimum : int

    Returns
    -------
    ndarray of shape (n_rows, n_columns), bool
        Every cell below the minimum, and as many others as it takes until each hidden cell could
        be any of a range of at least the minimum.

    Notes
    -----
    One cell is added at a time, the smallest that lies in a line with an unsafe one, those first
    whose other line has hidden cells already. With all hidden, a cell's range is the smallest of
    its row, its column and what is outside of either, so it ends there at the latest. A range is
    found as a greatest flow through the hidden cells.
    """
    hidden = counts < (minimum if minimum > 1 else 0)  # with 1, any group may be told, or none
    safe = np.zeros_like(hidden)  # hiding more never narrows a range, so each is found once
    while (weak := _next_weak(counts, hidden, safe, minimum)) is not None:
        hidden[_to_hide_with(weak, counts, hidden, minimum)] = True
    return hidden


def _checked(minimum: int) -> int:
    if minimum < 1:
        raise SpecError(f"The smallest group to tell of is {minimum}. Give 1 or more.")
    return minimum


def _checked_counts(counts: np.ndarray, minimum: int) -> np.ndarray:
    counts = counts.astype(np.int64)
    if (counts < 0).any():
        raise SpecError("A table of counts holds a negative one. Give customers, 0 or more.")
    rows = counts.sum(axis=1)
    if (rows < minimum).any():
        raise SpecError(
            f"A group of {int(rows.min())} is smaller than {minimum}, so nothing may be told of "
            f"it. Leave it out first."
        )
    return counts


def _groups(totals: np.ndarray, minimum: int, most: int) -> tuple[tuple[int, ...], ...]:
    """Let frequent columns stand alone, and put the others together until they are enough."""
    order = [int(at) for at in np.argsort(-totals, kind="stable") if totals[at] > 0]
    alone = [at for at in order if totals[at] >= minimum]
    alone = alone[:most] if most else alone
    rest = [at for at in order if at not in alone]
    while rest and alone and totals[rest].sum() < minimum:
        rest.insert(0, alone.pop())
    return (*((at,) for at in alone), *([tuple(rest)] if rest else []))


def _next_weak(
    counts: np.ndarray, hidden: np.ndarray, safe: np.ndarray, minimum: int
) -> tuple[int, int] | None:
    """Return a hidden cell that could be worked out too closely; mark those that cannot be."""
    rows, columns = _thin_lines(counts, hidden, minimum)
    plainly = np.argwhere(hidden & (rows[:, None] | columns[None, :]))
    if len(plainly):
        return tuple(plainly[0].tolist())
    inside = np.where(hidden, counts, 0)
    for cell in map(tuple, np.argwhere(hidden & ~safe).tolist()):
        # Most are safe by one rectangle alone, which is found a hundred times faster.
        enough = _width_by_rectangles(inside, hidden, cell) >= minimum
        if not enough and _width(inside, hidden, cell) < minimum:
            return cell
        safe[cell] = True
    return None


def _thin_lines(
    counts: np.ndarray, hidden: np.ndarray, minimum: int
) -> tuple[np.ndarray, np.ndarray]:
    """Tell which rows and columns give away what they hide: one cell, or a handful together."""
    inside = np.where(hidden, counts, 0)
    rows, columns = (
        (inside.sum(axis=axis) < minimum) | (hidden.sum(axis=axis) == 1) for axis in (1, 0)
    )
    return rows, columns


def _to_hide_with(
    weak: tuple[int, int], counts: np.ndarray, hidden: np.ndarray, minimum: int
) -> tuple[int, int]:
    """Choose the cell to hide beside a weak one."""
    row, column = weak
    rows, columns = _thin_lines(counts, hidden, minimum)
    open_cells = [tuple(cell) for cell in np.argwhere(~hidden).tolist()]
    of_row = [cell for cell in open_cells if cell[0] == row]
    of_column = [cell for cell in open_cells if cell[1] == column]

    def cost(cell: tuple[int, int]) -> tuple[bool, int]:
        crossing = hidden[:, cell[1]] if cell[0] == row else hidden[cell[0]]
        return not crossing.any(), int(counts[cell])

    # The line that is the reason comes first: hiding more in the other would not help.
    if rows[row]:
        return min(of_row, key=cost)
    if columns[column]:
        return min(of_column, key=cost)
    return min(of_row + of_column or open_cells, key=cost)


def _width_by_rectangles(inside: np.ndarray, hidden: np.ndarray, cell: tuple[int, int]) -> int:
    """Return how far a hidden cell can lie from itself when three others make up for it."""
    row, column = cell
    corners = hidden & hidden[row][None, :] & hidden[:, column][:, None]
    corners[row] = corners[:, column] = False
    up = np.minimum(inside[row][None, :], inside[:, column][:, None])[corners].max(initial=0)
    down = np.minimum(inside[corners].max(initial=0), inside[cell])
    return int(up + down)


def _width(inside: np.ndarray, hidden: np.ndarray, cell: tuple[int, int]) -> int:
    """Return how far a hidden cell can lie from itself, given all margins and open cells."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    row, column = cell
    n_rows, n_columns = inside.shape
    boundless = int(inside.sum()) + 1
    room = np.zeros((n_rows + n_columns,) * 2, dtype=np.int32)
    room[:n_rows, n_rows:] = np.where(hidden, boundless, 0)
    room[n_rows:, :n_rows] = inside.T
    room[row, n_rows + column] = room[n_rows + column, row] = 0
    graph = csr_array(room)
    up = maximum_flow(graph, n_rows + column, row).flow_value
    down = min(inside[cell], maximum_flow(graph, row, n_rows + column).flow_value)
    return int(up + down)
