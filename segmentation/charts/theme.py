"""How every chart looks: one template for each look, one way to title, one way to be empty.

Nothing here relies on Plotly's default template, which other libraries replace on import. The
colours and the wording that a chart needs come with it, so that a chart imports from here alone.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

import plotly.graph_objects as go

from segmentation.charts.palette import (
    DARK,
    LIGHT,
    SYMBOLS,
    Theme,
    diverging_scale,
    segment_color,
    segment_symbol,
    sequential_scale,
    theme,
    translucent,
)
from segmentation.charts.wording import (
    CAPTION_WIDTH,
    distinct_short,
    escape,
    format_number,
    format_share,
    one_line,
    shorten,
    wrap,
)

__all__ = [
    "DARK",
    "FONT",
    "LIGHT",
    "SYMBOLS",
    "Theme",
    "base_layout",
    "distinct_short",
    "diverging_scale",
    "escape",
    "format_number",
    "format_share",
    "new_figure",
    "nothing_to_show",
    "one_line",
    "segment_color",
    "segment_symbol",
    "sequential_scale",
    "shorten",
    "theme",
    "title",
    "translucent",
    "wrap",
]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

TITLE_SIZE = 14
CAPTION_SIZE = 12
TITLE_LINE = 19  # pixels
CAPTION_LINE = 16
TOP = 14


@cache
def template(theme: Theme) -> go.layout.Template:
    """Return the Plotly template of a look, made once; treat it as read-only."""
    axis = {
        "gridcolor": theme.grid,
        "gridwidth": 1,
        "linecolor": theme.grid,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": 12, "color": theme.muted},
        "title": {"font": {"size": 13, "color": theme.muted}, "standoff": 10},
        "automargin": True,
    }
    spatial = {
        "backgroundcolor": translucent(theme.surface, 0),
        "gridcolor": theme.grid,
        "zerolinecolor": theme.grid,
        "linecolor": theme.grid,
        "tickfont": {"size": 11, "color": theme.muted},
        "title": {"font": {"size": 13, "color": theme.muted}},
        "showspikes": False,
    }
    colorbar = {"outlinewidth": 0, "thickness": 10, "tickfont": {"color": theme.muted}}
    return go.layout.Template(
        layout={
            "paper_bgcolor": "rgba(0, 0, 0, 0)",
            "plot_bgcolor": "rgba(0, 0, 0, 0)",
            "font": {"family": FONT, "size": 13, "color": theme.text},
            "margin": {"l": 8, "r": 12, "t": TOP, "b": 8, "pad": 2},
            "colorway": list(theme.segments),
            "colorscale": {
                "sequential": sequential_scale(theme),
                "diverging": diverging_scale(theme),
            },
            "xaxis": axis,
            "yaxis": axis,
            "scene": {"xaxis": spatial, "yaxis": spatial, "zaxis": spatial},
            # Held to the bottom of the figure, so that rows of it push the axes up on a phone.
            "legend": {
                "orientation": "h",
                "x": 0,
                "y": 0,
                "yref": "container",
                "yanchor": "bottom",
                "font": {"size": 12, "color": theme.text},
                "bgcolor": "rgba(0, 0, 0, 0)",
                "itemsizing": "constant",
                "traceorder": "normal",
            },
            "hoverlabel": {
                "bgcolor": theme.surface,
                "bordercolor": theme.reference,
                "font": {"family": FONT, "size": 12, "color": theme.text},
                "align": "left",
                "namelength": -1,
            },
            "modebar": {
                "bgcolor": "rgba(0, 0, 0, 0)",
                "color": theme.muted,
                "activecolor": theme.accent,
                "orientation": "h",
            },
            "hovermode": "closest",
            "bargap": 0.06,
        },
        data={"heatmap": [{"colorbar": colorbar}]},
    )


def base_layout(theme: Theme, **overrides: Any) -> dict[str, Any]:
    """Return the layout every chart starts from.

    Parameters
    ----------
    theme : Theme
    **overrides : Any
        Properties of a Plotly layout; they come before ours, and axes keep our style where an
        override is silent.

    Returns
    -------
    dict
        Names the template and a constant ``uirevision``, so that the zoom survives a redraw.
    """
    return {"template": template(theme), "uirevision": "kept", **overrides}


def title(theme: Theme, text: str, caption: str = "") -> tuple[dict[str, Any], int]:
    """Return a chart's title, left-aligned and wrapped, and the top margin it needs.

    Parameters
    ----------
    theme : Theme
    text : str
        What is shown, as a finding; not escaped.
    caption : str
        How it was made or what was left out; not escaped.

    Returns
    -------
    layout : dict
        Plotly's ``layout.title``.
    margin : int
        Pixels above the plot.
    """
    heads, notes = wrap(text), wrap(caption, CAPTION_WIDTH)
    lines = [f"<b>{line}</b>" for line in heads]
    style = f"font-size:{CAPTION_SIZE}px;color:{theme.muted}"
    lines += [f'<span style="{style}">{line}</span>' for line in notes]
    height = TITLE_LINE * len(heads) + CAPTION_LINE * len(notes)
    place = {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container"}
    pad = {"t": TOP, "l": 4}
    font = {"size": TITLE_SIZE, "color": theme.text}
    layout = {"text": "<br>".join(lines), "font": font, "yanchor": "top", "pad": pad, **place}
    return layout, height + 2 * TOP if lines else TOP


def new_figure(
    theme: Theme,
    traces: Iterable[Any] = (),
    *,
    text: str = "",
    caption: str = "",
    **layout: Any,
) -> go.Figure:
    """Return a figure in our look.

    Parameters
    ----------
    theme : Theme
    traces : iterable
        Plotly traces.
    text, caption : str
        Title and the line under it; not escaped. The top margin makes room for them.
    **layout : Any
        Properties of a Plotly layout.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    heading, top = title(theme, text, caption)
    margin = {"t": top} | layout.pop("margin", {})
    return go.Figure(
        data=list(traces), layout=base_layout(theme, title=heading, margin=margin, **layout)
    )


def nothing_to_show(theme: Theme, why: str) -> go.Figure:
    """Return an empty figure that says why there is nothing in it.

    Parameters
    ----------
    theme : Theme
    why : str
        A sentence with what to do; not escaped.

    Returns
    -------
    plotly.graph_objects.Figure
    """
    note = {
        "text": "<br>".join(wrap(why)),
        "showarrow": False,
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "font": {"size": 14, "color": theme.muted},
    }
    hidden = {"visible": False, "fixedrange": True}
    return new_figure(theme, annotations=[note], xaxis=hidden, yaxis=hidden)
