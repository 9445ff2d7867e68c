"""Charts of a shared result are those of the pages, from its own figures."""

import numpy as np

from segmentation.charts.segments.shares import shares_chart
from segmentation.charts.segments.side_by_side import heat_chart, snake_chart
from segmentation.charts.theme import LIGHT
from segmentation.exports.snapshots.drawing import figures_data, shares_data


def test_figures_become_the_heat_map_and_the_lines(snapshot):
    """Names and colours are the cards'."""
    data = figures_data(snapshot.figures, snapshot.cards)
    assert (data.names, data.slots) == (("Loyal", "New"), (3, 0))
    assert data.z.tolist() == [[0.5], [-0.4]]
    assert np.isnan(data.index[1, 0])
    assert heat_chart(data, LIGHT).data
    assert len(snake_chart(data, LIGHT).data) == 2
    assert "Loyal: spend 40 € (+0.5)" in data.alt


def test_what_is_not_told_is_grey_and_has_no_figure(snapshot):
    """A dash in words, no bar in the chart."""
    data = shares_data(snapshot.shares[0], snapshot.cards)
    assert data.names == ("Loyal", "New", "All customers")
    assert "New: gold –, not told 100%" in data.alt
    figure = shares_chart(data, LIGHT)
    assert figure.data[1].marker.color == LIGHT.reference
    assert figure.data[0].marker.color != LIGHT.reference
    assert np.isnan(figure.data[0].x[1])
    assert figure.to_json()
