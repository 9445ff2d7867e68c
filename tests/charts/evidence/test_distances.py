"""The picture of distances says what it is, and its title comes from the distances."""

import numpy as np
import pytest

from segmentation.charts.evidence.distances import DistancesData, distances_chart, distances_data
from segmentation.charts.theme import LIGHT
from segmentation.segments.facts.distances import SegmentDistances, segment_distances

THREE = np.array([[0.0, 0.0], [3.0, 0.0], [0.0, 4.0]])


def made(centers=THREE, sizes=(100, 25, 50)) -> DistancesData:
    """Place three segments."""
    return distances_data(segment_distances(centers), sizes, ("Low", "Middle", "High"), (2, 0, 1))


def test_the_nearest_pair_is_named():
    """By hand: 3, 4 and 5."""
    data = made()
    assert data.title == "Nearest to each other: “Low” and “Middle”"
    assert "Low to Middle 3; Low to High 4; Middle to High 5." in data.alt
    assert "A picture of the distances" in data.caption
    assert "Stress 0.00 (good; 0 is a true picture)." in data.caption


@pytest.mark.parametrize(
    ("stress", "word"), [(0.05, "good"), (0.12, "fair"), (0.25, "poor: trust")]
)
def test_stress_is_stated_in_a_word(stress, word):
    """As Kruskal called it."""
    found = SegmentDistances(distances=np.zeros((3, 3)), places=np.zeros((3, 2)), stress=stress)
    data = distances_data(found, (1, 1, 1), ("a", "b", "c"), (0, 1, 2))
    assert f"Stress {stress:.2f} ({word}" in data.caption


def test_bubbles_are_as_large_as_segments():
    """By area, the largest below; equal steps along both axes."""
    bubbles = distances_chart(made(), LIGHT).data[0]
    assert bubbles.text == ("Low", "High", "Middle")
    assert bubbles.marker.size[0] / bubbles.marker.size[2] == pytest.approx(2)
    assert distances_chart(made(), LIGHT).layout.yaxis.scaleanchor == "x"
    assert "3 to Middle" in bubbles.customdata[0]


def test_two_and_one_segment():
    """One distance, and none."""
    two = distances_data(segment_distances(THREE[:2]), (5, 6), ("a", "b"), (0, 1))
    assert two.title == "Two segments have one distance"
    one = distances_data(segment_distances(THREE[:1]), (5,), ("a",), (0,))
    assert not distances_chart(one, LIGHT).data
