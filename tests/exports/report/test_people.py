"""The map, the cards, and side by side."""

import pytest

from segmentation.exports.report.sections import tell
from segmentation.exports.report.story import Grid
from segmentation.tables.number_format import amount


def test_no_point_of_the_map_says_whose_it_is(mall):
    """All customers are drawn, none is named."""
    data = tell(mall).section("map").blocks[0].data
    assert {name for segment in data.segments for name in segment.customers} == {""}
    assert sum(len(segment.points) for segment in data.segments) == 200


def test_every_card_has_the_bars_and_the_size_of_its_own_segment(mall):
    """Whatever the order of slots: its income is that of its profile."""
    cards = tell(mall).section("segments").blocks
    assert len(cards) == 5
    for card in cards:
        segment = mall.result.slots.index(card.slot)
        profile = mall.result.profiles[segment]
        assert card.size.startswith(f"{profile.size} customers")
        income = profile.numbers[[f.column for f in profile.numbers].index("Annual Income (k$)")]
        (bar,) = [bar for bar in card.bars if bar.label == "Annual Income"]
        assert bar.value == amount(income.typical, income.label)


def test_typical_values_are_those_of_the_profiles(mall):
    """Of a column without a tail they are the means."""
    grid = next(b for b in tell(mall).section("comparison").blocks if isinstance(b, Grid))
    titles = [column.title for column in grid.columns]
    at = titles.index("Annual Income (k$)")
    result = mall.result
    centers = result.centers["Annual Income (k$)"].to_numpy()
    assert [row[at] for row in grid.rows] == pytest.approx([centers[s] for s in result.by_slot])
