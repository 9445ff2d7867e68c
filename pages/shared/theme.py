"""The colours of the page's charts: those of the theme the visitor sees."""

from base64 import b64encode

import streamlit as st

from segmentation.charts.theme import Theme, segment_color, segment_symbol, theme

SHAPES = {
    "circle": '<circle cx="8" cy="8" r="6"/>',
    "diamond": '<path d="M8 1 15 8 8 15 1 8Z"/>',
    "square": '<rect x="2.500" y="2.500" width="11" height="11"/>',
    "cross": '<path d="M6 2h4v4h4v4h-4v4H6v-4H2V6h4Z"/>',
    "circle-open": '<circle cx="8" cy="8" r="5" class="open"/>',
    "diamond-open": '<path d="M8 2 14 8 8 14 2 8Z" class="open"/>',
    "square-open": '<rect x="3" y="3" width="10" height="10" class="open"/>',
}


CUSTOM_MARK = (
    "data:image/svg+xml;base64,"
    + b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#808a9c" '
        b'stroke-width="2" stroke-dasharray="3 2"><rect x="2" y="2" width="12" height="12"/></svg>'
    ).decode()
)
"""A dashed box: a segment drawn by hand."""


def current_theme() -> Theme:
    """Return the chart colours for the visitor's light or dark theme."""
    return theme(st.context.theme.type or "light")


def swatch(slot: int) -> str:
    """Return a segment's symbol in its colour, as a data URI for a table cell."""
    color = segment_color(current_theme(), slot)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 16 16" '
        f'fill="{color}">'
        f"<style>.open{{fill:none;stroke:{color};stroke-width:2}}</style>"
        f"{SHAPES[segment_symbol(slot)]}</svg>"
    )
    return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()
