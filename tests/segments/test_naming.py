"""Plain-word names: the known five, distinct for every k, safe words."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_shops import SALE, shop
from thoroughness import tried

import segmentation as sg
from segmentation.analysis.fitted_range import fit_range
from segmentation.customers.cleaning import customer_rows
from segmentation.segments.naming import GROUP_NAMES, name_segments, phrase
from segmentation.segments.naming_words.trades import PLAIN_WORDS, spoken
from segmentation.segments.profiling import NumberFact, SegmentProfile, profile_segments
from segmentation.segments.vocabulary import Vocabulary, read_vocabulary, vocabulary
from segmentation.tables.labels import split_unit

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def test_the_five_mall_segments_are_named_as_a_marketer_would():
    """Income and score, high and low."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    assert sg.segment(sg.load_sample("mall_customers"), spec).names == (
        "Mainstream customers",
        "Affluent big spenders",
        "Careful earners",
        "Tight budgets",
        "Young free spenders",
    )


def test_without_words_the_levels_are_the_name():
    """Income and score, high and low."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    profiles = sg.segment(sg.load_sample("mall_customers"), spec).profiles
    expected = (
        "Average income and spending",
        "Higher income and spending",
        "Higher income, lower spending",
        "Lower income and spending",
        "Lower income, higher spending",
    )
    assert name_segments(profiles, Vocabulary()) == expected
    assert tuple(map(phrase, profiles)) == expected
    by_age = sg.SegmentationSpec(features=("Age",), n_clusters=2)
    older, young = sg.segment(sg.load_sample("mall_customers"), by_age).profiles
    assert {phrase(older), phrase(young)} == {"Older", "Young"}
    assert {phrase(p, Vocabulary()) for p in (older, young)} == {"Higher age", "Lower age"}


def test_a_type_with_more_conditions_comes_first():
    """Of the sample's buyers the best are active as well, not only big spenders."""
    made = sg.rfm(
        sg.load_sample("shop_transactions"),
        customer="customer_id",
        date="order_date",
        quantity="quantity",
        price="unit_price",
    )
    spec = sg.SegmentationSpec(
        features=("recency_days", "frequency", "monetary_value"), n_clusters=4
    )
    assert sg.segment(made, spec).names == (
        "Recent buyers",
        "One-time small buyers, not seen for long",
        "Active big buyers, smaller spenders",
        "Active big buyers, bigger spenders",
    )


def fact(column, z, *, n=50, is_feature=True):
    """Make a number's place in a segment of fifty."""
    label = split_unit(column)
    return NumberFact(
        column=column, label=label, mean=z, overall=0, z=z, n_known=n, is_feature=is_feature
    )


def named(*facts):
    """Name a segment with these numbers, beside an average one."""
    other = tuple(replace(f, z=0.0, mean=0.0) for f in facts)
    profiles = [
        SegmentProfile(segment=at, size=50, share=0.5, numbers=numbers, categories=())
        for at, numbers in enumerate((facts, other))
    ]
    return name_segments(tuple(profiles))[0]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((fact("income", 1), fact("age", -1)), "Young high earners"),
        ((fact("income", 1), fact("age", -1, is_feature=False)), "Young high earners"),
        ((fact("income", 1), fact("age", -1, n=9, is_feature=False)), "High earners"),
        ((fact("income", 1), fact("age", -0.5)), "High earners"),
        ((fact("income", 1), fact("visits to site", -1)), "High earners, come seldom"),
        ((fact("income", 1), fact("height", 2, is_feature=False)), "High earners"),
        ((fact("income", 0.34), fact("spend", -0.36)), "Cautious spenders"),
        ((fact("salary", 0.4), fact("income", -2), fact("spend", 1)), "Free spenders"),
        ((fact("income", -2), fact("salary", 0.4), fact("spend", 1)), "Free spenders"),
        (
            (fact("recency", -1), fact("frequency", 1), fact("spend", 1), fact("height", 2)),
            "Active big buyers",
        ),
    ],
)
def test_what_a_type_leaves_unsaid_is_told(facts, expected):
    """In front when there is a word for it, behind when it made the segments and is strong."""
    assert named(*facts) == expected


@pytest.mark.parametrize("algorithm", ["kmeans", "ward", "gaussian_mixture"])
@pytest.mark.parametrize(
    "features", [(INCOME, SCORE), ("Age", INCOME, SCORE), ("Age",), ("Gender", "Age"), ("Gender",)]
)
def test_names_are_distinct_for_every_k(features, algorithm, monkeypatch):
    """From 2 to 15 segments, whatever they were made from; any mixture will do."""
    monkeypatch.setattr("segmentation.clustering.methods.mixtures.mixture.STARTS", 4)
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=features, algorithm=algorithm)
    fits = fit_range(table, spec)
    for k in fits.clusterings:
        spec = sg.SegmentationSpec(features=features, algorithm=algorithm, n_clusters=k)
        names = sg.segment(table, spec, fitted=fits).names
        assert len(set(names)) == k
        assert all(0 < len(name) <= 120 for name in names)


def test_age_reads_as_young_and_older():
    """Segments by age are called “Young” and “Older”, since nobody says “low age”."""
    table = sg.read_table(pd.DataFrame({"Age": [20.0, 21, 22, 60, 61, 62, 63]}), "ages")
    names = sg.segment(table, sg.SegmentationSpec(features=("Age",), n_clusters=2)).names
    assert set(names) == {"Young", "Older"}


def test_one_segment_is_everybody():
    """k = 1 has a name too."""
    table = sg.load_sample("mall_customers")
    spec = sg.SegmentationSpec(features=("Age",), n_clusters=1)
    assert sg.segment(table, spec).names == ("All customers",)


def test_names_do_not_depend_on_the_unit():
    """Dollars instead of thousands change no name."""
    table = sg.load_sample("mall_customers")
    frame = table.frame.assign(**{INCOME: table.frame[INCOME] * 1000})
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    scaled = sg.segment(sg.read_table(frame, "dollars"), spec)
    assert scaled.names == sg.segment(table, spec).names


@settings(max_examples=tried(20, quick=8), deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8))
def test_names_are_distinct_on_any_numbers(seed, k):
    """Also for tiny integers with many ties."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {"visits": random.integers(0, 6, 60), "plan": random.choice(["a", "b", "c"], 60)}
    )
    table = sg.read_table(frame, "made")
    fits = fit_range(table, sg.SegmentationSpec(features=("visits", "plan")), range(1, k + 1))
    spec = sg.SegmentationSpec(features=("visits", "plan"), n_clusters=min(k, fits.n_distinct))
    profiles = sg.segment(table, spec, fitted=fits).profiles
    assert len(set(name_segments(profiles))) == spec.n_clusters


def test_no_type_is_called_like_a_group_of_buyers():
    """Nor holds such a word: those groups are made by rules, and are other customers."""
    words = {word for name in GROUP_NAMES for word in (name, f"{name}s", f"{name} customers")}
    for known in vocabulary().types:
        said = spoken(known.name, PLAIN_WORDS).casefold()
        assert said not in words | {f"{name} buyers" for name in GROUP_NAMES}
        assert not {"champions", "promising", "new", "lost"} & set(said.split())
        if "loyal" in said.split():  # the group knows no tenure
            assert known.when.get("tenure") == known.when.get("frequency") == ("high",)


@pytest.mark.parametrize("once", [0.2, 0.9])
@pytest.mark.parametrize(
    "features",
    [
        ("recency_days", "frequency", "monetary_value"),
        ("recency_days", "frequency"),
        ("rfm_group",),
        ("rfm_group", "monetary_value"),
        ("recency_score", "frequency_score", "monetary_score"),
    ],
)
def test_no_found_segment_is_called_like_a_group_of_buyers(once, features):
    """Whatever it is found from, the groups themselves among it."""
    table = sg.rfm(sg.read_table(shop(3, n_customers=120, once=once)), **SALE)
    base = sg.SegmentationSpec(features=features)
    fits = fit_range(table, base, ks=range(2, 9))
    for k in fits.clusterings:
        found = sg.segment(table, replace(base, n_clusters=k), fitted=fits).names
        assert not {name.casefold() for name in found} & GROUP_NAMES


def test_a_type_of_ones_own_with_such_a_name_is_told_apart():
    """The file can be extended, and the two stay two."""
    own = read_vocabulary(
        '[concepts]\nspend = ["spend"]\n[[type]]\nname = "Champions"\nwhen = { spend = "high" }\n'
    )
    high, low = (
        SegmentProfile(segment=at, size=9, share=0.5, numbers=(fact("spend", z),), categories=())
        for at, z in enumerate((1.0, -1.0))
    )
    assert name_segments((high, low), own) == ("Much like Champions", "Lower spend")


def test_an_outlier_does_not_make_everybody_average():
    """Mean income is above that of all but one; by ranks two halves are low and high."""
    income = np.r_[np.linspace(20, 30, 40), np.linspace(70, 90, 40), 1e6]
    frame = pd.DataFrame({"income": income, "visits": np.r_[np.zeros(40), np.ones(41)] * 9 + 1})
    frame.loc[80, "visits"] = 10.0
    spec = sg.SegmentationSpec(features=("income", "visits"), n_clusters=3)
    result = sg.segment(sg.read_table(frame, "made"), spec)
    phrases = [phrase(profile, Vocabulary()) for profile in result.profiles if profile.size > 1]
    assert sorted(phrases) == ["Higher income and visits", "Lower income and visits"]


def test_a_level_that_most_do_not_have_is_not_mostly():
    """Two in five are the most frequent; a level known of a tenth is no name either."""
    frame = pd.DataFrame(
        {"plan": ["a"] * 4 + ["b"] * 3 + ["c"] * 3 + ["d"] * 10, "city": ["x"] * 1 + [None] * 19}
    )
    rows = customer_rows(sg.read_table(frame, "made"), ("plan",))
    labels = np.repeat([0, 1], 10)
    first, second = profile_segments(rows, labels, ("plan", "city"))
    assert phrase(first, Vocabulary()) == "Mixed plan, mixed city"
    assert phrase(second, Vocabulary()) == "D"
