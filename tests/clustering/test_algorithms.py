"""The registry: one interface, canonical order, limits."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.clustering import algorithms
from segmentation.clustering.algorithms import FINDERS, fit_clusterings
from segmentation.clustering.result import nearness
from segmentation.errors import LimitError


def blobs(seed: int = 0) -> np.ndarray:
    """Make four groups of unequal size."""
    random = np.random.default_rng(seed)
    centers = np.repeat([[0, 0], [8, 0], [0, 8], [8, 8]], [40, 30, 20, 10], axis=0)
    return centers + random.normal(scale=0.6, size=centers.shape)


@pytest.mark.parametrize("algorithm", FINDERS)
def test_every_algorithm_finds_separated_groups_in_order_of_size(algorithm):
    """Four far groups come out whole, the largest as segment 0."""
    found = fit_clusterings(blobs(), [4], algorithm=algorithm)[4]
    assert found.sizes.tolist() == [40, 30, 20, 10]
    assert found.labels.tolist() == np.repeat([0, 1, 2, 3], [40, 30, 20, 10]).tolist()


@pytest.mark.parametrize("algorithm", FINDERS)
def test_inertia_distances_and_centres_belong_together(algorithm):
    """For every algorithm the inertia is the sum of squared distances to the members' means."""
    points = blobs(1)
    found = fit_clusterings(points, [3], algorithm=algorithm)[3]
    means = np.array([points[found.labels == c].mean(axis=0) for c in range(3)])
    assert found.centers == pytest.approx(means)
    distances = np.linalg.norm(points - means[found.labels], axis=1)
    assert nearness(points, found).distances == pytest.approx(distances)
    assert found.spreads[0] == pytest.approx(distances[found.labels == 0].mean())
    assert found.inertia == pytest.approx((distances**2).sum())


@pytest.mark.parametrize("algorithm", FINDERS)
def test_one_cluster_is_possible_for_every_algorithm(algorithm):
    """k = 1 gives one cluster of all points."""
    assert fit_clusterings(blobs(), [1], algorithm=algorithm)[1].sizes.tolist() == [100]


def test_what_rows_say_beside_the_fit():
    """One has a tree to draw, one is the best of many starts, the others are resampled at once."""
    assert [name for name, each in FINDERS.items() if each.has_hierarchy] == ["ward"]
    assert [name for name, each in FINDERS.items() if each.uses_restarts] == ["kmeans"]
    assert [name for name, each in FINDERS.items() if each.refit_all] == [
        "kmeans",
        "bisecting_kmeans",
        "gaussian_mixture",
    ]
    assert FINDERS["ward"].tree(blobs()).shape == (99, 4)


@pytest.mark.parametrize("name", ["kmeans", "bisecting_kmeans", "gaussian_mixture"])
def test_resamples_at_once_are_labelled_as_one_by_one(name):
    """Far groups are found in each resample, whoever was drawn."""
    points, random = blobs(), np.random.default_rng(0)
    drawn = random.integers(len(points), size=(5, len(points)))
    labels = FINDERS[name].refit_all(points, drawn, 4, random)
    assert [found.shape for found in labels] == [(100,)] * 5
    for sample, found in zip(drawn, labels, strict=True):
        one = fit_clusterings(points[sample], [4], algorithm=name)[4].assign(points)
        assert len(set(zip(found.tolist(), one.tolist(), strict=True))) == 4


def test_results_are_read_only():
    """Shared between sessions, a result cannot be written to."""
    found = fit_clusterings(blobs(), [2])[2]
    with pytest.raises(ValueError, match="read-only"):
        found.labels[0] = 1


def test_wards_segments_are_unions_of_those_of_a_larger_k():
    """Each of six segments lies within one of three, because a hierarchy is nested."""
    points = np.random.default_rng(2).normal(size=(60, 2))
    found = fit_clusterings(points, [3, 6], algorithm="ward")
    pairs = set(zip(found[6].labels.tolist(), found[3].labels.tolist(), strict=True))
    assert len(pairs) == 6


def test_too_many_customers_are_refused_with_a_way_out(monkeypatch):
    """Past its limit an algorithm says how many it takes, how many there are, and what to do."""
    small = {name: replace(a, max_rows=a.max_rows and 50) for name, a in FINDERS.items()}
    monkeypatch.setattr(algorithms, "FINDERS", small)
    message = r"Ward hierarchical takes at most 50 customers; there are 100\. Choose K-means"
    with pytest.raises(LimitError, match=message):
        fit_clusterings(blobs(), [2], algorithm="ward")


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(40)), st.integers(2, 5))
def test_the_order_of_the_rows_does_not_matter(order, k):
    """Shuffled customers get the same segments."""
    points = np.random.default_rng(5).normal(size=(40, 2))
    order = np.array(order)
    plain = fit_clusterings(points, [k])[k]
    shuffled = fit_clusterings(points[order], [k])[k]
    assert (shuffled.labels == plain.labels[order]).all()
