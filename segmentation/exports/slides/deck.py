"""The slides as they are made: titles in their places, numbers, notes; and the first slide."""

from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from pptx.oxml.ns import qn
from pptx.slide import Slide, SlideLayout

from segmentation.charts.wording import one_line
from segmentation.errors import SpecError
from segmentation.exports.report.story import Story
from segmentation.exports.slides import fitting, words
from segmentation.exports.slides.boxes import EMU, Box, box_of
from segmentation.exports.slides.templates import Base, title_box, title_size
from segmentation.exports.slides.writing import Said, fill, fitted, said, write

TITLE_STEPS = (1.0, 0.85, 0.7, 0.6, 0.5)
SMALLEST_TITLE = 12.0
SUBTITLES = (18, 16, 14, 12, 11)
LOGO = Box(left=0, top=24, width=170, height=60)
INSIDE = 7.2
"""Points that a placeholder leaves beside its text."""

LONGEST_NOTES = 12_000
"""Letters."""


@dataclass(slots=True, kw_only=True, eq=False)
class Page:
    """A slide in the making.

    Attributes
    ----------
    slide : pptx.slide.Slide
    notes : list of str
        For who speaks.
    """

    slide: Slide
    notes: list[str] = field(default_factory=list)


class Deck:
    """All slides in the making."""

    def __init__(self, base: Base) -> None:
        self.base, self.pages, self.title = base, [], ""

    @property
    def area(self) -> Box:
        """Where contents go."""
        return self.base.area

    @property
    def factor(self) -> float:
        """By which letters may be wider than reckoned."""
        return self.base.factor

    def page(self, title: str) -> Page:
        """Add a slide with a title and a number.

        Parameters
        ----------
        title : str

        Returns
        -------
        Page
        """
        page = self._added(self.base.content)
        self._title(page.slide, self.base.content, one_line(title))
        _without_empty(page.slide)
        _number(page.slide, self.base.content)
        return page

    def first(self, story: Story) -> None:
        """Add the title slide.

        Parameters
        ----------
        story : Story

        Raises
        ------
        SpecError
            If the logo is no picture.
        """
        layout, self.title = self.base.first, one_line(story.title)
        page = self._added(layout)
        page.notes += [story.title, story.lead, story.subject]
        self._title(page.slide, layout, one_line(story.title))
        lines = [*said([story.lead]), *said([story.subject], scale=0.8, quiet=True)]
        self._subtitle(page.slide, lines)
        _without_empty(page.slide)
        if story.logo is not None:
            self._logo(page.slide, story.logo)
        if self.base.said:
            page.notes += [words.LAYOUT_NOTES, *self.base.said]

    def saved(self) -> bytes:
        """Write the notes and the file.

        Returns
        -------
        bytes
        """
        for page in self.pages:
            text = "\n".join(filter(None, map(one_line, page.notes)))
            page.slide.notes_slide.notes_text_frame.text = text[:LONGEST_NOTES]
        file = BytesIO()
        about = self.base.slides.core_properties
        about.title, about.author, about.last_modified_by = self.title[:255], "", ""
        self.base.slides.save(file)
        return file.getvalue()

    def _added(self, layout: SlideLayout) -> Page:
        page = Page(slide=self.base.slides.slides.add_slide(layout))
        self.pages.append(page)
        return page

    def _title(self, slide: Slide, layout: SlideLayout, text: str) -> None:
        holder = slide.shapes.title
        box = title_box(layout)
        if holder is None or box is None:
            top = self.area.top * 0.25
            box = Box(
                left=self.area.left, top=top, width=self.area.width, height=self.area.top - top - 4
            )
            sizes = (24, 20, 17, 14)
            size, kept, _ = fitted(
                said([text], bold=True), (box.width, box.height), sizes, self.factor
            )
            write(slide, box, kept, size)
            return
        usual = title_size(layout)
        width = (box.width - 2 * INSIDE) / (self.factor * fitting.BOLD)
        sizes = [max(SMALLEST_TITLE, usual * step) for step in TITLE_STEPS]
        room = (width, box.height - INSIDE)
        size = fitting.best_size((text,), room, tuple(sizes))
        if size is None:
            size = sizes[-1]
            lines = max(1, int(room[1] / (size * fitting.LINE)))
            text = fitting.cut(text, width, size, lines)
        paragraph = holder.text_frame.paragraphs[0]
        fill(paragraph, Said(text=text), None if size == usual else size)

    def _subtitle(self, slide: Slide, lines: list[Said]) -> None:
        holders = [
            shape for shape in slide.placeholders if shape.element.ph.get("type") == "subTitle"
        ]
        box = box_of(holders[0]) if holders else None
        if box is None:
            size, kept, _ = fitted(
                lines, (self.area.width, self.area.height), SUBTITLES, self.factor
            )
            write(slide, self.area, kept, size)
            return
        room = (box.width - 2 * INSIDE, box.height - INSIDE)
        size, kept, _ = fitted(lines, room, SUBTITLES, self.factor)
        frame = holders[0].text_frame
        for at, part in enumerate(kept):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            fill(paragraph, part, size * part.scale)

    def _logo(self, slide: Slide, logo: bytes) -> None:
        width, height = _size_of(logo)
        scale = min(LOGO.width / width, LOGO.height / height)
        wide = self.base.slides.slide_width / EMU
        box = Box(
            left=wide - 40 - width * scale,
            top=LOGO.top,
            width=width * scale,
            height=height * scale,
        )
        picture = slide.shapes.add_picture(BytesIO(logo), *box.emu)
        picture.element.xpath(".//p:cNvPr")[0].set("descr", words.LOGO)


def _size_of(logo: bytes) -> tuple[int, int]:
    try:
        with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as picture:
            return picture.size
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as broken:
        raise SpecError(words.NO_LOGO) from broken


def _without_empty(slide: Slide) -> None:
    """Take out placeholders that nothing was written in, with their “click to add”."""
    for shape in list(slide.placeholders):
        if not shape.has_text_frame or not shape.text_frame.text:
            shape.element.getparent().remove(shape.element)


def _number(slide: Slide, layout: SlideLayout) -> None:
    """Write the number of a slide where its layout has a place for that."""
    holders = (s for s in layout.placeholders if s.element.ph.get("type") == "sldNum")
    holder = next(holders, None)
    if holder is None or not holder.element.xpath(".//a:fld[@type='slidenum']"):
        return
    copy = deepcopy(holder.element)
    taken = (int(number) for number in slide.shapes.element.xpath(".//p:cNvPr/@id"))
    copy.xpath(".//p:cNvPr")[0].set("id", str(max(taken, default=1) + 1))
    place = copy.find(qn("p:spPr"))
    for child in list(place):
        place.remove(child)  # it stands where the layout has it
    slide.shapes.element.append(copy)
