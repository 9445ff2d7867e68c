"""Rows that are too long or too short are mended when they then look like the others."""

import pytest

from segmentation.tables.formats.delimited.splitting import Dialect
from segmentation.tables.formats.delimited.widths import EXTRA, LOST, mended_widths

ROWS = [[f"2024-01-{i:02d}", f"1{i % 10}:15", str(i), f"MG-{i}"] for i in range(10, 28)]


@pytest.mark.parametrize(
    ("row", "repair", "mended"),
    [
        (["2024-01-12", "12:154", "MG-4"], LOST, ["2024-01-12", "12:15", "4", "MG-4"]),
        (["2024-01-1212:15", "4", "MG-4"], LOST, ["2024-01-12", "12:15", "4", "MG-4"]),
        (["2024-01-12", "12:15", "4"], None, ["2024-01-12", "12:15", "4", ""]),
        (["2024-01-12", "", "12:15", "4", "MG-4"], EXTRA, ["2024-01-12", "12:15", "4", "MG-4"]),
    ],
)
def test_rows_by_hand(row, repair, mended):
    """A cell is torn in two only where one place alone fits."""
    rows = [*ROWS, row, *ROWS]
    assert list(mended_widths(rows, Dialect(width=4))) == [(len(ROWS), repair, mended)]
