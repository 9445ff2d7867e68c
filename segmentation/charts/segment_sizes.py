"""How many customers each segment has: bars in the segments' colours, doubling as the legend."""

from dataclasses import dataclass

import plotly.graph_objects as go

from segmentation.charts.segment_map import LABELS_FROM
from segmentation.charts.theme import (
    Theme,
    distinct_short,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
)
from segmentation.errors import counted
from segmentation.segments.profiling import SegmentProfile

LARGE_UP_TO = 34
"""Characters of a name that fit beside the map in the usual size."""

NAME_SHOWN = 46
"""Characters of a name that fit beside the map on a laptop."""

SYMBOL_OF = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "cross": "✚",
    "circle-open": "○",
    "square-open": "□",
    "diamond-open": "◇",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SizesData:
    """Segments from top to bottom.

    Attributes
    ----------
    names : tuple of str
    sizes : tuple of int
        Customers.
    shares : tuple of float
        0 to 1.
    slots : tuple of int
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    shares: tuple[float, ...]
    slots: tuple[int, ...]

    @property
    def title(self) -> str:
        """The finding."""
        if not self.sizes:
            return "There are no segments"
        largest = counted(max(self.sizes), "customer")
        return f"The largest has {largest}, the smallest {min(self.sizes):,}"

    @property
    def alt(self) -> str:
        """The bars in words."""
        parts = zip(self.names, self.sizes, self.shares, strict=True)
        return (
            "Segments by size: "
            + "; ".join(f"{n}, {s:,} ({format_share(p)})" for n, s, p in parts)
            + "."
        )


def sizes_data(
    profiles: tuple[SegmentProfile, ...], names: tuple[str, ...], slots: tuple[int, ...]
) -> SizesData:
    """Put the segments in the order of their slots.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    names : tuple of str
    slots : tuple of int
        All per segment.

    Returns
    -------
    SizesData
    """
    order = sorted(range(len(slots)), key=slots.__getitem__)
    return SizesData(
        names=tuple(names[i] for i in order),
        sizes=tuple(profiles[i].size for i in order),
        shares=tuple(profiles[i].share for i in order),
        slots=tuple(slots[i] for i in order),
    )


def sizes_chart(data: SizesData, theme: Theme) -> go.Figure:
    """Draw a bar per segment, its name above it.

    Parameters
    ----------
    data : SizesData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.names:
        return nothing_to_show(theme, "There are no segments.")
    rows = list(range(len(data.names)))
    bars = go.Bar(
        x=list(data.sizes),
        y=rows,
        orientation="h",
        width=0.42,
        marker={"color": [segment_color(theme, slot) for slot in data.slots]},
        hovertext=[escape(name) for name in data.names],
        hovertemplate="%{hovertext}<br>%{x:,} customers<extra></extra>",
        text=[
            f"{size:,} · {format_share(share)}"
            for size, share in zip(data.sizes, data.shares, strict=True)
        ],
        textposition="outside",
        textfont={"color": theme.text},
        cliponaxis=False,
    )
    hidden = {"visible": False, "fixedrange": True}
    return new_figure(
        theme,
        [bars],
        text=data.title,
        dragmode=False,
        xaxis={**hidden, "range": [0, 1.35 * max(data.sizes)]},
        yaxis={**hidden, "range": [len(rows) - 0.55, -0.75]},
        annotations=[_name_above(data, row, theme) for row in rows],
    )


def _name_above(data: SizesData, row: int, theme: Theme) -> dict:
    """Return the annotation with a segment's symbol and name above its bar."""
    color, symbol = segment_color(theme, data.slots[row]), segment_symbol(data.slots[row])
    number = f"{row + 1}  " if len(data.names) >= LABELS_FROM else ""
    name = escape(distinct_short(data.names, NAME_SHOWN)[row])
    return {
        "x": 0,
        "y": row - 0.4,
        "xanchor": "left",
        "text": f'<span style="color:{color}">{SYMBOL_OF[symbol]}</span> <b>{number}{name}</b>',
        "showarrow": False,
        "font": {"size": 13 if len(name) <= LARGE_UP_TO else 11, "color": theme.text},
    }
