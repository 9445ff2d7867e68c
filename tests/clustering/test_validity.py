"""Silhouette, Calinski-Harabasz and Davies-Bouldin: by hand, a paper's table, scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as reference

from segmentation.clustering import validity
from segmentation.clustering.algorithms import fit_clusterings
from segmentation.clustering.result import make_clustering
from segmentation.clustering.validity import (
    calinski_harabasz,
    davies_bouldin,
    measure,
    silhouette_samples,
)


def blobs(seed: int, n: int = 90, d: int = 3) -> np.ndarray:
    """Make three overlapping groups."""
    random = np.random.default_rng(seed)
    return random.normal(size=(n, d)) + 3 * random.integers(3, size=(n, 1))


def test_silhouettes_by_hand():
    """Points 0, 1 | 4 on a line: a = 1, b = 4 and 3; a lone point scores 0."""
    (values,) = silhouette_samples(np.array([[0.0], [1.0], [4.0]]), [np.array([0, 0, 1])])
    assert values == pytest.approx([3 / 4, 2 / 3, 0])


def test_identical_points_in_two_clusters_score_zero():
    """Where a = b = 0 the silhouette is 0, not a division by zero."""
    (values,) = silhouette_samples(np.zeros((4, 2)), [np.array([0, 0, 1, 1])])
    assert values.tolist() == [0, 0, 0, 0]


def test_one_cluster_has_no_silhouette():
    """k = 1 gives NaN for every criterion but inertia."""
    points = blobs(0)
    (found,) = measure(points, [make_clustering(points, np.zeros(len(points), dtype=int))])
    assert np.isnan([found.silhouette, found.calinski_harabasz, found.davies_bouldin]).all()


@pytest.mark.parametrize("seed", range(5))
def test_all_criteria_equal_scikit_learns(seed):
    """On overlapping groups every figure equals the reference implementation's."""
    points = blobs(seed)
    clusterings = list(fit_clusterings(points, [2, 3, 7]).values())
    for clustering, found in zip(clusterings, measure(points, clusterings), strict=True):
        labels = clustering.labels
        assert found.silhouette == pytest.approx(
            reference.silhouette_score(points, labels), abs=1e-12
        )
        assert found.calinski_harabasz == pytest.approx(
            reference.calinski_harabasz_score(points, labels), rel=1e-10
        )
        assert found.davies_bouldin == pytest.approx(
            reference.davies_bouldin_score(points, labels), rel=1e-10
        )


def test_blocks_do_not_change_silhouettes(monkeypatch):
    """A pass in many small blocks gives the same values as one block."""
    points = blobs(7)
    labelings = [c.labels for c in fit_clusterings(points, [2, 5]).values()]
    whole = silhouette_samples(points, labelings)
    monkeypatch.setattr(validity, "BLOCK_CELLS", 700)
    for one, many in zip(whole, silhouette_samples(points, labelings), strict=True):
        assert many == pytest.approx(one, abs=1e-15)


def test_perfect_clusters_get_the_best_figures_not_the_worst():
    """Single spots: silhouette 1, Davies-Bouldin 0, Calinski-Harabasz infinite (not 1)."""
    points = np.repeat([[0.0, 0.0], [1.0, 5.0], [9.0, 2.0]], 4, axis=0)
    (found,) = measure(points, [make_clustering(points, np.repeat([0, 1, 2], 4))])
    assert found.silhouette == 1
    assert found.davies_bouldin == 0
    assert found.calinski_harabasz == np.inf


def test_calinski_harabasz_by_hand():
    """0, 2 | 10, 12: between 100 with 1 degree, within 4 with 2 degrees gives 50."""
    points = np.array([[0.0], [2.0], [10.0], [12.0]])
    assert calinski_harabasz(make_clustering(points, np.array([0, 0, 1, 1]))) == 50


def test_calinski_harabasz_is_undefined_for_one_point_per_cluster():
    """With k = n there are no degrees of freedom left."""
    points = np.array([[0.0], [2.0], [10.0]])
    assert np.isnan(calinski_harabasz(make_clustering(points, np.array([0, 1, 2]))))


def test_davies_bouldin_by_hand():
    """0, 2 | 10, 12: spreads 1 and 1 over a distance of 10 give 0.2."""
    points = np.array([[0.0], [2.0], [10.0], [12.0]])
    assert davies_bouldin(make_clustering(points, np.array([0, 0, 1, 1]))) == pytest.approx(0.2)


def test_davies_bouldin_is_infinite_for_shared_centres():
    """Two clusters around the same mean cannot be told apart."""
    points = np.array([[-1.0], [1.0], [-2.0], [2.0]])
    assert davies_bouldin(make_clustering(points, np.array([0, 0, 1, 1]))) == np.inf


def test_large_tables_use_a_sample_and_say_so(monkeypatch):
    """Above the limit the silhouette is near the full one and the sample size is told."""
    points = blobs(8, n=2_000)
    clustering = [fit_clusterings(points, [3])[3]]
    (full,) = measure(points, clustering)
    monkeypatch.setattr(validity, "SILHOUETTE_ROWS", 800)
    monkeypatch.setattr(validity, "SILHOUETTE_SAMPLE", 800)
    (sampled,) = measure(points, clustering)
    assert sampled.n_sampled == 800
    assert full.n_sampled == 2_000
    assert sampled.silhouette == pytest.approx(full.silhouette, abs=0.05)


def test_a_sample_tells_its_standard_error(monkeypatch):
    """Zero when exact; otherwise how far the means of other samples are from the exact one."""
    points = blobs(8, n=2_000)
    clustering = [fit_clusterings(points, [3])[3]]
    (full,) = measure(points, clustering)
    monkeypatch.setattr(validity, "SILHOUETTE_ROWS", 500)
    monkeypatch.setattr(validity, "SILHOUETTE_SAMPLE", 500)
    samples = [measure(points, clustering, random_state=seed)[0] for seed in range(24)]
    off = np.sqrt(np.mean([(found.silhouette - full.silhouette) ** 2 for found in samples]))
    assert full.silhouette_error == 0
    assert np.mean([found.silhouette_error for found in samples]) == pytest.approx(off, rel=0.4)


def test_every_stratum_is_drawn_in_proportion():
    """Of 90, 9 and 1 tenths, a sample of 100 has 90, 9 and 1."""
    labels = np.repeat([0, 1, 2], [900, 90, 10])
    drawn = validity.stratified_sample(labels, 100, random_state=0)
    assert np.abs(np.bincount(labels[drawn]) - [90, 9, 1]).max() <= 1
    assert (np.diff(drawn) > 0).all()
    assert (validity.stratified_sample(labels, 2_000, random_state=0) == np.arange(1_000)).all()


def test_a_sample_without_a_cluster_still_scores(monkeypatch):
    """A cluster that the sample misses is nobody's neighbour."""
    monkeypatch.setattr(validity, "SILHOUETTE_ROWS", 60)
    monkeypatch.setattr(validity, "SILHOUETTE_SAMPLE", 60)
    points = np.vstack([blobs(9, n=300), [[1e3, 1e3, 1e3]]])
    (found,) = measure(points, [make_clustering(points, np.r_[np.arange(300) % 2, 2])])
    assert -1 <= found.silhouette <= 1


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 100))
def test_silhouettes_do_not_depend_on_the_unit(seed, factor):
    """Stretching all axes alike changes no silhouette."""
    points = blobs(seed, n=30)
    labels = np.random.default_rng(seed).integers(3, size=30)
    labels[:3] = [0, 1, 2]
    (plain,) = silhouette_samples(points, [labels])
    (stretched,) = silhouette_samples(points * factor, [labels])
    assert stretched == pytest.approx(plain, abs=1e-9)


@pytest.mark.parametrize("n_labelings", [1, 3])
def test_sums_by_shared_cells_give_the_same_silhouettes(monkeypatch, n_labelings):
    """To the last digits, whether distances are added up by what the partitions share or not."""
    random = np.random.default_rng(11)
    points = random.normal(size=(300, 3)).round(1)
    labelings = [(points[:, at] > 0.2).astype(int) + (at > 1) for at in range(n_labelings)]
    together = silhouette_samples(points, labelings)
    monkeypatch.setattr("segmentation.clustering.validity.POINTS_PER_CELL", 10**9)
    for one, other in zip(together, silhouette_samples(points, labelings), strict=True):
        assert one == pytest.approx(other, rel=1e-12, abs=1e-13, nan_ok=True)


def test_silhouettes_of_many_partitions_are_those_of_each_alone():
    """Of one cluster, of single points, of more partitions than a number of 64 bits tells apart."""
    random = np.random.default_rng(3)
    points = random.normal(size=(40, 2))
    labelings = [np.zeros(40, int), np.arange(40)]
    labelings += [np.r_[np.arange(9), random.integers(9, size=31)] for _ in range(24)]
    for labels, many in zip(labelings, silhouette_samples(points, labelings), strict=True):
        (alone,) = silhouette_samples(points, [labels])
        assert many == pytest.approx(alone, abs=1e-14, nan_ok=True)
