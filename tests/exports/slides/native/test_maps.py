"""The map as a native chart."""

import numpy as np
from pptx import Presentation
from pptx.enum.chart import XL_MARKER_STYLE

from segmentation.charts.palette import LIGHT, segment_color
from segmentation.charts.segment_map import segment_map_data
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.native.maps import MOST_POINTS, map_chart, sampled

BOX = Box(left=0, top=0, width=600, height=300)


def map_of(points, labels):
    """Return the map of points in segments."""
    k = labels.max() + 1
    names = tuple(f"=name {s}" for s in range(k))
    axes = ("Income (k$)", "Score")[: points.shape[1]]
    return segment_map_data(points, axes, labels, tuple(range(k)), names, np.full(len(points), ""))


def chart_of(data):
    """Return its native chart and how many points it says are drawn."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    n = map_chart(slide, BOX, data)
    return slide.shapes[0].chart, n


def test_a_series_per_segment_in_its_colour_and_with_its_marker():
    """Points are those of the customers, whole numbers stay whole."""
    points = np.array([[15.0, 39], [16, 81], [120, 5], [130, 90]])
    chart, n = chart_of(map_of(points, np.array([0, 0, 1, 1])))
    assert n == 4
    first, second = chart.plots[0].series
    across = first._element.xpath(".//c:xVal//c:v/text()")
    assert list(zip(first.iter_values(), across, strict=True)) == [
        (39.0, "15.0"),
        (81.0, "16.0"),
    ]
    color = f"#{second.marker.format.fill.fore_color.rgb}".lower()
    assert color == segment_color(LIGHT, 1)
    assert second.marker.style == XL_MARKER_STYLE.DIAMOND
    assert [series.name for series in chart.plots[0].series] == ["=name 0", "=name 1"]


def test_many_points_are_sampled_and_a_small_segment_keeps_some():
    """A thousand at most, always the same."""
    rng = np.random.default_rng(1)
    labels = np.repeat([0, 1, 2], [4_000, 900, 4])
    data = map_of(rng.normal(size=(len(labels), 2)), labels)
    kept = sampled(data)
    assert sum(map(len, kept)) <= MOST_POINTS
    assert len(kept[2]) >= 3
    assert all((a == b).all() for a, b in zip(kept, sampled(data), strict=True))
    assert all(len(sampled(data, most=2)) == 3 for _ in range(1))


def test_one_axis_is_drawn_without_a_second():
    """Heights say nothing; equal values do not fail."""
    chart, _ = chart_of(map_of(np.full((6, 1), 7.0), np.array([0, 0, 0, 1, 1, 1])))
    assert not chart.value_axis.visible
    assert chart.category_axis.visible


def test_positions_are_rounded_to_what_can_be_seen():
    """Nobody reads somebody's exact income from the sheet behind the chart."""
    rng = np.random.default_rng(2)
    points = rng.uniform(20_000, 90_000, (50, 2))
    chart, _ = chart_of(map_of(points, np.arange(50) % 2))
    values = np.array(list(chart.plots[0].series[0].iter_values()))
    assert (values % 100 == 0).all()
