"""How tables are laid out."""

import pytest

from segmentation.exports.slides.native.laying import MOST_COLUMNS, by_columns, lay
from segmentation.exports.slides.native.sheets import Sheet


def sheet(n_rows, n_columns, cell="word", *, numbers=False):
    """Return a table of equal cells."""
    right = (False, *[numbers] * (n_columns - 1))
    return Sheet(heads=("head",) * n_columns, rows=((cell,) * n_columns,) * n_rows, right=right)


@pytest.mark.parametrize("n_rows", [1, 5, 15, 60])
@pytest.mark.parametrize("n_columns", [1, 3, 8])
@pytest.mark.parametrize("cell", ["w", "word " * 30, "W" * 300])
def test_a_table_keeps_its_room(n_rows, n_columns, cell):
    """In width and height, with as many rows as it says."""
    laid = lay(sheet(n_rows, n_columns, cell), (800, 350), 1.1)
    assert sum(laid.widths) <= 800.001
    assert laid.height <= 350
    assert len(laid.heights) == 1 + laid.n_rows
    assert laid.n_rows >= 1


def test_letters_are_as_large_as_fit():
    """Few rows are large, many are small; names beside numbers are rather cut than divided."""
    few, many = (lay(sheet(n, 3, numbers=True), (800, 350), 1.0) for n in (3, 16))
    assert few.size > many.size
    long = lay(sheet(15, 4, "long name " * 20, numbers=True), (800, 350), 1.0)
    assert (long.lines, long.n_rows) == (1, 15)
    assert lay(sheet(15, 4, "long text " * 20), (800, 350), 1.0).n_rows < 15
    assert lay(sheet(15, 4, "long text " * 20), (800, 350), 1.0, whole=True).n_rows == 15


def test_wide_tables_are_divided():
    """No part has more columns than a slide takes."""
    parts = by_columns(sheet(2, 20), 800, 1.0)
    assert [len(part.right) for part in parts] == [MOST_COLUMNS + 1, MOST_COLUMNS + 1, 4]
