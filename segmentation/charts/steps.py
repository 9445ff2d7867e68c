"""K-means step by step: the customers with their centres, and the spread as it falls."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.drawing import compact
from segmentation.charts.theme import (
    Theme,
    escape,
    format_number,
    new_figure,
    segment_color,
    segment_symbol,
    shorten,
)
from segmentation.clustering.methods.kmeans_trace import Lesson, Step


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StepData:
    """One moment, with what came before.

    Attributes
    ----------
    axes : tuple of str
        Two titles with units.
    lesson : Lesson
    number : int
        Of the step shown, 0-based.
    """

    axes: tuple[str, str]
    lesson: Lesson
    number: int

    @property
    def step(self) -> Step:
        """The step shown."""
        return self.lesson.steps[self.number]

    @property
    def title(self) -> str:
        """What happens in this step."""
        k = len(self.step.centers)
        if self.step.kind == "place":
            return f"Place {k} centres on customers drawn at random"
        if self.step.kind == "move":
            if self.number == len(self.lesson.steps) - 1:
                return "Move every centre to the middle of its customers: nobody changes any more"
            return "Move every centre to the middle of its customers"
        return f"Give every customer the nearest centre: {self.step.changed:,} change"

    @property
    def caption(self) -> str:
        """Where in the algorithm this is."""
        return f"Step {self.number + 1} of {len(self.lesson.steps)}"

    @property
    def alt(self) -> str:
        """The moment in words."""
        places = "; ".join(f"{x:.3g}, {y:.3g}" for x, y in self.step.centers)
        return f"{self.caption}. {self.title}. Centres at {places} ({' and '.join(self.axes)})."


@dataclass(frozen=True, slots=True, kw_only=True)
class FallData:
    """The spread after every step so far.

    Attributes
    ----------
    inertia : tuple of float
        After each assignment and move.
    n_steps : int
        Of the whole way.
    highest : float
        Inertia of the first assignment, where the whole way starts.
    """

    inertia: tuple[float, ...]
    n_steps: int
    highest: float

    @property
    def title(self) -> str:
        """The finding."""
        if len(self.inertia) < 2:
            return "Customers will come closer to their centre with every step"
        if not self.inertia[0] > 0:
            return "Every customer is at a centre: nothing is left to gain"
        less = 1 - self.inertia[-1] / self.inertia[0]
        return f"Differences within segments have fallen by {less:.0%}"

    @property
    def alt(self) -> str:
        """The fall in words."""
        return f"{self.title}: {', '.join(format_number(value) for value in self.inertia)}."


def step_data(lesson: Lesson, number: int, axes: tuple[str, str]) -> StepData:
    """Take one moment of a lesson.

    Parameters
    ----------
    lesson : Lesson
    number : int
        0-based.
    axes : tuple of str

    Returns
    -------
    StepData
    """
    return StepData(axes=axes, lesson=lesson, number=number)


def fall_data(lesson: Lesson, number: int) -> FallData:
    """Take the spread up to a moment.

    Parameters
    ----------
    lesson : Lesson
    number : int
        0-based.

    Returns
    -------
    FallData
    """
    inertia = [step.inertia for step in lesson.steps[1:]]
    return FallData(
        inertia=tuple(inertia[:number]), n_steps=len(inertia), highest=max(inertia, default=1.0)
    )


def step_chart(data: StepData, theme: Theme) -> go.Figure:
    """Draw the customers in their centres' colours, and each centre's way so far.

    Parameters
    ----------
    data : StepData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    step, points = data.step, data.lesson.points
    labels = np.full(len(points), -1) if step.labels is None else step.labels
    figure = new_figure(theme, text=data.title, caption=data.caption, showlegend=False)
    for cluster in range(-1, len(step.centers)):
        members = points[labels == cluster]
        if cluster < 0 and not len(members):
            continue
        color = theme.muted if cluster < 0 else segment_color(theme, cluster)
        symbol = "circle-open" if cluster < 0 else segment_symbol(cluster)
        figure.add_trace(
            go.Scatter(
                x=compact(members[:, 0]),
                y=compact(members[:, 1]),
                mode="markers",
                marker={"color": color, "symbol": symbol, "size": 7, "opacity": 0.6},
                hoverinfo="skip",
            )
        )
    for cluster in range(len(step.centers)):
        way = np.array([s.centers[cluster] for s in data.lesson.steps[: data.number + 1]])
        sizes = [0] * (len(way) - 1) + [18]
        figure.add_trace(
            go.Scatter(
                x=compact(way[:, 0]),
                y=compact(way[:, 1]),
                mode="lines+markers",
                line={"color": segment_color(theme, cluster), "width": 2},
                marker={
                    "size": sizes,
                    "symbol": "x",
                    "opacity": 1,
                    "color": segment_color(theme, cluster),
                    "line": {"color": theme.text, "width": 1.5},
                },
                hovertemplate=f"Centre {cluster + 1}: %{{x:.3~g}}, %{{y:.3~g}}<extra></extra>",
            )
        )
    figure.update_xaxes(title=escape(shorten(data.axes[0], 50)))
    figure.update_yaxes(title=escape(shorten(data.axes[1], 50)))
    return figure


def fall_chart(data: FallData, theme: Theme) -> go.Figure:
    """Draw the spread over the steps so far, with room for those to come.

    Parameters
    ----------
    data : FallData
    theme : Theme

    Returns
    -------
    plotly.graph_objects.Figure
    """
    steps = list(range(2, 2 + len(data.inertia)))
    line = go.Scatter(
        x=steps,
        y=list(data.inertia),
        mode="lines+markers",
        line={"color": theme.accent, "width": 2},
        hovertemplate="Step %{x}: %{y:,.4~g}<extra></extra>",
    )
    figure = new_figure(theme, [line], text=data.title, showlegend=False)
    figure.update_xaxes(title="Step", range=[1.5, max(3.5, data.n_steps + 1.5)])
    figure.update_yaxes(title="Differences within (inertia)", range=[0, 1.05 * data.highest or 1])
    return figure
