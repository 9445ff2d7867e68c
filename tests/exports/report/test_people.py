"""The map, the cards, and side by side."""

import pytest

from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Grid


def test_no_point_of_the_map_says_whose_it_is(mall):
    """All customers are drawn, none is named."""
    data = tell(mall).section("map").blocks[0].data
    assert {name for segment in data.segments for name in segment.customers} == {""}
    assert sum(len(segment.points) for segment in data.segments) == 200


def test_typical_values_are_those_of_the_profiles(mall):
    """Of a column without a tail they are the means."""
    grid = next(b for b in tell(mall).section("comparison").blocks if isinstance(b, Grid))
    titles = [column.title for column in grid.columns]
    at = titles.index("Annual Income (k$)")
    result = mall.result
    centers = result.centers["Annual Income (k$)"].to_numpy()
    assert [row[at] for row in grid.rows] == pytest.approx([centers[s] for s in result.by_slot])
