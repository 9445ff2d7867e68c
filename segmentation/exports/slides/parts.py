"""The sections as slides: what stands where."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np

from segmentation.charts.criteria import CriterionData
from segmentation.charts.palette import LIGHT
from segmentation.charts.segment_map import SegmentMapData
from segmentation.charts.segments.side_by_side import FAINT, WIDEST, SideBySide
from segmentation.charts.wording import one_line, shorten
from segmentation.exports.qr_code import qr_png
from segmentation.exports.report.story import TEXT, Block, Grid, Picture, Portrait, Section, Story
from segmentation.exports.slides import words
from segmentation.exports.slides.boxes import Box
from segmentation.exports.slides.deck import Deck
from segmentation.exports.slides.flow import GAP, TILE, Flow, tiles
from segmentation.exports.slides.native import charts
from segmentation.exports.slides.native.grids import draw
from segmentation.exports.slides.native.laying import lay
from segmentation.exports.slides.native.maps import map_chart
from segmentation.exports.slides.native.sheets import Sheet, sheet_of
from segmentation.exports.slides.templates import open_base
from segmentation.exports.slides.writing import Said, fitted, said, write
from segmentation.segments.facts.tiles import FULL

FINDING, QUIET = (16, 14, 12), (12, 11, 10)
SUMMARY_SIZES = (14, 13, 12, 11, 10, 9)
BESIDE = (18, 16, 15, 14, 13, 12, 11)
OFFER_SIZES = (15, 14, 13, 12, 11, 10)
CAPTION = 34.0


def make_slides(story: Story, template: bytes | None) -> bytes:
    """Write a report as slides.

    Parameters
    ----------
    story : Story
    template : bytes or None

    Returns
    -------
    bytes
        A presentation (.pptx).
    """
    deck = Deck(open_base(template))
    deck.first(story)
    for section in story.sections:
        add_section(deck, section)
    add_withheld(deck, story.withheld)
    add_link(deck, story.link)
    return deck.saved()


def add_section(deck: Deck, section: Section) -> None:
    """Add the slides of a section.

    Parameters
    ----------
    deck : Deck
    section : Section
    """
    grids = [block for block in section.blocks if isinstance(block, Grid)]
    facts = [block for block in section.blocks if isinstance(block, tuple)]
    if section.key == "summary" and len(grids) == len(facts) == 1 and grids[0].slots:
        _summary(deck, section, facts[0], grids[0])
        return
    flow = Flow(deck, section.title)
    pictures = [block.data for block in section.blocks if isinstance(block, Picture)]
    beside = next((data for data in pictures if isinstance(data, CriterionData) and data.ks), None)
    maps = any(isinstance(data, SegmentMapData) for data in pictures)
    if beside is not None:
        _beside(flow, beside, said(section.sentences, bullet=True))
    elif not maps:
        many = len(section.sentences) > 1
        flow.texts(said(section.sentences, bullet=many))
    heat = any(isinstance(data, SideBySide) for data in pictures)
    for block in section.blocks:
        _block(flow, section, block, has_heat=heat)


def add_withheld(deck: Deck, withheld: Sequence[str]) -> None:
    """Say on a slide of its own what is left out to protect customers.

    Parameters
    ----------
    deck : Deck
    withheld : sequence of str
        No slide where there is none.
    """
    if withheld:
        Flow(deck, words.WITHHELD_TITLE).texts(said(withheld, bullet=len(withheld) > 1))


def add_link(deck: Deck, link: str) -> None:
    """Show on the last slide where the result is seen in the app, as a code and as text.

    Parameters
    ----------
    deck : Deck
    link : str
        No slide where it is empty.
    """
    if not link:
        return
    flow = Flow(deck, words.LINK_TITLE)
    flow.texts(said([link]))
    side = min(flow.room.height, flow.room.width)
    box = replace(flow.take(side, 0), width=side)
    picture = flow.page.slide.shapes.add_picture(BytesIO(qr_png(link)), *box.emu)
    picture.name = words.LINK_TITLE
    flow.page.notes.append(link)


def _block(flow: Flow, section: Section, block: Block, *, has_heat: bool) -> None:
    match block:
        case Portrait():
            _portrait(flow.deck, block)
        case Grid():
            _grid(flow, block, has_heat=has_heat)
        case Picture(data=SegmentMapData()):
            _map(flow, block.data, section.sentences)
        case Picture(data=SideBySide()):
            _heat(flow, block.data)
        case Picture(data=CriterionData()):
            pass  # stands beside the sentences
        case Picture():
            flow.texts(said([block.data.alt]))
        case _:
            flow.facts(block)


def _grid(flow: Flow, grid: Grid, *, has_heat: bool) -> None:
    """Draw a table; numbers that the heat map has shown are not there twice."""
    sheet = sheet_of(grid)
    if has_heat and grid.slots:
        texts = [at for at, column in enumerate(grid.columns) if column.kind == TEXT]
        if len(texts) < 2:
            flow.page.notes += sheet.notes
            return
        sheet = sheet.columns(texts)
    if sheet.rows:
        flow.table(sheet)


def _summary(deck: Deck, section: Section, facts: tuple, grid: Grid) -> None:
    """Put the answer on one slide: figures, the verdict, sizes, and what to offer."""
    page, factor = deck.page(section.title), deck.factor
    pairs = [(one_line(fact.label), one_line(fact.value)) for fact in facts]
    top, room = deck.area.rows(TILE, GAP)
    tiles(page, top, pairs, factor)
    lines = said(section.sentences)
    size, kept, _ = fitted(lines, (room.width, 0.28 * room.height), (15, 14, 13, 12, 11), factor)
    used = sum(part.height(room.width, size, factor) for part in kept)
    upper, room = room.rows(used, GAP / 2)
    write(page.slide, upper, kept, size)
    left, right = room.columns(0.46)
    sheet = sheet_of(grid)
    counts = [(row[0], row[1]) for row in grid.rows]
    charts.sizes_chart(page.slide, left, counts, list(grid.slots), grid.columns[1].title)
    short = sheet.columns([0, len(grid.columns) - 1])
    laid = lay(short, (right.width, right.height), factor, SUMMARY_SIZES, whole=True)
    draw(page.slide, right, short.part(0, laid.n_rows), laid)
    page.notes += [f"{label}: {value}" for label, value in pairs]
    page.notes += [*section.sentences, *sheet.notes]


def _beside(flow: Flow, data: CriterionData, parts: list[Said]) -> None:
    """Draw a criterion with the reasons beside it."""
    page = flow.page
    left, right = flow.take(flow.room.height, 0).columns(0.56)
    size, kept, rest = fitted(parts, (right.width, right.height), BESIDE, flow.deck.factor)
    write(page.slide, right, kept, size)
    _finding(flow, left, data.title, lambda box: charts.criterion_chart(page.slide, box, data))
    page.notes += [part.text for part in parts[: len(kept)]] + [data.alt]
    flow.texts(rest)


def _finding(flow: Flow, box: Box, title: str, drawn: object) -> None:
    """Write what a chart shows above it."""
    parts = said([title], bold=True)
    size, kept, _ = fitted(parts, (box.width, 3 * CAPTION / 2), FINDING, flow.deck.factor)
    height = sum(part.height(box.width, size, flow.deck.factor) for part in kept)
    upper, lower = box.rows(height, 2)
    write(flow.page.slide, upper, kept, size)
    drawn(lower)


def _map(flow: Flow, data: SegmentMapData, sentences: Sequence[str]) -> None:
    if not flow.is_fresh:
        flow.open()
    page, factor = flow.page, flow.deck.factor
    area = flow.take(flow.room.height, 0)
    chart, below = area.rows(area.height - CAPTION, 4)
    drawn = []
    _finding(flow, chart, data.title, lambda box: drawn.append(map_chart(page.slide, box, data)))
    told = [*sentences, *([data.note] if data.note else []), words.ROUNDED]
    if drawn[0] < data.n_customers:
        told.append(words.SAMPLED.format(shown=drawn[0], all=data.n_customers))
    size, kept, _ = fitted(
        said([" ".join(told)], quiet=True), (below.width, below.height), QUIET, factor
    )
    write(page.slide, below, kept, size)
    page.notes += [*told, data.alt]


def _heat(flow: Flow, data: SideBySide) -> None:
    """Lay segments and columns out, each cell in the colour of how far it is from the average."""
    if not data.columns:
        return
    strength = np.clip(data.z / WIDEST, -1, 1)
    sheet = Sheet(
        heads=(words.SEGMENT, *map(one_line, data.columns)),
        rows=tuple(
            (one_line(name), *map(one_line, means))
            for name, means in zip(data.names, data.means, strict=True)
        ),
        right=(False, *(True for _ in data.columns)),
        slots=data.slots,
        fills=tuple((None, *map(_colors, row)) for row in strength.tolist()),
        alt=data.alt,
    )
    flow.texts(said([shorten(data.title, 150)], bold=True), FINDING)
    flow.table(sheet)
    legend = f"{data.caption} {words.HEAT_LEGEND.format(widest=WIDEST)}"
    flow.texts(said([legend], quiet=True), QUIET)
    flow.page.notes.append(data.alt)


def _colors(strength: float) -> tuple[str, str] | None:
    """Return the colour of a cell and of its text."""
    if np.isnan(strength):
        return None
    end = LIGHT.positive if strength >= 0 else LIGHT.negative
    parts = (
        round(
            int(LIGHT.neutral[i : i + 2], 16) * (1 - abs(strength))
            + int(end[i : i + 2], 16) * abs(strength)
        )
        for i in (1, 3, 5)
    )
    color = "#" + "".join(f"{part:02x}" for part in parts)
    return color, LIGHT.surface if abs(strength) >= FAINT else LIGHT.text


def _portrait(deck: Deck, portrait: Portrait) -> None:
    """Show a segment: who they are on the left, beside the average and the offer on the right."""
    flow, factor = Flow(deck, portrait.name), deck.factor
    page = flow.page
    head = [Said(text=one_line(portrait.size), bold=True, slot=portrait.slot)]
    size, kept, _ = fitted(head, (flow.room.width, 26), (16, 14, 12), factor)
    write(page.slide, flow.take(26, 0), kept, size)
    left, right = flow.take(flow.room.height, 0).columns(0.48)
    parts = said([portrait.phrase], bold=True) + said(portrait.sentences, bullet=True)
    if portrait.rule:
        parts += said([words.KNOW_THEM], bold=True) + said([portrait.rule])
    size, kept, rest = fitted(parts, (left.width, left.height), BESIDE, factor)
    write(page.slide, left, kept, size)
    page.notes += [portrait.name, portrait.size, *(part.text for part in parts)]
    _right(deck, page, right, portrait)
    flow.texts(rest)


def _right(deck: Deck, page: object, box: Box, portrait: Portrait) -> None:
    factor = deck.factor
    told = tuple((one_line(fact.label), one_line(fact.value)) for fact in portrait.told)
    if portrait.bars:
        upper, box = box.rows(box.height * 0.56 if told else box.height, GAP)
        caption = said([words.BARS.format(full=FULL)], quiet=True)
        size, kept, _ = fitted(caption, (upper.width, 28), (12, 11, 10), factor)
        note, chart = upper.rows(28, 0)
        write(page.slide, note, kept, size)
        charts.bars_chart(page.slide, chart, portrait)
        page.notes += [f"{bar.label}: {bar.value}, all {bar.of_all}" for bar in portrait.bars]
    if told:
        head, box = box.rows(24, 0)
        write(page.slide, head, [Said(text=words.OFFER_TITLE, bold=True)], 14)
        sheet = Sheet(heads=(), rows=told, right=(False, False), alt=words.OFFER_TITLE)
        laid = lay(sheet, (box.width, box.height), factor, OFFER_SIZES, whole=True)
        draw(page.slide, box, sheet.part(0, laid.n_rows), laid)
        page.notes += sheet.notes
