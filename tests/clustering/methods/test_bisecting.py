"""Bisecting K-means: nested partitions, the widest first."""

from itertools import pairwise

import numpy as np

from segmentation.clustering.methods.bisecting import bisecting_kmeans


def test_the_widest_cluster_is_split_first():
    """0 1 | 10 11 | 100 130: first the far pair leaves, then it is split, then the near ones."""
    points = np.array([[0.0], [1.0], [10.0], [11.0], [100.0], [130.0]])
    levels = bisecting_kmeans(points, 4)
    groups = [{tuple(np.flatnonzero(labels == c)) for c in np.unique(labels)} for labels in levels]
    assert groups[0] == {(0, 1, 2, 3, 4, 5)}
    assert groups[1] == {(0, 1, 2, 3), (4, 5)}
    assert groups[2] == {(0, 1, 2, 3), (4,), (5,)}
    assert groups[3] == {(0, 1), (2, 3), (4,), (5,)}


def test_each_partition_splits_one_cluster_of_that_before():
    """Segments nest at every step."""
    points = np.random.default_rng(0).normal(size=(80, 3))
    levels = bisecting_kmeans(points, 7)
    for k, (coarse, fine) in enumerate(pairwise(levels), start=1):
        assert len(np.unique(fine)) == k + 1
        assert len(set(zip(coarse.tolist(), fine.tolist(), strict=True))) == k + 1
