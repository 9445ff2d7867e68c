"""Scores treat ties alike, and every customer has exactly one group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.customers.rfm_groups import GROUPS, GroupRule, group_names, scores
from segmentation.errors import SpecError

NUMBERS = st.lists(st.integers(-5, 5), min_size=1, max_size=60).map(np.array)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ([7, 7, 7, 7], [3, 3, 3, 3]),
        ([1] * 6 + [2, 3, 5, 9], [2] * 6 + [4, 4, 5, 5]),
        ([4], [3]),
        (list(range(10)), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    ],
)
def test_scores_by_hand(values, expected):
    """By fifths of the customers."""
    assert scores(np.array(values)).tolist() == expected


@given(NUMBERS)
def test_equal_values_have_equal_scores(values):
    """Better values never have a worse one, and turning round turns the scores."""
    found = scores(values)
    order = np.argsort(values, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    for value in set(values.tolist()):
        assert len(set(found[values == value].tolist())) == 1
    assert (scores(values, less_is_better=True) == scores(-values)).all()


def test_there_are_eleven_groups_and_each_can_be_reached():
    """Every pair of scores is in one."""
    at = np.arange(1, 6)
    recency, value = (grid.ravel() for grid in np.meshgrid(at, at))
    reached = set(group_names(recency, value, value).tolist())
    assert reached == {rule.name for rule in GROUPS}
    assert len(reached) == 11


@pytest.mark.parametrize(
    ("recency", "frequency", "money", "name"),
    [
        (5, 5, 5, "Champions"),
        (4, 4, 3, "Champions"),
        (3, 5, 5, "Loyal"),
        (5, 2, 2, "Potential loyalist"),
        (5, 1, 1, "New"),
        (4, 1, 1, "Promising"),
        (3, 3, 3, "Need attention"),
        (3, 1, 1, "About to sleep"),
        (2, 4, 4, "At risk"),
        (1, 5, 5, "Cannot lose"),
        (2, 1, 1, "Hibernating"),
        (1, 1, 1, "Lost"),
    ],
)
def test_groups_by_hand(recency, frequency, money, name):
    """As marketing knows them; who bought lately is never at risk."""
    one = [np.array([score]) for score in (recency, frequency, money)]
    assert group_names(*one).tolist() == [name]


def test_rules_can_be_changed_but_not_leave_gaps():
    """The first that fits is taken."""
    best = GroupRule(name="Best", recency=(5, 5), value=(5, 5), meaning="")
    assert group_names(*[np.array([5])] * 3, (best, *GROUPS)).tolist() == ["Best"]
    with pytest.raises(SpecError, match="no group for recency 1 and value 1"):
        group_names(*[np.array([5])] * 3, (best,))
