"""Bisecting K-means: nested partitions, the widest first."""

from itertools import pairwise

import numpy as np

from segmentation.clustering.methods.bisecting import bisected_resamples, bisecting_kmeans
from segmentation.clustering.methods.lloyd import nearest_center


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


def resampled(points, weights, k):
    """Bisect resamples side by side."""
    return bisected_resamples(
        points, np.asarray(weights, float), k, n_starts=12, random=np.random.default_rng(0)
    )


def test_resamples_side_by_side_are_those_one_by_one():
    """On groups of unequal width and size, where the widest is another at every step."""
    random = np.random.default_rng(1)
    centers = np.repeat([[0, 0], [40, 0], [0, 90], [55, 8]], [30, 20, 25, 9], axis=0)
    points = centers + random.normal(size=centers.shape) * np.array([1.0, 3.0])
    points -= points.mean(axis=0)
    drawn = random.integers(len(points), size=(20, len(points)))
    weights = [np.bincount(sample, minlength=len(points)) for sample in drawn]
    for k in (1, 2, 3, 4):
        for sample, found in zip(drawn, resampled(points, weights, k), strict=True):
            alone = bisecting_kmeans(points[sample], k)[-1]
            means = np.array([points[sample][alone == part].mean(axis=0) for part in range(k)])
            expected = nearest_center(points, means)
            pairs = set(zip(expected.tolist(), found.tolist(), strict=True))
            assert len(pairs) == len(set(expected.tolist())) == k


def test_who_was_not_drawn_moves_no_centre():
    """0 and 4 were drawn, 10 was not: it goes with 4, and no split is made for it."""
    points = np.array([[0.0], [4.0], [10.0]])
    (found,) = resampled(points, [[1, 2, 0]], 2)
    assert found[1] == found[2] != found[0]


def test_a_resample_with_too_few_points_has_fewer_groups():
    """One point drawn three times is one group, whatever is asked, and nobody is without."""
    (found,) = resampled(np.array([[0.0], [4.0], [10.0]]), [[0, 3, 0]], 3)
    assert len(set(found)) == 1
