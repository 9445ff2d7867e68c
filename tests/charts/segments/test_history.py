"""Sizes over time, by hand."""

import numpy as np
import pytest

from segmentation.charts.segments.history import history_chart, history_data
from segmentation.charts.theme import DARK, LIGHT, segment_color

TIMES, NAMES = ("January", "February"), ("Core", "<i>Rest</i>")


def test_shares_stand_in_the_lasting_order():
    """Of the customers of each time."""
    data = history_data(TIMES, NAMES, (1, 0), np.array([[30, 10], [10, 10]]))
    assert data.names == ("<i>Rest</i>", "Core")
    assert data.shares.tolist() == [[0.25, 0.75], [0.5, 0.5]]
    assert "went from" in data.title
    assert "Core: January 75%, February 50%" in data.alt


def test_nothing_changed_is_said():
    """Shares that are the same at the first and the last time make a title of their own."""
    data = history_data(TIMES, NAMES, (0, 1), np.array([[3, 1], [6, 2]]))
    assert data.title == "The segments have kept their sizes"


def test_lines_have_the_segments_colours():
    """Each line has the colour of its segment, and markup in a segment's name stays text."""
    figure = history_chart(history_data(TIMES, NAMES, (0, 1), np.eye(2)), LIGHT)
    assert [line.line.color for line in figure.data] == [segment_color(LIGHT, s) for s in (0, 1)]
    assert figure.data[1].name == "&lt;i&gt;Rest&lt;/i&gt;"
    assert list(figure.layout.xaxis.ticktext) == list(TIMES)


@pytest.mark.parametrize("counts", [np.zeros((2, 2)), np.zeros((0, 2))])
def test_nobody_says_why(counts):
    """Instead of an empty frame."""
    data = history_data(TIMES[: len(counts)], NAMES, (0, 1), counts)
    assert data.title == "No customers to compare"
    assert "No customer has a segment" in history_chart(data, DARK).layout.annotations[0].text
