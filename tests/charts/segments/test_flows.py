"""Flows between divisions, by hand."""

import pandas as pd
import pytest

from segmentation.charts.segments.flows import LOST, NEW, flows_chart, flows_data
from segmentation.charts.theme import DARK, LIGHT, segment_color
from segmentation.segments.matching_segments import compare_labels

FOUND = compare_labels(
    pd.Series({"ann": 0, "bob": 0, "cid": 1, "dee": 1}),
    pd.Series({"ann": 0, "bob": 1, "cid": 1, "eve": 0}),
    2,
    2,
)
BEFORE, AFTER = (("Old <b>one</b>", "Old two"), (1, 0)), (("New one", "New two"), (1, 0))


def test_counts_stand_in_the_lasting_order():
    """By slot; lost and new customers stand last."""
    data = flows_data(FOUND, BEFORE, AFTER)
    assert data.before == ("Old two", "Old <b>one</b>", NEW)
    assert data.after == ("New two", "New one", LOST)
    assert data.counts.tolist() == [[1, 0, 1], [1, 1, 0], [0, 1, 0]]
    assert data.title == "1 of 3 customers (33%) moved"
    assert "1 from Old <b>one</b> to New two" in data.alt


def test_bands_have_the_colour_they_come_from():
    """And names are escaped; what is empty is left out."""
    figure = flows_chart(flows_data(FOUND, BEFORE, AFTER), LIGHT)
    (sankey,) = figure.data
    assert sankey.node.label[1] == "Old &lt;b&gt;one&lt;/b&gt; 2"
    assert list(sankey.link.value) == [1, 1, 1, 1, 1]
    assert sankey.node.color[0] == segment_color(LIGHT, 0)
    assert len(sankey.node.label) == 6
    same = compare_labels(pd.Series([0]), pd.Series([0]), 1, 1)
    figure = flows_chart(flows_data(same, (("A",), (0,)), (("B",), (0,))), DARK)
    assert list(figure.data[0].node.label) == ["A 1", "B 1"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda look: look.name)
def test_nobody_says_why(theme):
    """Instead of an empty frame."""
    empty = compare_labels(pd.Series([], dtype=int), pd.Series([], dtype=int), 1, 1)
    data = flows_data(empty, (("A",), (0,)), (("B",), (0,)))
    assert data.title == "No customer is in both"
    assert "No customer is in either" in flows_chart(data, theme).layout.annotations[0].text


def test_names_that_begin_alike_stay_distinct():
    """Two names of one beginning are not two labels of the same text."""
    twins = ("Big spenders of the north, larger orders", "Big spenders of the north, smaller ones")
    figure = flows_chart(flows_data(FOUND, (twins, (0, 1)), AFTER), LIGHT)
    labels = [label.rpartition(" ")[0] for label in figure.data[0].node.label[:2]]
    assert labels[0] != labels[1]
    assert "larger" in labels[0]
    assert "smaller" in labels[1]
