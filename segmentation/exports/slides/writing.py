"""Texts on slides: in the template's letters and colours, never beyond their boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from segmentation.charts.palette import LIGHT, segment_color, segment_symbol
from segmentation.charts.wording import one_line
from segmentation.exports.slides import fitting
from segmentation.exports.slides.boxes import EMU, Box

SYMBOLS = {
    "circle": "●",
    "diamond": "◆",
    "square": "■",
    "cross": "✚",
    "circle-open": "○",
    "diamond-open": "◇",
    "square-open": "□",
}
"""What stands for a segment's marker in a text."""

PALE, LINE, HAIRLINE = 68_000, 45_000, 14_000
"""Of 100,000: how opaque quiet texts, lines and lines behind the data are."""

BULLET_ROOM, AFTER = 14.0, 6.0
"""Points before the text of a bullet, and after each paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A paragraph.

    Attributes
    ----------
    text : str
    scale : float
        Of its letters, beside the size of the box.
    bold, quiet, bullet : bool
    slot : int or None
        A segment whose mark stands before it.
    """

    text: str
    scale: float = 1.0
    bold: bool = False
    quiet: bool = False
    bullet: bool = False
    slot: int | None = None

    @property
    def reckoned(self) -> str:
        """The text with its mark, as it is measured."""
        return self.text if self.slot is None else f"{SYMBOLS['cross']} {self.text}"

    def height(self, width: float, size: float, factor: float) -> float:
        """Return the height in points that it takes in a width and a size of letters."""
        size *= self.scale
        wide = factor * (fitting.BOLD if self.bold else 1.0)
        room = (width - (BULLET_ROOM if self.bullet else 0.0)) / wide
        return fitting.n_lines(self.reckoned, room, size) * size * fitting.LINE + AFTER

    def cut(self, room: tuple[float, float], size: float, factor: float) -> "Said":
        """Return it short enough for a width and a height in points."""
        width, height = room
        size *= self.scale
        lines = max(1, int((height - AFTER) / (size * fitting.LINE)))
        wide = (width - (BULLET_ROOM if self.bullet else 0.0)) / factor
        wide /= fitting.BOLD if self.bold else 1.0
        return Said(
            text=fitting.cut(self.text, wide - 2 * size * (self.slot is not None), size, lines),
            scale=self.scale,
            bold=self.bold,
            quiet=self.quiet,
            bullet=self.bullet,
            slot=self.slot,
        )


def said(texts: Sequence[str], **looks: object) -> list[Said]:
    """Return paragraphs of one look; texts are cleaned, empty ones left out.

    Parameters
    ----------
    texts : sequence of str
    **looks : object
        As of `Said`.

    Returns
    -------
    list of Said
    """
    lines = (one_line(text) for text in texts)
    return [Said(text=line, **looks) for line in lines if line]


def fitted(
    parts: Sequence[Said], room: tuple[float, float], sizes: tuple[float, ...], factor: float
) -> tuple[float, list[Said], list[Said]]:
    """Choose the largest size in which paragraphs fit; what does not fit in the smallest is left.

    Parameters
    ----------
    parts : sequence of Said
    room : tuple of float
        Width and height in points.
    sizes : tuple of float
        The largest first.
    factor : float
        By which letters may be wider than reckoned.

    Returns
    -------
    tuple of (float, list of Said, list of Said)
        The size, the paragraphs that fit, at least one, and those that are left.
    """
    width, height = room
    for size in sizes:
        if sum(part.height(width, size, factor) for part in parts) <= height + AFTER:
            return size, list(parts), []
    size, used, kept = sizes[-1], 0.0, []
    for part in parts:
        needed = part.height(width, size, factor)
        if kept and used + needed > height + AFTER:
            break
        kept.append(part if used + needed <= height + AFTER else part.cut(room, size, factor))
        used += needed
    return size, kept, list(parts[len(kept) :])


def write(slide: object, box: Box, parts: Sequence[Said], size: float) -> None:
    """Write paragraphs in a box; they must fit.

    Parameters
    ----------
    slide : pptx.slide.Slide
    box : Box
    parts : sequence of Said
    size : float
        Points.
    """
    frame = slide.shapes.add_textbox(*box.emu).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, part in enumerate(parts):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(AFTER)
        fill(paragraph, part, size * part.scale)


def fill(paragraph: object, part: Said, size: float | None) -> None:
    """Write a paragraph.

    Parameters
    ----------
    paragraph : pptx.text.text._Paragraph
    part : Said
    size : float or None
        Points; None takes the template's.
    """
    direction(paragraph, part.text)
    if part.bullet:
        _bullet(paragraph)
    if part.slot is not None:
        mark = paragraph.add_run()
        mark.text = f"{SYMBOLS[segment_symbol(part.slot)]} "
        mark.font.color.rgb = color_of(segment_color(LIGHT, part.slot))
        _size(mark, size)
    run = paragraph.add_run()
    run.text = part.text
    _size(run, size)
    if part.bold:
        run.font.bold = True
    if part.quiet:
        see_through(run.font.color, PALE)


def direction(paragraph: object, text: str) -> None:
    """Let a paragraph run from right to left where its text does.

    Parameters
    ----------
    paragraph : pptx.text.text._Paragraph
    text : str
    """
    if fitting.is_right_to_left(text):
        looks = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no door to the direction
        looks.set("algn", "r")
        looks.set("rtl", "1")


def color_of(color: str) -> RGBColor:
    """Return a ``#rrggbb`` colour as slides know it.

    Parameters
    ----------
    color : str

    Returns
    -------
    pptx.dml.color.RGBColor
    """
    return RGBColor.from_string(color.lstrip("#").upper())


def see_through(color: object, opacity: int) -> None:
    """Set the colour of texts, partly see-through: pale on a bright and on a dark template.

    Parameters
    ----------
    color : pptx.dml.color.ColorFormat
    opacity : int
        Of 100,000.
    """
    color.theme_color = MSO_THEME_COLOR.TEXT_1
    scheme = color._xFill.find(qn("a:schemeClr"))  # noqa: SLF001 - no door to opacity
    scheme.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{opacity}"/>'))


def describe(shape: object, text: str) -> None:
    """Say what a shape shows to those who do not see it.

    Parameters
    ----------
    shape : pptx.shapes.base.BaseShape
    text : str
    """
    shape.element.xpath(".//p:cNvPr")[0].set("descr", one_line(text))


def _size(run: object, size: float | None) -> None:
    if size is not None:
        run.font.size = Pt(round(size * 2) / 2)


def _bullet(paragraph: object) -> None:
    looks = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no door to bullets
    side = "marR" if looks.get("rtl") else "marL"
    looks.set(side, str(int(BULLET_ROOM * EMU)))
    looks.set("indent", str(-int(BULLET_ROOM * EMU)))
    sign = parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>')
    after = [qn("a:tabLst"), qn("a:defRPr"), qn("a:extLst")]
    place = next((at for at, child in enumerate(looks) if child.tag in after), len(looks))
    looks.insert(place, sign)
