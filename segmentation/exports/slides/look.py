"""Our own look of slides, for who gives no template: the plain one of python-pptx, made wide."""

from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Slides

from segmentation.charts.palette import LIGHT
from segmentation.exports.slides.boxes import EMU, Box

WIDTH, HEIGHT = 960.0, 540.0
FONT = "Arial"
MASTER_TITLE = Box(left=40, top=22, width=880, height=58)
TITLE, SUBTITLE = (
    Box(left=72, top=96, width=800, height=170),
    Box(left=72, top=290, width=800, height=170),
)
NUMBER = Box(left=820, top=506, width=100, height=22)
TITLE_SIZE, FIRST_TITLE_SIZE, SUBTITLE_SIZE = 26, 40, 18
TITLE_LAYOUT, CONTENT_LAYOUT = 0, 5
"""Of python-pptx's own template."""

BAND = Box(left=0, top=0, width=18, height=HEIGHT)
RULE = Box(left=40, top=82, width=48, height=3)


def our_look() -> Slides:
    """Return slides of 16:9 in our look, without a slide.

    Returns
    -------
    pptx.presentation.Presentation
    """
    slides = Presentation()
    slides.slide_width, slides.slide_height = int(WIDTH * EMU), int(HEIGHT * EMU)
    master = slides.slide_master
    for holder in (master, *slides.slide_layouts):
        _widen(holder)
    _theme(master)
    _titles(slides)
    return slides


def _widen(holder: object) -> None:
    for shape in holder.shapes:
        if shape.element.spPr.xfrm is not None:
            shape.left, shape.width = shape.left * 4 // 3, shape.width * 4 // 3


def _theme(master: object) -> None:
    """Set fonts and colours, so that what users add by hand looks like the rest."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.parse(BytesIO(part.blob)).getroot()
    colors = {
        "dk1": LIGHT.text,
        "lt1": LIGHT.surface,
        "dk2": LIGHT.accent,
        "lt2": LIGHT.neutral,
        **{f"accent{at + 1}": LIGHT.segments[at] for at in range(6)},
        "hlink": LIGHT.accent,
        "folHlink": LIGHT.muted,
    }
    for name, color in colors.items():
        holder = root.find(f".//{qn(f'a:{name}')}")
        for child in list(holder):
            holder.remove(child)
        etree.SubElement(holder, qn("a:srgbClr"), val=color.lstrip("#").upper())
    for font in ("majorFont", "minorFont"):
        root.find(f".//{qn(f'a:{font}')}/{qn('a:latin')}").set("typeface", FONT)
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _titles(slides: Slides) -> None:
    master = slides.slide_master
    style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(100 * TITLE_SIZE))
    letters.set("b", "1")
    for shape in master.placeholders:
        kind = shape.element.ph.get("type")
        if kind == "title":
            _put(shape, MASTER_TITLE)
            shape.element.txBody.find(qn("a:bodyPr")).set("lIns", "0")
        if kind == "sldNum":
            _put(shape, NUMBER)
    first, content = slides.slide_layouts[TITLE_LAYOUT], slides.slide_layouts[CONTENT_LAYOUT]
    for shape, box, size in zip(
        list(first.placeholders)[:2],
        (TITLE, SUBTITLE),
        (FIRST_TITLE_SIZE, SUBTITLE_SIZE),
        strict=True,
    ):
        _put(shape, box)
        _first_level(shape, size)
    first.placeholders[0].element.txBody.find(qn("a:bodyPr")).set("anchor", "b")
    _drawn(first, BAND)
    _drawn(content, RULE)


def _put(shape: object, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu


def _first_level(shape: object, size: int) -> None:
    """Set the size of a placeholder's text, on the left."""
    styles = shape.element.txBody.find(qn("a:lstStyle"))
    level = styles.find(qn("a:lvl1pPr"))
    if level is None:
        level = etree.SubElement(styles, qn("a:lvl1pPr"))
    letters = level.find(qn("a:defRPr"))
    if letters is None:
        letters = etree.SubElement(level, qn("a:defRPr"))
    level.set("algn", "l")
    letters.set("sz", str(100 * size))


def _drawn(layout: object, box: Box) -> None:
    """Draw a bar in the theme's second dark colour behind what a slide of the layout holds."""
    left, top, width, height = box.emu
    shape = parse_xml(
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr><p:cNvPr id='90' name='Bar'/><p:cNvSpPr/><p:nvPr/>"
        f"</p:nvSpPr><p:spPr><a:xfrm><a:off x='{left}' y='{top}'/><a:ext cx='{width}' "
        f"cy='{height}'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill>"
        f"<a:schemeClr val='tx2'/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    layout.shapes._spTree.insert(2, shape)  # noqa: SLF001 - layouts have no door to add shapes
