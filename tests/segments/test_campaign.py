"""What a campaign brings: by hand, and an interval that holds."""

import numpy as np
import pytest

from segmentation.errors import SpecError
from segmentation.segments.campaign import Offer, outlook, prospect

OFFER = Offer(cost=1.0, low=0.02, response=0.05, high=0.08, margin=40.0)


def test_break_even_is_cost_over_margin():
    """And the expectation is exact."""
    found = outlook(OFFER, 1_000)
    assert found.break_even == 0.025
    assert found.cost == 1_000
    assert found.profit == pytest.approx(1_000 * (40 * 0.05 - 1))
    assert found.per_unit == pytest.approx(1.0)
    assert prospect(OFFER, 9).response == pytest.approx(0.05)


def test_the_interval_holds_nine_in_ten():
    """Of 20,000 simulated campaigns nine in ten end within it; mean and losses agree as well."""
    found = outlook(OFFER, 500)
    random = np.random.default_rng(9)
    shares = random.triangular(0.02, 0.05, 0.08, 20_000)
    profits = 40 * random.binomial(500, shares) - 500
    assert np.mean((profits >= found.low) & (profits <= found.high)) == pytest.approx(0.9, abs=0.02)
    assert np.mean(profits < 0) == pytest.approx(found.chance_of_loss, abs=0.02)
    assert profits.mean() == pytest.approx(found.profit, rel=0.02)


def test_one_known_response_leaves_only_the_customers_luck():
    """A response known for sure makes the interval narrower, and none is left at 100%."""
    certain = Offer(cost=1.0, low=0.05, response=0.05, high=0.05, margin=40.0)
    narrow, wide = outlook(certain, 10_000), outlook(OFFER, 10_000)
    assert narrow.high - narrow.low < 0.5 * (wide.high - wide.low)
    everybody = Offer(cost=1.0, low=1.0, response=1.0, high=1.0, margin=3.0)
    assert outlook(everybody, 7).low == outlook(everybody, 7).high == 14


def test_the_seed_gives_the_same_again():
    """The same figures on every run."""
    assert outlook(OFFER, 300) == outlook(OFFER, 300)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"margin": 0.0}, "“VIPs”: a response earns 0"),
        ({"low": 0.06}, "low one first"),
        ({"high": 1.4}, "from 0% to 100%"),
        ({"cost": -1.0}, "a contact costs -1"),
        ({"response": float("nan")}, "a figure is missing"),
    ],
)
def test_figures_that_cannot_be_are_one_sentence(changes, said):
    """An offer with impossible figures is refused in a sentence with the segment's name."""
    fields = {"cost": 1.0, "low": 0.02, "response": 0.05, "high": 0.08, "margin": 40.0} | changes
    with pytest.raises(SpecError, match=said):
        outlook(Offer(**fields), 100, "“VIPs”")


def test_nothing_lost_is_no_loss():
    """Everybody responds and just pays for the contact."""
    even = Offer(cost=1.0, low=1.0, response=1.0, high=1.0, margin=1.0)
    assert outlook(even, 50).chance_of_loss == 0
