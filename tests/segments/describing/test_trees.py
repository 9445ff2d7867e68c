"""The decision tree: the known fidelities, counts that add up, a path for everybody."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.segments.describing.trees import grow_trees

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


@pytest.fixture(scope="module")
def classic():
    """Grow the trees of the classic segmentation."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    result = sg.segment(sg.load_sample("mall_customers"), spec)
    return result, grow_trees(result.rows.frame, result.space, result.labels)


def test_the_known_fidelities(classic):
    """At depth 2 to 5; deeper is not needed."""
    _, trees = classic
    assert [round(tree.fidelity, 3) for tree in trees[1:]] == [0.865, 0.98, 0.995, 1.0]
    assert [tree.depth for tree in trees] == [1, 2, 3, 4, 5]


def test_counts_add_up(classic):
    """Every node is its children, and the first is everybody."""
    _, trees = classic
    for tree in trees:
        assert tree.nodes[0].n_customers == 200
        for at, node in enumerate(tree.nodes):
            below = [child.n_customers for child in tree.nodes if child.parent == at]
            assert node.is_leaf == (not below)
            assert node.is_leaf or sum(below) == node.n_customers
            assert node.n_right <= node.n_customers


def test_words_are_what_the_data_do(classic):
    """The first question of the first tree, counted in the frame."""
    result, trees = classic
    _, low, high = trees[0].nodes
    column, bound = low.words.split(" ≤ ")
    values = result.rows.frame[next(c for c in (INCOME, SCORE) if c.startswith(column))]
    assert (values <= float(bound.split()[0])).sum() == low.n_customers
    assert high.words == low.words.replace("≤", ">")


def test_a_category_asks_for_its_level():
    """And the answers are is and is not."""
    frame = pd.DataFrame({"plan": ["a", "b"] * 10, "x": np.arange(20.0) % 3})
    spec = sg.SegmentationSpec(features=("plan",), n_clusters=2)
    result = sg.segment(sg.read_table(frame, "made"), spec)
    (tree,) = grow_trees(result.rows.frame, result.space, result.labels)
    assert {node.words for node in tree.nodes[1:]} in (
        {"plan is not a", "plan is a"},
        {"plan is not b", "plan is b"},
    )
    assert tree.fidelity == 1


def test_a_large_table_is_grown_on_a_sample_and_counted_in_full(monkeypatch, classic):
    """The counts are still of all customers."""
    result, _ = classic
    monkeypatch.setattr("segmentation.segments.describing.trees.TREE_ROWS", 60)
    trees = grow_trees(result.rows.frame, result.space, result.labels)
    assert trees[-1].nodes[0].n_customers == 200
    assert trees[2].fidelity > 0.85
