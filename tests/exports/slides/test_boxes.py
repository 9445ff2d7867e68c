"""Places on a slide."""

from segmentation.exports.slides.boxes import Box, box_of


def test_parts_of_a_box_lie_in_it_with_a_gap():
    """Beside and below each other."""
    box = Box(left=10, top=20, width=200, height=100)
    left, right = box.columns(0.25, gap=20)
    assert (left.width, right.left, right.width) == (45, 75, 135)
    upper, lower = box.rows(30, gap=5)
    assert (upper.height, lower.top, lower.bottom) == (30, 55, 120)
    assert box.rows(500)[1].height == 0


def test_a_shape_that_does_not_say_where_it_is_has_no_box():
    """As a placeholder without a layout's."""

    class Shape:
        left = top = width = 12_700
        height = None

    assert box_of(Shape()) is None
    Shape.height = 12_700
    assert box_of(Shape()) == Box(left=1, top=1, width=1, height=1)
