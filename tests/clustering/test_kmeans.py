"""The K-means search: best known inertia for every seed, by-hand cases, metamorphic relations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from segmentation.clustering import kmeans as module
from segmentation.clustering.kmeans import distinct_rows
from segmentation.clustering.result import make_clustering


def kmeans(points: np.ndarray, k: int, random_state: int = 0) -> np.ndarray:
    """Ask for one k."""
    return module.kmeans(points, [k], random_state=random_state)[0]


def inertia(points: np.ndarray, labels: np.ndarray) -> float:
    """Sum squared distances to the cluster means, the slow and obvious way."""
    return sum(
        ((points[labels == c] - points[labels == c].mean(axis=0)) ** 2).sum()
        for c in np.unique(labels)
    )


def test_two_pairs_are_found_by_hand():
    """Four points in two far pairs fall into the pairs."""
    points = np.array([[0.0], [1.0], [10.0], [11.0]])
    labels = kmeans(points, 2)
    assert labels[0] == labels[1] != labels[2] == labels[3]
    assert inertia(points, labels) == pytest.approx(1.0)


def test_one_cluster_holds_everything():
    """For k = 1 every label is 0."""
    assert kmeans(np.arange(6.0).reshape(3, 2), 1).tolist() == [0, 0, 0]


def test_as_many_clusters_as_points_leave_no_spread():
    """With k = n every point is its own cluster."""
    points = np.random.default_rng(0).normal(size=(9, 2))
    assert inertia(points, kmeans(points, 9)) == pytest.approx(0, abs=1e-20)


def test_every_label_occurs_when_points_repeat():
    """Two spots with many copies and one lone point give three full clusters."""
    points = np.array([[0.0, 0.0]] * 50 + [[1.0, 1.0]] * 50 + [[0.0, 1e-3]])
    assert np.unique(kmeans(points, 3)).tolist() == [0, 1, 2]


def test_the_seed_decides_nothing_on_moderate_data():
    """Different seeds end in the same partition."""
    random = np.random.default_rng(1)
    points = np.vstack([random.normal(center, 1.0, size=(40, 3)) for center in (0, 3, 6, 9)])
    found = {make_clustering(points, kmeans(points, 6, random_state=s)).inertia for s in range(12)}
    assert len(found) == 1


def test_swaps_find_what_plain_starts_miss():
    """On 16 tight clusters on a grid the search always finds all of them."""
    random = np.random.default_rng(2)
    grid = np.array([(x, y) for x in range(4) for y in range(4)], dtype=float) * 10
    points = np.repeat(grid, 12, axis=0) + random.normal(scale=0.3, size=(192, 2))
    truth = np.repeat(np.arange(16), 12)
    for seed in range(5):
        assert inertia(points, kmeans(points, 15, random_state=seed)) > 0
        labels = kmeans(points, 16, random_state=seed)
        assert inertia(points, labels) == pytest.approx(inertia(points, truth))


def test_moving_and_stretching_points_changes_no_label():
    """Labels are the same after a shift far from the origin and a change of unit."""
    points = np.random.default_rng(3).normal(size=(120, 2))
    plain = make_clustering(points, kmeans(points, 4)).labels
    moved = points * 7 + 1e6
    assert (make_clustering(moved, kmeans(moved, 4)).labels == plain).all()


def test_the_callers_points_stay_as_they_are():
    """Points may be read-only and are not written to."""
    points = np.random.default_rng(4).normal(size=(30, 2))
    before = points.copy()
    points.setflags(write=False)
    kmeans(points, 3)
    assert (points == before).all()


def test_what_is_found_for_one_k_does_not_depend_on_the_others():
    """Widening the range changes nothing."""
    points = np.random.default_rng(4).normal(size=(90, 2))
    alone, together = kmeans(points, 4), module.kmeans(points, [2, 3, 4, 5])[2]
    assert (alone == together).all()


def of_kind(kind: str, seed: int, n_rows: int, levels: int, step: int) -> np.ndarray:
    """Make points of three columns; groups lie on a grid of so many levels a step apart."""
    random = np.random.default_rng(seed)
    shape = (n_rows, 3)
    return {
        "groups": random.normal(size=shape) + step * random.integers(levels, size=shape),
        "even": random.uniform(size=shape),
        "long tails": random.lognormal(size=shape),
    }[kind]


@pytest.mark.parametrize("kind", ["groups", "even", "long tails"])
def test_hundreds_are_searched_from_k_to_k_as_well_as_each_thoroughly(monkeypatch, kind):
    """Groups to the last digit; what is found for one number is that of the whole range."""
    points = of_kind(kind, seed=12, n_rows=400, levels=2, step=8)
    ks = list(range(2, 9))
    thorough = [inertia(points, labels) for labels in module.kmeans(points, ks)]
    monkeypatch.setattr(module, "THOROUGH_ROWS", 100)
    careful = module.kmeans(points, ks)
    close = 1e-9 if kind == "groups" else 5e-3
    assert [inertia(points, labels) for labels in careful] == pytest.approx(thorough, rel=close)
    assert (kmeans(points, 5) == careful[3]).all()


@pytest.mark.parametrize("limit", ["COARSE_ROWS", "MEDIUM_ROWS"])
def test_large_tables_end_next_to_the_full_search(monkeypatch, limit):
    """Whether rows stand for others or a sample stands for all."""
    random = np.random.default_rng(5)
    points = np.vstack([random.normal(c, 1.0, size=(700, 2)) for c in ((0, 0), (6, 0), (0, 6))])
    full = inertia(points, kmeans(points, 3))
    monkeypatch.setattr(module, "COARSE_ROWS", 150)
    monkeypatch.setattr(module, limit, 200)
    monkeypatch.setattr(module, "SAMPLE_ROWS", 200)
    assert inertia(points, kmeans(points, 3)) == pytest.approx(full, rel=1e-4)


def test_the_best_few_of_the_coarse_search_are_decided_by_all_rows(monkeypatch):
    """On noise, where many partitions are next to each other, coarse rows lose next to nothing."""
    points = np.random.default_rng(8).uniform(size=(4_000, 3))
    monkeypatch.setattr(module, "COARSE_ROWS", 10_000)
    thorough = [inertia(points, labels) for labels in module.kmeans(points, [5, 8])]
    monkeypatch.setattr(module, "COARSE_ROWS", 1_000)
    coarse = [inertia(points, labels) for labels in module.kmeans(points, [5, 8])]
    assert coarse == pytest.approx(thorough, rel=4e-3)


@pytest.mark.parametrize("kind", ["groups", "even", "long tails"])
def test_a_large_table_is_searched_from_k_to_k_as_well_as_anew(monkeypatch, kind):
    """Inertia within half a percent of the search of each k by itself, on all rows."""
    points = of_kind(kind, seed=9, n_rows=60_000, levels=3, step=6)
    ks = [2, 5, 9]
    sampled = module.kmeans(points, ks)
    assert (module.kmeans(points, [5])[0] == sampled[1]).all(), "what is found for one k is its own"
    monkeypatch.setattr(module, "MEDIUM_ROWS", len(points))
    whole = [inertia(points, labels) for labels in module.kmeans(points, ks)]
    assert [inertia(points, labels) for labels in sampled] == pytest.approx(whole, rel=5e-3)


def test_the_sample_may_miss_a_rare_spot(monkeypatch):
    """A sample with fewer distinct points than clusters still ends with every cluster filled."""
    monkeypatch.setattr(module, "MEDIUM_ROWS", 5)
    monkeypatch.setattr(module, "SAMPLE_ROWS", 5)
    points = np.array([[0.0]] * 500 + [[5.0], [9.0]])
    assert len(np.unique(kmeans(points, 3))) == 3


def test_repeated_rows_are_counted():
    """Each different row once, with how often it occurs; 0 and −0 are one."""
    rows, counts = distinct_rows(np.array([[1.0, 2.0], [0.0, 1.0], [1.0, 2.0], [-0.0, 1.0]]))
    assert {(*row, n) for row, n in zip(rows.tolist(), counts, strict=True)} == {
        (1, 2, 2),
        (0, 1, 2),
    }


def test_repeated_rows_weigh_as_often_as_they_occur():
    """A table of few spots, each many times, gives what the repeated rows themselves give."""
    random = np.random.default_rng(9)
    spots = random.normal(size=(30, 2))
    points = np.repeat(spots, random.integers(1, 9, size=30), axis=0)
    every_row = [
        inertia(points, module.nearest_center(points, centers))
        for centers in [points[random.choice(len(points), 4, replace=False)] for _ in range(300)]
    ]
    assert inertia(points, kmeans(points, 4)) <= min(every_row)


@settings(max_examples=40, deadline=None)
@given(
    arrays(
        np.float64, st.tuples(st.integers(4, 25), st.integers(1, 3)), elements=st.integers(-5, 5)
    ),
    st.integers(2, 5),
    st.integers(0, 99),
)
def test_the_result_is_a_fixed_point_of_lloyd(points, k, seed):
    """No point is nearer to another cluster's mean than to its own, and no cluster is empty."""
    k = min(k, len(np.unique(points, axis=0)))
    clustering = make_clustering(points, kmeans(points, k, random_state=seed))
    assert clustering.n_clusters == k
    distances = ((points[:, None] - clustering.centers[None]) ** 2).sum(axis=2)
    own = distances[np.arange(len(points)), clustering.labels]
    assert (own <= distances.min(axis=1) + 1e-9).all()


def test_a_few_far_customers_are_not_lost_among_many():
    """Rows that stand for others are drawn by distance too: three tiny far groups are found."""
    random = np.random.default_rng(0)
    far = [[400.0, 0.0], [0.0, 400.0], [400.0, 400.0]]
    points = np.vstack([random.normal(size=(20_000, 2)), np.repeat(far, 2, axis=0)])
    labels = kmeans(points, 4)
    assert sorted(np.bincount(labels).tolist()) == [2, 2, 2, 20_000]


def test_the_candidate_with_the_least_inertia_on_all_rows_wins():
    """Whatever its place among the candidates."""
    points = np.array([[0.0, 0], [1, 0], [10, 0], [11, 0], [30, 0], [31, 0]])
    good, bad = points[[0, 2, 4]] + [0.5, 0], np.array([[0.0, 0], [1, 0], [20.5, 0]])
    candidates = np.stack([bad, good])
    kept = module._refinement(points, None, 1)(candidates)
    assert kept[0] == pytest.approx(good)


@pytest.mark.parametrize("kind", ["groups", "even", "long tails"])
def test_a_drawn_hundred_thousand_decide_as_well_as_everybody(monkeypatch, kind):
    """Inertia within a thousandth of steps over all rows from the same candidates."""
    random = np.random.default_rng(12)
    points = {
        "groups": random.normal(size=(150_000, 3)) + 3 * random.integers(3, size=(150_000, 3)),
        "even": random.uniform(size=(150_000, 3)),
        "long tails": random.standard_t(2.5, size=(150_000, 3)),
    }[kind]
    drawn = [inertia(points, labels) for labels in module.kmeans(points, [4, 9])]
    monkeypatch.setattr(module, "DECIDING_ROWS", len(points))
    everybody = [inertia(points, labels) for labels in module.kmeans(points, [4, 9])]
    assert drawn == pytest.approx(everybody, rel=1e-3)
