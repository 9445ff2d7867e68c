"""Ward's tree: which groups merge, and how unlike they are when they do."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, new_figure, nothing_to_show
from segmentation.clustering.methods.ward import TopOfTree


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DendrogramData:
    """The top of a hierarchy, laid out.

    Attributes
    ----------
    tree : TopOfTree
    n_clusters : int
        How many groups the cut leaves.
    """

    tree: TopOfTree
    n_clusters: int

    @property
    def cut(self) -> float:
        """The height halfway between the last merger below the cut and the first above."""
        heights = np.r_[0.0, self.tree.heights]
        above = len(heights) - self.n_clusters + 1
        if above >= len(heights):
            return float(heights[-1] * 1.05)
        return float((heights[above - 1] + heights[above]) / 2)

    @property
    def title(self) -> str:
        """The finding."""
        heights = self.tree.heights
        if len(heights) < 2:
            return "There is little to merge"
        jump = int(np.diff(heights).argmax())
        return f"The longest step is above {len(heights) - jump} groups"

    @property
    def caption(self) -> str:
        """How to read it."""
        return "Below: groups of customers with their size. A high bar joins unlike groups."

    @property
    def alt(self) -> str:
        """The tree in words."""
        heights = ", ".join(f"{height:.3g}" for height in self.tree.heights[::-1][:10])
        return f"{self.title}. {self.caption} Heights of the mergers from the top: {heights}."


def dendrogram_data(tree: TopOfTree, n_clusters: int) -> DendrogramData:
    """Take the top of a tree and where it is cut.

    Parameters
    ----------
    tree : TopOfTree
    n_clusters : int

    Returns
    -------
    DendrogramData
    """
    return DendrogramData(tree=tree, n_clusters=n_clusters)


def dendrogram_chart(data: DendrogramData, theme: Theme) -> go.Figure:
    """Draw the tree with a line where it is cut.

    Parameters
    ----------
    data : DendrogramData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    tree = data.tree
    if not len(tree.heights):
        return nothing_to_show(theme, "There is nothing to merge.")
    n_leaves = len(tree.sizes)
    middle = {leaf: (float(leaf), 0.0) for leaf in range(n_leaves)}
    across: list[float | None] = []
    up: list[float | None] = []
    for i, (left, right) in enumerate(tree.merges):
        (x1, y1), (x2, y2) = middle[int(left)], middle[int(right)]
        height = float(tree.heights[i])
        across += [x1, x1, x2, x2, None]
        up += [y1, height, height, y2, None]
        middle[n_leaves + i] = ((x1 + x2) / 2, height)
    lines = go.Scatter(
        x=across, y=up, mode="lines", line={"color": theme.accent, "width": 1.5}, hoverinfo="skip"
    )
    figure = new_figure(theme, [lines], text=data.title, caption=data.caption, showlegend=False)
    figure.add_hline(y=data.cut, line={"color": theme.muted, "width": 1, "dash": "dot"})
    figure.update_xaxes(
        tickvals=list(range(n_leaves)),
        ticktext=[f"{size:,}" for size in tree.sizes],
        title="Customers in each group",
        showgrid=False,
    )
    figure.update_yaxes(title="How unlike (Ward distance)", rangemode="tozero")
    return figure
