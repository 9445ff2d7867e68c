"""Ward's hierarchy: the top of the tree by hand, and the known partition."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import segmentation as sg
from segmentation.clustering.methods.ward import cut, resampled_trees, top_of_tree, ward_tree

POINTS = np.array([[0.0], [1.0], [10.0], [11.0], [100.0]])


def test_the_top_of_a_tree_by_hand():
    """Three groups of 2, 2 and 1: the pairs join first, then the lone one joins them."""
    top = top_of_tree(ward_tree(POINTS), 3)
    assert sorted(top.sizes.tolist()) == [1, 2, 2]
    pairs = {int(i) for i in np.flatnonzero(top.sizes == 2)}
    assert set(top.merges[0].tolist()) == pairs
    assert set(top.merges[1].tolist()) == {3, int(np.flatnonzero(top.sizes == 1)[0])}
    assert top.heights[0] == pytest.approx(10 * np.sqrt(2 * 2 * 2 / 4))
    assert top.heights[1] > top.heights[0]


def test_no_branches_cross():
    """Every merger joins neighbours from left to right."""
    points = np.random.default_rng(0).normal(size=(40, 2))
    top = top_of_tree(ward_tree(points), 12)
    spans = {leaf: (leaf, leaf) for leaf in range(12)}
    for i, (left, right) in enumerate(top.merges):
        assert spans[int(left)][1] + 1 == spans[int(right)][0]
        spans[12 + i] = (spans[int(left)][0], spans[int(right)][1])
    assert top.sizes.sum() == 40


def test_more_leaves_than_customers_and_a_single_leaf():
    """Each customer is a leaf; one leaf has no merger."""
    assert top_of_tree(ward_tree(POINTS), 99).sizes.tolist() == [1] * 5
    alone = top_of_tree(ward_tree(POINTS), 1)
    assert alone.sizes.tolist() == [5]
    assert len(alone.heights) == len(alone.merges) == 0


def test_the_built_in_table_as_known():
    """Income and score as they are, at five: silhouette .5530, sizes 85, 39, 32, 23 and 21."""
    spec = sg.SegmentationSpec(
        features=("Annual Income (k$)", "Spending Score (1-100)"),
        algorithm="ward",
        scaling="none",
        n_clusters=5,
    )
    result = sg.segment(sg.load_sample("mall_customers"), spec)
    assert result.metrics.silhouette == pytest.approx(0.5530, abs=1e-4)
    assert [profile.size for profile in result.profiles] == [85, 39, 32, 23, 21]


def test_a_cut_gives_as_many_groups_as_asked():
    """A tree that is cut for two and for three groups gives two and three."""
    labels = cut(ward_tree(POINTS), [2, 3])
    assert [len(np.unique(row)) for row in labels] == [2, 3]


@given(
    arrays(np.int8, st.tuples(st.integers(2, 60), st.integers(1, 3)), elements=st.integers(0, 4))
)
def test_answers_on_a_scale_are_cut_into_as_many_groups_as_asked(points):
    """Where many mergers are equally high too; each group of fewer is made of groups of more."""
    ks = list(range(1, min(len(points), 15) + 1))
    labels = cut(ward_tree(points.astype(float)), ks)
    assert [len(np.unique(row)) for row in labels] == ks
    for fewer, more in pairwise(labels):
        assert len(np.unique(np.c_[fewer, more], axis=0)) == more.max() + 1


def test_a_cut_numbers_the_groups_as_their_first_points_come():
    """By hand."""
    points = np.array([[100.0], [0.0], [10.0], [1.0], [11.0]])
    assert cut(ward_tree(points), [1, 3, 5]).tolist() == [
        [0, 0, 0, 0, 0],
        [0, 1, 2, 1, 2],
        [0, 1, 2, 3, 4],
    ]


def test_a_resample_with_few_different_customers_says_nothing_of_many_groups():
    """Two spots are two groups in every resample that holds both, and never three."""
    points = np.repeat([[0.0], [5.0]], 4, axis=0)
    found = resampled_trees(points, np.arange(8), [2, 3], n_resamples=20, random_state=0)
    assert found.labels[3] == []
    for labels in found.labels[2]:
        assert len(set(labels[:4])) == len(set(labels[4:])) == 1 != len(set(labels))
