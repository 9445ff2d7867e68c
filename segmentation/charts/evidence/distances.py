"""How far segments lie from each other, as a picture in two dimensions that says what it loses."""

from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    format_number,
    new_figure,
    nothing_to_show,
    segment_color,
    translucent,
)
from segmentation.charts.wording import distinct_short
from segmentation.segments.facts.distances import SegmentDistances

LARGEST_BUBBLE, SMALLEST_BUBBLE = 64, 10
"""Pixels across."""

FAIR, POOR = 0.1, 0.2
"""Stress from which a picture is called fair, and poor (Kruskal 1964)."""

NAME_CHARACTERS = 26
ROOM = 0.35
"""Of the width of the picture, left free around it for bubbles and names."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DistancesData:
    """Segments as bubbles, by how far they are apart.

    Attributes
    ----------
    names : tuple of str
    slots : tuple of int
    sizes : tuple of int
        Customers.
    found : SegmentDistances
        Of the same segments.
    """

    names: tuple[str, ...]
    slots: tuple[int, ...]
    sizes: tuple[int, ...]
    found: SegmentDistances = field(repr=False)

    @property
    def title(self) -> str:
        """The finding, from the distances and not from the picture."""
        if len(self.names) < 2:
            return "There are no two segments to compare"
        if len(self.names) == 2:
            return "Two segments have one distance"
        first, second = self._nearest
        return f"Nearest to each other: {self._shown(first)} and {self._shown(second)}"

    @property
    def caption(self) -> str:
        """What the picture is, and how much of it is true."""
        stress = self.found.stress
        kind = "poor: trust the distances in the hover text" if stress >= POOR else "fair"
        kind = "good" if stress < FAIR else kind
        return (
            "A picture of the distances between the middles of segments, in the space in which "
            "they were found; directions mean nothing, and the area of a bubble is its customers. "
            f"Stress {stress:.2f} ({kind}; 0 is a true picture)."
        )

    @property
    def alt(self) -> str:
        """Every distance in words, the smallest first."""
        pairs = sorted(
            (self.found.distances[i, j], i, j)
            for i in range(len(self.names))
            for j in range(i + 1, len(self.names))
        )
        told = [f"{self.names[i]} to {self.names[j]} {format_number(d)}" for d, i, j in pairs]
        return f"{self.title}. {self.caption} Distances: {'; '.join(told) or 'none'}."

    @property
    def _nearest(self) -> tuple[int, int]:
        apart = self.found.distances + np.diag(np.full(len(self.names), np.inf))
        first, second = np.unravel_index(apart.argmin(), apart.shape)
        return int(first), int(second)

    def _shown(self, segment: int) -> str:
        return f"“{distinct_short(self.names, NAME_CHARACTERS)[segment]}”"


def distances_data(
    found: SegmentDistances, sizes: tuple[int, ...], names: tuple[str, ...], slots: tuple[int, ...]
) -> DistancesData:
    """Take what is known of each segment.

    Parameters
    ----------
    found : SegmentDistances
    sizes : tuple of int
    names : tuple of str
    slots : tuple of int
        All per segment.

    Returns
    -------
    DistancesData
    """
    return DistancesData(
        names=names, slots=slots, sizes=tuple(int(size) for size in sizes), found=found
    )


def distances_chart(data: DistancesData, theme: Theme) -> go.Figure:
    """Draw a bubble per segment, the largest first so that none is hidden.

    Parameters
    ----------
    data : DistancesData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if len(data.names) < 2:
        return nothing_to_show(theme, "A picture of distances needs two segments.")
    places = data.found.places
    reach = float(np.abs(places).max()) or 1.0
    most = max(*data.sizes, 1)
    order = sorted(range(len(data.names)), key=lambda at: -data.sizes[at])
    across = [max(SMALLEST_BUBBLE, LARGEST_BUBBLE * np.sqrt(data.sizes[i] / most)) for i in order]
    colors = [segment_color(theme, data.slots[i]) for i in order]
    told = distinct_short(data.names, NAME_CHARACTERS)
    bubbles = go.Scatter(
        x=(places[order, 0] / reach).tolist(),
        y=(places[order, 1] / reach).tolist(),
        mode="markers+text",
        marker={
            "size": across,
            "color": [translucent(color, 0.55) for color in colors],
            "line": {"color": colors, "width": 2},
        },
        text=[escape(told[i]) for i in order],
        textposition="top center",
        textfont={"color": theme.text, "size": 12},
        customdata=[_told(data, i) for i in order],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
    figure = new_figure(theme, [bubbles], text=data.title, caption=data.caption)
    end = [-1 - ROOM, 1 + ROOM]
    plain = {"showticklabels": False, "showgrid": False, "range": end}
    figure.update_layout(
        showlegend=False, xaxis=plain, yaxis=plain | {"scaleanchor": "x", "scaleratio": 1}
    )
    return figure


def _told(data: DistancesData, segment: int) -> str:
    """Return a segment's customers and its distances, the nearest first."""
    apart = data.found.distances[segment]
    others = sorted((i for i in range(len(apart)) if i != segment), key=lambda i: apart[i])
    told = distinct_short(data.names, NAME_CHARACTERS)
    lines = [f"{format_number(apart[i])} to {escape(told[i])}" for i in others]
    name = escape(told[segment])
    return "<br>".join([f"{name}: {data.sizes[segment]:,} customers", *lines])
