"""The first slide, numbers and the logo."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from pptx import Presentation

from segmentation.errors import SpecError
from segmentation.exports.slides import story_slides


def test_the_first_slide_tells_what_it_is_of(slides, mall_story):
    """Title, lead and subject, in the placeholders of the layout; the others are numbered."""
    first = slides.slides[0]
    assert first.shapes.title.text == mall_story.title
    subtitle = first.placeholders[1].text_frame.text
    assert subtitle == f"{mall_story.lead}\n{mall_story.subject}"
    numbered = [s for s in list(slides.slides)[1:] if s.element.xpath(".//a:fld[@type='slidenum']")]
    assert len(numbered) == len(slides.slides) - 1


def test_a_logo_stands_on_the_first_slide_in_its_proportions(mall_story):
    """Twice as wide as high."""
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "red").save(file, "PNG")
    story = replace(mall_story, sections=mall_story.sections[:1], logo=file.getvalue())
    deck = Presentation(io.BytesIO(story_slides(story)))
    (picture,) = [shape for shape in deck.slides[0].shapes if shape.shape_type == 13]
    assert picture.width == pytest.approx(2 * picture.height, rel=0.01)
    assert picture.left + picture.width <= deck.slide_width


@pytest.mark.parametrize("logo", [b"", b"GIF89a", b"<svg onload='alert(1)'/>"])
def test_a_logo_that_is_no_picture_is_refused_in_a_sentence(mall_story, logo):
    """Only PNG and JPEG are opened."""
    with pytest.raises(SpecError, match="no PNG or JPEG"):
        story_slides(replace(mall_story, logo=logo))
