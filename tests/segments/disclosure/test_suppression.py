"""No cell that is hidden can be worked out from what is published."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from segmentation.errors import SpecError
from segmentation.segments.disclosure.suppression import (
    HIDDEN,
    MINIMUM,
    ProtectedCounts,
    hidden_cells,
    protected,
    told_together,
)

COUNTS = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(
        np.int64, shape, elements=st.one_of(st.integers(0, 8), st.integers(0, 200))
    )
)


def ranges_left(table: ProtectedCounts) -> list[float]:
    """Return how wide each hidden cell's range is for whoever knows all that is published.

    A linear program over the published numbers alone: open cells, margins, and that no count is
    negative. It shares no line with the code under test.
    """
    shape, hidden = table.counts.shape, table.hidden
    rows = [np.repeat(np.arange(shape[0]) == at, shape[1]) for at in range(shape[0])]
    columns = [np.tile(np.arange(shape[1]) == at, shape[0]) for at in range(shape[1])]
    equations = np.array(rows + columns, dtype=float)
    totals = np.concatenate([table.row_totals, table.column_totals])
    bounds = [(0, None) if count == HIDDEN else (count, count) for count in table.counts.ravel()]
    widths = []
    for at in np.flatnonzero(hidden.ravel()):
        aim = np.zeros(hidden.size)
        aim[at] = 1
        least, most = (
            linprog(sign * aim, A_eq=equations, b_eq=totals, bounds=bounds) for sign in (1, -1)
        )
        assert least.status == most.status == 0
        widths.append(-most.fun - least.fun)
    return widths


def enough(counts: np.ndarray) -> np.ndarray:
    """Leave out the groups of which nothing may be told."""
    return counts[counts.sum(axis=1) >= MINIMUM]


@settings(max_examples=120)
@given(COUNTS)
def test_what_is_hidden_cannot_be_worked_out(counts):
    """Neither closely nor exactly, from all margins and all other cells together."""
    table = protected(enough(counts))
    assert all(width >= MINIMUM - 1e-6 for width in ranges_left(table))


@settings(max_examples=200)
@given(COUNTS, st.integers(0, 3))
def test_nothing_small_is_published(counts, most):
    """No cell, no column and no difference of a line's total and its open cells is a handful."""
    told = enough(counts)
    table = protected(told, most=most)
    shown, hidden = table.counts[~table.hidden], table.hidden
    assert (shown >= MINIMUM).all()
    assert (table.column_totals >= MINIMUM).all()
    true = np.array([told[:, list(group)].sum(axis=1) for group in table.groups]).T
    assert (table.counts[~hidden] == true.reshape(hidden.shape)[~hidden]).all()
    for axis, totals in ((1, table.row_totals), (0, table.column_totals)):
        left = totals - np.where(hidden, 0, table.counts).sum(axis=axis)
        n_hidden = hidden.sum(axis=axis)
        assert (left[n_hidden > 0] >= MINIMUM).all()
        assert (n_hidden != 1).all()


@settings(max_examples=100)
@given(COUNTS)
def test_nobody_is_lost(counts):
    """Merging keeps every customer and every column with anybody in it, once."""
    told = enough(counts)
    table = protected(told)
    columns = [at for group in table.groups for at in group]
    assert sorted(columns) == np.flatnonzero(told.sum(axis=0)).tolist()
    assert table.column_totals.sum() == table.row_totals.sum() == told.sum()


def test_a_table_without_small_cells_stays_as_it_is():
    """Nothing is hidden that need not be."""
    table = protected(np.array([[20, 30], [40, 10]]))
    assert table.groups == ((0,), (1,))
    assert table.counts.tolist() == [[20, 30], [40, 10]]
    assert table.shares.tolist() == [[0.4, 0.6], [0.8, 0.2]]
    assert table.overall.tolist() == [0.6, 0.4]


def test_one_small_cell_takes_the_smallest_square_with_it():
    """By hand: 3 is hidden, 7 beside it, 6 below it, and the corner that closes the square."""
    counts = np.array([[3, 7, 50], [6, 9, 50], [60, 60, 60]])
    hidden = hidden_cells(counts)
    assert hidden.tolist() == [[True, True, False], [True, True, False], [False] * 3]


def test_two_in_a_line_that_are_a_handful_together_take_a_third():
    """1 and 2 would leave 3 of the total: whoever is one of the three knows the others."""
    counts = np.array([[1, 2, 30, 40], [30, 30, 30, 30], [30, 30, 30, 30]])
    assert hidden_cells(counts)[0].tolist() == [True, True, True, False]


def test_rare_columns_go_together():
    """Three of 2 and of 1 are others; with 4 the others would be few and take one more."""
    counts = np.array([[30, 20, 1, 1, 0], [30, 20, 1, 0, 2]])
    assert protected(counts).groups == ((0,), (1,), (2, 4, 3))
    assert protected(np.array([[30, 20, 2], [30, 20, 1]])).groups == ((0,), (1, 2))
    assert protected(counts, most=1).groups == ((0,), (1, 2, 4, 3))


def test_all_of_one_and_none_of_the_other_is_not_told():
    """“None of these forty” tells of every one of them."""
    assert protected(np.array([[40, 0], [0, 60]])).hidden.all()


def test_one_group_and_no_group():
    """The margins are all there is."""
    assert protected(np.array([[9, 1, 2]])).counts.tolist() == [[12]]
    assert protected(np.zeros((0, 3))).counts.shape == (0, 0)


@pytest.mark.parametrize(
    ("sizes", "minimum", "together"),
    [
        ([5, 100], 5, []),
        ([90, 40, 4], 5, [1, 2]),
        ([90, 40, 3, 2], 5, [2, 3]),
        ([90, 40, 2, 1], 5, [1, 2, 3]),
        ([90, 4], 5, [0, 1]),
        ([4, 4, 4], 5, [0, 1, 2]),
        ([3], 5, [0]),
        ([4, 5, 6], 1, []),
        ([], 5, []),
    ],
)
def test_small_groups_are_told_together(sizes, minimum, together):
    """At least two of them, and together enough: 4 is a handful, 5 is not."""
    assert sorted(told_together(sizes, minimum)) == together


@given(st.lists(st.integers(1, 40), max_size=9), st.integers(1, 12))
def test_what_is_left_of_a_total_is_never_a_handful(sizes, minimum):
    """Nor a single group, unless nothing is told of any."""
    together = told_together(sizes, minimum)
    alone = [size for at, size in enumerate(sizes) if at not in together]
    assert all(size >= minimum for size in alone)
    left = sum(sizes) - sum(alone)
    assert not alone or left == 0 or (left >= minimum and len(together) > 1)


@pytest.mark.parametrize(
    ("counts", "minimum", "match"),
    [
        ([[4, 0]], 5, "A group of 4 is smaller than 5"),
        ([[-1, 9]], 5, "holds a negative one"),
        ([[9, 9]], 0, "The smallest group to tell of is 0"),
    ],
)
def test_what_cannot_be_protected_is_refused(counts, minimum, match):
    """In a sentence that says what to do."""
    with pytest.raises(SpecError, match=match):
        protected(np.array(counts), minimum)
