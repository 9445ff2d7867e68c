"""One look for every chart, whatever Plotly's default is."""

import json

import plotly.graph_objects as go
import plotly.io
import pytest

from segmentation.charts.theme import (
    DARK,
    FONT,
    LIGHT,
    base_layout,
    new_figure,
    nothing_to_show,
    template,
    title,
)

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)


@LOOKS
def test_a_figure_carries_our_own_template(look, monkeypatch):
    """Another default template changes nothing."""
    before = new_figure(look, text="x").to_json()
    monkeypatch.setattr(plotly.io.templates, "default", "ggplot2")
    after = new_figure(look, text="x").to_json()
    assert before == after
    layout = json.loads(after)["layout"]["template"]["layout"]
    assert layout["font"] == {"family": FONT, "size": 13, "color": look.text}
    assert layout["colorway"] == list(look.segments)
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "rgba(0, 0, 0, 0)"


def test_the_template_is_small_and_made_once():
    """It travels with every figure."""
    assert template(LIGHT) is template(LIGHT)
    assert len(new_figure(LIGHT).to_json()) < 4000


def test_no_font_is_fetched():
    """The font is the system's own."""
    assert FONT.startswith("system-ui")


def test_the_zoom_survives_unless_a_chart_says_otherwise():
    """A constant revision, which an override replaces."""
    assert base_layout(LIGHT)["uirevision"] == base_layout(DARK)["uirevision"]
    assert base_layout(LIGHT, uirevision="other")["uirevision"] == "other"
    assert base_layout(LIGHT, height=300)["height"] == 300


def test_a_title_is_left_aligned_wrapped_and_escaped():
    """The caption stands under it, smaller."""
    layout, _ = title(LIGHT, "Income <b> and spending hardly move together at all", "5 of 9 shown.")
    lines = layout["text"].split("<br>")
    assert lines[:2] == [
        "<b>Income &lt;b&gt; and spending hardly move</b>",
        "<b>together at all</b>",
    ]
    assert lines[2].endswith(">5 of 9 shown.</span>")
    assert LIGHT.muted in lines[2]
    assert (layout["x"], layout["xanchor"], layout["xref"]) == (0, "left", "container")


def test_the_margin_grows_with_the_title():
    """Each line takes its own height; without a title there is next to none."""
    margins = [title(LIGHT, text, note)[1] for text, note in (("", ""), ("a", ""), ("a", "b"))]
    assert margins == [14, 14 * 2 + 19, 14 * 2 + 19 + 16]
    assert title(LIGHT, "a " * 30)[1] == 14 * 2 + 19 * 2


def test_a_margin_of_ones_own_keeps_the_top():
    """Only the side that is named changes."""
    figure = new_figure(LIGHT, text="a", margin={"b": 40})
    assert (figure.layout.margin.t, figure.layout.margin.b) == (47, 40)


def test_traces_are_drawn_in_their_order():
    """A new figure draws traces in the order in which they were handed over."""
    figure = new_figure(LIGHT, [go.Scatter(name="one"), go.Scatter(name="two")])
    assert [trace.name for trace in figure.data] == ["one", "two"]


@LOOKS
def test_an_empty_figure_says_why(look):
    """The reason stands escaped and muted in the middle of a figure without axes or traces."""
    figure = nothing_to_show(look, "There is no “<i>” in the table.")
    assert figure.layout.annotations[0].text == "There is no “&lt;i&gt;” in the table."
    assert figure.layout.annotations[0].font.color == look.muted
    assert not figure.layout.xaxis.visible
    assert not figure.layout.yaxis.visible
    assert not figure.data
