"""What a value holds is counted once, whoever shares it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.cached.memory.sizes import bytes_of, parts_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values."""

    first: object
    second: object


def test_arrays_frames_and_long_texts_are_counted():
    """By hand: eight bytes a number, one a letter."""
    assert bytes_of(np.zeros(1_000)) == 8_000
    assert bytes_of(pd.DataFrame({"a": np.zeros(1_000)})) >= 8_000
    assert 5_000 <= bytes_of("x" * 5_000) < 5_100
    assert bytes_of(("short", 1, None, True, 2.5)) == 0


def test_what_is_shared_is_counted_once():
    """Also a view, which holds the whole array that it looks at."""
    values = np.zeros(1_000)
    assert bytes_of(Pair(values, [values, {"view": values[:10]}])) == 8_000
    assert parts_of(values) == parts_of(values[5:])


def test_a_long_list_is_told_from_its_beginning():
    """A hundred thousand texts are not looked at one by one."""
    names = [f"customer {at:06}" for at in range(100_000)]
    assert 6_000_000 < bytes_of(names) < 9_000_000


def test_the_same_table_under_another_name_holds_the_same_frame():
    """A kept answer about it adds what is its own alone."""
    table = sg.read_table(b"id,x\n" + b"".join(b"%d,%d\n" % (i, i) for i in range(2_000)))
    assert parts_of(table.bare()) == parts_of(table)
    assert bytes_of(table) >= 2 * 8 * 2_000


def test_a_value_that_holds_itself_ends():
    """A knot is walked once."""
    knot = [np.zeros(10)]
    knot.append(knot)
    assert bytes_of(knot) == 80
