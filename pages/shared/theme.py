"""The colours of the page's charts: those of the theme the visitor sees."""

from base64 import b64encode

import streamlit as st

from segmentation.charts.small.marks import as_address, mark_svg
from segmentation.charts.theme import Theme, theme

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
    return as_address(mark_svg(current_theme(), slot))
