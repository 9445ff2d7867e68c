"""Whether a cell by itself may be a date."""

import pytest

from segmentation.tables.values.days.glance import looks_like_date


@pytest.mark.parametrize("cell", ["31/01/2024 10:05", "3 May 2024", "2024-01-31T10:00Z", "Q1 2020"])
def test_dates(cell):
    """With and without a time."""
    assert looks_like_date(cell)


@pytest.mark.parametrize("cell", ["1.2.3", "10-12", "10:30", "soon", "12345", "x" * 80 + " 2024"])
def test_others(cell):
    """Versions, sizes, times and texts."""
    assert not looks_like_date(cell)
