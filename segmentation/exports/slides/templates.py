"""What slides are built on: our look, or a presentation of the user with layouts and fonts."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.slide import SlideLayout

from segmentation.errors import SpecError
from segmentation.exports.slides import fitting, words
from segmentation.exports.slides.boxes import EMU, Box, box_of
from segmentation.exports.slides.look import CONTENT_LAYOUT, TITLE_LAYOUT, our_look

AREA = Box(left=40, top=100, width=880, height=398)
LARGEST = 300 * 1024 * 1024
"""Bytes that a template may take once it is unpacked."""

TITLES = ("title", "ctrTitle")
BODIES = ("body", "obj", "tbl", "chart", "pic", "dgm", "media", "clipArt", None)
"""Kinds of placeholders for contents; None is one for anything."""

SMALLEST_SHARE = 0.4
MARGIN, USUAL_TITLE = 0.05, 28.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Base:
    """What slides are built on.

    Attributes
    ----------
    slides : pptx.presentation.Presentation
        Without a slide.
    first, content : pptx.slide.SlideLayout
        Of the title slide, and of all others.
    area : Box
        Where contents go.
    factor : float
        By which its letters may be wider than reckoned.
    said : tuple of str
        What the template lacks, one sentence each.
    """

    slides: Slides = field(repr=False)
    first: SlideLayout = field(repr=False)
    content: SlideLayout = field(repr=False)
    area: Box
    factor: float
    said: tuple[str, ...] = ()


def open_base(template: bytes | None) -> Base:
    """Open a template; without one take our look.

    Parameters
    ----------
    template : bytes or None

    Returns
    -------
    Base

    Raises
    ------
    SpecError
        If it is no presentation, holds programs or is too large.
    """
    if template is None:
        slides = our_look()
        _without_leftovers(slides)
        layouts = slides.slide_layouts
        return Base(
            slides=slides,
            first=layouts[TITLE_LAYOUT],
            content=layouts[CONTENT_LAYOUT],
            area=AREA,
            factor=fitting.MARGIN,
        )
    slides = _opened(template)
    _without_slides(slides)
    _without_leftovers(slides)
    return _chosen(slides)


def _check_packed(template: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise SpecError(words.NO_TEMPLATE) from broken
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise SpecError(words.TOO_LARGE.format(most=LARGEST // 1024**2))
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        raise SpecError(words.HAS_PROGRAMS)


def _opened(template: bytes) -> Slides:
    _check_packed(template)
    try:
        slides = Presentation(BytesIO(template))
        has_layouts = len(slides.slide_layouts) > 0
    except (
        zipfile.BadZipFile,
        PythonPptxError,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        NotImplementedError,
        RuntimeError,  # zipfile's word for an encrypted entry
    ) as broken:
        raise SpecError(words.NO_TEMPLATE) from broken
    if not has_layouts or not slides.slide_width or not slides.slide_height:
        raise SpecError(words.NO_TEMPLATE)
    return slides


def _without_slides(slides: Slides) -> None:
    """Take out the slides that a template shows its layouts with, and what points at them."""
    root = slides.element
    listed = root.sldIdLst
    for entry in list(listed) if listed is not None else ():
        slides.part.drop_rel(entry.rId)
        listed.remove(entry)
    for name in ("p:custShowLst", "p:extLst"):  # shows and sections name slides that are gone
        found = root.find(qn(name))
        if found is not None:
            root.remove(found)


def _without_leftovers(slides: Slides) -> None:
    """Take out the small picture of somebody else's first slide, and somebody's printer."""
    for holder, kind in ((slides.part.package, "thumbnail"), (slides.part, "printerSettings")):
        relations = holder._rels  # noqa: SLF001 - there is no door to them
        for key in [k for k, relation in relations.items() if relation.reltype.endswith(kind)]:
            relations.pop(key)


def _chosen(slides: Slides) -> Base:
    layouts, said = list(slides.slide_layouts), []
    blank = next((layout for layout in layouts if _type(layout) == "blank"), layouts[0])
    first = _first(layouts, ("title",), lambda kinds: "ctrTitle" in kinds)
    content = _first(
        layouts,
        ("titleOnly",),
        lambda kinds: bool(kinds & set(TITLES)) and not kinds & {*BODIES, "subTitle"},
    )
    content = content or _first(layouts, ("obj", "tx"), lambda kinds: "title" in kinds)
    if first is None:
        said.append(words.NO_TITLE_LAYOUT)
        first = content or blank
    if content is None:
        said.append(words.NO_CONTENT_LAYOUT.format(layout=blank.name or words.UNNAMED))
        content = blank
    return Base(
        slides=slides,
        first=first,
        content=content,
        area=_area(slides, layouts, content),
        factor=fitting.MARGIN * fitting.FOREIGN,
        said=tuple(said),
    )


def _first(layouts: list[SlideLayout], types: tuple[str, ...], fits: object) -> SlideLayout | None:
    """Return the first layout of a type, else the first whose placeholders fit."""
    typed = (layout for layout in layouts if _type(layout) in types and fits(_kinds(layout)))
    return next(typed, None) or next((each for each in layouts if fits(_kinds(each))), None)


def _type(layout: SlideLayout) -> str | None:
    return layout.element.get("type")


def _kinds(layout: SlideLayout) -> set[str | None]:
    return {shape.element.ph.get("type") for shape in layout.placeholders}


def _area(slides: Slides, layouts: list[SlideLayout], content: SlideLayout) -> Box:
    """Return where contents go: where the template has its own, else below the title."""
    width, height = slides.slide_width / EMU, slides.slide_height / EMU
    model = next((each for each in layouts if _type(each) == "obj"), None)
    bodies = [
        box
        for shape in (model.placeholders if model is not None else ())
        if shape.element.ph.get("type") in BODIES and (box := box_of(shape)) is not None
    ]
    title = title_box(content)
    below = max(title.bottom if title is not None else height * 0.16, height * 0.1) + 8
    for body in bodies:
        top = max(body.top, below) if title is not None and title.top < body.top else body.top
        box = Box(left=body.left, top=top, width=body.width, height=body.bottom - top)
        if _is_large(box, width, height):
            return box
    below = min(below, height * 0.3)
    margin = width * MARGIN
    return Box(left=margin, top=below, width=width - 2 * margin, height=height * 0.93 - below)


def _is_large(box: Box, width: float, height: float) -> bool:
    inside = box.left >= 0 and box.top >= 0 and box.left + box.width <= width
    large = box.width >= SMALLEST_SHARE * width and box.height >= SMALLEST_SHARE * height
    return inside and large and box.bottom <= height


def title_box(layout: SlideLayout) -> Box | None:
    """Return where a layout has its title.

    Parameters
    ----------
    layout : pptx.slide.SlideLayout

    Returns
    -------
    Box or None
        None of a layout without one.
    """
    holders = (s for s in layout.placeholders if s.element.ph.get("type") in TITLES)
    return next((box for shape in holders if (box := box_of(shape)) is not None), None)


def title_size(layout: SlideLayout) -> float:
    """Return the size of a layout's title in points.

    Parameters
    ----------
    layout : pptx.slide.SlideLayout

    Returns
    -------
    float
        As the layout says, else its master.
    """
    master = layout.slide_master
    holders = [
        shape.element.find(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        for holder in (layout, master)
        for shape in holder.placeholders
        if shape.element.ph.get("type") in TITLES
    ]
    style = f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
    holders.append(master.element.find(style))
    sizes = (holder.get("sz") for holder in holders if holder is not None)
    return next((int(size) / 100 for size in sizes if size), USUAL_TITLE)
