"""The tree as boxes and its fidelity as a curve."""

import pytest

import segmentation as sg
from segmentation.charts.segments.trees import FidelityData, TreeData, fidelity_chart, tree_chart
from segmentation.charts.theme import LIGHT, segment_color
from segmentation.segments.describing.trees import grow_trees


@pytest.fixture(scope="module")
def classic():
    """Grow the trees of the classic segmentation."""
    features = ("Annual Income (k$)", "Spending Score (1-100)")
    spec = sg.SegmentationSpec(features=features, n_clusters=5)
    result = sg.segment(sg.load_sample("mall_customers"), spec)
    trees = grow_trees(result.rows.frame, result.space, result.labels)
    return [TreeData(tree=tree, names=result.names, slots=result.slots) for tree in trees]


def test_answers_are_a_table(classic):
    """A row per leaf, everybody in one of them."""
    data = classic[1]
    assert data.title == "With 2 questions, 86% of customers are placed correctly"
    assert data.table["Customers"].sum() == 200
    assert data.table["Placed correctly"].sum() == 173
    assert data.table["If"].str.contains(" and ").all()
    assert "right" in data.alt


def test_leaves_have_their_segments_colours(classic):
    """And questions none; children make up their parent."""
    data = classic[2]
    (boxes,) = tree_chart(data, LIGHT).data
    for at, node in enumerate(data.tree.nodes):
        expected = segment_color(LIGHT, data.slots[node.segment]) if node.is_leaf else LIGHT.neutral
        assert boxes.marker.colors[at] == expected
    assert boxes.values[0] == 200
    assert boxes.parents[0] == ""


def test_what_a_further_question_gains():
    """In points; the last is only told."""
    assert FidelityData(fidelity=(0.5, 0.75, 1.0), depth=1).title == (
        "One more question would gain 25 points"
    )
    last = FidelityData(fidelity=(0.5, 0.75, 1.0), depth=3)
    assert last.title == "100% placed correctly"
    assert "2 75%" in last.alt
    assert last.table["Placed correctly, %"].tolist() == [50, 75, 100]
    assert list(fidelity_chart(last, LIGHT).data[0].y) == [50, 75, 100]
