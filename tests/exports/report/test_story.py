"""Cells of a table as people read them, in every form of a report alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.exports.html_report import blocks
from segmentation.exports.report.story import (
    COUNT,
    NUMBER,
    SHARE,
    Column,
    Grid,
    cell_text,
)
from segmentation.exports.slides.native.sheets import sheet_of


@pytest.mark.parametrize(
    ("value", "column", "told"),
    [
        (None, Column(title="x", kind=NUMBER), "–"),
        (None, Column(title="x"), "–"),
        (float("nan"), Column(title="x", kind=COUNT), "–"),
        (1_234_567, Column(title="n", kind=COUNT), "1,234,567"),
        (0.195, Column(title="s", kind=SHARE), "20%"),
        (0.001, Column(title="s", kind=SHARE), "<1%"),
        (-1234.56, Column(title="x", kind=NUMBER, decimals=1), "−1,234.6"),
        (-0.04, Column(title="x", kind=NUMBER, decimals=1), "0.0"),
        (1984.2, Column(title="Birth Year", kind=NUMBER), "1984"),
        (1984.2, Column(title="Birth Year, median", kind=NUMBER), "1984"),
        (1984.2, Column(title="Visits per month", kind=NUMBER), "1,984"),
        (1984, Column(title="Year", kind=COUNT), "1,984"),
        ("A <b>\nB", Column(title="x"), "A <b> B"),
        ("-12", Column(title="x"), "-12"),
    ],
)
def test_a_cell_is_told_in_its_kind(value, column, told):
    """Numbers in groups of three but years, shares in per cent, a true minus, a gap as a dash."""
    assert cell_text(value, column) == told


@given(
    value=st.none() | st.floats(-1e9, 1e9),
    kind=st.sampled_from([COUNT, SHARE, NUMBER]),
    decimals=st.integers(0, 3),
    title=st.sampled_from(["Year of birth", "Balance", "Birth Year, median"]),
)
def test_a_page_and_a_slide_write_the_same(value, kind, decimals, title):
    """There is one way to write a cell."""
    columns = (Column(title="Segment"), Column(title=title, kind=kind, decimals=decimals))
    grid = Grid(key="k", columns=columns, rows=(("A", value),), alt="a")
    ((_, cell),) = sheet_of(grid).rows
    assert f">{cell.replace('<', '&lt;').replace('>', '&gt;')}</td>" in blocks.table(grid)
