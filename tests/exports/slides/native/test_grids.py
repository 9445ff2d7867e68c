"""Native tables."""

from pptx import Presentation
from pptx.oxml.ns import qn

from segmentation.charts.palette import LIGHT
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.native.grids import draw
from segmentation.exports.slides.native.laying import lay
from segmentation.exports.slides.native.sheets import Sheet


def test_a_table_has_marks_colours_and_lines():
    """A segment's mark before its name, cells in their colours, in the order the format wants."""
    sheet = Sheet(
        heads=("Segment", "Income"),
        rows=(("Rich", "90"), ("Poor", "10")),
        right=(False, True),
        slots=(0, 1),
        fills=((None, ("#2460b8", "#ffffff")), (None, None)),
        alt="Incomes",
    )
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = Box(left=0, top=0, width=400, height=200)
    draw(slide, box, sheet, lay(sheet, (400, 200), 1.0))
    frame = slide.shapes[0]
    table = frame.table
    assert [cell.text for cell in table.rows[1].cells] == ["● Rich", "90"]
    mark = table.cell(1, 0).text_frame.paragraphs[0].runs[0]
    assert f"#{mark.font.color.rgb}".lower() == LIGHT.segments[0]
    assert str(table.cell(1, 1).fill.fore_color.rgb) == "2460B8"
    looks = [child.tag for child in table.cell(1, 1)._tc.tcPr]
    assert looks == [qn("a:lnB"), qn("a:solidFill")]
    assert frame.width == sum(column.width for column in table.columns)
