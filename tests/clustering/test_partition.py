"""Canonical order, centres and clearness."""

import numpy as np
import pytest

from segmentation.clustering.partition import make_clustering


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
    found = make_clustering(points, np.array([0, 0, 1, 1]))
    assert found.confidence == pytest.approx([1 - 1 / 11, 1 - 1 / 9, 1, 1])
