"""Rows told apart by at most eight levels."""

import numpy as np
import pandas as pd
import pytest

from segmentation.charts.columns.groups import (
    factorize,
    groups,
    height_with_legend,
    level_name,
    part_color,
    parts,
)
from segmentation.charts.columns.measures import measure
from segmentation.charts.theme import LIGHT


def by(values, limit=8):
    """Return the groups of a frame of one column."""
    return groups(pd.DataFrame({"City": values}), "City", limit)


def test_without_a_column_all_are_one_group():
    """Without a column to tell rows apart, all are in one group that has no name."""
    found = groups(pd.DataFrame({"a": [1, 2]}), None)
    assert (found.label, found.names, found.slots) == ("", ("",), (0,))
    np.testing.assert_array_equal(found.codes, [0, 0])


def test_levels_stand_in_their_own_order():
    """Alphabet for texts, size for numbers, the given order for ordered categories."""
    assert by(["b", "a", "b"]).names == ("a", "b")
    assert by([10, 9, 9]).names == ("9", "10")
    assert by([True, False]).names == ("no", "yes")
    sizes = pd.Categorical(["L", "S"], categories=["S", "M", "L"], ordered=True)
    assert by(sizes).names == ("S", "L")


def test_rare_levels_are_summed_and_missing_ones_kept():
    """By hand: two of four levels have a group of their own."""
    found = by(["d", "a", "c", "b", "b", None, "d"], limit=2)
    assert found.names == ("b", "d", "other (2 values)", "no value")
    assert found.slots == (0, 1, None, None)
    np.testing.assert_array_equal(found.codes, [1, 2, 2, 0, 0, 3, 1])


def test_one_rare_level_is_one_value():
    """One level left over is “1 value”, not “1 values”."""
    assert by(["a", "a", "b"], limit=1).names == ("a", "other (1 value)")


def test_codes_follow_the_sorted_levels():
    """Missing is −1, in any kind of column."""
    codes, levels = factorize(pd.Series(["b", None, "a", "b"]))
    np.testing.assert_array_equal(codes, [1, -1, 0, 1])
    assert levels == ["a", "b"]
    codes, levels = factorize(pd.Series([3.0, np.nan, 1.0]))
    np.testing.assert_array_equal(codes, [1, -1, 0])


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (True, "yes"),
        (np.False_, "no"),
        (2021, "2021"),
        (1.5, "1.5"),
        (pd.Timestamp("2021-03-03 10:00"), "3 Mar 2021"),
        ("  ", "(blank)"),
        ("x" * 30, "x" * 23 + "…"),
    ],
)
def test_levels_read_well(level, name):
    """A year keeps its digits, a date loses its hours."""
    assert level_name(level) == name


def test_parts_hold_the_numbers_of_each_group():
    """Groups without a number do not exist, even under the same name."""
    long = "x" * 30
    frame = pd.DataFrame({"n": [1, 2, None, 4], "g": [long + "a", long + "b", "c", long + "a"]})
    found = parts(measure(frame, "n"), groups(frame, "g"))
    assert [(part.name, part.slot, part.values.tolist()) for part in found] == [
        ("x" * 23 + "…", 1, [1, 4]),
        ("x" * 23 + "…", 2, [2]),
    ]


def test_everybody_has_the_accent_and_leftovers_are_grey():
    """Levels have the colour of their slot."""
    assert part_color(LIGHT, "", 0) == LIGHT.accent
    assert part_color(LIGHT, "other", None) == LIGHT.reference
    assert part_color(LIGHT, "b", 1) == LIGHT.segments[1]


def test_a_long_legend_makes_the_chart_taller():
    """A line per name beyond three."""
    assert [height_with_legend(n, 400) for n in (1, 3, 5)] == [400, 400, 436]


def test_as_many_levels_as_groups_leave_no_rest():
    """Eight have a colour each."""
    assert by(list("abcdefgh")).names == tuple("abcdefgh")
    assert by(list("abcdefghi")).names == (*"abcdefgh", "other (1 value)")


def test_objects_are_sorted_as_texts():
    """Numbers and texts in one column are put in order by how they read, without an error."""
    assert by(pd.Series(["b", 3, "a"], dtype=object)).names == ("3", "a", "b")
