"""A Plotly chart that keeps the camera, the zoom and the selection when its figure changes.

``st.plotly_chart`` mounts a new chart whenever the figure changes, which loses what the user has
turned or selected and takes several times as long. Here one script holds on to the chart and hands
each new figure to ``Plotly.react``. The library itself is served once, from the installed package,
as a static file that the browser keeps.
"""

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import streamlit as st

from segmentation.charts.drawing import Drawing

STATIC = Path(__file__).parents[2] / "static"
HTML = (
    '<div class="segmentation-title"></div><div class="segmentation-caption"></div>'
    '<div class="segmentation-figure" role="figure"></div>'
)
CSS = """
.segmentation-title { font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
.segmentation-caption { font-size: 0.85rem; opacity: 0.75; overflow-wrap: anywhere; }
.segmentation-figure { width: 100%; }
"""


def chart(drawing: Drawing, *, key: str, height: int = 420) -> None:
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
    """
    _component()(
        key=key,
        data={
            "figure": drawing.figure,
            "script": _served_script(),
            "title": drawing.title,
            "caption": drawing.caption,
            "alt": drawing.alt,
            "height": height,
        },
    )


@lru_cache(maxsize=1)
def _served_script() -> str:
    """Copy the browser library beside the app, once per version, and return its file name."""
    import plotly

    name = f"plotly-{plotly.__version__}.min.js"
    target = STATIC / name
    if not target.exists():
        STATIC.mkdir(exist_ok=True)
        source = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        # Two servers may start at once: write aside, then move into place in one step.
        handle, partial = tempfile.mkstemp(dir=STATIC, suffix=".part")
        os.close(handle)
        shutil.copyfile(source, partial)
        Path(partial).chmod(0o644)
        Path(partial).replace(target)
    return name


@lru_cache(maxsize=1)
def _component():
    return st.components.v2.component(
        "segmentation_plotly",
        html=HTML,
        css=CSS,
        js=(Path(__file__).parent / "plotly.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )
