"""A chart as text: the figure, and what is shown around it."""

import json
from dataclasses import dataclass

import plotly.graph_objects as go
import pytest

from segmentation.charts.drawing import draw
from segmentation.charts.theme import DARK, LIGHT, new_figure


@dataclass
class Curve:
    """A chart's data without a caption."""

    title: str = "It rises"
    alt: str = "A line from 1 to 2"


@dataclass
class Captioned(Curve):
    """And with one."""

    caption: str = "5 of 10 shown"


def curve_chart(data, theme):
    """Draw a line in the theme's accent."""
    line = go.Scatter(x=[0, 1], y=[1, 2], line={"color": theme.accent})
    return new_figure(theme, [line], text=data.title)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_drawing_is_the_builder_s_figure_in_the_theme(theme):
    """As Plotly's JSON, with the uirevision that keeps the user's view."""
    drawing = draw(Curve(), curve_chart, theme)
    figure = json.loads(drawing.figure)
    assert figure["data"][0]["y"] == [1, 2]
    assert figure["data"][0]["line"]["color"] == theme.accent
    assert figure["layout"]["uirevision"] == "kept"
    assert (drawing.title, drawing.alt, drawing.caption) == ("It rises", "A line from 1 to 2", "")


def test_a_caption_comes_along_when_there_is_one():
    """The caption of the data is handed on as it stands."""
    assert draw(Captioned(), curve_chart, LIGHT).caption == "5 of 10 shown"
