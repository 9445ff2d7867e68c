"""The map as a native chart: a series per segment, in its colour and with its marker."""

import math

import numpy as np
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from segmentation.charts.palette import LIGHT, segment_color, segment_symbol
from segmentation.charts.segment_map import SegmentMapData
from segmentation.charts.wording import distinct_short
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.native.charts import (
    MARKER,
    XySheet,
    add_native,
    set_axis,
    set_letters,
)
from segmentation.exports.slides.writing import color_of

MOST_POINTS = 1_000
SEEN = 500
"""Places along an axis that can be told apart on a slide: points are rounded to them."""

FEWEST_POINTS = 3
FEW_NAMES, LONG_NAME, LEGEND_NAME = 8, 36, 26
MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "cross": XL_MARKER_STYLE.PLUS,
}


class _Points(XyChartData):
    @property
    def _workbook_writer(self) -> XySheet:
        return XySheet(self)


def sampled(data: SegmentMapData, most: int = MOST_POINTS) -> list[np.ndarray]:
    """Pick the points of every segment that are drawn.

    Parameters
    ----------
    data : SegmentMapData
    most : int

    Returns
    -------
    list of ndarray of shape (n_drawn, n_axes)
        Per segment, by share of its points, a few at least; at random, always the same.
    """
    counts = [len(segment.points) for segment in data.segments]
    total = sum(counts)
    if total <= most:
        return [segment.points for segment in data.segments]
    rng = np.random.default_rng(0)
    few = min(FEWEST_POINTS, most // len(counts))
    room = most - few * len(counts)
    kept = []
    for segment, count in zip(data.segments, counts, strict=True):
        n = min(count, few + int(room * count / total))
        kept.append(segment.points[np.sort(rng.choice(count, n, replace=False))])
    return kept


def map_chart(slide: object, box: Box, data: SegmentMapData) -> int:
    """Draw customers as points, a series per segment.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    data : SegmentMapData

    Returns
    -------
    int
        Points drawn.
    """
    points = sampled(data)
    decimals = _decimals(points)
    made = _Points()
    names = distinct_short(
        [segment.name for segment in data.segments],
        LEGEND_NAME if len(data.segments) > FEW_NAMES else LONG_NAME,
    )
    for segment, name, own in zip(data.segments, names, points, strict=True):
        series = made.add_series(name)
        for x, y in _plane(own, segment.slot, decimals):
            series.add_data_point(x, y)
    chart = add_native(slide, box, XL_CHART_TYPE.XY_SCATTER, made, data.alt)
    for segment, series in zip(data.segments, chart.plots[0].series, strict=True):
        series.format.line.fill.background()
        _mark(series.marker, segment.slot)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
    set_letters(chart.legend.font)
    set_axis(chart.category_axis, data.axes[0], _format(decimals[0]))
    if len(data.axes) > 1:
        set_axis(chart.value_axis, data.axes[1], _format(decimals[1]))
    else:
        chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    return sum(map(len, points))


def _mark(marker: object, slot: int) -> None:
    symbol, color = segment_symbol(slot), segment_color(LIGHT, slot)
    marker.style = MARKERS[symbol.removesuffix("-open")]
    marker.size = MARKER
    if symbol.endswith("-open"):
        marker.format.fill.background()
        marker.format.line.width = Pt(1.75)
        marker.format.line.color.rgb = color_of(color)
        return
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = color_of(color)
    is_stroke = symbol == "cross"  # a plus is drawn by its line alone
    marker.format.line.width = Pt(2 if is_stroke else 0.5)
    marker.format.line.color.rgb = color_of(color if is_stroke else LIGHT.surface)


def _decimals(points: list[np.ndarray]) -> list[int]:
    """Return to how many decimals each axis is rounded; below 0 to tens, hundreds and so on."""
    drawn = np.concatenate(points)
    spans = np.ptp(drawn, axis=0) if len(drawn) else np.zeros(drawn.shape[1])
    return [math.ceil(-math.log10(span / SEEN)) if span > 0 else 0 for span in spans.tolist()]


def _plane(points: np.ndarray, slot: int, decimals: list[int]) -> list[tuple[float, float]]:
    x = np.round(points[:, 0].astype(float), decimals[0])
    if points.shape[1] > 1:
        return list(
            zip(x.tolist(), np.round(points[:, 1].astype(float), decimals[1]).tolist(), strict=True)
        )
    # Points that share a value are spread; the height says nothing, so its axis is not shown.
    heights = np.random.default_rng(slot).uniform(-1, 1, len(x)).round(2)
    return list(zip(x.tolist(), heights.tolist(), strict=True))


def _format(decimals: int) -> str:
    """Return how ticks are written: ticks are a hundred times as far apart as places are."""
    shown = max(0, decimals - 2)
    return "#,##0" + ("." + "0" * shown if shown else "")
