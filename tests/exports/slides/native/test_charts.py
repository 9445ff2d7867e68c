"""Native charts and the sheets behind them."""

import io

from pptx import Presentation
from python_calamine import CalamineWorkbook

from segmentation.charts.criteria import CriterionData
from segmentation.exports.report.story import Portrait
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.native.charts import bars_chart, criterion_chart, sizes_chart
from segmentation.segments.facts.tiles import MiniBar

BOX = Box(left=0, top=0, width=300, height=200)


def drawn(draw):
    """Return the chart that a function has added to a slide, and the sheet behind it."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    draw(slide)
    frame = slide.shapes[0]
    blob = frame.chart.part.chart_workbook.xlsx_part.blob
    rows = CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0).to_python()
    return frame, rows


def test_sizes_are_the_numbers_behind_the_chart():
    """A name that would be a formula stays a text."""
    rows = [("=1+1", 1_234), ("http://x.example", 5)]
    frame, sheet = drawn(lambda slide: sizes_chart(slide, BOX, rows, [0, None], "Customers"))
    assert sheet == [["", "Customers"], ["=1+1", 1234.0], ["http://x.example", 5.0]]
    assert list(frame.chart.plots[0].categories) == ["=1+1", "http://x.example"]
    assert "=1+1: 1,234" in frame.element.xpath(".//p:cNvPr")[0].get("descr")


def test_bars_say_value_and_average():
    """A bar of a half is a standard deviation; the axis ends at two."""
    bar = MiniBar(label="Income", value="80 k$", of_all="60 k$", length=0.5)
    portrait = Portrait(
        slot=3, name="Rich", size="", phrase="", sentences=(), rule="", bars=(bar,), told=()
    )
    frame, _ = drawn(lambda slide: bars_chart(slide, BOX, portrait))
    chart = frame.chart
    assert list(chart.plots[0].categories) == ["Income: 80 k$ (all: 60 k$)"]
    assert list(chart.plots[0].series[0].values) == [1.0]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (-2, 2)


def test_the_number_in_use_is_marked():
    """Larger than the others, and named."""
    data = CriterionData(label="S", ks=(2, 3), values=(0.1, 0.2), current_k=3, title="t")
    frame, sheet = drawn(lambda slide: criterion_chart(slide, BOX, data))
    assert sheet[1:] == [["2", 0.1], ["3", 0.2]]
    series = frame.chart.plots[0].series[0]
    assert series.points[1].marker.size > series.marker.size
    assert series.points[1].data_label.text_frame.text == "3 segments"
