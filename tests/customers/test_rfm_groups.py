"""Every customer has exactly one group, and what it says is true of each of them."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_shops import SALE, cdnow_like, sales, shop

import segmentation as sg
from segmentation.customers.rfm_groups import GROUPS, GroupRule, group_names, meanings
from segmentation.errors import SpecError

ONCE = Path(__file__).parent / "data" / "once.csv"
"""Twenty customers of one order and four of three."""


def test_there_are_eleven_groups_and_the_rules_do_not_overlap():
    """Every combination of scores is in exactly one."""
    held = Counter(scores for rule in GROUPS for scores in rule.scores)
    assert len(held) == 125
    assert set(held.values()) == {1}
    assert len({rule.name for rule in GROUPS}) == 11


@pytest.mark.parametrize(
    ("recency", "frequency", "money", "name"),
    [
        (5, 5, 5, "Champions"),
        (4, 4, 3, "Loyal"),
        (3, 5, 5, "Loyal"),
        (5, 2, 2, "Potential loyalist"),
        (5, 1, 5, "New"),
        (4, 1, 1, "Promising"),
        (3, 3, 3, "Need attention"),
        (3, 1, 1, "About to sleep"),
        (2, 4, 4, "At risk"),
        (1, 5, 5, "Cannot lose"),
        (2, 1, 5, "Hibernating"),
        (1, 1, 1, "Lost"),
    ],
)
def test_groups_by_hand(recency, frequency, money, name):
    """As marketing knows them; who bought lately is never at risk, one order is never loyal."""
    one = [np.array([score]) for score in (recency, frequency, money)]
    assert group_names(*one).tolist() == [name]


def test_rules_can_be_changed_but_not_leave_gaps():
    """The first that fits is taken."""
    best = GroupRule(name="Best", recency=(5, 5), frequency=(5, 5), money=(5, 5))
    assert group_names(*[np.array([5])] * 3, (best, *GROUPS)).tolist() == ["Best"]
    with pytest.raises(SpecError, match="no group for recency 1, frequency 1 and money 1"):
        group_names(*[np.array([5])] * 3, (best,))


def test_a_sentence_stays_while_the_scores_bear_it():
    """A built-in one over wider scores is told by the scores; the user's own words stay."""
    assert meanings(GROUPS) == {rule.name: rule.meaning for rule in GROUPS}
    champions = GROUPS[0]
    narrower = replace(champions, recency=(5, 5))
    assert meanings([narrower])["Champions"] == champions.meaning
    wider = replace(champions, frequency=(1, 5))
    assert meanings([wider])["Champions"] == "Recency 4 to 5, money 4 to 5."
    own = replace(wider, meaning="Our friends.")
    assert meanings([own])["Champions"] == "Our friends."
    assert meanings([GroupRule(name="All")])["All"] == "Any scores."
    both = meanings([champions, replace(wider, money=(5, 5))])["Champions"]
    assert both == "Bought recently, buy often and spend a lot. Or: Recency 4 to 5, money 5."


def made(frame: pd.DataFrame, **options: object) -> pd.DataFrame:
    """Make customers of sales."""
    return sg.rfm(sg.read_table(frame), **(SALE | options)).frame


def share(values: pd.Series, test: str) -> np.ndarray:
    """Count pair by pair: of how many customers in all each is ahead (`lt`) or behind (`gt`)."""
    ordered = np.sort(values.to_numpy())
    if test == "lt":
        return np.searchsorted(ordered, values, side="left") / len(values)
    return 1 - np.searchsorted(ordered, values, side="right") / len(values)


def claims(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """Recompute what every sentence claims, from the measures alone."""
    days, orders, money = (frame[c] for c in ("recency_days", "frequency", "monetary_value"))
    period = frame["tenure_days"].max()
    edge = 1e-9
    lately = (share(days, "lt") < 0.4 - edge) & (days * 2 <= period).to_numpy()
    long_ago = (share(days, "lt") >= 0.6 - edge) & (days * 4 >= period).to_numpy()
    often = (share(orders, "lt") >= 0.6 - edge) & (orders >= 4).to_numpy()
    much = (share(money, "lt") >= 0.6 - edge) & (money > 0).to_numpy()
    once, well = (orders == 1).to_numpy(), often | much
    last_of_all = lately & (share(days, "gt") >= 0.8 - edge)
    longest_ago = long_ago & (share(days, "lt") >= 0.8 - edge)
    few = (orders <= 2).to_numpy() | (share(orders, "gt") >= 0.5)
    nothing = ~lately & ~long_ago
    return {
        "Bought recently, buy often and spend a lot.": lately & often & much,
        "Bought often.": often,
        "Bought recently, and more than once.": lately & ~once,
        "Bought once, and among the last of all.": once & last_of_all,
        "Bought once, and recently.": once & lately,
        "Bought more than twice; their last purchase does not stand out.": nothing
        & (orders > 2).to_numpy(),
        "Bought once or twice, or fewer times than most; their last purchase does not stand out.": (
            few & nothing
        ),
        "Bought more than once and well, but long ago.": ~once & well & long_ago,
        "Bought often and spent a lot, longest ago.": often & much & longest_ago,
        "Bought once or not well, and long ago.": (once | ~well) & long_ago,
        "Bought once or not well, longest ago.": (once | ~well) & longest_ago,
        "new": once & last_of_all,
        "new or promising": once & lately,
    }


def check(frame: pd.DataFrame) -> None:
    """Hold every sentence against every customer it is said of, and New against who is new."""
    true, said = claims(frame), meanings(GROUPS)
    for name, group in frame.groupby("rfm_group"):
        held = true[said[name]][group.index]
        assert held.all(), (name, group[~held].head())
    named = frame["rfm_group"]
    assert (true["new"] == (named == "New")).all()
    assert (true["new or promising"] == named.isin(["New", "Promising"])).all()
    once = frame["frequency"] == 1
    assert not named[once].isin(["Champions", "Loyal", "Potential loyalist", "At risk"]).any()


SHOPS = st.builds(
    shop,
    st.integers(0, 10_000),
    n_customers=st.one_of(st.integers(1, 30), st.integers(30, 400)),
    once=st.floats(0.2, 0.9),
    n_days=st.sampled_from([1, 3, 20, 365, 1000]),
    most_orders=st.sampled_from([2, 3, 12, 60]),
    prices=st.sampled_from([0, 1, 2, 5]),
)


@settings(max_examples=60)
@given(SHOPS)
def test_every_sentence_is_true_of_every_customer(frame):
    """Shops with 20 to 90 % of one order, with ties in days, orders and money, few customers."""
    check(made(frame))


@settings(max_examples=20)
@given(SHOPS, st.integers(0, 2000))
def test_and_from_a_later_day(frame, later):
    """Counted from a day long after the last sale nobody has bought lately."""
    check(made(frame, as_of=frame["day"].max() + pd.Timedelta(days=later)))


@pytest.mark.parametrize("once", [0.2, 0.4, 0.5, 0.7, 0.9])
def test_there_are_new_customers_wherever_some_bought_once(once):
    """And none of them is a champion, whatever share bought once."""
    frame = made(shop(5, n_customers=2_000, once=once))
    assert {"New", "Promising"} <= set(frame["rfm_group"])
    assert set(frame[frame["frequency"] == 1]["rfm_group"]) == {
        *("New", "Promising", "About to sleep", "Hibernating", "Lost"),
    }


@pytest.mark.parametrize("orders", [1, 2, 7])
@pytest.mark.parametrize("n_customers", [1, 2, 3, 5, 30])
def test_customers_all_alike_are_called_nothing_special(orders, n_customers):
    """Nobody often, nobody long ago; one order on the last day is promising."""
    who = np.repeat(np.arange(n_customers), orders)
    frame = made(sales(who, np.tile(np.arange(orders), n_customers), np.full(len(who), 20)))
    check(frame)
    expected = "Promising" if orders == 1 else "Potential loyalist"
    assert set(frame["rfm_group"]) == {expected}


def test_a_made_copy_of_cdnow():
    """A cohort of one quarter: who bought once was last seen more than a year ago, and is not new.

    About half bought once; they were called champions and loyal, 700 of them.
    """
    sold = cdnow_like()
    frame = made(sold)
    assert len(frame) == 23_570
    assert 0.5 < (frame["frequency"] == 1).mean() < 0.65
    assert (sold["day"].max() - sold["day"].min()).days == 545
    check(frame)
    once = frame[frame["frequency"] == 1]
    assert set(once["rfm_group"]) == {"About to sleep", "Hibernating", "Lost"}
    assert frame[frame["rfm_group"] == "Champions"]["frequency"].min() >= 4


def test_the_case_of_customers_who_bought_once():
    """A customer with one order is never often; recent ones are new or promising."""
    table = sg.read_table(ONCE)
    frame = sg.rfm(table, customer="customer", date="date", amount="amount").frame
    check(frame)
    once = frame[frame["frequency"] == 1]
    assert len(once) == 20
    recent = once["recency_days"] <= frame["recency_days"].quantile(0.4)
    assert recent.sum() >= 5
    assert set(once["rfm_group"][recent]) == {"New", "Promising"}
    said = meanings(GROUPS)
    assert not any("often" in said[name] for name in once["rfm_group"])
