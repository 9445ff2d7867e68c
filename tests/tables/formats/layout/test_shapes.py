"""What cells look like."""

from collections import Counter

import pytest

from segmentation.tables.formats.layout.shapes import (
    column_shapes,
    fit,
    has_code,
    shape,
    strong_shape,
)


@pytest.mark.parametrize(
    ("form", "cells"),
    [
        ("empty", ["", "  "]),
        ("number", ["1", "-1.5", "$1,200.50", "1.234,56 €", "(45)", "12%", "1e5", "CHF 5", ".5"]),
        ("date", ["2024-01-05", "5/1/2024", "05.01.24 10:30", "5 May 2024", "Jan 5, 2024"]),
        ("time", ["10:30", "7:05:00 pm"]),
        ("email", ["a.b@c.example"]),
        ("url", ["https://shop.example/x?y=1", "www.shop.example"]),
        ("code", ["RI-3895", "A1", "x_1"]),
        ("word", ["Oslo", "größe"]),
        ("name", ["Ann Lee", "Annual Income (k$)"]),
        ("text", ["a; b", "x" * 90, "two\nlines"]),
    ],
)
def test_shapes_by_hand(form, cells):
    """All cells written in one form have the shape of that form."""
    assert [shape(cell) for cell in cells] == [form] * len(cells)


def test_columns():
    """Counted, named when nearly all agree, compared with a row."""
    columns = column_shapes([["1", "a"], ["2", ""], ["3"]], 2)
    assert columns == [Counter(number=3), Counter(word=1, empty=1)]
    assert strong_shape(columns[0]) == "number"
    assert strong_shape(columns[1]) is None
    assert strong_shape(Counter(empty=3)) is None
    assert fit(["5", "b"], columns) == 1
    assert fit(["b", "5"], columns) == 0


def test_a_code_in_a_column_of_codes():
    """Most of which are codes."""
    columns = column_shapes([["A1", "5"], ["A2", "6"], ["", "7"]], 2)
    assert has_code(["A3", "x"], columns)
    assert not has_code(["name", "A3"], columns)
    assert not has_code(["A3"], [Counter(code=1, word=1)])
