"""A template of the user's: what is taken from it, what it may lack, and what is refused."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from segmentation.errors import SpecError
from segmentation.exports.slides import about_template, story_slides, words


def saved(deck):
    """Return a presentation as bytes."""
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def template(kept=("title", "obj", "titleOnly", "blank")):
    """Return python-pptx's plain look, 4:3, with some of its layouts and a slide to show them."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Click me"
    slide.notes_slide.notes_text_frame.text = "old notes"
    listed = deck.slide_master.slide_layouts
    for layout in list(listed):
        if layout.element.get("type") not in kept and layout != slide.slide_layout:
            listed.remove(layout)
    return saved(deck)


def test_layouts_and_titles_of_a_template_are_used(mall_story):
    """Its size stays, its own slides go, titles stand in its placeholders, nothing leaves it."""
    deck = Presentation(io.BytesIO(story_slides(mall_story, template=template())))
    assert (deck.slide_width, deck.slide_height) == (9_144_000, 6_858_000)
    assert deck.slides[0].slide_layout.name == "Title Slide"
    assert {slide.slide_layout.name for slide in list(deck.slides)[1:]} == {"Title Only"}
    assert "Click me" not in [slide.shapes.title.text for slide in deck.slides]
    assert all(slide.shapes.title is not None for slide in deck.slides)
    assert not [
        shape.name
        for slide in deck.slides
        for shape in slide.shapes
        if shape.left + shape.width > deck.slide_width
        or shape.top + shape.height > deck.slide_height
    ]


def test_texts_take_the_fonts_and_colours_of_a_template(mall_story):
    """No text names a font; those without a segment's colour name none but the theme's."""
    deck = Presentation(io.BytesIO(story_slides(mall_story, template=template())))
    for slide in deck.slides:
        assert not slide.element.findall(f".//{qn('a:latin')}")
        assert not slide.shapes.title.element.findall(f".//{qn('a:srgbClr')}")


def test_a_template_without_our_layouts_falls_back_and_says_so(mall_story):
    """On its blank layout titles are plain text, and the notes of the first slide tell it."""
    deck = Presentation()
    listed = deck.slide_master.slide_layouts
    for layout in list(listed):
        if layout.element.get("type") != "blank":
            listed.remove(layout)
    data = saved(deck)
    said = about_template(data)
    assert said == (words.NO_TITLE_LAYOUT, words.NO_CONTENT_LAYOUT.format(layout="Blank"))
    made = Presentation(io.BytesIO(story_slides(mall_story, template=data)))
    told = made.slides[0].notes_slide.notes_text_frame.text
    assert all(sentence in told for sentence in said)
    first = [shape.text_frame.text for shape in made.slides[0].shapes if shape.has_text_frame]
    assert mall_story.title in first


def test_a_hostile_story_fits_a_narrow_template(hostile):
    """4:3, with fonts that may be wider."""
    deck = Presentation(io.BytesIO(story_slides(hostile, template=template())))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height
            assert shape.left + shape.width <= deck.slide_width


def packed(entries):
    """Return a zip of some files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", packed({"a.txt": "b"}), packed({"[Content_Types].xml": "<Types"})],
    ids=["empty", "text", "zip", "broken"],
)
def test_what_is_no_presentation_is_refused_in_a_sentence(mall_story, data):
    """Whatever it is."""
    with pytest.raises(SpecError, match="no presentation that can be opened"):
        story_slides(mall_story, template=data)


def test_macros_are_not_carried_on(mall_story):
    """A template that holds programs is refused."""
    data = io.BytesIO(template())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("ppt/vbaProject.bin", b"program")
    with pytest.raises(SpecError, match="macros"):
        story_slides(mall_story, template=data.getvalue())
