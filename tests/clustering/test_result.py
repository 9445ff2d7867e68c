"""Canonical order, centres and clearness."""

import numpy as np
import pytest

from segmentation.clustering.result import (
    adjusted_rand,
    make_clustering,
    nearness,
    overlap,
)


def test_ties_in_size_are_broken_by_the_centre():
    """Of two equal clusters the one with the smaller first coordinate is 0."""
    points = np.array([[5.0, 0.0], [5.0, 1.0], [1.0, 9.0], [1.0, 8.0]])
    found = make_clustering(points, np.array([7, 7, 3, 3]))
    assert found.labels.tolist() == [1, 1, 0, 0]
    assert found.centers[0].tolist() == [1.0, 8.5]


def test_equal_first_coordinates_are_ordered_by_the_second():
    """The tie goes on to the next axis."""
    points = np.array([[1.0, 9.0], [1.0, 2.0]])
    assert make_clustering(points, np.array([0, 1])).labels.tolist() == [1, 0]


def test_clearness_by_hand():
    """At distance 1 of the own and 9 of the next centre, confidence is 1 - 1/9."""
    points = np.array([[-1.0], [1.0], [10.0], [10.0]])
    found = nearness(points, make_clustering(points, np.array([0, 0, 1, 1])))
    assert found.distances.tolist() == [1, 1, 0, 0]
    assert found.confidence == pytest.approx([1 - 1 / 11, 1 - 1 / 9, 1, 1])


def test_figures_do_not_depend_on_the_blocks(monkeypatch):
    """Inertia and spreads add up over blocks of rows."""
    points = np.random.default_rng(0).normal(size=(50, 3))
    labels = np.arange(50) % 4
    whole = make_clustering(points, labels)
    monkeypatch.setattr("segmentation.clustering.result.BLOCK_ROWS", 7)
    blocked = make_clustering(points, labels)
    assert blocked.inertia == pytest.approx(whole.inertia)
    assert blocked.spreads == pytest.approx(whole.spreads)


@pytest.mark.parametrize("kind", [np.int64, np.uint8])
def test_labels_with_gaps_are_closed(kind):
    """Labels 2 and 5 become 0 and 1, whatever their type."""
    found = make_clustering(np.array([[0.0], [1.0], [9.0]]), np.array([2, 2, 5], kind))
    assert found.labels.tolist() == [0, 0, 1]


def test_overlap_counts_by_hand():
    """Each cell counts the points two clusters share."""
    counts = overlap(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 1, 2]))
    assert counts.tolist() == [[1, 1, 0], [0, 2, 1]]


@pytest.mark.parametrize("seed", range(5))
def test_agreement_equals_scikit_learns(seed):
    """The adjusted Rand index of random labelings."""
    from sklearn.metrics import adjusted_rand_score

    random = np.random.default_rng(seed)
    first, second = random.integers(3, size=60), random.integers(4, size=60)
    expected = adjusted_rand_score(first, second)
    assert adjusted_rand(overlap(first, second)) == pytest.approx(expected)


def test_the_same_partition_agrees_wholly():
    """Also when there is one cluster only, and when labels are named otherwise."""
    labels = np.array([0, 0, 1, 2])
    assert adjusted_rand(overlap(labels, 2 - labels)) == 1
    assert adjusted_rand(overlap(labels * 0, labels * 0)) == 1


@pytest.mark.parametrize("n_axes", [1, 3, 7, 8, 12])
def test_distances_are_numpys_to_the_last_digit(n_axes):
    """However many axes are added up, and over more rows than a block."""
    points = np.random.default_rng(n_axes).normal(size=(9_000, n_axes)) * 3
    found = make_clustering(points, np.arange(9_000) % 4)
    squares = ((points - found.centers[found.labels]) ** 2).sum(axis=1)
    assert found.inertia == float(squares.sum())
    assert (nearness(points, found).distances == np.sqrt(squares)).all()
