"""The segments' shares of the customers at several times."""

from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    format_share,
    new_figure,
    nothing_to_show,
    segment_color,
    segment_symbol,
    shorten,
)
from segmentation.charts.wording import distinct_short

NAME_CHARACTERS = 28


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HistoryData:
    """Shares by time and segment.

    Attributes
    ----------
    times : tuple of str
    names : tuple of str
        Of the segments, in their lasting order.
    slots : tuple of int
    shares : ndarray of shape (n_times, n_segments)
        0 to 1, of the customers with a segment.
    title : str
    """

    times: tuple[str, ...]
    names: tuple[str, ...]
    slots: tuple[int, ...]
    shares: np.ndarray = field(repr=False)
    title: str

    @property
    def caption(self) -> str:
        """How to read it."""
        return "Share of the customers that have a segment, all by the same rule."

    @property
    def alt(self) -> str:
        """The shares in words."""
        told = [
            f"{name}: "
            + ", ".join(f"{t} {format_share(s)}" for t, s in zip(self.times, row, strict=True))
            for name, row in zip(self.names, self.shares.T, strict=True)
        ]
        return f"{self.title}. {'; '.join(told)}."


def history_data(
    times: tuple[str, ...], names: tuple[str, ...], slots: tuple[int, ...], counts: np.ndarray
) -> HistoryData:
    """Turn counts into shares and say what changed most from the first to the last.

    Parameters
    ----------
    times : tuple of str
    names : tuple of str
    slots : tuple of int
        Both by segment.
    counts : ndarray of shape (n_times, n_segments)
        Customers.

    Returns
    -------
    HistoryData
    """
    order = np.argsort(slots)
    counts = np.asarray(counts, dtype=float)[:, order]
    totals = counts.sum(axis=1, keepdims=True)
    shares = np.divide(counts, totals, out=np.zeros_like(counts), where=totals > 0)
    named = tuple(names[at] for at in order)
    title = "No customers to compare"
    if len(shares) and counts.sum():
        change = shares[-1] - shares[0]
        at = int(np.abs(change).argmax())
        first, last = format_share(shares[0, at]), format_share(shares[-1, at])
        title = f"“{shorten(named[at], NAME_CHARACTERS)}” went from {first} to {last}"
        if first == last:
            title = "The segments have kept their sizes"
    return HistoryData(
        times=times,
        names=named,
        slots=tuple(int(slots[at]) for at in order),
        shares=shares,
        title=title,
    )


def history_chart(data: HistoryData, theme: Theme) -> go.Figure:
    """Draw a line per segment.

    Parameters
    ----------
    data : HistoryData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.shares.any():
        return nothing_to_show(theme, "No customer has a segment at any of these times.")
    lines = [
        go.Scatter(
            x=list(range(len(data.times))),
            y=shares,
            name=escape(told),
            mode="lines+markers",
            line={"color": segment_color(theme, slot), "width": 2},
            marker={"symbol": segment_symbol(slot), "size": 10},
            hovertemplate=f"{escape(name)}: %{{y:.1%}}<extra></extra>",
        )
        for name, told, slot, shares in zip(
            data.names,
            distinct_short(data.names, NAME_CHARACTERS),
            data.slots,
            data.shares.T,
            strict=True,
        )
    ]
    ticks = [escape(shorten(time, NAME_CHARACTERS)) for time in data.times]
    return new_figure(
        theme,
        lines,
        text=data.title,
        caption=data.caption,
        xaxis={
            "tickvals": list(range(len(ticks))),
            "ticktext": ticks,
            "range": [-0.15, max(1, len(ticks) - 1) + 0.15],
        },
        yaxis={"tickformat": ".0%", "rangemode": "tozero", "title": {"text": "Share of customers"}},
    )
