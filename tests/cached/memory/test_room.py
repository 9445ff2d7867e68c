"""Files that are open take room until nobody holds their cells."""

from contextlib import suppress

import numpy as np
import pandas as pd
import pytest

from segmentation.cached.memory.room import FRAME_PER_BYTE, Room
from segmentation.errors import LimitError


def frame_of(n):
    """Make a frame of so many bytes."""
    return pd.DataFrame({"x": np.zeros(n // 8)})


def opened(room, n):
    """Open a file of so many bytes whose cells take as many."""
    with room.taken(n, "shop.csv") as held:
        frame = frame_of(n)
        held(frame)
    return frame


def test_room_is_given_back_with_the_last_who_holds_the_frame():
    """Without anybody who says so."""
    room = Room(10**8, lambda: False)
    frame = opened(room, 10**6)
    assert 2 * 10**6 <= room.n_bytes < 2.01 * 10**6
    same = [frame]
    del frame
    assert room.n_bytes
    same.clear()
    assert room.n_bytes == 0


def test_who_finds_no_room_is_told_so_in_one_sentence():
    """After the sessions that were left have been ended; nobody who is there loses anything."""
    asked = []
    room = Room(5 * 10**6, lambda: asked.append(1))
    there = opened(room, 10**6)
    message = "The files that are open on this server take the 5 MB it has for them, and b.csv "
    with pytest.raises(LimitError, match=message), room.taken(2 * 10**6, "b.csv"):
        pass
    assert asked == [1]
    assert len(there) == 125_000
    assert room.n_bytes < 2.01 * 10**6


def test_sessions_that_were_left_give_way():
    """One after the other, until there is room."""
    left = []
    room = Room(6 * 10**6, lambda: bool(left) and left.pop(0) is not None)
    left += [opened(room, 10**6), opened(room, 10**6)]
    opened(room, 10**6)
    assert len(left) == 1


def test_a_file_that_cannot_be_read_takes_no_room():
    """While it is read, it takes what a table of its size would."""
    room = Room(10**8, lambda: False)
    with suppress(ValueError), room.taken(10, "a.csv"):
        assert room.n_bytes == 10 * (1 + FRAME_PER_BYTE)
        raise ValueError
    assert room.n_bytes == 0


def test_one_file_is_always_read():
    """However large: its own limits are others."""
    assert len(opened(Room(10, lambda: False), 800)) == 100
