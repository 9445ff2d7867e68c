"""A chart as it goes to the screen: text that can be kept and served to any session."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import plotly.graph_objects as go

from segmentation.charts.theme import Theme, one_line


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
        To be shown as text around it, on one line each.
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
        title=one_line(data.title),
        caption=one_line(getattr(data, "caption", "")),
        alt=one_line(data.alt),
    )


def compact(values: np.ndarray) -> np.ndarray:
    """Return numbers as float32, which halves what the browser loads but ends at 3.4e38.

    Parameters
    ----------
    values : ndarray
        Finite.

    Returns
    -------
    ndarray
        As they are when one of them lies beyond that.
    """
    fits = np.abs(values).max(initial=0.0) < np.finfo(np.float32).max
    return values.astype(np.float32) if fits else values
