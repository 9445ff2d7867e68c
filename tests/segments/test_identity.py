"""Slots: colours and order that stay while k moves."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.result import overlap
from segmentation.segments.identity import slots_by_k


def test_a_split_keeps_the_larger_part_in_place():
    """When segment 0 of 2 splits, its larger part keeps slot 0 and the smaller takes slot 2."""
    two = np.repeat([0, 1], [60, 40])
    three = np.repeat([1, 2, 0], [35, 25, 40])
    assert slots_by_k({2: two, 3: three}) == {2: (0, 1), 3: (1, 0, 2)}


def test_the_new_segment_takes_the_lowest_free_slot():
    """With one segment more, the one without a parent gets the next slot."""
    two = np.repeat([0, 1], [6, 6])
    three = np.repeat([0, 1, 2], [4, 4, 4])
    assert sorted(slots_by_k({2: two, 3: three})[3]) == [0, 1, 2]


def test_one_segment_hands_its_slot_to_the_largest_part():
    """k = 1 is a valid beginning."""
    assert slots_by_k({1: np.zeros(5, int), 2: np.array([0, 0, 0, 1, 1])})[2] == (0, 1)


def test_a_missing_k_is_passed_over():
    """From k = 2 to k = 4 the parents still keep their slots."""
    slots = slots_by_k({2: np.repeat([0, 1], 20), 4: np.repeat([3, 2, 1, 0], 10)})
    assert sorted(slots[4]) == [0, 1, 2, 3]
    assert {slots[4][3], slots[4][2]} & {0}
    assert {slots[4][1], slots[4][0]} & {1}


def test_the_path_to_k_does_not_matter():
    """Slots for k = 4 are the same whether larger k are known or not."""
    points = np.random.default_rng(0).normal(size=(100, 2))
    labels = {k: c.labels for k, c in fit_clusterings(points, list(range(2, 9))).items()}
    short = {k: labels[k] for k in (2, 3, 4)}
    assert slots_by_k(labels)[4] == slots_by_k(short)[4]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_slots_are_a_permutation_and_keep_most_customers_in_place(seed):
    """Every k uses the slots 0 to k - 1 once, and no other assignment keeps more in place."""
    random = np.random.default_rng(seed)
    labels = {k: np.r_[np.arange(k), random.integers(k, size=30)][:30] for k in (2, 3, 4)}
    slots = slots_by_k(labels)
    for k, found in slots.items():
        assert sorted(found) == list(range(k))
    kept = sum(np.array(slots[3])[labels[3]] == np.array(slots[2])[labels[2]])
    shares = overlap(labels[2], labels[3])
    best = max(shares[0, a] + shares[1, b] for a in range(3) for b in range(3) if a != b)
    assert kept == best
