"""Cells as people read them."""

from segmentation.exports.report.story import COUNT, Column, Grid
from segmentation.exports.slides.native.sheets import LONGEST, sheet_of


def test_a_text_without_end_is_cut():
    """A slide has no room for it."""
    grid = Grid(key="k", columns=(Column(title="x"),), rows=(("a" * 999,),), alt="a")
    assert sheet_of(grid).rows == (("a" * LONGEST,),)


def test_notes_name_every_number_with_its_column():
    """A row is a line."""
    columns = (
        Column(title="Segment"),
        Column(title="Customers", kind=COUNT),
        Column(title="Offer"),
    )
    grid = Grid(key="k", columns=columns, rows=(("A", 5, None),), slots=(0,), alt="a")
    sheet = sheet_of(grid)
    assert sheet.notes == ["A: Customers 5"]
    assert sheet.columns([0, 2]).heads == ("Segment", "Offer")
    assert sheet.part(1, 2).rows == ()
