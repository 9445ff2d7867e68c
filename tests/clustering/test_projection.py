"""Principal components: by hand, signs, and equivalence with the singular value decomposition."""

import numpy as np
import pytest

from segmentation.clustering.projection import principal_components


def test_points_on_a_line_have_one_component_by_hand():
    """On the diagonal the first component explains everything and points up."""
    points = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]])
    found = principal_components(points)
    assert found.explained == pytest.approx([1, 0], abs=1e-12)
    assert found.axes[0] == pytest.approx([np.sqrt(0.5)] * 2)
    assert found.coordinates[:, 0] == pytest.approx([-np.sqrt(2), 0, np.sqrt(2)])


def test_distances_survive_when_all_components_are_kept():
    """A rotation changes no distance, and shares add up to one."""
    points = np.random.default_rng(0).normal(size=(30, 3))
    found = principal_components(points)
    before = np.linalg.norm(points[0] - points[1])
    assert np.linalg.norm(found.coordinates[0] - found.coordinates[1]) == pytest.approx(before)
    assert found.explained.sum() == pytest.approx(1)


def test_shares_equal_those_of_the_singular_values():
    """Equivalence with the decomposition of the centred points."""
    points = np.random.default_rng(1).normal(size=(40, 5)) * [1, 2, 3, 4, 5]
    singular = np.linalg.svd(points - points.mean(axis=0), compute_uv=False) ** 2
    found = principal_components(points, 3)
    assert found.explained == pytest.approx((singular / singular.sum())[:3])


def test_signs_do_not_flip_with_the_data():
    """The strongest entry of every axis is positive, also for mirrored points."""
    points = np.random.default_rng(2).normal(size=(40, 4))
    for version in (points, -points):
        axes = principal_components(version).axes
        assert (axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] > 0).all()
