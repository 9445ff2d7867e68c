"""Many sets into every k: next to full starts, each k for itself, odd sets."""

import numpy as np
import pytest

from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.methods.batched_range import batched_range
from segmentation.clustering.result import make_clustering


def sets(n_sets: int = 12, n: int = 120) -> np.ndarray:
    """Make even sets, on which many partitions are next to each other."""
    return np.random.default_rng(0).random((n_sets, n, 3)) - 0.5


def test_it_ends_next_to_eight_full_starts():
    """On the mean over sets within a percent, for every k."""
    found = batched_range(sets(), range(1, 9), random=np.random.default_rng(1))
    for k, fits in found.items():
        full = batched_kmeans(sets(), k, n_starts=8, random=np.random.default_rng(2))
        assert (fits.inertia / full.inertia).mean() <= 1.01
        for points, labels, inertia in zip(sets(), fits.labels, fits.inertia, strict=True):
            assert make_clustering(points, labels).inertia == pytest.approx(inertia, rel=1e-2)


def test_planted_groups_are_found():
    """Five clear groups in each of three sets."""
    random, of = np.random.default_rng(3), np.arange(100) % 5
    middles = 10 * np.array([[0, 0], [1, 0], [0, 1], [1, 1], [2, 3]])
    made = np.stack([middles[of] + random.normal(size=(100, 2)) for _ in range(3)])
    found = batched_range(made - made.mean(axis=1, keepdims=True), [5], random=random)[5]
    for labels in found.labels:
        assert len(set(zip(of, labels, strict=True))) == 5


def test_what_is_found_for_one_k_does_not_depend_on_the_others():
    """Asked alone, among others, in another order."""
    alone = batched_range(sets(), [4], random=np.random.default_rng(4))[4]
    among = batched_range(sets(), [6, 2, 4], random=np.random.default_rng(4))[4]
    assert (alone.labels == among.labels).all()


def test_sets_of_few_spots_end():
    """Fewer spots than clusters, or one alone: no error, no inertia."""
    spots = np.repeat(np.array([[[-1.0], [1.0]], [[0.0], [0.0]]]), 3, axis=1)
    found = batched_range(spots, [1, 2, 4], random=np.random.default_rng(5))
    assert found[1].inertia == pytest.approx([6.0, 0.0])
    assert found[2].inertia == pytest.approx([0.0, 0.0], abs=1e-5)
    assert found[4].inertia == pytest.approx([0.0, 0.0], abs=1e-5)
    assert batched_range(spots, [], random=np.random.default_rng(5)) == {}
