"""Distances between segments, and a picture whose losses are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.manifold import MDS

from segmentation.segments.facts.distances import segment_distances, stress_of


def naive_stress(places, centers):
    """Return the stress pair by pair."""
    above = below = 0.0
    for i in range(len(centers)):
        for j in range(i):
            true = np.linalg.norm(centers[i] - centers[j])
            above += (np.linalg.norm(places[i] - places[j]) - true) ** 2
            below += true**2
    return np.sqrt(above / below)


def test_a_flat_picture_is_true():
    """Middles that lie in a plane of five axes keep every distance."""
    draw = np.random.default_rng(0)
    flat = draw.normal(size=(7, 2)) @ draw.normal(size=(2, 5)) + 100
    found = segment_distances(flat)
    assert found.stress == pytest.approx(0, abs=1e-6)
    apart = np.linalg.norm(found.places[:, None] - found.places, axis=2)
    np.testing.assert_allclose(apart, found.distances, atol=1e-5)
    np.testing.assert_allclose(found.distances[2, 5], np.linalg.norm(flat[2] - flat[5]))


def test_a_simplex_cannot_be_drawn():
    """Four middles that are all as far apart are a square at best.

    Of sides a: the least of 4 (1 − a)² + 2 (1 − a√2)², which is at a = (4 + 2√2) / 8.
    """
    found = segment_distances(np.eye(4))
    assert found.stress == pytest.approx(naive_stress(found.places, np.eye(4)))
    side = (4 + 2 * np.sqrt(2)) / 8
    square = np.sqrt((4 * (1 - side) ** 2 + 2 * (1 - side * np.sqrt(2)) ** 2) / 6)
    assert found.stress == pytest.approx(square, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_about_as_good_as_a_search_from_many_starts(seed):
    """Beside scikit-learn's metric scaling with 20 random starts."""
    centers = np.random.default_rng(seed).normal(size=(8, 6))
    found = segment_distances(centers)
    search = MDS(
        2, n_init=20, init="random", metric="precomputed", random_state=0, max_iter=600, eps=1e-9
    ).fit_transform(found.distances)
    assert found.stress <= 1.05 * stress_of(search, found.distances)
    centered = centers - centers.mean(axis=0)
    first = centered @ np.linalg.svd(centered)[2][:2].T
    assert found.stress <= stress_of(first, found.distances)


numbers = st.floats(-1e9, 1e9, allow_nan=False, width=64)


@given(st.integers(1, 15).flatmap(lambda k: arrays(float, (k, 3), elements=numbers)))
def test_any_middles_have_a_picture(centers):
    """Ties, one segment, all the same: finite, symmetric, a stress from 0 to 1."""
    found = segment_distances(centers)
    assert np.isfinite(found.places).all()
    assert 0 <= found.stress <= 1
    np.testing.assert_array_equal(found.distances, found.distances.T)
    assert not np.diag(found.distances).any()


def test_moving_and_scaling_changes_nothing_but_the_unit():
    """Whatever the unit of the space."""
    centers = np.random.default_rng(3).normal(size=(6, 4))
    found, other = segment_distances(centers), segment_distances(1e-7 * centers)
    assert other.stress == pytest.approx(found.stress)
    np.testing.assert_allclose(other.places, 1e-7 * found.places, atol=1e-12)
