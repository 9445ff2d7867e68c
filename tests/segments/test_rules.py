"""Rules: known ones, the same answer in words, SQL and pandas, names that mean harm."""

import sqlite3

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.segments.describing.rule_search import Cut
from segmentation.segments.rules import Condition, _merged, segment_rules

INCOME, SCORE = "Annual Income (k$)", "Spending Score (1-100)"


def rules_of(table, features, k, **more):
    """Segment a table and find its rules."""
    spec = sg.SegmentationSpec(features=features, n_clusters=k, missing="impute")
    result = sg.segment(table, spec)
    found = segment_rules(result.rows.frame, result.space, result.labels, **more)
    return result, found


def in_sqlite(frame: pd.DataFrame, where: str) -> np.ndarray:
    """Ask SQLite which rows fit."""
    with sqlite3.connect(":memory:") as database:
        frame.reset_index(drop=True).to_sql("t", database, index_label="place_")
        query = f"SELECT place_ FROM t WHERE {where}"  # noqa: S608 - our own rule is the test
        found = [row[0] for row in database.execute(query)]
    return np.isin(np.arange(len(frame)), found)


@pytest.fixture(scope="module")
def classic():
    """Find the rules of the classic segmentation."""
    return rules_of(sg.load_sample("mall_customers"), (INCOME, SCORE), 5)


def test_the_known_rule_of_the_best_customers(classic):
    """39 of 39 and no one else, in two conditions."""
    _, rules = classic
    best = rules[1]
    assert best.words == (
        "Annual Income ≥ 68 k$ and Spending Score ≥ 60: 39 of 39 customers, and no one else"
    )
    assert best.sql == '"Annual Income (k$)" >= 68 AND "Spending Score (1-100)" >= 60'
    assert (best.coverage, best.purity) == (1, 1)
    assert rules[4].words.endswith("22 of 22 customers, and 1 other customer")
    assert rules[4].purity == pytest.approx(22 / 23)


def test_words_sql_and_pandas_find_the_same(classic):
    """Run on the table, each finds what the rule counted."""
    result, rules = classic
    df = result.rows.frame
    for rule in rules:
        selected = eval(rule.pandas, {"df": df})  # noqa: S307 - what a user would paste
        by_sql = in_sqlite(df, rule.sql)
        assert len(selected) == by_sql.sum() == rule.n_matched
        assert (result.labels[by_sql] == rule.segment).sum() == rule.n_right


def test_the_limit_holds_and_longer_rules_are_not_worse(classic):
    """One condition is allowed, then more."""
    result, _ = classic
    scores = []
    for most in (1, 2, 4):
        rules = segment_rules(result.rows.frame, result.space, result.labels, max_conditions=most)
        assert max(len(rule.conditions) for rule in rules) <= most
        scores.append(sum(2 * r.n_right / (r.n_matched + r.n_segment) for r in rules))
    assert scores == sorted(scores)


def test_a_large_table_is_searched_on_a_sample_and_counted_in_full(monkeypatch, classic):
    """The counts are of all customers."""
    result, _ = classic
    monkeypatch.setattr("segmentation.segments.rules.SEARCH_ROWS", 80)
    rules = segment_rules(result.rows.frame, result.space, result.labels)
    assert [rule.n_segment for rule in rules] == [81, 39, 35, 23, 22]
    assert rules[1].coverage > 0.9


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["O'Hara", 'say "hi"', "a;b", "x`y", "ü"]), min_size=12, max_size=12),
    st.integers(0, 999),
)
def test_odd_names_and_values_stay_data(levels, seed):
    """Quotes, semicolons, gaps: SQL and pandas agree with the count."""
    random = np.random.default_rng(seed)
    name = 'pl"an; DROP TABLE t --'
    frame = pd.DataFrame({name: [*levels, None, None], "sp'end": random.integers(0, 4, 14) * 1.5})
    frame.loc[3, "sp'end"] = np.nan
    table = sg.read_table(frame, "made")
    features = [c for c in frame.columns if len(frame[c].dropna().unique()) > 1]
    spec = sg.SegmentationSpec(features=tuple(features), n_clusters=2, missing="impute")
    result = sg.segment(table, spec)
    df = result.rows.frame
    for rule in segment_rules(df, result.space, result.labels):
        selected = eval(rule.pandas, {"df": df})  # noqa: S307 - what a user would paste
        assert len(selected) == in_sqlite(df, rule.sql).sum() == rule.n_matched


def test_yes_and_no_are_read_and_compared_as_they_stand():
    """True in the file, yes on the screen."""
    frame = pd.DataFrame({"member": [True, False] * 8})
    _, rules = rules_of(sg.read_table(frame, "made"), ("member",), 2)
    assert {rule.words.split(":")[0] for rule in rules} == {"member is no", "member is yes"}
    assert {rule.sql for rule in rules} == {'"member" = FALSE', '"member" = TRUE'}
    numbers = pd.DataFrame({"member": [1, 0] * 8})
    _, rules = rules_of(sg.read_table(numbers, "made"), ("member",), 2)
    assert all("member" in rule.words for rule in rules)


def test_one_segment_is_everybody():
    """With one segment the rule has no condition: it is “Everybody” and true for all rows."""
    result, (rule,) = rules_of(sg.load_sample("mall_customers"), (INCOME, SCORE), 1)
    assert rule.words == "Everybody: 200 of 200 customers, and no one else"
    assert (rule.sql, rule.pandas) == ("TRUE", "df")
    assert rule.n_matched == len(result.labels)


def test_a_missing_value_fits_no_condition():
    """Neither a comparison nor its opposite."""
    frame = pd.DataFrame({"x": [1.0, np.nan, 3.0], "c": ["a", None, "b"]})
    for operator, column, value in ((">=", "x", 0), ("<", "x", 9), ("!=", "c", "a")):
        condition = Condition(column=column, operator=operator, value=value, shown=str(value))
        assert not condition.holds(frame)[1]
        assert (in_sqlite(frame, condition.sql) == condition.holds(frame)).all()


def test_a_condition_must_be_worth_it(monkeypatch):
    """Six segments of three columns: shorter rules the dearer a condition is."""
    table, features = sg.load_sample("mall_customers"), ("Age", INCOME, SCORE)
    lengths = []
    for worth in (0.5, 0.05, 0.01, 0.0):
        monkeypatch.setattr("segmentation.segments.rules.WORTH_A_CONDITION", worth)
        _, rules = rules_of(table, features, 6, max_conditions=8)
        lengths.append(sum(len(rule.conditions) for rule in rules))
    assert lengths == [6, 13, 15, 16]


def test_two_bounds_on_one_side_become_the_tighter():
    """At least 3 and at least 5 is at least 5; below 9 and below 7 is below 7."""
    cuts = [
        Cut(column="x", place=0, operator=operator, value=value)
        for operator, value in ((">=", 3), ("<", 9), (">=", 5), ("<", 7))
    ]
    assert [(c.operator, c.value) for c in _merged(tuple(cuts))] == [(">=", 5), ("<", 7)]


def test_quotes_are_doubled_and_gaps_fit_nothing():
    """In SQL and in pandas, for a level and for its opposite."""
    df = pd.DataFrame({"who's": ["O'Hara", None, "Li"]})
    for operator, expected in (("==", [0]), ("!=", [2])):
        condition = Condition(column="who's", operator=operator, value="O'Hara", shown="O'Hara")
        assert np.flatnonzero(in_sqlite(df, condition.sql)).tolist() == expected
        found = eval(f"df[{condition.pandas}]", {"df": df})  # noqa: S307 - what a user would paste
        assert found.index.tolist() == expected
