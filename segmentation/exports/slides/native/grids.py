"""Tables that can be edited, in the segments' marks and colours."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from segmentation.exports.slides import fitting
from segmentation.exports.slides.boxes import EMU, Box
from segmentation.exports.slides.native.laying import HEAD_LINES, PAD, VERTICAL, Laid, room_of
from segmentation.exports.slides.native.sheets import Sheet
from segmentation.exports.slides.writing import HAIRLINE, LINE, Said, color_of, describe, fill

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No lines and no fills: ours are drawn, letters are the template's."""


def draw(slide: object, box: Box, sheet: Sheet, laid: Laid) -> None:
    """Draw a table.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
        In which it is laid out.
    sheet : Sheet
        Of `laid.n_rows` rows.
    laid : Laid
    """
    cells = ([sheet.heads] if sheet.heads else []) + list(sheet.rows)
    place = Box(left=box.left, top=box.top, width=sum(laid.widths), height=laid.height)
    frame = slide.shapes.add_table(len(cells), len(laid.widths), *place.emu)
    describe(frame, sheet.alt)
    table = frame.table
    table.first_row, table.horz_banding = bool(sheet.heads), False
    frame.element.find(f".//{qn('a:tableStyleId')}").text = NO_STYLE
    for column, width in zip(table.columns, laid.widths, strict=True):
        column.width = int(width * EMU)
    for row, height in zip(table.rows, laid.heights, strict=True):
        row.height = int(height * EMU)
    for (y, x), text in (((y, x), t) for y, row in enumerate(cells) for x, t in enumerate(row)):
        _cell(table.cell(y, x), text, sheet, laid, (y - bool(sheet.heads), x))


def _cell(cell: object, text: str, sheet: Sheet, laid: Laid, at: tuple[int, int]) -> None:
    y, x = at
    is_head = y < 0
    slot = sheet.slots[y] if x == 0 and not is_head and sheet.slots else None
    cell.margin_left = cell.margin_right = Pt(PAD)
    cell.margin_top = cell.margin_bottom = Pt(VERTICAL)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    bold = is_head or (x == 0 and not sheet.heads)
    room = room_of(laid.widths[x], bold=bold, slot=slot, size=laid.size)
    part = Said(
        text=fitting.cut(
            text, room / laid.factor, laid.size, HEAD_LINES if is_head else laid.lines
        ),
        bold=bold,
        slot=slot,
    )
    fill(paragraph, part, laid.size)
    if sheet.right[x]:
        paragraph.alignment = PP_ALIGN.RIGHT
    looks = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - there is no door to borders
    looks.insert(0, _border(LINE if is_head else HAIRLINE))
    colors = sheet.fills[y][x] if sheet.fills and not is_head else None
    if colors:
        cell.fill.solid()
        cell.fill.fore_color.rgb = color_of(colors[0])
        paragraph.runs[-1].font.color.rgb = color_of(colors[1])


def _border(opacity: int) -> object:
    return parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="tx1">'
        f'<a:alpha val="{opacity}"/></a:schemeClr></a:solidFill></a:lnB>'
    )
