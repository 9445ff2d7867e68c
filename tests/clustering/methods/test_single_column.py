"""The best cuts of one column: by hand, against every way to cut, and on customers unseen."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.clustering.methods.single_column import (
    MOST_BINS,
    at_most,
    best_pieces,
    category_column,
    found_again,
    number_column,
)


def right(counts: np.ndarray, labels: np.ndarray) -> int:
    """Count the customers whose bin has their segment."""
    return int(counts[np.arange(len(counts)), labels].sum())


def best_of_all(counts: np.ndarray, n_pieces: int) -> int:
    """Try every way to cut and to name the pieces."""
    n_bins, n_clusters = counts.shape
    best = 0
    for cuts in combinations(range(1, n_bins), min(n_pieces, n_bins) - 1):
        pieces = np.searchsorted(cuts, np.arange(n_bins), side="right")
        for names in product(range(n_clusters), repeat=len(cuts) + 1):
            best = max(best, right(counts, np.array(names)[pieces]))
    return best


@given(
    counts=st.integers(1, 6).flatmap(
        lambda n_bins: st.lists(
            st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=n_bins, max_size=n_bins
        )
    ),
    n_pieces=st.integers(1, 3),
)
@settings(max_examples=60, deadline=None)
def test_no_other_cuts_are_better(counts, n_pieces):
    """The pieces are as many as allowed, and as right as the best of all."""
    table = np.array(counts)
    labels = best_pieces(table, n_pieces)
    assert (np.diff(labels) != 0).sum() < n_pieces
    assert right(table, labels) == best_of_all(table, n_pieces)


def test_a_cut_by_hand():
    """Three values, two segments, one customer on the wrong side."""
    values = np.array([1.0, 1, 2, 2, 3, 3])
    labels = np.array([0, 0, 0, 1, 1, 1])
    column = number_column(values, labels, np.zeros(6, int))
    assert column.lowest.tolist() == [1, 2, 3]
    assert right(column.counts[0], best_pieces(column.counts[0], 2)) == 5
    assert at_most(column) == pytest.approx(5 / 6)


def test_customers_unseen_are_what_counts():
    """Numbers without meaning give a third of three segments back, not all of them."""
    random = np.random.default_rng(0)
    labels, folds = random.integers(3, size=300), np.arange(300) % 5
    column = number_column(random.normal(size=300), labels, folds)
    assert at_most(column) == 1
    assert found_again(column, 3) < 0.5


def test_each_level_goes_to_its_most_frequent_segment():
    """A level that the others have not seen goes to the largest segment."""
    levels = np.array([0, 0, 1, 1, 1, 2])
    labels = np.array([1, 1, 0, 0, 0, 0])
    column = category_column(levels, labels, np.array([0, 1, 0, 1, 1, 0]))
    assert column.best_labels(column.counts.sum(axis=0), 2).tolist() == [1, 0, 0]
    assert found_again(column, 2) == 1.0


def test_many_values_are_cut_between_quantiles():
    """One cut in 5,000 values is found to within a bin."""
    values = np.arange(5_000.0)
    labels = (values >= 1_234).astype(int)
    column = number_column(values, labels, np.arange(5_000) % 5)
    assert len(column.lowest) == MOST_BINS
    assert found_again(column, 2) >= 1 - 1 / MOST_BINS
