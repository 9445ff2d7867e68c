"""Columns are told by their places when nothing stands between them but spaces."""

from segmentation.tables.formats.delimited.fixed_width import crosses, field_bounds, fixed_cells

LINES = ["ID  NAME      N", "A1  Ann Lee   1", "A2            2", "A3  Bo        3"]


def test_bounds_by_hand():
    """A column begins where a name does; a title and a rule below the names do not confuse."""
    bounds = field_bounds(LINES)
    assert bounds == [(0, 4), (4, 14), (14, None)]
    assert fixed_cells(LINES[2], bounds) == ["A2", "", "2"]
    assert field_bounds(["Customers of the spring", "", *LINES]) == bounds
    assert field_bounds([LINES[0], "--  --------- --", *LINES[1:]]) == bounds
    assert crosses("Customers of the spring", bounds)
    assert not crosses(LINES[1], bounds)


def test_other_texts_have_none():
    """Prose, tabs, and blanks that are single."""
    assert field_bounds(["one two three", "four five six"]) is None
    assert field_bounds(["a\tb", "1\t2"]) is None
    assert field_bounds(["a"]) is None
