"""The radar: few columns at one glance, a closed line per segment."""

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.segments.side_by_side import SideBySide
from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
    shorten,
)

MOST_ON_RADAR = 8


def radar_chart(data: SideBySide, theme: Theme) -> go.Figure:
    """Draw a closed line per segment, a spoke per column; the middle ring is the average.

    Parameters
    ----------
    data : SideBySide
        Columns beyond `MOST_ON_RADAR` are left out.
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    n_shown = min(len(data.columns), MOST_ON_RADAR)
    if n_shown < 3:
        return nothing_to_show(
            theme, "A radar needs three columns of numbers; choose the heat map or the lines."
        )
    columns = data.columns[:n_shown]
    # Places in degrees, not names: columns may be called alike once they are shortened.
    angles = [360 * at / n_shown for at in range(n_shown)]
    rings = [
        go.Scatterpolar(
            theta=[*angles, angles[0]],
            r=[*row[:n_shown], row[0]],
            name=escape(shorten(name, 34)),
            mode="lines+markers",
            line={"color": segment_color(theme, slot), "width": 2},
            marker={"symbol": segment_symbol(slot), "size": 7},
            customdata=[
                f"{escape(column)}: {escape(mean)}"
                for column, mean in zip(
                    (*columns, columns[0]), (*means[:n_shown], means[0]), strict=True
                )
            ],
            hovertemplate=f"{escape(name)}<br>%{{customdata}}<extra></extra>",
        )
        for name, slot, row, means in zip(data.names, data.slots, data.z, data.means, strict=True)
    ]
    average = go.Scatterpolar(
        theta=[*angles, angles[0]],
        r=[0] * (n_shown + 1),
        mode="lines",
        line={"color": theme.reference, "width": 1, "dash": "dot"},
        name="All customers",
        hoverinfo="skip",
    )
    reach = max(1.0, float(np.abs(data.z[:, :n_shown]).max()))
    caption = data.caption
    if len(data.columns) > n_shown:
        caption += f" The first {n_shown} on the radar."
    figure = new_figure(theme, [average, *rings], text=data.title, caption=caption)
    figure.update_polars(
        bgcolor="rgba(0, 0, 0, 0)",
        radialaxis={
            "range": [-1.1 * reach, 1.1 * reach],
            "gridcolor": theme.grid,
            "tickfont": {"size": 10, "color": theme.muted},
            "nticks": 5,
        },
        angularaxis={
            "tickvals": angles,
            "ticktext": [escape(shorten(column, 18)) for column in columns],
            "gridcolor": theme.grid,
            "tickfont": {"size": 11, "color": theme.text},
        },
    )
    return figure
