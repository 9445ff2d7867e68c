"""A chart as it goes to the screen: text that can be kept and served to any session."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import plotly.graph_objects as go

from segmentation.charts.theme import Theme


class ChartData(Protocol):
    """What every chart's data value has.

    Attributes
    ----------
    title : str
        The finding.
    alt : str
        The same for those who do not see the chart, with its numbers.
    """

    title: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A finished chart.

    Attributes
    ----------
    figure : str
        Plotly's JSON.
    title, caption, alt : str
        To be shown as text around it.
    """

    figure: str = field(repr=False)
    title: str
    caption: str
    alt: str


def draw(data: ChartData, chart: Callable[[ChartData, Theme], go.Figure], theme: Theme) -> Drawing:
    """Draw a chart and keep it as text.

    Parameters
    ----------
    data : ChartData
    chart : callable
        The builder that belongs to `data`.
    theme : Theme

    Returns
    -------
    Drawing
    """
    return Drawing(
        figure=chart(data, theme).to_json(),
        title=data.title,
        caption=getattr(data, "caption", ""),
        alt=data.alt,
    )
