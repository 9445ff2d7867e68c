"""The dendrogram, by hand."""

import numpy as np
import pytest

from segmentation.charts.evidence.dendrogram import dendrogram_chart, dendrogram_data
from segmentation.charts.theme import LIGHT
from segmentation.clustering.methods.ward import top_of_tree, ward_tree

TREE = top_of_tree(ward_tree(np.array([[0.0], [1.0], [10.0], [11.0], [100.0]])), 5)


@pytest.mark.parametrize("k", [2, 3])
def test_the_cut_leaves_as_many_groups_as_asked(k):
    """As many mergers lie above it as groups less one."""
    assert (TREE.heights > dendrogram_data(TREE, k).cut).sum() == k - 1


def test_the_longest_step_is_told():
    """Two pairs and a far one: above two groups."""
    data = dendrogram_data(TREE, 2)
    assert data.title == "The longest step is above 2 groups"
    assert dendrogram_data(TREE, 1).cut > TREE.heights.max()


def test_the_chart_joins_every_merger():
    """Four lines of four corners and a gap each, and a cut."""
    figure = dendrogram_chart(dendrogram_data(TREE, 2), LIGHT)
    assert len(figure.data[0].x) == 4 * 5
    assert len(figure.layout.shapes) == 1
    alone = top_of_tree(ward_tree(np.array([[0.0], [1.0]])), 1)
    assert dendrogram_chart(dendrogram_data(alone, 1), LIGHT).layout.annotations
