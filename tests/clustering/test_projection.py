"""Principal components: by hand, signs, and equivalence with the singular value decomposition."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.clustering.projection import (
    axis_options,
    flat_axes,
    principal_components,
    separating_axes,
    share_between,
)


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


def test_the_share_between_segments_by_hand():
    """Of 0, 2, 10, 12 in pairs 100 of 104; what is not finite is left out; a constant has none."""
    labels = np.array([0, 0, 1, 1])
    assert share_between(np.array([0.0, 2.0, 10.0, 12.0]), labels) == pytest.approx(100 / 104)
    gaps = np.array([0.0, 2.0, 10.0, 12.0, np.nan, np.inf])
    assert share_between(gaps, np.array([0, 0, 1, 1, 0, 1])) == pytest.approx(100 / 104)
    assert share_between(np.full(4, 7.0), labels) == 0
    assert share_between(np.array([]), np.array([], dtype=int)) == 0
    assert share_between(np.array([0.0, 0.0, 1.7e308, 1.7e308]), labels) == pytest.approx(1)


def test_axes_are_ordered_by_what_separates_best():
    """Chosen columns by their share, then the others as they were; equal ones keep their order."""
    random = np.random.default_rng(3)
    labels = np.repeat([0, 1, 2], 20)
    frame = pd.DataFrame(
        {
            "noise": random.normal(size=60),
            "apart": labels * 10.0 + random.normal(size=60),
            "same": labels * 10.0,
            "too": labels * 20.0,
            "other": labels * 100.0,
        }
    )
    spec = sg.SegmentationSpec(features=("noise", "apart", "same", "too"), n_clusters=3)
    rows = sg.segment(sg.read_table(frame, "made"), spec).rows
    found = separating_axes(rows, spec.features, labels)
    assert found[:4] == ("same", "too", "apart", "noise")
    assert found[4:] == axis_options(rows, spec.features)[4:]
    assert flat_axes(rows, spec.features, found) == ("same", "too")
    assert flat_axes(rows, spec.features, found[2:]) == ("noise", "apart")
    assert flat_axes(rows, spec.features, found[1:], n_axes=1) == ("too",)
