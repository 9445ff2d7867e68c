"""Limits of a lift: the level holds for every rate, and verdict and interval are one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import barnard_exact, binom

from segmentation.segments.planning.proof.limits import (
    chance,
    favourable,
    lift_interval,
    lift_p_value,
)

RATES = np.array([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.8, 0.97])


def every_interval(n: int, m: int, alpha: float = 0.05) -> np.ndarray:
    """Return the limits for every result, (n + 1, m + 1, 2)."""
    return np.array(
        [[lift_interval(x, n, y, m, alpha=alpha) for y in range(m + 1)] for x in range(n + 1)]
    )


@pytest.mark.parametrize(("n", "m"), [(3, 3), (14, 6), (6, 14), (30, 8)])
def test_either_side_errs_at_most_one_time_in_forty(n, m):
    """Every pair of rates, with and without an effect: all results are added up."""
    limits = every_interval(n, m)
    for p in RATES:
        for q in RATES:
            mass = np.outer(binom.pmf(np.arange(n + 1), n, p), binom.pmf(np.arange(m + 1), m, q))
            assert mass[limits[..., 0] > p - q].sum() <= 0.025
            assert mass[limits[..., 1] < p - q].sum() <= 0.025


def test_no_effect_is_seldom_called_one():
    """Twenty held out of sixty, every result: approximations call 9 of 100 harm."""
    n, m = 40, 20
    worked, harm = (
        np.array([[proves(x, n, y, m) for y in range(m + 1)] for x in range(n + 1)])
        for proves in (proves_lift, proves_harm)
    )
    for rate in RATES:
        mass = np.outer(binom.pmf(np.arange(n + 1), n, rate), binom.pmf(np.arange(m + 1), m, rate))
        assert mass[worked].sum() <= 0.025
        assert mass[harm].sum() <= 0.025


@pytest.mark.parametrize("n", [180, 1_000])
def test_harm_is_seldom_called_with_twenty_held_out(n):
    """Beside many addressed: the most responses of theirs that are called harm, for each count."""
    most = []
    for base_hits in range(21):
        low, high = -1, n + 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if proves_harm(middle, n, base_hits, 20) else (low, middle)
        most.append(low)
    errors = [
        (binom.pmf(np.arange(21), 20, rate) * binom.cdf(most, n, rate)).sum() for rate in RATES
    ]
    assert max(errors) <= 0.025
    assert most[0] == -1


def proves_lift(x: int, n: int, y: int, m: int) -> bool:
    """Return whether it is said that the campaign worked."""
    return chance(favourable(x, n, y, m, 0.025), 0.0) <= 0.025


def proves_harm(x: int, n: int, y: int, m: int) -> bool:
    """Return whether it is said that it did harm."""
    return proves_lift(y, m, x, n)


counts = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=60)
@given(counts, counts, st.sampled_from([0.05, 0.01]))
def test_verdict_and_interval_are_one(treated, control, alpha):
    """The p-value is below the level where the interval leaves out 0; groups may be exchanged."""
    low, high = lift_interval(*treated, *control, alpha=alpha)
    assert -1 <= low <= high <= 1
    lift = treated[0] / treated[1] - control[0] / control[1]
    assert low <= lift <= high
    if low > 0 or high < 0:
        assert lift_p_value(*treated, *control, alpha=alpha) <= alpha
    if lift_p_value(*treated, *control, alpha=alpha) < 0.98 * alpha:
        assert low > 0 or high < 0
    assert lift_interval(*control, *treated, alpha=alpha) == pytest.approx((-high, -low), abs=1e-9)


@settings(max_examples=40)
@given(counts, counts, st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_chance_is_never_below_the_true_one(treated, control, p, q):
    """Within the plausible rates: results at least as favourable, added up one by one."""
    (x, n), (y, m) = treated, control
    of = favourable(x, n, y, m, 0.025)
    if n < m:
        p, q, (x, n), (y, m) = 1 - q, 1 - p, (m - y, m), (n - x, n)
    if not (of.first[0] <= p <= of.first[1] and of.second[0] <= q <= of.second[1]):
        return
    block = np.searchsorted(of.results[of.starts], np.arange(m + 1), side="right") - 1
    fewest = np.where(block < 0, 0, of.least[np.maximum(block, 0)])
    true = (binom.pmf(np.arange(m + 1), m, q) * binom.sf(fewest - 1, n, p)).sum()
    assert chance(of, p - q) >= true - 1e-9
    assert fewest[y] <= x


def test_the_p_value_is_near_that_of_barnard():
    """The unconditional exact test at equal groups, twice its one-sided chance."""
    for x, y, n in ((14, 5, 40), (9, 3, 60), (48, 30, 80)):
        one_sided = min(
            barnard_exact([[x, y], [n - x, n - y]], alternative=side).pvalue
            for side in ("less", "greater")
        )
        assert lift_p_value(x, n, y, n) == pytest.approx(2 * one_sided, abs=0.006)


def test_the_chance_grows_with_the_lift():
    """What is refused stays refused below."""
    of = favourable(12, 200, 3, 25, 0.025)
    chances = [chance(of, lift) for lift in np.linspace(-0.6, 0.4, 41)]
    assert (np.diff(chances) >= -0.003).all()
    assert chances[0] < 0.025 < chances[-1]


def test_limits_by_hand():
    """Nobody of 30 on either side: (1 - d)^30 = .025; all against nobody: ((1 + d) / 2)^60."""
    nobody, all_or_none = 1 - 0.025 ** (1 / 30), 2 * 0.025 ** (1 / 60) - 1
    assert lift_interval(0, 30, 0, 30) == pytest.approx((-nobody, nobody), abs=0.003)
    assert lift_interval(30, 30, 0, 30) == pytest.approx((all_or_none, 1.0), abs=0.003)
    assert lift_interval(0, 30, 0, 30)[1] > nobody
    assert lift_interval(30, 30, 0, 30)[0] < all_or_none


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ((0, 1, 1, 1), (-1.0, 1.0)),
        ((5, 1_000, 1, 20), (-0.2404, 0.0061)),
        ((2_000, 10_000, 1_900, 10_000), (-0.0012, 0.0212)),
    ],
)
def test_limits_that_must_not_drift(results, expected):
    """Ours, from one customer to ten thousand; nobody and everybody."""
    assert lift_interval(*results) == pytest.approx(expected, abs=2e-4)


def test_a_million_customers_are_read():
    """Large groups are taken in blocks; the limits are a little outside the approximate ones."""
    low, high = lift_interval(50_000, 1_000_000, 400, 10_000)
    assert (low, high) == pytest.approx((0.0059, 0.0138), abs=1e-4)
