"""Native charts: they can be edited, and the sheet behind each holds texts as texts."""

from contextlib import contextmanager
from io import BytesIO

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Pt
from xlsxwriter import Workbook

from segmentation.charts.criteria import CriterionData
from segmentation.charts.palette import LIGHT, segment_color
from segmentation.charts.wording import distinct_short, one_line, shorten
from segmentation.exports.report.story import Portrait
from segmentation.exports.slides import words
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.writing import HAIRLINE, LINE, color_of, describe, see_through
from segmentation.segments.facts.tiles import FULL

MARKER, LETTERS = 7, 12
LABEL = 30
TEXTS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Plain:
    """The sheet behind a chart, in which no text becomes a formula or a link."""

    @contextmanager
    def _open_worksheet(self, file: BytesIO) -> object:
        book = Workbook(file, TEXTS)
        yield book, book.add_worksheet()
        book.close()


class _CategorySheet(_Plain, CategoryWorkbookWriter):
    pass


class XySheet(_Plain, XyWorkbookWriter):
    """The sheet behind a chart of points."""


class _Categories(CategoryChartData):
    @property
    def _workbook_writer(self) -> _CategorySheet:
        return _CategorySheet(self)


def bars_chart(slide: object, box: Box, portrait: Portrait) -> None:
    """Draw how far a segment is from the average, a bar per column, in its colour.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    portrait : Portrait
        With bars.
    """
    made = _Categories(number_format="0.0")
    labels = distinct_short([bar.label for bar in portrait.bars], LABEL)
    made.categories = [
        words.BAR_LABEL.format(label=label, value=one_line(bar.value), of_all=one_line(bar.of_all))
        for label, bar in zip(labels, portrait.bars, strict=True)
    ]
    made.add_series(shorten(portrait.name), [round(bar.length * FULL, 3) for bar in portrait.bars])
    told = "; ".join(f"{bar.label} {bar.value}, all {bar.of_all}" for bar in portrait.bars)
    chart = add_native(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, made, f"{portrait.name}: {told}")
    _bars(chart, [portrait.slot] * len(portrait.bars))
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -FULL, FULL, FULL / 2
    set_axis(axis, "", f'"+"0;"−"0;"{words.AVERAGE}"')
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # turned round, so below
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    see_through(chart.category_axis.format.line.color, LINE)


def sizes_chart(
    slide: object,
    box: Box,
    rows: list[tuple[str, int]],
    slots: list[int | None],
    title: str,
) -> None:
    """Draw how many customers each segment has.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    rows : list of (str, int)
        Names and customers.
    slots : list of int or None
        None of segments told together.
    title : str
        What is counted.
    """
    made = _Categories(number_format="#,##0")
    made.categories = distinct_short([name for name, _ in rows], LABEL)
    made.add_series(shorten(title), [count for _, count in rows])
    told = "; ".join(f"{name}: {count:,}" for name, count in rows)
    chart = add_native(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, made, f"{title}: {told}")
    _bars(chart, slots)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    set_letters(labels.font, 11 if len(rows) <= 8 else 9)
    set_letters(chart.category_axis.tick_labels.font, 11 if len(rows) <= 8 else 9)


def criterion_chart(slide: object, box: Box, data: CriterionData) -> None:
    """Draw a criterion over the number of segments, the one in use marked.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    data : CriterionData
        With at least one number.
    """
    made = _Categories(number_format="0.000")
    made.categories = [str(k) for k in data.ks]
    made.add_series(shorten(data.label), data.values)
    chart = add_native(slide, box, XL_CHART_TYPE.LINE_MARKERS, made, data.alt)
    (series,) = chart.plots[0].series
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = color_of(LIGHT.accent), Pt(2)
    _solid(series.marker, LIGHT.accent, MARKER)
    if data.current_k in data.ks:
        point = series.points[data.ks.index(data.current_k)]
        _solid(point.marker, LIGHT.negative, 2 * MARKER)
        label = point.data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.has_text_frame = True
        label.text_frame.text = words.CHOSEN.format(k=data.current_k)
        set_letters(label.text_frame.paragraphs[0].runs[0].font)
    set_axis(chart.category_axis, words.NUMBER_OF_SEGMENTS, None)
    set_axis(chart.value_axis, data.label, "0.00")


def add_native(slide: object, box: Box, kind: XL_CHART_TYPE, data: object, alt: str) -> Chart:
    """Add a chart without title and legend, in the template's letters.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    kind : pptx.enum.chart.XL_CHART_TYPE
    data : pptx.chart.data.ChartData
    alt : str
        What it shows, for those who do not see it.

    Returns
    -------
    pptx.chart.chart.Chart
    """
    frame = slide.shapes.add_chart(kind, *box.emu, data)
    describe(frame, alt)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    set_letters(chart.font)
    return chart


def set_letters(font: object, size: float = LETTERS) -> None:
    """Set a size in points, and the colour of texts.

    Parameters
    ----------
    font : pptx.text.text.Font
    size : float
    """
    font.size = Pt(size)
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def set_axis(axis: object, title: str, number_format: str | None) -> None:
    """Draw an axis quietly.

    Parameters
    ----------
    axis : pptx.chart.axis._BaseAxis
    title : str
        Empty for none.
    number_format : str or None
        Of its ticks.
    """
    if title:
        axis.has_title = True
        frame = axis.axis_title.text_frame
        frame.text = shorten(title, 50)
        set_letters(frame.paragraphs[0].runs[0].font)
        frame.paragraphs[0].runs[0].font.bold = False
    see_through(axis.format.line.color, LINE)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if axis.has_major_gridlines:
        see_through(axis.major_gridlines.format.line.color, HAIRLINE)
        axis.major_gridlines.format.line.width = Pt(0.75)
    if number_format:
        labels = axis.tick_labels
        labels.number_format, labels.number_format_is_linked = number_format, False


def _bars(chart: Chart, slots: list[int | None]) -> None:
    """Colour the bars, the first on top."""
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    (series,) = plot.series
    series.invert_if_negative = False
    for at, slot in enumerate(slots):
        fill = series.points[at].format.fill
        fill.solid()
        color = LIGHT.reference if slot is None else segment_color(LIGHT, slot)
        fill.fore_color.rgb = color_of(color)
    axis = chart.category_axis
    axis.reverse_order = True
    axis.has_major_gridlines = False
    axis.major_tick_mark = XL_TICK_MARK.NONE
    see_through(axis.format.line.color, LINE)


def _solid(marker: object, color: str, size: int) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = color_of(color)
    marker.format.line.color.rgb = color_of(LIGHT.surface)
