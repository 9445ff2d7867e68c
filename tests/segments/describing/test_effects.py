"""Effects: the figures of textbooks, and no claim where there is nothing."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, f_oneway, kruskal

import segmentation as sg
from segmentation.customers.cleaning import customer_rows
from segmentation.segments.describing.composition import Composition
from segmentation.segments.describing.effects import (
    Effect,
    _category_effect,
    _corrected,
    derived_words,
    measure_effects,
)
from segmentation.segments.profiling import profile_segments
from segmentation.tables.labels import split_unit

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


@pytest.fixture(scope="module")
def classic():
    """Segment the built-in table as everybody does."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    return sg.segment(sg.load_sample("mall_customers"), spec)


def effects_of(result):
    """Return the effects of a segmentation by column."""
    found = measure_effects(result.rows, result.labels, result.profiles)
    return {effect.column: effect for effect in found}


def test_the_known_sizes(classic):
    """Eta² and Cramér's V of the classic segmentation."""
    effects = effects_of(classic)
    assert effects["Age"].size == pytest.approx(0.2023, abs=5e-5)
    assert effects[INCOME].size == pytest.approx(0.7939, abs=5e-5)
    assert effects[SCORE].size == pytest.approx(0.8782, abs=5e-5)
    assert effects["Gender"].size == pytest.approx(0.1056, abs=5e-5)
    assert [effects[name].strength for name in (SCORE, "Age", "Gender")] == [
        "large",
        "large",
        "small",
    ]
    assert list(effects)[:2] == [SCORE, INCOME]


def test_sizes_and_tests_are_those_of_scipy(classic):
    """Eta² from the F ratio, Kruskal–Wallis and chi², the smaller p twice after Holm."""
    effects, frame = effects_of(classic), classic.rows.frame
    ages = [frame["Age"][classic.labels == segment] for segment in range(5)]
    ratio = f_oneway(*ages).statistic * 4 / 195
    assert effects["Age"].size == pytest.approx(ratio / (1 + ratio))
    assert effects["Age"].p_value == pytest.approx(2 * kruskal(*ages).pvalue)
    table = pd.crosstab(classic.labels, frame["Gender"])
    found = chi2_contingency(table, correction=False)
    assert found.statistic == pytest.approx(2.232, abs=5e-4)
    assert (
        effects["Gender"].p_value == pytest.approx(found.pvalue) == pytest.approx(0.693, abs=5e-4)
    )


def test_what_was_clustered_on_is_not_tested(classic):
    """It differs because it was used."""
    effects = effects_of(classic)
    assert np.isnan(effects[INCOME].p_value)
    assert effects[INCOME].is_sure
    assert effects["Age"].is_sure
    assert not effects["Gender"].is_sure


def made(seed: int, n: int = 200):
    """Make columns of many kinds that know nothing of the random segments beside them."""
    random = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "a": random.normal(size=n),
            "b": random.lognormal(size=n),
            "c": random.integers(1, 6, n),
            "d": random.choice(list("abcd"), n, p=[0.5, 0.3, 0.15, 0.05]),
            "e": random.choice([f"x{i}" for i in range(60)], n),
            "h": random.pareto(1.2, n),
        }
    )
    rows = customer_rows(sg.read_table(frame, "noise"), ("a",))
    labels = np.unique(random.choice(5, n, p=[0.4, 0.3, 0.2, 0.07, 0.03]), return_inverse=True)[1]
    return rows, labels, profile_segments(rows, labels, ())


def test_shuffled_segments_give_no_claims():
    """Heavy tails, sixty categories and tiny segments included; at most one slip in sixty."""
    slips = 0
    for seed in range(60):
        effects = measure_effects(*made(seed))
        slips += any(effect.sure.any() or effect.is_sure for effect in effects)
    assert slips <= 1


def test_one_level_out_of_proportion_is_found():
    """And only in the segment where it is."""
    random = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 60)
    plan = np.where(labels == 2, "gold", random.choice(["basic", "plus"], 180))
    rows = customer_rows(
        sg.read_table(pd.DataFrame({"x": random.normal(size=180), "plan": plan}), "made"), ("x",)
    )
    effects = measure_effects(rows, labels, profile_segments(rows, labels, ("x",)))
    found = next(effect for effect in effects if effect.column == "plan")
    # basic, gold, plus: gold is all of the third segment and none of the others.
    assert found.sure[2].tolist() == [True, True, True]
    assert found.sure[0, 1]
    assert found.size == pytest.approx(1 / np.sqrt(2), abs=0.05)


def test_a_constant_column_and_one_without_values_have_no_effect():
    """Nothing to test, and nothing said."""
    frame = pd.DataFrame({"x": [1.0, 2, 8, 9], "same": [3.0] * 4, "none": [np.nan] * 4})
    rows = customer_rows(sg.read_table(frame, "made"), ("x",))
    labels = np.array([0, 0, 1, 1])
    columns = [
        effect
        for effect in measure_effects(rows, labels, profile_segments(rows, labels, ("x",)))
        if effect.column != "x"
    ]
    assert all(effect.size == 0 and not effect.sure.any() for effect in columns)
    assert all(np.isnan(effect.p_value) and not effect.is_sure for effect in columns)


def test_large_tables_are_tested_on_a_sample(monkeypatch, classic):
    """Sizes are of all customers, whatever the sample."""
    monkeypatch.setattr("segmentation.segments.describing.effects.TEST_ROWS", 100)
    sampled = effects_of(classic)
    assert sampled["Age"].size == pytest.approx(0.2023, abs=5e-5)
    assert sampled["Age"].p_value != effects_of(classic)["Gender"].p_value
    assert sampled["Age"].p_value > 1e-8


def test_a_segment_and_the_rest_are_equally_sure():
    """Ten of two hundred at the top: what is true of them is true of all others together."""
    values = np.arange(200.0)
    labels = (values >= 190).astype(int)
    rows = customer_rows(sg.read_table(pd.DataFrame({"x": values}), "made"), ("x",))
    (effect,) = measure_effects(rows, labels, profile_segments(rows, labels, ("x",)))
    assert effect.sure.tolist() == [True, True]


def test_holm_by_hand():
    """.02 twice is .04; the next is no smaller than that; a feature is not counted."""

    def effect(column, p_value, *, is_feature=False):
        return Effect(
            column=column,
            label=split_unit(column),
            is_feature=is_feature,
            is_number=True,
            size=0.0,
            strength="none",
            p_value=p_value,
            sure=np.zeros(1, bool),
            shape=np.zeros(1, bool),
            found_from=np.zeros(1),
        )

    found = _corrected([effect("b", 0.03), effect("f", 1e-9, is_feature=True), effect("a", 0.02)])
    assert [e.p_value for e in found if not e.is_feature] == [0.04, 0.04]
    assert np.isnan(found[1].p_value)


def test_the_bounds_of_a_category_grow_with_the_table():
    """V = 0.25 in three by three is a medium effect, w = 0.35."""
    counts = np.array([[50, 25, 25], [25, 50, 25], [25, 25, 50]])
    table = Composition(
        column="c", label=split_unit("c"), levels=tuple("abc"), counts=counts, is_feature=False
    )
    effect = _category_effect(table, 0.001)
    assert effect.size == pytest.approx(0.25)
    assert effect.strength == "medium"


def test_columns_that_follow_from_the_features_are_named_and_not_tested():
    """A fifth of spending is no finding on segments by spending; noise is tested."""
    random = np.random.default_rng(3)
    spend = random.normal(size=100)
    frame = pd.DataFrame({"spend": spend, "noise": random.normal(size=100)})
    frame["score"] = pd.qcut(spend, 5, labels=False)
    rows = customer_rows(sg.read_table(frame, "made"), ("spend",))
    labels = (spend > 0).astype(int)
    effects = measure_effects(rows, labels, profile_segments(rows, labels, ("spend",)))
    assert derived_words(effects) == (
        "Not reported as findings: score follows from the columns that made the segments."
    )
    found = {effect.column: effect for effect in effects}
    assert np.isnan(found["score"].p_value)
    assert not found["score"].sure.any()
    assert np.isfinite(found["noise"].p_value)
    assert derived_words((found["noise"],)) == ""


def test_another_spread_is_sure_of_a_segment():
    """The known best customers are of one age group; their mean age alone would not tell."""
    spec = sg.SegmentationSpec(features=(INCOME, SCORE), n_clusters=5)
    age = effects_of(sg.segment(sg.load_sample("mall_customers"), spec))["Age"]
    assert age.shape[1]
    assert not age.sure[1]
