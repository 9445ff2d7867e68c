"""The silhouette plot, by hand."""

import numpy as np
import pytest

from segmentation.charts.evidence.silhouettes import silhouette_plot, silhouette_plot_data
from segmentation.charts.theme import LIGHT

VALUES = np.array([0.9, -0.1, 0.5, 0.7])
LABELS = np.array([0, 0, 1, 1])


def data(values=VALUES, labels=LABELS, n=4):
    """Make two segments, the second in the first place."""
    return silhouette_plot_data(values, labels, (1, 0), ("A", "B"), n)


def test_segments_stand_by_place_and_customers_by_value():
    """B holds place 0; each from the best to the worst."""
    found = data()
    assert found.names == ("B", "A")
    assert [values.tolist() for values in found.values] == [[0.7, 0.5], [0.9, -0.1]]
    assert found.mean == pytest.approx(0.5)
    assert found.misplaced == 0.25
    assert found.title == "25.0% of customers are nearer to another segment than to their own"
    assert "B: 0.60; A: 0.40" in found.alt


def test_a_sample_says_so_and_a_clean_result_too():
    """How many of how many; nobody misplaced."""
    assert "4 of 900 customers" in data(n=900).caption
    assert data(np.abs(VALUES)).title.startswith("Every customer is nearer")


def test_the_chart_has_an_outline_per_segment():
    """Closed at zero, thinned when there are many."""
    figure = silhouette_plot(data(), LIGHT)
    assert len(figure.data) == 2
    assert figure.data[0].x[0] == figure.data[0].x[-1] == 0
    many = np.linspace(-1, 1, 9_000)
    thin = silhouette_plot(
        silhouette_plot_data(many, np.zeros(9_000, int), (0,), ("A",), 9_000), LIGHT
    )
    assert len(thin.data[0].x) < 1_100
    empty = silhouette_plot_data(np.array([]), np.array([], int), (), (), 0)
    assert silhouette_plot(empty, LIGHT).layout.annotations
