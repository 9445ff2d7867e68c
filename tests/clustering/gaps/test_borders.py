"""Borders: gaps where there are some, none where a cloud is cut."""

import numpy as np
import pytest

from segmentation.clustering.gaps.borders import Border, are_gaps, are_gaps_but_few, borders
from segmentation.clustering.gaps.spreading import spread_evenly
from segmentation.clustering.kmeans import kmeans


def borders_of(points, k):
    """Cluster standardised points and test the borders."""
    points = spread_evenly((points - points.mean(axis=0)) / points.std(axis=0))
    return borders(points, kmeans(points, [k])[0].astype(int))


def blobs(n, centers, seed=0):
    """Round groups of spread 1."""
    random = np.random.default_rng(seed)
    groups = random.integers(len(centers), size=n)
    return np.array(centers)[groups] + random.normal(size=(n, len(centers[0])))


@pytest.mark.parametrize("n", [200, 400])
def test_true_groups_are_parted(n):
    """Three of six standard deviations, also among seven columns that play no part."""
    points = blobs(n, [[0, 0], [6, 0], [0, 6]])
    assert are_gaps(borders_of(points, 3))
    noise = np.random.default_rng(1).normal(size=(n, 7))
    assert are_gaps(borders_of(np.c_[blobs(n, [[0, 0], [7, 0], [0, 7]]), noise], 3))


def test_a_group_cut_in_two_is_not():
    """One of the four borders runs through a group."""
    found = borders_of(blobs(400, [[0, 0], [8, 0], [0, 8]]), 4)
    assert not are_gaps(found)
    assert sum(not border.is_gap for border in found) == 1


@pytest.mark.parametrize("k", [2, 3, 4, 5])
@pytest.mark.parametrize("kind", ["even", "round", "many columns", "ring", "sphere", "stars"])
def test_a_cut_cloud_has_no_gaps(kind, k):
    """Also one that is bent, so that its shadow on a line has a valley."""
    random = np.random.default_rng(5)
    turn, ball = random.random(300) * 2 * np.pi, random.normal(size=(300, 3))
    points = {
        "even": random.random((300, 2)),
        "round": random.normal(size=(300, 2)),
        "many columns": random.normal(size=(300, 30)),
        "ring": np.c_[np.cos(turn), np.sin(turn)] + random.normal(size=(300, 2)) * 0.05,
        "sphere": ball / np.linalg.norm(ball, axis=1, keepdims=True),
        "stars": random.integers(1, 6, size=(300, 2)).astype(float),
    }[kind]
    assert not are_gaps(borders_of(points, k))


def test_customers_who_made_the_cut_do_not_judge_it():
    """Sixty points in thirty columns look parted on the line of their own centres; here not."""
    points = np.random.default_rng(3).normal(size=(60, 30))
    assert not are_gaps(borders_of(points, 2))


@pytest.mark.parametrize("n", [4, 6, 10, 15])
def test_few_customers_end_in_no_error(n):
    """A border with hardly anybody on one side is none."""
    random = np.random.default_rng(n)
    for points in (random.normal(size=(n, 2)), random.integers(0, 3, (n, 1)).astype(float)):
        labels = np.arange(n) % 2
        assert all(0 < border.p_value <= 1 for border in borders(spread_evenly(points), labels))
    alone = np.zeros(n, dtype=int)
    alone[0] = 1
    assert not are_gaps(borders(random.normal(size=(n, 2)), alone))


@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_a_cluster_for_every_customer_ends_in_no_error(unit):
    """No spread inside any: distances stay finite in whatever unit."""
    points = unit * np.arange(6.0)[:, None]
    assert borders(points, np.arange(6))


def test_equal_columns_on_a_grid_end_in_no_error():
    """Customers of different parts meet in one place on the line."""
    ladder = np.repeat(np.arange(30.0)[:, None], 2, axis=1)
    for k in (2, 3, 5):
        assert not are_gaps(borders_of(ladder, k))


def border(p_value, links):
    """Make a border by hand."""
    return Border(first=0, second=1, dip=0.1, p_value=p_value, links=links, n_customers=40)


def test_one_unclear_border_in_four():
    """Is passed when the others leave no doubt; one in three is not, nor without proof."""
    clear, unclear = border(0.001, 0.1), border(0.6, 1.2)
    assert are_gaps_but_few((clear, clear, clear, unclear))
    assert not are_gaps((clear, clear, clear, unclear))
    assert not are_gaps_but_few((clear, clear, unclear))
    assert not are_gaps_but_few((border(0.2, 0.1),) * 3 + (unclear,))
    assert not are_gaps_but_few(())
    assert not are_gaps(())
