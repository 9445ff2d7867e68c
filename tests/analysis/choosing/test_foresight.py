"""What segments of the earlier months tell is said when it is so, and not otherwise."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.choosing.foresight import (
    LEVEL,
    N_DEALS,
    N_PARTS,
    Foresight,
    foresee,
    told_by,
)
from segmentation.customers.events.later import later_of
from segmentation.customers.transactions import SaleColumns

SALES = SaleColumns(customer="who", date="day", amount="paid")
RFM = sg.SegmentationSpec(features=("recency_days", "frequency", "monetary_value"), n_clusters=3)


def shop(seed: int, rates: tuple[float, ...], n: int = 150) -> sg.Table:
    """Make a year of sales in which each customer keeps one of the rates, orders a year."""
    draw = np.random.default_rng(seed)
    orders = draw.poisson(np.array(rates)[np.arange(n) % len(rates)])
    who = np.repeat(np.arange(n), orders)
    day = draw.integers(0, 365, len(who))
    frame = pd.DataFrame({"who": who, "paid": draw.lognormal(3, 0.5, len(who)).round(2)})
    return sg.read_table(frame.assign(day=pd.Timestamp("2024-01-01") + pd.to_timedelta(day, "D")))


def naive_share(labels, outcome, parts):
    """Return the explained share, customer by customer."""
    by_group = by_all = 0.0
    for part in range(N_PARTS):
        rest, left_out = parts != part, parts == part
        for label, value in zip(labels[left_out], outcome[left_out], strict=True):
            same = outcome[rest][labels[rest] == label]
            guess = same.mean() if len(same) else outcome[rest].mean()
            by_group += (value - guess) ** 2
            by_all += (value - outcome[rest].mean()) ** 2
    return 1 - by_group / by_all


@pytest.mark.parametrize("seed", range(4))
def test_the_share_is_that_of_customers_left_out(seed):
    """Against a loop over customers; a group of one is told by the mean of all."""
    draw = np.random.default_rng(seed)
    n = int(draw.integers(12, 60))
    labels = draw.integers(0, 3, n)
    labels[0] = 3
    outcome = draw.normal(size=n) + labels * draw.integers(0, 3)
    explained, p_value = told_by(labels, outcome, random_state=seed)
    parts = np.random.default_rng(seed).permutation(np.arange(n) % N_PARTS)
    assert explained == pytest.approx(naive_share(labels, outcome, parts))
    assert 1 / (N_DEALS + 1) <= p_value <= 1


@pytest.mark.slow
def test_chance_is_called_foresight_as_rarely_as_it_should_be():
    """Of 300 outcomes shuffled at random at most a few pass the level of 1 in 100."""
    draw = np.random.default_rng(5)
    labels = np.arange(60) % 4
    passed = [told_by(labels, draw.lognormal(size=60))[1] <= LEVEL for _ in range(300)]
    assert sum(passed) <= 9


def test_customers_who_keep_their_habits_are_foretold():
    """Rates of 2, 10 and 40 a year: the means are those of the segments, from low to high."""
    later = later_of(shop(1, (2, 10, 40)), SALES)
    found = foresee(later, RFM)
    assert found.tells
    assert found.explained > 0.3
    labels = sg.segment(later.customers, RFM).labels
    means = pd.Series(later.amount).groupby(labels).mean()
    np.testing.assert_allclose(np.sort(found.means), np.sort(means))
    assert "like these, made of what stood before 30 September 2024, went on" in found.sentence
    low, high = means.min(), means.max()
    assert f"spend {low:,.3g} to {high:,.3g} on average" in found.sentence
    assert f"tells {found.explained:.0%} of the differences in how much they spent later" in (
        found.sentence
    )


@pytest.mark.parametrize("seed", range(6))
def test_customers_of_one_habit_are_not_foretold(seed):
    """All buy at the same rate: what came before says nothing, and nothing is said."""
    found = foresee(later_of(shop(100 + seed, (6,)), SALES), RFM)
    assert not found.tells
    assert found.sentence == ""


def test_few_customers_or_returns_say_nothing():
    """Under 30 customers, too few who came back, or a column that is not there earlier."""
    assert foresee(later_of(shop(1, (2, 30), n=20), SALES), RFM) is None
    later = later_of(shop(1, (2, 10, 40)), SALES)
    assert foresee(replace(later, came_back=later.came_back & False), RFM) is None
    assert foresee(later, replace(RFM, features=("share_of_books",))) is None
    assert foresee(replace(later, amount=np.ones_like(later.amount)), RFM) is None


def told(**changes: object) -> Foresight:
    """Make a value by hand."""
    base = {
        "day": pd.Timestamp("2024-03-01"),
        "last": pd.Timestamp("2024-05-31"),
        "is_money": True,
        "means": np.array([12.345, 210.0]),
        "explained": 0.234,
        "p_value": 0.002,
        "n_customers": 300,
    }
    return Foresight(**base | changes)


def test_the_sentence_by_hand():
    """Money, and days."""
    assert told().sentence == (
        "Customers of segments like these, made of what stood before 1 March 2024, went on to "
        "spend 12.3 to 210 on average, from the lowest segment to the highest, up to 31 May 2024: "
        "the segment tells 23% of the differences in how much they spent later, on a log scale."
    )
    days = told(is_money=False).sentence
    assert "before 1 March 2024, came back on 12.3 to 210 days on average" in days
    assert "how often they came later" in days


@pytest.mark.parametrize("changes", [{"p_value": 0.02}, {"explained": 0.009}, {"explained": -0.1}])
def test_nothing_is_said_without_proof(changes):
    """Neither what chance does as often, nor what is too little."""
    assert told(**changes).sentence == ""
