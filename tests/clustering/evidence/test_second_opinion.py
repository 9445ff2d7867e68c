"""A second opinion: found where there are bent and long groups, silent where there are none."""

import numpy as np
import pandas as pd
import pytest

from segmentation.clustering.evidence.second_opinion import (
    MAX_ROWS,
    SAME,
    SecondOpinion,
    second_opinion,
)
from segmentation.clustering.features import FeatureSpace, NumberFeature
from segmentation.clustering.result import adjusted_rand, overlap


def asked(points: np.ndarray, seed: int = 0) -> SecondOpinion | None:
    """Ask for a second opinion on points as they are."""
    frame = pd.DataFrame(points, columns=[f"c{at}" for at in range(points.shape[1])])
    features = tuple(NumberFeature(name=n, center=0.0, scale=1.0, fill=0.0) for n in frame)
    return second_opinion(frame, FeatureSpace(features=features), random_state=seed)


def moons(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make two half circles that reach into each other."""
    angle, group = random.uniform(0, np.pi, n), random.integers(2, size=n)
    x = np.where(group == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(group == 0, np.sin(angle), 0.5 - np.sin(angle))
    return np.column_stack([x, y]) + random.normal(scale=0.06, size=(n, 2)), group


def long_parallel(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make two long groups side by side."""
    group = random.integers(2, size=n)
    across = random.normal(scale=0.4, size=n) + 3 * group
    points = np.column_stack([random.normal(scale=5, size=n), across])
    return points @ np.array([[0.8, 0.6], [-0.6, 0.8]]), group


def log_scale(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Make three groups that are round on a log scale."""
    group = random.integers(3, size=n)
    middles = np.array([[0, 0], [2.4, 0], [0, 2.4]])
    return np.exp(middles[group] + random.normal(scale=0.4, size=(n, 2))), group


@pytest.mark.parametrize("make", [moons, long_parallel, log_scale])
def test_groups_that_k_means_cuts_are_found(make):
    """The right number, nearly the right customers, from one method or the other."""
    points, group = make(np.random.default_rng(5), 300)
    found = asked(points)
    assert found.n_groups == group.max() + 1
    own = found.labels >= 0
    assert adjusted_rand(overlap(group[own], found.labels[own])) > 0.9
    assert found.agreement(group) > 0.9
    assert np.bincount(found.labels[own]).tolist() == sorted(
        np.bincount(found.labels[own]).tolist(), reverse=True
    )


NOTHING = {
    "uniform": lambda random, n: random.uniform(size=(n, 3)),
    "correlated": lambda random, n: random.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], n),
    "t3": lambda random, n: random.standard_t(3, size=(n, 2)),
    "lognormal": lambda random, n: random.lognormal(size=(n, 2)),
    "shares": lambda random, n: random.dirichlet([1, 1, 1], n),
    "counts": lambda random, n: np.column_stack([random.poisson(8, n), random.normal(size=n)]),
    "core in halo": lambda random, n: (
        random.normal(size=(n, 2)) * np.where(random.random(n) < 0.5, 0.3, 2)[:, None]
    ),
}


@pytest.mark.parametrize("kind", NOTHING)
@pytest.mark.parametrize("n", [60, 200])
def test_nothing_is_said_where_there_are_no_groups(kind, n):
    """Two seeds of each kind."""
    for seed in range(2):
        assert asked(NOTHING[kind](np.random.default_rng([seed, n]), n)) is None


@pytest.mark.parametrize("n", [3, 10, 30, 199])
def test_few_customers_get_no_second_opinion(n):
    """However far apart they lie."""
    points = np.random.default_rng(0).normal(size=(n, 2)) + 99 * (np.arange(n) % 2)[:, None]
    assert asked(points) is None


def test_the_same_customers_get_the_same_opinion():
    """Also when a large table is looked at by lot."""
    points, group = long_parallel(np.random.default_rng(2), 2_600)
    first, second = asked(points, 3), asked(points, 3)
    assert len(first.rows) == MAX_ROWS
    assert (first.labels == second.labels).all()
    assert (first.rows == second.rows).all()
    assert first.agreement(group) > 0.95


def an_opinion(**changes) -> SecondOpinion:
    """Make one that stands."""
    values = {
        "method": "HDBSCAN",
        "rows": np.arange(8),
        "labels": np.array([0, 0, 0, 0, 1, 1, 1, -1]),
        "n_groups": 2,
        "noise": 0.125,
        "doubt": 0.0,
        "closeness": 0.5,
        "stability": 0.97,
    }
    return SecondOpinion(**values | changes)


def test_an_opinion_that_does_not_hold_is_not_told():
    """Each rule alone is enough."""
    assert an_opinion().stands
    assert not an_opinion(noise=0.3).stands
    assert not an_opinion(doubt=0.1).stands
    assert not an_opinion(stability=0.8).stands
    tiny = np.r_[np.zeros(97, int), [1, 1, 1]]
    assert not an_opinion(labels=tiny, rows=np.arange(100)).stands


def test_what_it_says_by_hand():
    """Other numbers, the same number, and the account of it."""
    found = an_opinion()
    assert found.beside("K-means", 5) == (
        "Another method, HDBSCAN, sees 2 groups where K-means cuts 5: look at its map"
    )
    assert "HDBSCAN, sees 2 other groups than K-means: look" in found.beside("K-means", 2)
    assert "It gives 12% of them no group." in found.account(0.31)
    assert "is 0.31 (adjusted Rand index" in found.account(0.31)
    assert "no group" not in an_opinion(noise=0.0).account(0.31)
    assert found.agreement(np.array([1, 1, 1, 1, 0, 0, 0, 0])) == 1 > SAME
