"""Cells as people read them."""

from segmentation.exports.report.story import COUNT, NUMBER, SHARE, Column, Grid
from segmentation.exports.slides.native.sheets import sheet_of, shown


def test_cells_are_written_by_their_kind():
    """Thousands apart, shares as percentages, years without a comma, nothing for nothing."""
    assert shown(1234, Column(title="n", kind=COUNT)) == "1,234"
    assert shown(0.001, Column(title="s", kind=SHARE)) == "<1%"
    assert shown(-1234.56, Column(title="x", kind=NUMBER, decimals=1)) == "−1,234.6"
    assert shown(1984.2, Column(title="Birth Year", kind=NUMBER)) == "1984"
    assert shown(None, Column(title="x", kind=NUMBER)) == "–"
    assert shown(None, Column(title="x")) == ""


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
