"""A Plotly chart that keeps the camera, the zoom and the selection when its figure changes.

``st.plotly_chart`` mounts a new chart whenever the figure changes, which loses what the user has
turned or selected and takes several times as long. Here one script holds on to the chart and hands
each new figure to ``Plotly.react``.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from html import unescape
from typing import TYPE_CHECKING, Any

import streamlit as st

from pages.shared.chart_library import chart_script, served_library

if TYPE_CHECKING:
    from segmentation.charts.drawing import ChartData, Drawing

CHARTS_SENT = 64
"""As many are kept as they are sent, for all sessions."""

HTML = (
    '<div class="segmentation-title"></div><div class="segmentation-caption"></div>'
    '<div class="segmentation-figure" role="figure"></div><div class="segmentation-hint"></div>'
)
LOADER = """
const main = document.querySelector('script[type="module"][src*="static/js/"]');
const root = main ? main.src.split("static/js/")[0] : `${window.location.origin}/`;
const { default: chart } = await import(`${root}app/static/%s`);
export default chart;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A slider that a chart follows, so that the browser can draw at once what it has shown before.

    Attributes
    ----------
    slider : str
        Its key.
    at : int
        Where it stands.
    of : str
        What else the chart depends on; with another one nothing is kept of what was shown.
    """

    slider: str
    at: int
    of: str


HINTS = {
    "tap": "Tap the map to zoom or turn it.",
    "live": "Drag to zoom or turn. Tap outside the map to scroll the page.",
}


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
    show_drawn(_drawing(data_of, chart_of), key=key, **shown)


def send_ahead(
    data_of: "partial[ChartData]",
    chart_of: Callable,
    *,
    follows: Following,
    height: int = 420,
    on_select: Callable[[dict], None] | None = None,
    on_click: Callable[[str], None] | None = None,
    **_: Any,
) -> None:
    """Let the browser keep what a chart would show where its slider is not yet.

    Parameters
    ----------
    data_of, chart_of, follows, height, on_select, on_click
        As of `show`.
    """
    drawing = _drawing(data_of, chart_of)
    sent = _sent(drawing, height, on_select is not None, on_click is not None, follows, ahead=True)
    _component("segmentation_preload", "<div></div>")(key=f"ahead_{follows.at}", data=sent)


def _drawing(data_of: "partial[ChartData]", chart_of: Callable) -> "Drawing":
    # Not at the top: the chart library is preloaded before the first page has loaded anything.
    from pages.shared.theme import current_theme
    from segmentation import cached

    return cached.drawing(data_of, chart_of, current_theme().name)


def show_drawn(
    drawing: "Drawing",
    *,
    key: str,
    height: int = 420,
    on_select: Callable[[dict], None] | None = None,
    on_click: Callable[[str], None] | None = None,
    follows: Following | None = None,
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
    follows : Following or None
        The slider that it follows.
    """

    def selected() -> None:
        if on_select and (outline := st.session_state[key].selection):
            on_select(outline)

    def clicked() -> None:
        if on_click and (text := st.session_state[key].point):
            on_click(unescape(text))

    _component("segmentation_plotly", HTML)(
        key=key,
        data=_sent(drawing, height, on_select is not None, on_click is not None, follows),
        on_selection_change=selected,
        on_point_change=clicked,
    )


def preload() -> None:
    """Let the browser fetch the chart library while the server still works on the first page."""
    _component("segmentation_preload", "<div></div>")(key="preload", data=_preload())


@lru_cache(maxsize=CHARTS_SENT)
def _sent(
    drawing: "Drawing",
    height: int,
    select: bool,  # noqa: FBT001
    click: bool,  # noqa: FBT001
    follows: Following | None,
    *,
    ahead: bool = False,
) -> bytes:
    """Return what the script gets, as bytes: of these Streamlit asks nothing and copies nothing."""
    return _as_bytes(
        asdict(drawing)
        | {"library": served_library(), "height": height, "hints": HINTS}
        | {"select": select, "click": click, "follows": follows and asdict(follows), "ahead": ahead}
    )


@lru_cache(maxsize=1)
def _preload() -> bytes:
    return _as_bytes({"library": served_library(), "preload": True})


def _as_bytes(told: dict[str, object]) -> bytes:
    return json.dumps(told).encode()


@lru_cache(maxsize=2)
def _component(name: str, html: str):
    # What stands here is sent anew with every chart of every run: the script itself is a file that
    # the browser keeps, and its style is part of the page's.
    return st.components.v2.component(
        name, html=html, js=LOADER % chart_script(), isolate_styles=False
    )
