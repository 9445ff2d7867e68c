"""What may be said: each word counted again, member by member, on tables of many trades."""

import re
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.segments.facts.numbers import finite
from segmentation.segments.facts.standing import TRUE_OF, Cuts, Standing
from segmentation.segments.naming import name_segments
from segmentation.segments.naming_words.claims import Wording, true_level
from segmentation.segments.naming_words.nouns import content
from segmentation.segments.naming_words.twins import MAX_PARTS, SHOWN
from segmentation.segments.profiling import NumberFact, SegmentProfile
from segmentation.segments.vocabulary import vocabulary
from segmentation.tables.labels import split_unit

COLUMNS = (
    ("days_since_last_order", "orders", "total_spent", "avg_order_value"),
    ("tenure", "MonthlyCharges", "TotalCharges"),
    ("number_of_gifts", "total_donated", "member_since_days"),
    ("share_of_Kitchen", "share_of_Toys", "discount_share"),
    ("q1_agree", "q2_agree", "q3_agree", "interest_in_travel"),
    ("PURCHASES", "PURCHASES_FREQUENCY", "ONEOFF_PURCHASES_FREQUENCY"),
    ("Year_Birth", "familymembers", "metric_00"),
    ("employees", "growth_rate", "revenue_12m_eur"),
)


def made(columns, seed, n=120):
    """Make three kinds of customers, with long tails, ties and blanks."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, 3, n)
    frame = {}
    for name in columns:
        middle = random.choice([0.2, 1.0, 3.0], 3, replace=False)[kind]
        values = middle * random.lognormal(0, 0.6, n)
        whole = name.startswith(("orders", "number", "q", "interest", "employees", "Year"))
        values = np.round(values * 3) if whole else values
        values = np.clip(values / 4, 0, 1) if "share" in name else values
        values = 1950 + values * 4 if name.startswith("Year") else values
        frame[name] = np.where(random.random(n) < 0.03, np.nan, values)
    return sg.read_table(pd.DataFrame(frame), "made")


@pytest.mark.parametrize("columns", COLUMNS, ids=lambda columns: columns[0])
def test_every_word_is_true_of_most_members(columns):
    """Of at least `TRUE_OF`, counted from the table; and names keep their rules."""
    for seed in range(2):
        table = made(columns, seed)
        base = sg.SegmentationSpec(features=columns, missing="impute")
        fits = fit_range(table, base, range(1, 6))
        for k in (2, 3, 5):
            result = sg.segment(table, replace(base, n_clusters=k), fitted=fits)
            check_rules(result.names)
            wording = Wording(known=vocabulary(), facts=result.profiles[0].numbers)
            for profile in result.profiles:
                members = result.labels == profile.segment
                for claim in wording.claims(profile):
                    values = finite(result.rows.frame[claim.column])
                    cuts = Cuts.of(values[~np.isnan(values)])
                    assert cuts.holds(values[members], claim.level).mean() >= TRUE_OF
                    if claim.frame.startswith("mostly"):
                        assert (values[members] > 0.5).mean() >= TRUE_OF


def check_rules(names):
    """Three facts at most, no word twice, and all different where they are cut."""
    assert len({name[:SHOWN].casefold() for name in names}) == len(names)
    for name in names:
        letter = re.match("[A-Z]: ", name)  # tells apart what nothing else does
        parts = name[3 * bool(letter) :].replace(": ", ", ").split(", ")
        assert len(parts) <= MAX_PARTS
        told = list(chain.from_iterable(content(part) for part in parts))
        assert len(told) == len(set(told)) or "about" in name, name


def fact(column, z, standing=None):
    """Make the place of a segment in a column."""
    label = split_unit(column)
    return NumberFact(
        column=column,
        label=label,
        mean=z,
        overall=0,
        z=z,
        n_known=50,
        is_feature=True,
        standing=standing,
    )


def named(*facts):
    """Name a segment with these numbers, beside an average one."""
    other = tuple(replace(f, z=0.0, standing=None) for f in facts)
    profiles = [
        SegmentProfile(segment=at, size=50, share=0.5, numbers=numbers, categories=())
        for at, numbers in enumerate((facts, other))
    ]
    return name_segments(tuple(profiles))[0]


def test_a_word_that_is_not_true_of_most_is_not_said():
    """A few far out make the mean high; most are not."""
    few = Standing(high=0.4, low=0.5, middle=0.5)
    assert true_level(fact("spend", 1.0, few)) is None
    assert true_level(fact("spend", 1.0, replace(few, high=0.7))) == "high"
    assert named(fact("spend", 1.0, few), fact("height", 1.0)) == "Higher height"


ONCE = Standing(low=0.9, once=0.9, is_count=True, largest=20.0)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((fact("orders", -1, ONCE),), "One-time buyers"),
        ((fact("orders", -1, ONCE), fact("spend", -1)), "One-time small buyers"),
        ((fact("orders", -1, replace(ONCE, once=0.5)),), "Occasional buyers"),
        ((fact("recency", 1), fact("orders", -1)), "Dormant customers"),
        ((fact("tenure", 1), fact("orders", 1)), "Loyal regulars"),
        ((fact("tenure", 1), fact("height", 0.1)), "Long-standing customers"),
        ((fact("tenure", -1), fact("height", 0.1)), "Newer customers"),
        ((fact("discount_share", 1), fact("spend", -1)), "Deal seekers, lower spending"),
        ((fact("discount_share", 1), fact("spend", 1)), "Big-spending deal seekers"),
        ((fact("luxury_share", 1), fact("spend", 1)), "Luxury big buyers"),
        ((fact("luxury_share", 1), fact("height", 0.1)), "Luxury buyers"),
        ((fact("employees", -1), fact("spend", 0.1)), "Small accounts"),
        ((fact("employees", -1), fact("growth_rate", 1)), "Growing small firms"),
        (
            (fact("values_nature", 1), fact("interest_art", -1)),
            "Value nature, less interested in art",
        ),
        ((fact("price_consciousness", 1), fact("x", 0.1)), "Price-conscious"),
        (
            (fact("q1_agree", 1), fact("q4_agree", 1), fact("q2_agree", -1)),
            "Agree more with q1 and q4, less with q2",
        ),
        (
            (fact("PURCHASES_FREQUENCY", 1), fact("ONEOFF_PURCHASES_FREQUENCY", 1.2)),
            "Frequent buyers",
        ),
        ((fact("snackSpend", 1), fact("metric 00", -1)), "Higher snack spend, lower metric 00"),
        ((fact("I_like_novelty", 1), fact("age", 0.1)), "Agree more with “I like novelty”"),
        (
            (fact("snack spend per visit", 1), fact("x", -1)),
            "Higher snack spend per visit, lower x",
        ),
        ((fact("Year_Birth", 1), fact("income", 1)), "Younger high earners"),
    ],
)
def test_types_come_out(facts, expected):
    """By hand: a marketer's types, where the columns carry them."""
    assert named(*facts) == expected


@pytest.mark.parametrize(
    "column",
    [
        *("discount_share", "NumDealsPurchases", "Coupons used", "share of discounted orders"),
        *("discount_usage_rate", "Vouchers redeemed", "Promo orders", "Rabattanteil"),
    ],
)
def test_who_buys_much_at_a_discount_seeks_deals(column):
    """A share or a number of purchases with a coupon or a discount says so."""
    assert named(fact(column, 1), fact("height", 0.1)) == "Deal seekers"


@pytest.mark.parametrize(
    "column",
    [
        *("AVG_DISCOUNT", "Discount", "discount_rate", "Discount Amount", "Rabatt", "remise"),
        *("YearsSinceLastPromotion", "Recent Deal Amount", "Number of Associated Deals"),
        *("Coupon value", "avg_discount_pct"),
    ],
)
def test_how_much_is_taken_off_makes_no_deal_seeker(column):
    """A rate by class of fare, money, a promotion of staff, a deal of salesmen."""
    said = named(fact(column, 1), fact("height", 0.1))
    assert "deal seekers" not in said.lower()
    assert "seek deals" not in named(fact(column, 1), fact("recency", 1)).lower()


MANY = Standing(high=0.9, is_count=True, largest=1050.0)


def test_what_another_column_counts_is_money():
    """Purchases of a card in whole dollars beside how often; two concepts, two words."""
    often = fact("PURCHASES_FREQUENCY", 1, replace(MANY, is_count=False, largest=1.0))
    assert named(fact("PURCHASES", 1, MANY), often) == "Frequent big spenders"
    few = replace(MANY, largest=40.0)
    assert named(fact("purchases", 1, few), fact("height", 0.1)) == "Frequent buyers"


CC = Path(__file__).parents[2] / "customers" / "data" / "cc.csv"


@pytest.mark.parametrize("k", [2, 3, 4])
def test_cc(k):
    """Purchases beside their frequency are money; two frequencies keep what they are of."""
    table = sg.read_table(CC)
    spec = sg.propose_spec(table)
    assert "PURCHASES" in spec.features
    beside = ("BALANCE_FREQUENCY", "PURCHASES", "PURCHASES_FREQUENCY")
    names = sg.segment(table, replace(spec, features=beside, n_clusters=k)).names
    assert any("big spenders" in name for name in names)
    assert all("buyers" in name or "spenders" in name for name in names)
    balances = [name for name in names if "frequency" in name.lower()]
    assert all("balance frequency" in name.lower() for name in balances)
    assert bool(balances) == (k > 2)
