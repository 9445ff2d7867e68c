"""Box and violin plots, drawn sideways with one row a group, so that long names fit on a phone."""

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.columns.groups import part_color
from segmentation.charts.columns.spread import Spread, SpreadData
from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    translucent,
)

ROW_HEIGHT = 58  # pixels
MIN_HEIGHT = 300
FRAME_HEIGHT = 150  # title, axis and margins
HALF_BOX = 0.28  # of the distance between two rows
HALF_VIOLIN = 0.42
HALF_MARK = 0.07
RIDGE = 1.15  # of the distance between two rows: hills may reach over the line above


def box_chart(data: SpreadData, theme: Theme) -> go.Figure:
    """Draw quartiles as boxes, the fences as whiskers and what lies beyond as points.

    Parameters
    ----------
    data : SpreadData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = _rows(data, theme)
    for row, group in enumerate(data.groups):
        figure.add_traces([_box(group, row, theme), _outliers(group, row, data, theme)])
        figure.add_trace(_middle(group, row, theme, size=24, opacity=0))
    return figure


def violin_chart(data: SpreadData, theme: Theme) -> go.Figure:
    """Draw densities as violins, with the middle half as a bar and the median as a dot in it.

    Parameters
    ----------
    data : SpreadData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = _rows(data, theme)
    for row, group in enumerate(data.groups):
        figure.add_traces([_outline(group, row, theme), _bar(group, row, theme)])
        figure.add_trace(_middle(group, row, theme, size=9, opacity=1))
    return figure


def ridge_chart(data: SpreadData, theme: Theme) -> go.Figure:
    """Draw densities as hills, each on its own line and a little over the one above.

    Parameters
    ----------
    data : SpreadData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if data.why:
        return nothing_to_show(theme, data.why)
    figure = _rows(data, theme)
    figure.update_yaxes(range=[len(data.groups) - 0.8, -RIDGE - 0.1])
    for row, group in enumerate(data.groups):
        figure.add_traces([_hill(group, row, theme), _middle(group, row, theme, size=9, opacity=1)])
    return figure


def _hill(group: Spread, row: int, theme: Theme) -> go.Scatter:
    color = part_color(theme, group.name, group.slot)
    return go.Scatter(
        x=np.concatenate([group.at, group.at[::-1]]),
        y=np.concatenate([row - RIDGE * group.density, np.full(group.at.size, float(row))]),
        mode="lines",
        line={"color": color, "width": 1.5},
        fill="toself",
        fillcolor=translucent(color, 0.35),
        hoverinfo="skip",
    )


def _rows(data: SpreadData, theme: Theme) -> go.Figure:
    n = len(data.groups)
    figure = new_figure(
        theme,
        text=data.title,
        caption=data.caption,
        uirevision=escape(data.axis),
        height=max(MIN_HEIGHT, FRAME_HEIGHT + ROW_HEIGHT * n),
        showlegend=False,
        xaxis={"title": {"text": escape(data.axis)}, "range": _padded(data)},
        yaxis={
            "tickvals": list(range(n)),
            "ticktext": [escape(group.name) for group in data.groups],
            "range": [n - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"color": theme.text},
        },
    )
    if data.is_date:
        figure.update_xaxes(type="date")
    return figure


def _padded(data: SpreadData) -> list[float]:
    low = min(group.quartiles.low for group in data.groups)
    high = max(group.quartiles.high for group in data.groups)
    room = 0.03 * (high - low) or 0.05 * abs(high) or 1.0
    return [low - room, high + room]


def _box(group: Spread, row: int, theme: Theme) -> go.Box:
    color = part_color(theme, group.name, group.slot)
    low, high = group.fences
    return go.Box(
        y=[row],
        q1=[group.quartiles.q1],
        median=[group.quartiles.median],
        q3=[group.quartiles.q3],
        lowerfence=[low],
        upperfence=[high],
        orientation="h",
        width=2 * HALF_BOX,
        whiskerwidth=0.4,
        line={"color": color, "width": 2},
        fillcolor=translucent(color, 0.25),
        hoverinfo="skip",
    )


def _outliers(group: Spread, row: int, data: SpreadData, theme: Theme) -> go.Scatter:
    color = part_color(theme, group.name, group.slot)
    head = f"{escape(group.name)}<br>" if group.name else ""
    return go.Scatter(
        x=group.outliers,
        y=np.full(group.outliers.size, row, dtype=np.float32),
        mode="markers",
        marker={"color": translucent(color, 0.7), "size": 5},
        hovertemplate=f"{head}{escape(data.axis)}: %{{x}}<extra></extra>",
    )


def _middle(group: Spread, row: int, theme: Theme, *, size: int, opacity: int) -> go.Scatter:
    """Return the median's dot, which also carries the hover text of the group."""
    return go.Scatter(
        x=[group.quartiles.median],
        y=[row],
        mode="markers",
        marker={
            "size": size,
            "opacity": opacity,
            "color": theme.surface,
            "line": {"color": part_color(theme, group.name, group.slot), "width": 2},
        },
        hovertext=[escape(group.text).replace(", ", "<br>")],
        hoverinfo="text",
    )


def _outline(group: Spread, row: int, theme: Theme) -> go.Scatter:
    color = part_color(theme, group.name, group.slot)
    half = HALF_VIOLIN * group.density
    return go.Scatter(
        x=np.concatenate([group.at, group.at[::-1]]),
        y=np.concatenate([row - half, row + half[::-1]]),
        mode="lines",
        line={"color": color, "width": 1},
        fill="toself",
        fillcolor=translucent(color, 0.3),
        hoverinfo="skip",
    )


def _bar(group: Spread, row: int, theme: Theme) -> go.Scatter:
    low, high = group.quartiles.q1, group.quartiles.q3
    return go.Scatter(
        x=[low, high, high, low, low],
        y=[row - HALF_MARK, row - HALF_MARK, row + HALF_MARK, row + HALF_MARK, row - HALF_MARK],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=part_color(theme, group.name, group.slot),
        hoverinfo="skip",
    )
