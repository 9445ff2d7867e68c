"""Marks: each slot has its own, in the colour of its charts, without a script."""

from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from segmentation.charts.palette import DARK, LIGHT, SYMBOLS, segment_color
from segmentation.charts.small.marks import SHAPES, as_address, mark_svg


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_slot_has_a_mark_in_its_colour(theme):
    """Colour and shape together tell 56 apart."""
    drawn = [mark_svg(theme, slot) for slot in range(56)]
    assert len(set(drawn)) == 56
    for slot, svg in enumerate(drawn):
        ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert segment_color(theme, slot) in svg


def test_every_symbol_of_a_chart_has_a_shape():
    """None is forgotten."""
    assert set(SHAPES) == set(SYMBOLS)


def test_an_address_holds_the_drawing():
    """Nothing is loaded for it."""
    svg = mark_svg(LIGHT, 0, 28)
    head, _, data = as_address(svg).partition(",")
    assert head == "data:image/svg+xml;base64"
    assert b64decode(data).decode() == svg
