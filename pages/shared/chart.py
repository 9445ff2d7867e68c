"""A Plotly chart that keeps the camera, the zoom and the selection when its figure changes.

``st.plotly_chart`` mounts a new chart whenever the figure changes, which loses what the user has
turned or selected and takes several times as long. Here one script holds on to the chart and hands
each new figure to ``Plotly.react``.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shared.chart_library import served_library

if TYPE_CHECKING:
    from segmentation.charts.drawing import ChartData, Drawing

HTML = (
    '<div class="segmentation-title"></div><div class="segmentation-caption"></div>'
    '<div class="segmentation-figure" role="figure"></div><div class="segmentation-hint"></div>'
)
CSS = """
.segmentation-title { font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
.segmentation-caption { font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }
.segmentation-figure { width: 100%; }
.segmentation-figure[data-live] { touch-action: none; outline: 2px solid currentColor; }
.segmentation-hint { display: none; font-size: 0.85rem; opacity: 0.75; }
@media (pointer: coarse) { .segmentation-hint { display: block; } }
"""
SCRIPTS = ("chart_saving.js", "chart.js")
HINTS = {
    "tap": "Tap the map to zoom or turn it.",
    "live": "Drag to zoom or turn. Tap outside the map to scroll the page.",
}
HIDDEN = ".st-key-preload { display: none; }"


def show(data_of: "partial[ChartData]", chart_of: Callable, *, key: str, **shown: Any) -> None:
    """Show a chart in the visitor's theme; it is drawn once for all sessions, then served as text.

    Parameters
    ----------
    data_of : partial
        Makes its data: a function of a module and the arguments it depends on. They are the key
        under which the chart is kept, so the function gets no more than they stand for.
    chart_of : callable
        The builder that belongs to the data.
    key : str
        One chart on the page.
    **shown : Any
        Further settings of `show_drawn`.
    """
    # Not at the top: the chart library is preloaded before the first page has loaded anything.
    from pages.shared.theme import current_theme
    from segmentation import cached

    show_drawn(cached.drawing(data_of, chart_of, current_theme().name), key=key, **shown)


def show_drawn(
    drawing: "Drawing",
    *,
    key: str,
    height: int = 420,
    on_select: Callable[[dict], None] | None = None,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """Show a chart where the page stands, with its title above it.

    Parameters
    ----------
    drawing : Drawing
        Title and caption are shown as text, so that a long one wraps on a phone. The figure's
        layout carries a constant ``uirevision``, so that the user's view survives.
    key : str
        One chart on the page, the same on every run.
    height : int
        Pixels of the figure.
    on_select : callable or None
        Gets the outline of a box or a lasso as ``{"x": [...], "y": [...]}``, both empty when the
        user has undone it, and as ``axes`` which of the figure's it was drawn on. With None
        nothing can be selected.
    on_click : callable or None
        Gets the text of the point that was pressed.
    """

    def selected() -> None:
        if on_select and (outline := st.session_state[key].selection):
            on_select(outline)

    def clicked() -> None:
        if on_click and (text := st.session_state[key].point):
            on_click(unescape(text))

    _component("segmentation_plotly", HTML, CSS)(
        key=key,
        data={
            "figure": drawing.figure,
            "library": served_library(),
            "title": drawing.title,
            "caption": drawing.caption,
            "alt": drawing.alt,
            "height": height,
            "select": on_select is not None,
            "click": on_click is not None,
            "hints": HINTS,
        },
        on_selection_change=selected,
        on_point_change=clicked,
    )


def preload() -> None:
    """Let the browser fetch the chart library while the server still works on the first page."""
    _component("segmentation_preload", "<div></div>", HIDDEN)(
        key="preload", data={"library": served_library(), "preload": True}
    )


@lru_cache(maxsize=2)
def _component(name: str, html: str, css: str):
    return st.components.v2.component(
        name,
        html=html,
        css=css,
        js="\n".join(
            (Path(__file__).parent / name).read_text(encoding="utf-8") for name in SCRIPTS
        ),
        isolate_styles=False,
    )
