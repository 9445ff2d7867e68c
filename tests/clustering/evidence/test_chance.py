"""The test against chance: references by hand, known data, calibration, invariances."""

from collections.abc import Iterable

import numpy as np
import pytest

from segmentation.clustering.evidence.chance import (
    LEVEL,
    ChanceOfK,
    chance_of_ks,
    exceeding_over_all,
    p_over_all,
    reference_sets,
)
from segmentation.clustering.evidence.chance_scan import chance_by_k

KS = range(2, 11)
SIZES = [
    (50, 6, range(2, 7)),
    pytest.param(50, 20, KS, marks=pytest.mark.slow),
    pytest.param(200, 20, KS, marks=pytest.mark.slow),
]


def made(kind: str, n: int, seed: int) -> np.ndarray:
    """Make standardised data without groups, or with four."""
    random = np.random.default_rng(seed)
    corners = np.array([[0, 0], [0, 6], [6, 0], [6, 6]])
    correlated = random.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], n)
    points = {
        "uniform": lambda: random.uniform(size=(n, 2)),
        "gaussian": lambda: random.normal(size=(n, 2)),
        "correlated": lambda: correlated,
        "lognormal": lambda: random.lognormal(size=(n, 2)),
        "correlated lognormal": lambda: np.exp(correlated),
        "ratings": lambda: random.integers(1, 6, size=(n, 2)).astype(float),
        "square": lambda: corners[random.integers(4, size=n)] + random.normal(size=(n, 2)),
        "unequal": lambda: (
            1.4 * corners[random.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])] + random.normal(size=(n, 2))
        ),
    }[kind]()
    return (points - points.mean(axis=0)) / points.std(axis=0)


def passes(points: np.ndarray, seed: int, ks: Iterable[int]) -> tuple[bool, int]:
    """Return whether the data are better than chance, and the most distinct number."""
    chance, shorter, _ = chance_by_k(points, ks, random_state=seed)
    peak = max(chance, key=lambda k: chance[k].silhouette)
    return all(p_over_all(test) <= LEVEL for test in (chance, shorter) if test), peak


@pytest.mark.parametrize(("n", "n_seeds", "ks"), SIZES)
@pytest.mark.parametrize(
    "kind",
    ["uniform", "gaussian", "correlated", "lognormal", "correlated lognormal", "ratings"],
)
def test_noise_passes_at_most_once_in_twenty(kind, n, n_seeds, ks):
    """Data without groups are not called segments; of a few sets none is."""
    passed = sum(passes(made(kind, n, seed), seed, ks)[0] for seed in range(n_seeds))
    assert passed <= n_seeds // 20


@pytest.mark.parametrize(("n", "n_seeds", "ks"), SIZES)
@pytest.mark.parametrize("kind", ["square", "unequal"])
def test_four_groups_pass_nearly_always(kind, n, n_seeds, ks):
    """At most one miss in twenty, and the peak is at four; of a few sets none is missed."""
    found = sum(passes(made(kind, n, seed), seed, ks) == (True, 4) for seed in range(n_seeds))
    assert found >= n_seeds - n_seeds // 20


def test_figures_by_hand():
    """One of three reference sets is as high: p = (1 + 1)/(1 + 3); the gap is a mean difference."""
    found = ChanceOfK(
        silhouette=0.5,
        log_inertia=1.0,
        reference_silhouettes=np.array([0.4, 0.5, 0.3]),
        reference_log_inertia=np.array([1.0, 2.0, 3.0]),
    )
    assert found.n_exceeding == 1
    assert found.p_value == 0.5
    assert found.gap == 1.0
    assert found.gap_error == pytest.approx(np.sqrt(2 / 3) * np.sqrt(4 / 3))


def test_over_all_k_the_best_is_compared_with_the_best():
    """Each reference set brings its own best k; one segment plays no part."""

    def of(silhouette, reference):
        return ChanceOfK(
            silhouette=silhouette,
            log_inertia=0,
            reference_silhouettes=np.array(reference),
            reference_log_inertia=np.zeros(len(reference)),
        )

    by_k = {1: of(np.nan, [np.nan] * 3), 2: of(0.5, [0.1, 0.6, 0.2]), 3: of(0.3, [0.5, 0.1, 0.2])}
    assert exceeding_over_all(by_k) == (2, 3)
    assert p_over_all(by_k) == 0.75
    assert np.isnan(p_over_all({1: by_k[1]}))


def test_reference_sets_fill_the_box_along_the_principal_axes():
    """They reach the data's extent along its own axes and not beyond."""
    random = np.random.default_rng(0)
    points = random.multivariate_normal([0, 0], [[1, 0.95], [0.95, 1]], 300)
    points -= points.mean(axis=0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    own = points @ axes.T
    for drawn in reference_sets(points, range(5)):
        along = drawn @ axes.T
        assert (along.min(axis=0) >= own.min(axis=0) - 1e-5).all()
        assert (along.max(axis=0) <= own.max(axis=0) + 1e-5).all()
        assert np.ptp(along, axis=0) == pytest.approx(np.ptp(own, axis=0), rel=0.1)


def test_a_reference_set_is_the_same_in_every_range():
    """So that a range of sets can be added to another."""
    points = made("gaussian", 40, 0)
    points -= points.mean(axis=0)
    assert (reference_sets(points, range(6))[4:] == reference_sets(points, range(4, 6))).all()


def test_few_values_are_kept():
    """A rating's reference values are ratings."""
    points = made("ratings", 80, 1)
    points -= points.mean(axis=0)
    drawn = reference_sets(points, range(3))
    levels = np.unique(points[:, 0])
    assert len(levels) == 5
    assert np.abs(drawn[:, :, 0, None] - levels).min(axis=-1).max() < 1e-6


def test_the_unit_and_a_turn_do_not_matter():
    """Stretched, moved and turned points have the same p-value."""
    points = made("uniform", 60, 3)
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    plain = chance_of_ks(points, [3])[3]
    other = chance_of_ks(1_000 * points @ turn + 50, [3])[3]
    assert other.silhouette == pytest.approx(plain.silhouette, abs=1e-6)
    assert abs(other.p_value - plain.p_value) < 0.08


def test_an_early_end_needs_no_more_sets():
    """Noise is dismissed after the first sets, groups are compared with all."""
    noise, _, n = chance_by_k(made("uniform", 120, 0), KS)
    groups, _, _ = chance_by_k(made("square", 120, 0), KS)
    assert n == 120
    assert len(noise[2].reference_silhouettes) == 20
    assert len(groups[2].reference_silhouettes) == 199
    assert (groups[4].reference_silhouettes >= groups[4].silhouette).sum() == 0


def test_large_tables_are_sampled():
    """And how many were looked at is told."""
    points = np.random.default_rng(0).uniform(size=(3_000, 2))
    assert chance_by_k(points, [2])[2] == 500


def test_categories_are_dealt_by_lot():
    """Whole levels change hands; independent ones are no better than chance, tied ones are."""
    random = np.random.default_rng(0)
    level = random.integers(3, size=150)
    block = np.eye(3)[level]
    points = np.c_[block, np.eye(2)[random.integers(2, size=150)]]
    categories = (slice(0, 3), slice(3, 5))
    for drawn in reference_sets(points, range(3), categories=categories):
        assert (drawn[:, :3].sum(axis=1) == 1).all()
        assert (drawn.sum(axis=0) == points.sum(axis=0).astype(np.float32)).all()
    chance, _, _ = chance_by_k(points, KS, categories=categories)
    assert p_over_all(chance) > LEVEL
    tied, _, _ = chance_by_k(np.c_[block, block], KS, categories=(slice(0, 3), slice(3, 6)))
    assert p_over_all(tied) <= LEVEL
