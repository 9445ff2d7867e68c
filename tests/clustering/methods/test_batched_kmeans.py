"""Many small data sets at once: what the search for one finds, weights as repeats."""

import numpy as np
import pytest

from segmentation.clustering.kmeans import kmeans
from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.result import make_clustering


def sets(n_sets: int = 6, n: int = 40) -> np.ndarray:
    """Make centred sets with three loose groups each."""
    random = np.random.default_rng(0)
    points = random.normal(size=(n_sets, n, 2)) + 3 * random.integers(3, size=(n_sets, n, 1))
    return points - points.mean(axis=1, keepdims=True)


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_each_set_reaches_the_best_inertia(k):
    """As the search for one table finds it."""
    found = batched_kmeans(sets(), k, n_starts=40, random=np.random.default_rng(1))
    for points, labels, inertia in zip(sets(), found.labels, found.inertia, strict=True):
        best = make_clustering(points, kmeans(points, [k])[0]).inertia
        assert inertia == pytest.approx(best, rel=1e-3)
        assert make_clustering(points, labels).inertia == pytest.approx(inertia, rel=1e-3)


def test_weights_are_repeats():
    """A resample given as weights has the inertia of the repeated rows."""
    points = sets(1)
    drawn = np.random.default_rng(2).integers(40, size=40)
    weights = np.bincount(drawn, minlength=40)[None].astype(float)
    random = np.random.default_rng(3)
    weighted = batched_kmeans(points, 3, n_starts=60, random=random, weights=weights)
    repeated = points[0][drawn]
    best = make_clustering(repeated, kmeans(repeated, [3])[0])
    spread = best.inertia
    # The set is centred as a whole, its resample is not: both measure around their own means.
    assert weighted.inertia[0] == pytest.approx(spread, rel=1e-3)
    assert weighted.labels.shape == (1, 40)


def test_a_row_of_no_weight_plays_no_part():
    """A far point that is not drawn moves no centre, and still gets a label."""
    points = np.array([[[0.0], [1.0], [10.0], [11.0], [500.0]]])
    weights = np.array([[1.0, 1, 1, 1, 0]])
    found = batched_kmeans(points, 2, n_starts=10, random=np.random.default_rng(0), weights=weights)
    assert found.inertia[0] == pytest.approx(1.0, abs=1e-3)
    labels = found.labels[0]
    assert labels[0] == labels[1] != labels[2] == labels[3] == labels[4]


def test_batches_do_not_mix_sets(monkeypatch):
    """Fitted one by one, each set ends where it ends among others."""
    together = batched_kmeans(sets(), 3, n_starts=30, random=np.random.default_rng(5)).inertia
    monkeypatch.setattr("segmentation.clustering.methods.batched_kmeans.BLOCK_CELLS", 1)
    alone = batched_kmeans(sets(), 3, n_starts=30, random=np.random.default_rng(6)).inertia
    assert alone == pytest.approx(together, rel=1e-3)


def test_weights_decide_between_the_starts():
    """Two heavy points are worth a cluster each; without weights the far pair would be split."""
    points = np.array([[[-6.0], [-5.0], [5.0], [7.0]]])
    weights = np.array([[100.0, 100, 1, 1]])
    found = batched_kmeans(
        points, 3, n_starts=300, random=np.random.default_rng(0), weights=weights
    )
    assert found.inertia[0] == pytest.approx(2.0, abs=1e-2)
    labels = found.labels[0]
    assert labels[0] != labels[1]
    assert labels[2] == labels[3]
