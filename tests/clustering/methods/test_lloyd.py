"""The batch of starts: by hand, weights as repeats, and the slow and obvious way."""

import numpy as np
import pytest

from segmentation.clustering.methods import lloyd as module
from segmentation.clustering.methods.lloyd import (
    lloyd,
    make_rows,
    nearest_center,
    plus_plus,
    squared_distances,
    swapped,
)

POINTS = np.random.default_rng(0).normal(size=(60, 3))
POINTS -= POINTS.mean(axis=0)


def slow_lloyd(points: np.ndarray, centers: np.ndarray, iterations: int) -> np.ndarray:
    """Assign and move, point by point."""
    for _ in range(iterations):
        labels = np.array([((point - centers) ** 2).sum(axis=1).argmin() for point in points])
        centers = np.array([points[labels == c].mean(axis=0) for c in range(len(centers))])
    return centers


def test_one_step_by_hand():
    """Centres 0 and 10 for 0, 2, 9, 11 (less their mean) move to 1 and 10."""
    points = np.array([[0.0], [2.0], [9.0], [11.0]]) - 5.5
    starts = np.array([[[0.0], [10.0]]]) - 5.5
    centers, inertia = lloyd(make_rows(points), starts, max_iterations=1)
    assert (centers[0] + 5.5).ravel().tolist() == [1, 10]
    assert inertia.tolist() == [0 + 4 + 1 + 1]


@pytest.mark.parametrize("iterations", [1, 3])
def test_a_batch_equals_the_slow_way(iterations):
    """Each start of a batch moves as it would alone."""
    starts = np.stack([POINTS[:4], POINTS[10:14], POINTS[20:24]])
    centers, _ = lloyd(make_rows(POINTS), starts, max_iterations=iterations)
    for start, found in zip(starts, centers, strict=True):
        assert found == pytest.approx(slow_lloyd(POINTS, start, iterations))


def test_weights_are_repeats():
    """A row of weight 3 moves centres as three equal rows do."""
    weights = np.arange(60) % 3 + 1.0
    starts = POINTS[None, :3]
    weighted = lloyd(make_rows(POINTS, weights), starts, max_iterations=5)
    repeated = np.repeat(POINTS, weights.astype(int), axis=0)
    plain = lloyd(make_rows(repeated), starts, max_iterations=5)
    assert weighted[0] == pytest.approx(plain[0])
    assert weighted[1] == pytest.approx(plain[1])


def test_blocks_do_not_change_the_result(monkeypatch):
    """Many small blocks of rows and of starts give the same as one."""
    starts = np.stack([POINTS[i : i + 4] for i in range(6)])
    whole = lloyd(make_rows(POINTS), starts, max_iterations=20)
    monkeypatch.setattr(module, "BLOCK_CELLS", 50)
    blocked = lloyd(make_rows(POINTS, block_rows=7), starts, max_iterations=20)
    assert blocked[0] == pytest.approx(whole[0])


def test_a_start_ends_where_it_gains_nothing():
    """Running on from the end changes nothing, and the inertia is that of the labels."""
    centers, inertia = lloyd(make_rows(POINTS), POINTS[None, :5], max_iterations=300)
    again, same = lloyd(make_rows(POINTS), centers, max_iterations=300)
    assert again == pytest.approx(centers)
    labels = nearest_center(POINTS, centers[0])
    assert same[0] == pytest.approx(((POINTS - centers[0][labels]) ** 2).sum())
    assert inertia[0] == pytest.approx(same[0])


def test_single_precision_is_next_to_double():
    """The inertia in single precision is that in double precision but for a hundred-thousandth."""
    double = lloyd(make_rows(POINTS), POINTS[None, :4], max_iterations=50)
    single = lloyd(make_rows(POINTS, dtype=np.float32), POINTS[None, :4], max_iterations=50)
    assert single[1] == pytest.approx(double[1], rel=1e-5)


def test_a_cluster_without_points_keeps_its_centre():
    """It does not become a number that is none."""
    starts = np.array([[[0.0], [99.0]]])
    centers, _ = lloyd(make_rows(np.array([[-1.0], [1.0]])), starts, max_iterations=4)
    assert centers.ravel().tolist() == [0, 99]


def test_first_centres_are_different_points():
    """As long as there are enough of them."""
    points = np.repeat([[-2.0, 0.0], [0.0, 1.0], [2.0, -1.0]], 20, axis=0)
    for centers in plus_plus(make_rows(points), 3, 30, np.random.default_rng(0)):
        assert len(np.unique(centers, axis=0)) == 3


def test_first_centres_respect_weights():
    """A row that weighs next to nothing is next to never first."""
    points, weights = np.array([[-1.0], [1.0]]), np.array([1.0, 1e-9])
    firsts = plus_plus(make_rows(points, weights), 1, 200, np.random.default_rng(0))
    assert (firsts == -1).all()


def test_a_swap_moves_one_centre_onto_a_far_point():
    """All others stay; the target is never where a centre is already."""
    centers = np.array([[-10.0], [0.0], [10.0]])
    points = np.array([[-10.0], [0.0], [10.0], [30.0]])
    for variant in swapped(make_rows(points), centers, 20, np.random.default_rng(1)):
        assert (variant != centers).sum() == 1
        assert 30 in variant


@pytest.mark.parametrize("n_centers", [5, 70])
def test_the_nearest_centre_is_the_nearest(n_centers):
    """Few or many centres, the same answer as all distances give; the first of equals."""
    centers = np.random.default_rng(2).normal(size=(n_centers, 3))
    distances = ((POINTS[:, None] - centers) ** 2).sum(axis=2)
    assert (nearest_center(POINTS, centers) == distances.argmin(axis=1)).all()
    np.testing.assert_allclose(squared_distances(centers, POINTS), distances.T)
    assert nearest_center(np.array([[0.0]]), np.array([[1.0], [-1.0]])).tolist() == [0]


def test_of_equally_near_centres_the_first_is_named():
    """On a grid with many ties, for few centres and for many."""
    grid = np.array([(x, y) for x in range(12) for y in range(12)], dtype=float)
    for centers in (grid[::7], grid[::2], np.repeat(grid[:1], 3, axis=0)):
        distances = ((grid[:, None] - centers) ** 2).sum(axis=2)
        assert (nearest_center(grid, centers) == distances.argmin(axis=1)).all()
