"""Labels beside their points: none covers another while there is room."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.charts.label_places import label_text, places

ROOM = (800.0, 360.0)


def covered(anchors: np.ndarray, sizes: np.ndarray, moves: tuple) -> float:
    """Return the pixels that labels share, pair by pair."""
    centers, half = anchors + np.array(moves), sizes / 2
    shared = 0.0
    for at in range(len(centers)):
        for other in range(at):
            apart = np.abs(centers[at] - centers[other])
            shared += float(np.clip(half[at] + half[other] - apart, 0, None).prod())
    return shared


def test_a_lone_label_stands_on_its_point():
    """Nothing is in its way."""
    assert places(np.array([[400.0, 180.0]]), np.array([[80.0, 20.0]]), ROOM) == ((0, 0),)


def test_of_two_on_one_point_one_moves_up_or_down():
    """By hand: as little as clears the other, not to the side."""
    moves = places(np.full((2, 2), 180.0), np.full((2, 2), (80.0, 20.0)), ROOM)
    assert sorted(abs(y) for _, y in moves) == [0, 24]
    assert {x for x, _ in moves} == {0}


def test_a_label_at_the_edge_stays_on_the_map():
    """It moves in by what would stick out."""
    assert places(np.array([[0.0, 0.0]]), np.array([[80.0, 20.0]]), ROOM) == ((40, 10),)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(40, 170), st.integers(20, 40)),
        min_size=1,
        max_size=15,
    )
)
def test_wherever_the_points_are_no_label_covers_another(labels):
    """Fifteen of the longest take a quarter of the map."""
    points = np.array([(x * ROOM[0], y * ROOM[1]) for x, y, _, _ in labels])
    sizes = np.array([(w, h) for _, _, w, h in labels], dtype=float)
    moves = places(points, sizes, ROOM)
    assert covered(points, sizes, moves) < 15  # moves are whole pixels
    ends = points + np.array(moves)
    assert (ends - sizes / 2 >= -1).all()
    assert (ends + sizes / 2 <= np.array(ROOM) + 1).all()


def test_where_there_is_no_room_labels_are_placed_all_the_same():
    """Larger than the map, and more than fit."""
    moves = places(np.full((9, 2), 50.0), np.full((9, 2), (300.0, 90.0)), (100.0, 100.0))
    assert len(moves) == 9


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("Big spenders", "Big spenders", 1),
        (
            "Income about 78.5 k$: careful earners",
            "Income about 78.5 k&#36;:<br>careful earners",
            2,
        ),
        ("<b>A</b> & Co", "&lt;b&gt;A&lt;/b&gt; &amp; Co", 1),
        ("", "", 1),
    ],
)
def test_a_name_is_broken_into_lines_and_escaped(name, text, lines):
    """The width counts what is seen, not the entities."""
    found, (width, height) = label_text(name, 26, 10)
    assert found == text
    assert height == pytest.approx(lines * 12.7 + 7)
    assert width <= 26 * 6.3 + 7
