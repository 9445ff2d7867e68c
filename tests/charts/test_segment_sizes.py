"""Bars by size."""

from segmentation.charts.segment_sizes import SizesData, sizes_chart, sizes_data
from segmentation.charts.theme import LIGHT, segment_color
from segmentation.segments.profiling import SegmentProfile


def profile(segment: int, size: int) -> SegmentProfile:
    """Make a profile of that size out of 100."""
    return SegmentProfile(segment=segment, size=size, share=size / 100, numbers=(), categories=())


def test_bars_stand_in_the_order_of_the_slots():
    """Place and colour belong to the slot, not to the size."""
    data = sizes_data((profile(0, 70), profile(1, 30)), ("Big", "Small"), (1, 0))
    assert data == SizesData(
        names=("Small", "Big"), sizes=(30, 70), shares=(0.3, 0.7), slots=(0, 1)
    )
    bar = sizes_chart(data, LIGHT).data[0]
    assert list(bar.marker.color) == [segment_color(LIGHT, 0), segment_color(LIGHT, 1)]
    assert list(bar.text) == ["30 · 30%", "70 · 70%"]


def test_title_and_words_come_from_the_numbers():
    """The largest and the smallest; every segment in words."""
    data = SizesData(names=("A", "B"), sizes=(30, 1), shares=(0.97, 0.03), slots=(0, 1))
    assert data.title == "The largest has 30 customers, the smallest 1"
    assert data.alt == "Segments by size: A, 30 (97%); B, 1 (3%)."


def test_names_are_escaped_and_numbered_only_when_there_are_many():
    """Markup is text; numbers match those on the map."""
    few = SizesData(names=("<b>A</b>",), sizes=(3,), shares=(1.0,), slots=(0,))
    assert "&lt;b&gt;A" in sizes_chart(few, LIGHT).layout.annotations[0].text
    many = SizesData(
        names=tuple("ABCDEFGHI"), sizes=(3,) * 9, shares=(1 / 9,) * 9, slots=tuple(range(9))
    )
    assert "<b>9  I</b>" in sizes_chart(many, LIGHT).layout.annotations[8].text


def test_a_long_name_is_written_smaller():
    """So that it is not cut beside the map."""
    names = ("High income", "Low recency, high frequency, high monetary")
    chart = sizes_chart(
        SizesData(names=names, sizes=(3, 2), shares=(0.6, 0.4), slots=(0, 1)), LIGHT
    )
    assert [note.font.size for note in chart.layout.annotations] == [13, 11]
