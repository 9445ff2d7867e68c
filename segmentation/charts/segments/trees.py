"""The decision tree as nested boxes, and how faithful it is at every depth."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    format_share,
    new_figure,
    segment_color,
    shorten,
)
from segmentation.errors import counted
from segmentation.segments.describing.trees import SegmentTree


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeData:
    """A tree with the segments' names and colours.

    Attributes
    ----------
    tree : SegmentTree
    names : tuple of str
    slots : tuple of int
        All per segment.
    """

    tree: SegmentTree
    names: tuple[str, ...]
    slots: tuple[int, ...]

    @property
    def title(self) -> str:
        """The finding."""
        questions = counted(self.tree.depth, "question")
        return (
            f"With {questions}, {format_share(self.tree.fidelity)} of customers are placed "
            "correctly"
        )

    @property
    def caption(self) -> str:
        """How to read it."""
        return (
            "From left to right: each box holds the customers for whom everything before it "
            "is true."
        )

    @property
    def table(self) -> pd.DataFrame:
        """The answers as a table, a row per leaf."""
        leaves = [
            (self._path(at), self.names[node.segment], node.n_customers, node.n_right)
            for at, node in enumerate(self.tree.nodes)
            if node.is_leaf
        ]
        return pd.DataFrame(leaves, columns=["If", "Segment", "Customers", "Placed correctly"])

    @property
    def alt(self) -> str:
        """The tree in words, an answer at a time."""
        told = [
            f"if {row.If}: {row.Segment}, {row[4]:,} of {row.Customers:,} right"
            for row in self.table.itertuples()
        ]
        return f"{self.title}. {'; '.join(told)}."

    def _path(self, at: int) -> str:
        said: list[str] = []
        while at >= 0:
            node = self.tree.nodes[at]
            said = [node.words, *said] if node.words else said
            at = node.parent
        return " and ".join(said) or "always"


def tree_chart(data: TreeData, theme: Theme) -> go.Figure:
    """Draw the tree from left to right, in the colours of the segments.

    Parameters
    ----------
    data : TreeData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    nodes = data.tree.nodes
    texts = [
        "<br>".join(
            filter(
                None,
                (
                    escape(node.words) or "All customers",
                    f"<b>{escape(shorten(data.names[node.segment], 30))}</b>"
                    if node.is_leaf
                    else "",
                ),
            )
        )
        for node in nodes
    ]
    hover = [
        f"{escape(node.words) or 'All customers'}<br>{node.n_customers:,} customers<br>"
        f"mostly {escape(data.names[node.segment])} ({format_share(_right(node))})"
        for node in nodes
    ]
    boxes = go.Icicle(
        ids=[str(at) for at in range(len(nodes))],
        parents=["" if node.parent < 0 else str(node.parent) for node in nodes],
        labels=texts,
        values=[node.n_customers for node in nodes],
        branchvalues="total",
        sort=False,
        tiling={"orientation": "h"},
        marker={
            "colors": [
                segment_color(theme, data.slots[node.segment]) if node.is_leaf else theme.neutral
                for node in nodes
            ],
            "line": {"color": theme.surface, "width": 2},
        },
        textfont={"color": [theme.surface if node.is_leaf else theme.text for node in nodes]},
        hovertext=hover,
        hoverinfo="text",
        pathbar={"visible": False},
    )
    return new_figure(theme, [boxes], text=data.title, caption=data.caption)


def _right(node: object) -> float:
    return node.n_right / max(1, node.n_customers)


@dataclass(frozen=True, slots=True, kw_only=True)
class FidelityData:
    """How many customers a tree places right, by its depth.

    Attributes
    ----------
    fidelity : tuple of float
        At depth 1, 2, ….
    depth : int
        The chosen one.
    """

    fidelity: tuple[float, ...]
    depth: int

    @property
    def title(self) -> str:
        """The finding."""
        now = self.fidelity[self.depth - 1]
        if self.depth == len(self.fidelity):
            return f"{format_share(now)} placed correctly"
        gained = self.fidelity[self.depth] - now
        points = counted(max(0, round(100 * gained)), "point")
        return f"One more question would gain {points}"

    @property
    def table(self) -> pd.DataFrame:
        """The curve as a table."""
        shares = [round(100 * share, 1) for share in self.fidelity]
        return pd.DataFrame({"Questions": range(1, len(shares) + 1), "Placed correctly, %": shares})

    @property
    def alt(self) -> str:
        """The curve in words."""
        told = [f"{at} {format_share(s)}" for at, s in enumerate(self.fidelity, start=1)]
        return f"Customers placed correctly by number of questions: {', '.join(told)}."


def fidelity_chart(data: FidelityData, theme: Theme) -> go.Figure:
    """Draw the share placed right over the number of questions.

    Parameters
    ----------
    data : FidelityData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    depths = list(range(1, len(data.fidelity) + 1))
    curve = go.Scatter(
        x=depths,
        y=[100 * share for share in data.fidelity],
        mode="lines+markers",
        line={"color": theme.accent, "width": 2},
        marker={"size": [13 if depth == data.depth else 6 for depth in depths]},
        hovertemplate="%{x} questions: %{y:.1f}%<extra></extra>",
    )
    figure = new_figure(theme, [curve], text=data.title)
    figure.update_xaxes(title="Most questions to ask", dtick=1)
    figure.update_yaxes(title="Placed correctly", ticksuffix="%", range=[0, 105])
    return figure
