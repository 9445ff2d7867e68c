"""The search for boxes: known cuts, round numbers, missing values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.segments.describing.rule_search import Searchable, best_boxes, roundest


def cuts_of(boxes):
    """Return the cuts of the longest box as text."""
    return [f"{cut.column} {cut.operator} {cut.value}" for cut in boxes[-1][1]]


def test_one_cut_is_enough_for_a_half():
    """F1 is 1 at once, and nothing is added."""
    column = Searchable(name="x", numbers=np.array([1.0, 2, 3, 7, 8, 9]))
    boxes = best_boxes([column], np.array([0, 0, 0, 1, 1, 1], bool), 4)
    assert len(boxes) == 1
    assert boxes[0][0] == 1
    assert cuts_of(boxes) == ["x >= 5.0"]


def test_a_middle_takes_two_cuts():
    """From below and from above."""
    column = Searchable(name="x", numbers=np.arange(9.0))
    boxes = best_boxes([column], np.arange(9) // 3 == 1, 4)
    assert boxes[-1][0] == 1
    assert sorted(cuts_of(boxes)) == ["x < 6.0", "x >= 3.0"]


def test_a_level_is_taken_or_left_out():
    """A box over a category asks for one level or for all but one, whichever is shorter."""
    codes = np.array([0, 0, 1, 1, 2, 2])
    column = Searchable(name="c", codes=codes, levels=("a", "b", "c"))
    assert cuts_of(best_boxes([column], codes == 1, 3)) == ["c == b"]
    assert cuts_of(best_boxes([column], codes != 1, 3)) == ["c != b"]


def test_missing_values_are_never_inside():
    """Neither below nor above, neither the level nor another."""
    numbers = Searchable(name="x", numbers=np.array([1.0, 2, np.nan, 8, 9, np.nan]))
    boxes = best_boxes([numbers], np.array([0, 0, 1, 1, 1, 0], bool), 3)
    assert boxes[-1][0] == pytest.approx(2 * 2 / (2 + 3))
    levels = Searchable(name="c", codes=np.array([0, 1, -1, -1]), levels=("a", "b"))
    assert cuts_of(best_boxes([levels], np.array([0, 1, 0, 0], bool), 2)) == ["c == b"]


def test_a_column_that_says_nothing_gives_no_box():
    """A column with one value for all cannot tell customers apart, so it gives no box."""
    assert best_boxes([Searchable(name="x", numbers=np.ones(4))], np.arange(4) < 2, 3) == []


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9))
def test_a_round_number_lies_between(low, width):
    """Above the lower and up to the higher end."""
    high = low + width
    if high > low:
        assert low < roundest(low, high) <= high


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(63, 71, 70), (0.1234, 0.1251, 0.125), (69, 70, 70), (-9.5, -8.1, -9), (1999, 2001, 2000)],
)
def test_few_digits(low, high, expected):
    """As a person would round."""
    assert roundest(low, high) == expected


def test_a_missing_level_is_not_another_level():
    """Left out of “is not a” as well."""
    column = Searchable(name="c", codes=np.array([0, 0, 1, 2, -1, -1]), levels=("a", "b", "c"))
    ((score, cuts),) = best_boxes([column], np.array([0, 0, 1, 1, 0, 0], bool), 2)
    assert score == 1
    assert (cuts[0].operator, cuts[0].value) == ("!=", "a")
