"""How segments split and merge as their number grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, new_figure, nothing_to_show, segment_color, translucent
from segmentation.clustering.result import overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Customers that a segment hands on to one of the next number.

    Attributes
    ----------
    k : int
        Number of segments on the left.
    start, end : int
        Slots on the left and on the right.
    size : int
    """

    k: int
    start: int
    end: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageData:
    """All flows from the smallest number of segments to the largest.

    Attributes
    ----------
    sizes : tuple of (int, int, int)
        Number of segments, slot and size of every segment.
    flows : tuple of Flow
    """

    sizes: tuple[tuple[int, int, int], ...]
    flows: tuple[Flow, ...]

    @property
    def moved(self) -> int:
        """The number of segments on whose way in most customers change segment; 0 without any."""
        changed: dict[int, int] = {}
        for flow in self.flows:
            changed.setdefault(flow.k + 1, 0)
            changed[flow.k + 1] += flow.size * (flow.start != flow.end)
        return max(changed, key=changed.get) if any(changed.values()) else 0

    @property
    def title(self) -> str:
        """The finding."""
        if not self.moved:
            return "Segments only split as their number grows"
        return f"Most customers change their segment on the way to {self.moved}"

    @property
    def caption(self) -> str:
        """How to read it."""
        return "Each step to the right adds a segment; a band is customers who stay together."

    @property
    def alt(self) -> str:
        """The flows in words."""
        told = "; ".join(
            f"from {f.k} to {f.k + 1}: {f.size:,} from segment {f.start + 1} to {f.end + 1}"
            for f in self.flows
            if f.start != f.end
        )
        return f"{self.title}. {self.caption} Changes: {told or 'none'}."


def lineage_data(
    labelings: Mapping[int, np.ndarray], slots: Mapping[int, tuple[int, ...]]
) -> LineageData:
    """Count who goes from which segment to which as k grows.

    Parameters
    ----------
    labelings : mapping of int to ndarray of shape (n_samples,)
        Labels of the same customers by k.
    slots : mapping of int to tuple of int

    Returns
    -------
    LineageData
    """
    ks = sorted(labelings)
    sizes, flows = [], []
    for k in ks:
        counts = np.bincount(labelings[k])
        sizes += [(k, slots[k][label], int(count)) for label, count in enumerate(counts)]
    for k, following in pairwise(ks):
        table = overlap(labelings[k], labelings[following])
        flows += [
            Flow(k=k, start=slots[k][i], end=slots[following][j], size=int(table[i, j]))
            for i, j in zip(*np.nonzero(table), strict=True)
        ]
    return LineageData(sizes=tuple(sizes), flows=tuple(flows))


def lineage_chart(data: LineageData, theme: Theme) -> go.Figure:
    """Draw the flows in the segments' colours.

    Parameters
    ----------
    data : LineageData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    if not data.flows:
        return nothing_to_show(theme, "There is only one number of segments to show.")
    ks = sorted({k for k, _, _ in data.sizes})
    place = {(k, slot): i for i, (k, slot, _) in enumerate(data.sizes)}
    following = dict(pairwise(ks))
    flows = go.Sankey(
        arrangement="snap",
        node={
            "label": [f"{size:,}" for _, _, size in data.sizes],
            "color": [segment_color(theme, slot) for _, slot, _ in data.sizes],
            "customdata": [f"Segment {slot + 1} of {k}" for k, slot, _ in data.sizes],
            "hovertemplate": "%{customdata}: %{value:,} customers<extra></extra>",
            "pad": 10,
            "thickness": 12,
            "line": {"width": 0},
        },
        link={
            "source": [place[f.k, f.start] for f in data.flows],
            "target": [place[following[f.k], f.end] for f in data.flows],
            "value": [f.size for f in data.flows],
            "color": [translucent(segment_color(theme, f.start), 0.35) for f in data.flows],
            "hovertemplate": "%{value:,} customers<extra></extra>",
        },
        textfont={"color": theme.text, "size": 11},
    )
    return new_figure(theme, [flows], text=data.title, caption=data.caption)
