"""K-means step by step, by hand."""

from itertools import pairwise

import numpy as np
import pytest

from segmentation.clustering.kmeans import kmeans
from segmentation.clustering.methods.kmeans_trace import lesson
from segmentation.clustering.result import make_clustering

VALUES = np.array([[0.0, 0], [2, 0], [10, 0], [12, 0]])


@pytest.mark.parametrize("start", ["first", "good", "bad"])
def test_two_pairs_by_hand(start):
    """Any start ends in the pairs: centres 1 and 11, spread 4."""
    found = lesson(VALUES, 2, scaled=False, start=start)
    assert [step.kind for step in found.steps[:3]] == ["place", "assign", "move"]
    assert found.steps[0].labels is None
    assert found.steps[1].changed == 4
    assert sorted(found.steps[-1].centers[:, 0].tolist()) == [1, 11]
    assert found.steps[-1].inertia == 4
    assert found.n_best == len(found.endings)
    assert found.excess == 0


@pytest.mark.parametrize("scaled", [True, False])
def test_the_spread_never_rises_and_the_best_is_the_searchs(scaled):
    """Every step lowers it or leaves it; the best of fifty starts is what the search finds."""
    values = np.random.default_rng(0).normal(size=(120, 2)) * [1, 30]
    found = lesson(values, 4, scaled=scaled, start="good")
    spreads = [step.inertia for step in found.steps[1:]]
    assert all(b <= a + 1e-9 for a, b in pairwise(spreads))
    points = (values - values.mean(axis=0)) / (values.std(axis=0) if scaled else 1)
    best = make_clustering(points, kmeans(points, [4])[0]).inertia
    assert spreads[-1] == pytest.approx(best, rel=1e-3)
    bad = lesson(values, 4, scaled=scaled, start="bad")
    assert bad.steps[-1].inertia == bad.endings.max() >= found.endings.min()
    assert bad.excess >= 0


def test_centres_are_in_the_units_of_the_file():
    """Means of the customers they hold, whatever the scale."""
    values = np.random.default_rng(1).normal(size=(60, 2)) * [1, 500] + [3, 9_000]
    last = lesson(values, 3, scaled=True).steps[-1]
    for cluster, center in enumerate(last.centers):
        assert center == pytest.approx(values[last.labels == cluster].mean(axis=0))


def test_large_tables_are_thinned():
    """To what can be looked at."""
    values = np.random.default_rng(2).normal(size=(5_001, 2))
    assert 250 < len(lesson(values, 3, scaled=True).points) <= 500


def test_a_column_that_stands_still_is_no_error():
    """Its scale is left as it is."""
    values = np.column_stack([np.arange(10.0), np.full(10, 7.0)])
    assert np.isfinite(lesson(values, 2, scaled=True).steps[-1].inertia)
