"""Our own look."""

from segmentation.charts.palette import LIGHT
from segmentation.exports.slides.look import FONT, our_look


def test_fonts_and_colours_are_in_the_theme():
    """So that what a user adds looks like the rest; the slides are wide and there are none yet."""
    slides = our_look()
    assert len(slides.slides) == 0
    assert slides.slide_width / slides.slide_height == 16 / 9
    theme = slides.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    ).blob.decode()
    assert LIGHT.segments[0].lstrip("#").upper() in theme
    assert f'latin typeface="{FONT}"' in theme
    assert all(
        shape.left + shape.width <= slides.slide_width
        for layout in slides.slide_layouts
        for shape in layout.placeholders
    )
