"""Segments drawn by hand: boxes and lassos, by hand."""

import numpy as np
import pytest

from segmentation.segments.custom_segments import Outline, inside

BOX = Outline(axes=("a", "b"), corners=((0, 0), (4, 0), (4, 4), (0, 4)))


def test_a_box_holds_what_lies_in_it():
    """Also where a point has no place."""
    points = np.array([[1, 1], [5, 1], [3, 3.9], [-1, 2], [np.nan, 1]])
    assert inside(points, BOX).tolist() == [True, False, True, False, False]


def test_a_lasso_may_bend_inwards():
    """A point in the notch of an arrow is outside."""
    arrow = Outline(axes=("a", "b"), corners=((0, 0), (4, 2), (0, 4), (2, 2)))
    assert inside(np.array([[3.0, 2.0], [1.0, 2.0], [0.5, 0.4]]), arrow).tolist() == [
        True,
        False,
        True,
    ]


def test_the_direction_and_the_first_corner_do_not_matter():
    """Drawn the other way round, from another corner."""
    points = np.random.default_rng(0).uniform(-1, 5, size=(200, 2))
    other = Outline(axes=("a", "b"), corners=BOX.corners[2::-1] + BOX.corners[:2:-1])
    assert (inside(points, BOX) == inside(points, other)).all()
    assert inside(points, BOX).sum() == ((points > 0) & (points < 4)).all(axis=1).sum()


def test_one_axis_counts_between_its_ends():
    """The height on a strip says nothing."""
    strip = Outline(axes=("a",), corners=((2, -1), (5, 1)))
    assert inside(np.array([[1.0], [2.0], [5.0], [6.0]]), strip).tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize("corners", [(), ((1, 1),)])
def test_no_outline_holds_nobody(corners):
    """An outline of too few corners, such as a click, holds no customer."""
    empty = Outline(axes=("a", "b"), corners=corners)
    assert not inside(np.array([[1.0, 1.0]]), empty).any()
