"""The answer in short, and the data."""

import pytest

from segmentation.exports.report.sections import tell


def test_sizes_are_those_of_the_result(mall):
    """Names, customers and shares, in the lasting order."""
    grid = tell(mall).section("summary").blocks[1]
    result = mall.result
    assert [row[:2] for row in grid.rows] == [
        (result.names[s], result.profiles[s].size) for s in result.by_slot
    ]
    assert sum(row[2] for row in grid.rows) == pytest.approx(1)
    assert grid.slots == tuple(result.slots[s] for s in result.by_slot)
