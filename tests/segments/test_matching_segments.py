"""Divisions beside each other, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

import segmentation as sg
from segmentation.segments.matching_segments import NOWHERE, compare_labels, migrate


def labels(**customers):
    """Return segments by customer."""
    return pd.Series(customers, dtype=int)


BEFORE = labels(ann=0, bob=0, cid=0, dee=1, eve=1, flo=2, gus=2)
AFTER = labels(ann=1, bob=1, cid=0, dee=0, eve=0, flo=2, han=2, ida=2)


def test_by_hand():
    """Segment 0 is now 1, cid went from it to the other; gus is lost, han and ida are new."""
    found = compare_labels(BEFORE, AFTER, 3, 3)
    assert found.flows.tolist() == [[1, 2, 0], [2, 0, 0], [0, 0, 1]]
    assert found.lost.tolist() == [0, 0, 1]
    assert found.new.tolist() == [0, 0, 2]
    assert found.partners == (1, 0, 2)
    assert found.matched == ((0, 1, 2 / 3), (1, 0, 2 / 3), (2, 2, 1.0))
    assert (found.n_common, found.n_moved) == (6, 1)
    moved = found.customers[found.customers["moved"]]
    assert moved.index.tolist() == ["cid"]
    assert found.customers.loc["gus"].tolist() == [2, NOWHERE, False]
    assert found.customers.loc["han"].tolist() == [NOWHERE, 2, False]
    assert found.customers.index.tolist() == [*BEFORE.index, "han", "ida"]


def test_the_same_numbers_may_mean_the_same():
    """Then ann, bob, dee and eve have moved; cid has not."""
    assert compare_labels(BEFORE, AFTER, 3, 3, same=True).n_moved == 4


def test_a_division_beside_itself():
    """Nobody moved, whatever the numbers."""
    found = compare_labels(BEFORE, BEFORE.map({0: 2, 1: 0, 2: 1}), 3, 3)
    assert (found.agreement, found.n_moved) == (1.0, 0)


def test_a_segment_that_is_left_has_no_partner():
    """More before than afterwards: the smallest loss."""
    found = compare_labels(BEFORE, labels(ann=0, bob=0, cid=0, dee=0, eve=0, flo=1, gus=1), 3, 2)
    assert found.partners == (0, None, 1)
    assert found.n_moved == 2


def test_nobody_in_common():
    """Has no agreement; all are lost, or new."""
    found = compare_labels(labels(ann=0), labels(bob=0), 1, 1)
    assert np.isnan(found.agreement)
    assert (found.n_common, found.lost.tolist(), found.new.tolist()) == (0, [1], [1])


def test_customers_without_a_segment_are_nowhere():
    """Neither moved nor in common."""
    found = compare_labels(labels(ann=0, bob=NOWHERE), labels(ann=NOWHERE, bob=0), 1, 1)
    assert (found.n_common, found.n_moved) == (0, 0)
    assert (found.lost.tolist(), found.new.tolist()) == ([1], [1])


def test_a_customer_that_stands_twice_is_said():
    """A customer that stands twice in either file is named in the error."""
    twice = pd.Series([0, 1], index=["ann", "ann"])
    for pair in ((twice, BEFORE), (BEFORE, twice)):
        with pytest.raises(sg.DataError, match="“ann” stands in a file more than once"):
            compare_labels(*pair, 3, 3)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=60))
def test_agreement_and_totals(pairs):
    """The agreement is scikit-learn's; all are counted once; turned round it is the same."""
    first, second = (pd.Series(column) for column in zip(*pairs, strict=True))
    found, turned = compare_labels(first, second, 4, 3), compare_labels(second, first, 3, 4)
    assert found.agreement == pytest.approx(adjusted_rand_score(first, second))
    assert found.n_common == len(pairs)
    assert np.array_equal(found.flows, turned.flows.T)
    assert found.n_moved == len(pairs) - sum(
        found.flows[before, after] for before, after, _ in found.matched
    )
    if found.partners.count(None) == 0 == turned.partners.count(None):
        assert found.n_moved == turned.n_moved


def test_a_migration_by_hand():
    """One changed, one stands in a segment that was drawn anew, one is lost and one is new."""
    before = labels(ann=0, bob=0, cid=0, dee=1, eve=1, flo=1, gus=1)
    now = labels(ann=0, bob=0, cid=1, dee=1, eve=1, flo=1, han=0)
    anew = labels(ann=1, bob=0, cid=0, dee=0, eve=0, flo=0, han=1)  # 1 is the old 0
    then = pd.Series(dict.fromkeys(before.index, 10.0) | {"gus": 50.0})
    worth = pd.Series(dict.fromkeys(now.index, 12.0))
    found = migrate(before, now, anew, (2, 2), (then, worth))
    assert found.refit.partners == (1, 0)
    assert (found.n_stayed, found.n_changed, found.n_redrawn) == (4, 1, 1)
    assert found.rule.lost.tolist() == [0, 1]
    assert found.rule.new.tolist() == [1, 0]
    assert found.value_before.tolist() == [[20, 10, 0], [0, 30, 50], [0, 0, 0]]
    assert found.value_after.tolist() == [[24, 12, 0], [0, 36, 0], [12, 0, 0]]
    assert found.at_stake == 60


def test_a_migration_without_a_value():
    """Without a column of value a migration says nothing of one and still counts customers."""
    found = migrate(BEFORE, BEFORE, BEFORE, (3, 3))
    assert found.value_before is None
    assert np.isnan(found.at_stake)
    assert (found.n_stayed, found.n_changed, found.n_redrawn) == (7, 0, 0)


def test_who_is_in_both_is_a_table():
    """A row for each segment before; together they are all who have one in both."""
    first, second = pd.Series([0, 0, 1, 1, 1]), pd.Series([0, 1, 1, 1, NOWHERE])
    found = compare_labels(first, second, 2, 2).in_both(("A", "B"), ("x", "y"))
    assert found.columns.tolist() == ["Segment", "“x”", "“y”", "Total"]
    assert found.to_numpy().tolist() == [["A", 1, 1, 2], ["B", 0, 2, 2]]
