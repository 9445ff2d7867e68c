"""Power: of the verdict that is given, added up, at equal and at unequal groups."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from segmentation.errors import SpecError
from segmentation.segments.planning.experiment import sample_size
from segmentation.segments.planning.proof.limits import chance, favourable, lift_interval
from segmentation.segments.planning.proof.power import (
    border,
    customers_needed,
    detectable_harm,
    detectable_lift,
    power_of,
)


def share_seen(base: float, wanted: float, n: int, m: int, *, n_campaigns: int = 400) -> float:
    """Simulate campaigns; return how many of them prove what is there."""
    random = np.random.default_rng(3)
    hits, base_hits = random.binomial(n, wanted, n_campaigns), random.binomial(m, base, n_campaigns)
    seen = {}
    for x, y in zip(hits.tolist(), base_hits.tolist(), strict=True):
        if (x, y) not in seen:
            result = (x, n, y, m) if wanted > base else (y, m, x, n)
            seen[x, y] = chance(favourable(*result, 0.025), 0.0) <= 0.025
    return np.mean([seen[pair] for pair in zip(hits.tolist(), base_hits.tolist(), strict=True)])


@pytest.mark.parametrize(
    ("base", "n", "m"), [(0.05, 900, 100), (0.2, 400, 40), (0.02, 3_000, 1_000), (0.1, 60, 240)]
)
def test_the_detectable_lift_is_seen_in_eight_of_ten(base, n, m):
    """Unequal groups, where the textbook's formula gave .75 to .77; 400 campaigns, error .02."""
    lift = detectable_lift(base, n, m)
    assert share_seen(base, base + lift, n, m) >= 0.8 - 0.05
    assert power_of(base, base + lift, n, m) == pytest.approx(0.8, abs=0.005)
    assert power_of(base, base + 0.9 * lift, n, m) < 0.8


def test_the_detectable_harm_is_seen_too():
    """A fall from 20 per cent; none at all where the hold-out is too small to show it."""
    harm = detectable_harm(0.2, 900, 300)
    assert share_seen(0.2, 0.2 - harm, 900, 300) >= 0.75
    assert detectable_harm(0.05, 180, 20) == math.inf
    assert lift_interval(0, 180, 1, 20)[1] > 0


def test_the_power_is_that_of_all_results():
    """Thirty and twenty customers: every result, one by one."""
    n, m, base, wanted = 30, 20, 0.1, 0.5
    proven = np.array(
        [
            [chance(favourable(x, n, y, m, 0.025), 0.0) <= 0.025 for y in range(m + 1)]
            for x in range(n + 1)
        ]
    )
    mass = np.outer(binom.pmf(np.arange(n + 1), n, wanted), binom.pmf(np.arange(m + 1), m, base))
    assert power_of(base, wanted, n, m) == pytest.approx(mass[proven].sum(), abs=1e-3)


def test_lines_between_knots_tell_the_border():
    """Beside 300 responses expected of the control, at counts that are no knot."""
    proven = border(0.1, 9_000, 2_500)
    for at in (20, 47, 90):
        fewest, base_hits = int(proven.hits[at]), int(proven.base_hits[at])
        assert chance(favourable(fewest + 2, 9_000, base_hits, 2_500, 0.025), 0.0) <= 0.025
        assert chance(favourable(fewest - 9, 9_000, base_hits, 2_500, 0.025), 0.0) > 0.025


@pytest.mark.parametrize(("base", "n", "m"), [(0.05, 60_000, 6_100), (0.2, 1_600, 20_000)])
def test_large_groups_have_the_power_too(base, n, m):
    """Where the normal distribution serves, the border added up says the same or more."""
    lift = detectable_lift(base, n, m)
    assert power_of(base, base + lift, n, m) > 0.795


def test_the_customers_needed_have_the_power():
    """A little more than the textbook's formula, with the level of one and of five segments."""
    for base, wanted, alpha in ((0.1, 0.15, 0.05), (0.002, 0.02, 0.01), (0.3, 0.2, 0.05)):
        needed = customers_needed(base, wanted, alpha=alpha)
        textbook = sample_size(base, wanted, alpha=alpha)
        assert textbook <= needed < 1.25 * textbook
        assert power_of(base, wanted, needed, needed, alpha=alpha) >= 0.8
    assert 8_158 < customers_needed(0.05, 0.06) < 8_700


def test_groups_that_show_nothing():
    """An empty group, too few, and a response that everybody gives."""
    assert detectable_lift(0.05, 100, 0) == math.inf
    assert detectable_lift(0.05, 3, 1) == math.inf
    assert detectable_lift(1.0, 500, 500) == math.inf
    assert detectable_harm(0.0, 500, 500) == math.inf
    assert 0 < detectable_lift(0.0, 500, 500) < 0.05
    assert detectable_lift(0.05, 9_000, 1_000) > detectable_lift(0.05, 5_000, 5_000)


def test_shares_that_cannot_be_are_one_sentence():
    """As in the formula of the textbooks."""
    with pytest.raises(SpecError, match="smallest improvement"):
        customers_needed(0.05, 0.05)
    with pytest.raises(SpecError, match="wanted response is 105"):
        customers_needed(0.1, 1.05)
