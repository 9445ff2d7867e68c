"""The silhouette plot: how well each customer sits in the segment."""

from dataclasses import dataclass, field

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import (
    Theme,
    escape,
    new_figure,
    nothing_to_show,
    segment_color,
    shorten,
    translucent,
)

POINTS_SHOWN = 1_000
"""Corners of all outlines together; a longer outline is thinned evenly."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SilhouetteData:
    """The silhouettes of every segment, the best first.

    Attributes
    ----------
    names : tuple of str
        From top to bottom.
    slots : tuple of int
    values : tuple of ndarray
        Per segment, descending.
    mean : float
    n_customers : int
        In all segments; `values` may be of a sample.
    """

    names: tuple[str, ...]
    slots: tuple[int, ...]
    values: tuple[np.ndarray, ...] = field(repr=False)
    mean: float
    n_customers: int

    @property
    def misplaced(self) -> float:
        """Share of customers nearer to another segment than to their own, 0 to 1."""
        shown = sum(len(values) for values in self.values)
        return sum(int((values < 0).sum()) for values in self.values) / max(shown, 1)

    @property
    def title(self) -> str:
        """The finding."""
        if not any(map(len, self.values)):
            return "With one segment there is nothing to compare"
        if self.misplaced == 0:
            return "Every customer is nearer to their own segment than to the next"
        return f"{self.misplaced:.1%} of customers are nearer to another segment than to their own"

    @property
    def caption(self) -> str:
        """What a bar is, and how many are drawn."""
        shown = sum(len(values) for values in self.values)
        sampled = (
            f" {shown:,} of {self.n_customers:,} customers." if shown < self.n_customers else ""
        )
        return f"One line per customer, the best placed first.{sampled}"

    @property
    def alt(self) -> str:
        """The plot in words."""
        if not any(map(len, self.values)):
            return f"{self.title}."
        means = "; ".join(
            f"{name}: {values.mean():.2f}"
            for name, values in zip(self.names, self.values, strict=True)
            if len(values)
        )
        return f"{self.title}. Mean silhouette {self.mean:.2f}; by segment: {means}."


def silhouette_plot_data(
    values: np.ndarray,
    labels: np.ndarray,
    slots: tuple[int, ...],
    names: tuple[str, ...],
    n_customers: int,
) -> SilhouetteData:
    """Sort the customers of each segment by their silhouette.

    Parameters
    ----------
    values : ndarray of shape (n_shown,)
    labels : ndarray of shape (n_shown,), int
    slots, names : tuple
        Per segment.
    n_customers : int

    Returns
    -------
    SilhouetteData
        Segments in the order of their slots.
    """
    order = np.argsort(slots)
    return SilhouetteData(
        names=tuple(names[segment] for segment in order),
        slots=tuple(slots[segment] for segment in order),
        values=tuple(np.sort(values[labels == segment])[::-1] for segment in order),
        mean=float(values.mean()) if len(values) else float("nan"),
        n_customers=n_customers,
    )


def silhouette_plot(data: SilhouetteData, theme: Theme) -> go.Figure:
    """Draw an outline per segment, from the best placed customer to the worst.

    Parameters
    ----------
    data : SilhouetteData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    total = sum(len(values) for values in data.values)
    if not total:
        return nothing_to_show(theme, f"{data.title}.")
    figure = new_figure(theme, text=data.title, caption=data.caption, showlegend=False)
    space, top = total * 0.02, 0.0
    for name, slot, values in zip(data.names, data.slots, data.values, strict=True):
        if not len(values):  # a small segment may have nobody in the sample
            continue
        heights = top + np.arange(len(values))
        step = max(1, int(np.ceil(total / POINTS_SHOWN)))
        shown = np.unique(np.r_[np.arange(0, len(values), step), len(values) - 1])
        figure.add_trace(
            go.Scatter(
                x=np.r_[0, values[shown], 0].astype(np.float32),
                y=np.r_[heights[shown][0], heights[shown], heights[shown][-1]].astype(np.float32),
                mode="lines",
                fill="toself",
                line={"color": segment_color(theme, slot), "width": 1},
                fillcolor=translucent(segment_color(theme, slot), 0.75),
                name=escape(shorten(name, 40)),
                hoverinfo="name",
            )
        )
        top += len(values) + space
    figure.add_vline(x=data.mean, line={"color": theme.muted, "width": 1, "dash": "dot"})
    figure.update_xaxes(title="Silhouette (1 = sits well, below 0 = nearer to another segment)")
    figure.update_yaxes(visible=False, autorange="reversed")
    return figure
