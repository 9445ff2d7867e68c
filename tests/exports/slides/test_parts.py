"""Slides of real and of hostile stories: what they say, where it stands, and that nothing runs."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from pptx import Presentation
from python_calamine import CalamineWorkbook

from segmentation.charts.palette import LIGHT, segment_color
from segmentation.exports.report.material import gather
from segmentation.exports.report.sections import Choice, tell
from segmentation.exports.slides import story_slides, words


def texts(slide):
    """Return all texts of a slide."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    found += [cell.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join(found)


def notes(slide):
    """Return what its speaker reads."""
    return slide.notes_slide.notes_text_frame.text


def titled(deck, title):
    """Return the first slide of a title."""
    return next(s for s in deck.slides if s.shapes.title and s.shapes.title.text == title)


def outside(deck):
    """Return shapes that leave their slide; a table is as tall as its rows."""
    found = []
    for at, slide in enumerate(deck.slides, start=1):
        for shape in slide.shapes:
            height = shape.height
            if shape.has_table:
                height = max(height, sum(row.height for row in shape.table.rows))
            right, bottom = shape.left + shape.width, shape.top + height
            inside = shape.left >= 0 and shape.top >= 0
            if not inside or right > deck.slide_width or bottom > deck.slide_height:
                found.append((at, shape.name))
    return found


def test_every_section_is_there_in_its_order(slides, mall_story):
    """The title first, then one slide per segment among the others."""
    titles = [slide.shapes.title.text for slide in slides.slides]
    assert titles[0] == mall_story.title
    assert slides.slide_width * 9 == slides.slide_height * 16
    names = [portrait.name for portrait in mall_story.section("segments").blocks]
    told = ["The answer in short", "The data", "The map", *names, "Side by side", "What to do"]
    assert [title for title in titles if title in told] == told
    assert titles[-1] == "Method and limits"


def test_the_summary_is_one_slide_with_all_numbers(slides, mall_story):
    """Sizes as a native chart in the segments' colours; notes hold every number."""
    slide = titled(slides, "The answer in short")
    grid = mall_story.section("summary").blocks[1]
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == [row[1] for row in grid.rows]
    colors = [p.format.fill.fore_color.rgb for p in points(chart, len(grid.rows))]
    assert [f"#{color}".lower() for color in colors] == [
        segment_color(LIGHT, s) for s in grid.slots
    ]
    assert all(f"{row[1]}" in notes(slide) for row in grid.rows)
    assert all(row[0] in texts(slide) for row in grid.rows)


def points(chart, n):
    """Return the points of a chart's only series."""
    (series,) = chart.plots[0].series
    return [series.points[at] for at in range(n)]


def test_a_segment_has_its_bars_its_offer_and_its_numbers(slides, mall_story):
    """Bars are standard deviations from the average, in the segment's colour."""
    portrait = mall_story.section("segments").blocks[1]
    slide = titled(slides, portrait.name)
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].series[0].values) == pytest.approx(
        [2 * bar.length for bar in portrait.bars], abs=0.001
    )
    color = points(chart, 1)[0].format.fill.fore_color.rgb
    assert f"#{color}".lower() == segment_color(LIGHT, portrait.slot)
    told = notes(slide)
    assert all(f"{bar.label}: {bar.value}, all {bar.of_all}" in told for bar in portrait.bars)
    assert portrait.told[0].value in texts(slide)


def test_the_comparison_is_a_table_in_the_colours_of_the_heat_map(slides, mall_story):
    """Far above the average is blue, far below is orange, figures are those of the map."""
    data = mall_story.section("comparison").blocks[0].data
    slide = titled(slides, "Side by side")
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert table.cell(1, 1).text == data.means[0][0]
    row, column = divmod(data.z.argmax(), data.z.shape[1])
    color = table.cell(row + 1, column + 1).fill.fore_color.rgb
    assert color[2] > color[0]  # more blue than red
    row, column = divmod(data.z.argmin(), data.z.shape[1])
    color = table.cell(row + 1, column + 1).fill.fore_color.rgb
    assert color[0] > color[2]


def test_only_chosen_sections_are_made(mall):
    """In the order of the user."""
    deck = Presentation(BytesIO(story_slides(tell(mall, Choice(sections=("plan", "map"))))))
    assert [s.shapes.title.text for s in deck.slides][1:] == ["What to do", "The map"]


def test_what_is_withheld_is_said_on_a_slide(mall):
    """Segments below the smallest size are told together, also in the slides."""
    mall = gather(mall.result, smallest=30)
    story = tell(mall)
    deck = Presentation(BytesIO(story_slides(story)))
    assert story.withheld
    assert story.withheld[0] in texts(titled(deck, words.WITHHELD_TITLE))
    gone = [mall.result.names[s] for s in mall.merged]
    said = "\n".join(texts(slide) + notes(slide) for slide in deck.slides)
    assert gone
    assert not [name for name in gone if name in said]


def test_nothing_leaves_its_slide(slides, hostile_file):
    """Fifteen segments, names of 300 letters, sixty columns."""
    assert not outside(slides)
    assert not outside(Presentation(BytesIO(hostile_file)))


def test_texts_fit_their_boxes_by_a_reckoning_of_their_own(hostile_file):
    """Letters of half their size in width and a line of 1.2 sizes never need more than the box."""
    for slide in Presentation(BytesIO(hostile_file)).slides:
        for shape in slide.shapes:
            if shape.is_placeholder or not shape.has_text_frame:
                continue
            needed = 0.0
            for paragraph in shape.text_frame.paragraphs:
                size = max(run.font.size.pt for run in paragraph.runs)
                letters = sum(unit for unit in map(ascii_width, paragraph.text))
                needed += max(1, int(letters * size * 0.45 / shape.width.pt)) * size * 1.2
            assert needed <= shape.height.pt + 1, shape.text_frame.text[:80]


def ascii_width(sign):
    """Count letters only, so that nothing of ours is used."""
    return 1 if sign.isalnum() and sign.isascii() else 0


def test_every_part_is_valid_xml_and_nothing_in_it_runs(hostile_file):
    """No macro, no link, no formula, neither in slides nor in the sheets behind charts."""
    with zipfile.ZipFile(BytesIO(hostile_file)) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert len(names) == len(set(names))
        parts = {name: packed.read(name) for name in names}
    assert not [name for name in names if name.endswith((".bin", ".vml"))]
    sheets = 0
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(data)
            assert not root.xpath("//*[@TargetMode='External']")
            ids = root.xpath("//*[local-name()='cNvPr']/@id") if "/slides/" in name else []
            assert len(ids) == len(set(ids))
        if name.endswith(".xlsx"):
            sheets += 1
            with zipfile.ZipFile(BytesIO(data)) as book:
                inside = "".join(book.read(n).decode() for n in book.namelist() if "sheet" in n)
            assert not re.search(r"<f[ >]|<hyperlink", inside)
            assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names == ["Sheet1"]
    assert sheets >= 12


def test_names_from_right_to_left_run_from_there(hostile_file):
    """A title in Hebrew is set so."""
    deck = Presentation(BytesIO(hostile_file))
    hebrew = [s for s in deck.slides if s.shapes.title.text.startswith("שלום")]
    assert hebrew
    paragraph = hebrew[0].shapes.title.text_frame.paragraphs[0]._p
    assert paragraph.pPr.get("rtl") == "1"


def test_the_last_slide_shows_the_way_into_the_app(mall_story):
    """As a square code within the slide, as text, and in the notes; none without an address."""
    link = "https://studio.example/?k=5"
    story = replace(mall_story, sections=mall_story.sections[:1])
    without = Presentation(BytesIO(story_slides(story)))
    deck = Presentation(BytesIO(story_slides(replace(story, link=link))))
    assert len(deck.slides) == len(without.slides) + 1
    last = list(deck.slides)[-1]
    (code,) = [shape for shape in last.shapes if shape.shape_type == 13]
    assert code.width == code.height
    assert code.top + code.height <= deck.slide_height
    assert any(link in s.text_frame.text for s in last.shapes if s.has_text_frame)
    assert link in last.notes_slide.notes_text_frame.text
