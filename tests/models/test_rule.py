"""The rule by hand, and beside the algorithms'."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_models import category, number, rule

from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.models import rule as module
from segmentation.models.rule import assign, coordinates, reach


def test_the_nearest_by_hand():
    """Two axes, two centres: distances 1 and 3 along one line."""
    made = rule([number("x"), number("y")], [[0.0, 0.0], [4.0, 0.0]])
    found = assign(made, np.array([[1.0], [0.0]]))
    assert found.segments.tolist() == [0]
    assert found.following.tolist() == [1]
    assert found.distances.tolist() == [1.0]
    assert found.confidence[0] == pytest.approx(2 / 3)


def test_ties_go_to_the_first():
    """Of two and of three equally near ones; there is no confidence in it."""
    made = rule([number("x")], [[1.0], [3.0], [1.0]])
    found = assign(made, np.array([[2.0, 1.0]]))
    assert found.segments.tolist() == [0, 0]
    assert found.confidence.tolist() == [0.0, 0.0]


def test_one_segment_takes_everybody():
    """With nobody to run up."""
    found = assign(rule([number("x")], [[1.0]]), np.array([[5.0]]))
    assert (found.segments[0], found.following[0], found.confidence[0]) == (0, 0, 1.0)


def test_a_mixture_by_hand():
    """At the same distance the wider one; the chances are those of the normal density."""
    mixture = Gaussians(
        weights=np.array([0.5, 0.5]),
        means=np.array([[0.0], [4.0]]),
        precisions_cholesky=np.array([[[1.0]], [[0.5]]]),
    )
    made = rule([number("x")], [[0.0], [4.0]], mixture=mixture)
    found = assign(made, np.array([[2.0]]))
    first = np.exp(-2.0)
    second = 0.5 * np.exp(-0.5)
    assert found.segments.tolist() == [1]
    assert found.confidence[0] == pytest.approx(second / (first + second))
    assert found.distances.tolist() == [2.0]


@given(
    points=st.lists(st.tuples(*[st.floats(-50, 50)] * 3), min_size=1, max_size=30),
    centers=st.lists(st.tuples(*[st.floats(-50, 50)] * 3), min_size=1, max_size=5),
)
def test_nobody_is_nearer_to_another_segment(points, centers):
    """Beside distances of NumPy's own."""
    points, centers = np.array(points), np.array(centers)
    found = assign(rule([number(n) for n in "xyz"], centers), points.T)
    distances = np.linalg.norm(points[:, None] - centers[None], axis=2)
    own = distances[np.arange(len(points)), found.segments]
    np.testing.assert_allclose(found.distances, own, rtol=1e-9, atol=1e-12)
    assert (own <= distances.min(axis=1) + 1e-9).all()


def test_a_row_alone_is_as_in_a_batch(monkeypatch):
    """Rows get the same answer in blocks of seven as all at once."""
    chance = np.random.default_rng(0)
    made = rule([number("x"), number("y")], chance.normal(size=(4, 2)))
    points = chance.normal(size=(2, 50))
    together = assign(made, points)
    monkeypatch.setattr(module, "BLOCK_ROWS", 7)
    in_blocks = assign(made, points)
    for part in ("segments", "following", "distances", "confidence"):
        assert np.array_equal(getattr(together, part), getattr(in_blocks, part))


def test_nobody_gets_nothing():
    """An empty batch has an empty answer of the same types."""
    found = assign(rule([number("x")], [[0.0]]), np.empty((1, 0)))
    assert len(found.segments) == len(found.distances) == 0
    assert found.segments.dtype == np.int64


def test_points_by_hand():
    """A number on its line, a category one axis per level, an unknown level on none."""
    parts = [number("x", center=2.0, scale=4.0, weight=9.0), category("c", ["a", "b"])]
    made = rule(parts, [[0.0, 0.0, 0.0]])
    points = coordinates(made.space, [np.array([6.0, 2.0]), np.array([1, -1])])
    assert points.T.tolist() == [[3.0, 0.0, pytest.approx(0.5**0.5)], [0.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("settings", "limit"),
    [({}, 1e100), ({"scale": 1e-50}, 1e50), ({"transform": "yeo_johnson", "power": 2.0}, 1e50)],
)
def test_how_far_out_can_be_scored(settings, limit):
    """As far as squares do not overflow."""
    assert reach(number("x", **settings)[0]) == pytest.approx(limit)
