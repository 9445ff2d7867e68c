"""Where the customers of each segment went: from one division to another."""

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
    translucent,
)
from segmentation.charts.wording import distinct_short
from segmentation.segments.matching_segments import Comparison

NAME_CHARACTERS, ON_A_PHONE = 40, 15
"""As many as half of the chart holds, there and elsewhere; names stay distinct on each side."""
LOST, NEW = "No longer in a segment", "New"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlowsData:
    """Customers by where they were and where they are.

    Attributes
    ----------
    before, after : tuple of str
        Names of the segments, in their lasting order, then what stands for no segment.
    slots_before, slots_after : tuple of int or None
        None for no segment.
    counts : ndarray of shape (n_before, n_after), int
    title : str
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    slots_before: tuple[int | None, ...]
    slots_after: tuple[int | None, ...]
    counts: np.ndarray = field(repr=False)
    title: str

    @property
    def caption(self) -> str:
        """How to read it."""
        return "A band is customers; it has the colour of the segment they come from."

    @property
    def alt(self) -> str:
        """The flows in words, the largest first."""
        places = sorted(zip(*np.nonzero(self.counts), strict=True), key=lambda p: -self.counts[p])
        told = [
            f"{self.counts[i, j]:,} from {self.before[i]} to {self.after[j]}" for i, j in places
        ]
        return f"{self.title}. {'; '.join(told) or 'Nobody'}."


def flows_data(
    comparison: Comparison,
    before: tuple[tuple[str, ...], tuple[int, ...]],
    after: tuple[tuple[str, ...], tuple[int, ...]],
) -> FlowsData:
    """Lay out a comparison.

    Parameters
    ----------
    comparison : Comparison
    before, after : tuple of (names, slots)
        Of the segments of both.

    Returns
    -------
    FlowsData
    """
    rows, columns = np.argsort(before[1]), np.argsort(after[1])
    counts = np.zeros((len(rows) + 1, len(columns) + 1), dtype=int)
    counts[:-1, :-1] = comparison.flows[np.ix_(rows, columns)]
    counts[:-1, -1], counts[-1, :-1] = comparison.lost[rows], comparison.new[columns]
    share = format_share(comparison.n_moved / comparison.n_common if comparison.n_common else 0.0)
    title = f"{comparison.n_moved:,} of {comparison.n_common:,} customers ({share}) moved"
    return FlowsData(
        before=(*(before[0][at] for at in rows), NEW),
        after=(*(after[0][at] for at in columns), LOST),
        slots_before=(*(before[1][at] for at in rows), None),
        slots_after=(*(after[1][at] for at in columns), None),
        counts=counts,
        title=title if comparison.n_common else "No customer is in both",
    )


def flows_chart(data: FlowsData, theme: Theme) -> go.Figure:
    """Draw the flows in the segments' colours.

    Parameters
    ----------
    data : FlowsData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.counts.any():
        return nothing_to_show(theme, "No customer is in either of the two.")
    sides = ((data.before, data.slots_before, 1), (data.after, data.slots_after, 0))
    names = [name for side, _, _ in sides for name in side]
    told, on_a_phone = (
        [name for side, _, _ in sides for name in distinct_short(side, most)]
        for most in (NAME_CHARACTERS, ON_A_PHONE)
    )
    colors = [
        theme.reference if slot is None else segment_color(theme, slot)
        for _, slots, _ in sides
        for slot in slots
    ]
    totals = [*data.counts.sum(axis=1), *data.counts.sum(axis=0)]
    places = list(zip(*np.nonzero(data.counts), strict=True))
    shown = [at for at, total in enumerate(totals) if total]
    node = {at: place for place, at in enumerate(shown)}
    sankey = go.Sankey(
        arrangement="snap",
        node={
            "label": [f"{escape(told[at])} {totals[at]:,}" for at in shown],
            "color": [colors[at] for at in shown],
            "customdata": [escape(names[at]) for at in shown],
            "hovertemplate": "%{customdata}: %{value:,} customers<extra></extra>",
            "pad": 14,
            "thickness": 14,
            "line": {"width": 0},
        },
        link={
            "source": [node[int(i)] for i, _ in places],
            "target": [node[len(data.before) + int(j)] for _, j in places],
            "value": [int(data.counts[place]) for place in places],
            "color": [translucent(colors[int(i)], 0.35) for i, _ in places],
            "hovertemplate": "%{value:,} customers<extra></extra>",
        },
        textfont={"color": theme.text, "size": 12},
        meta={"narrow": [f"{escape(on_a_phone[at])} {totals[at]:,}" for at in shown]},
    )
    return new_figure(theme, [sankey], text=data.title, caption=data.caption)
