"""Scores and groups by other parts and cut points are those of the page's rules."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.rfm_rules.columns import rfm_columns
from segmentation.customers.rfm_rules.regrouped import regrouped
from segmentation.customers.rfm_rules.rules import USUAL, RfmChoice, rfm_rules
from segmentation.errors import SpecError


def customers(seed: int, n: int, *, money: bool = True) -> sg.Table:
    """Make customers with ties: few different days, orders and sums."""
    draw = np.random.default_rng(seed)
    who = np.repeat(np.arange(n), draw.integers(1, 6, n))
    frame = pd.DataFrame({"who": who, "paid": draw.integers(1, 5, len(who)) * 10.0})
    days = pd.to_timedelta(draw.integers(0, 40, len(who)) * 9, "D")
    table = sg.read_table(frame.assign(day=pd.Timestamp("2024-01-01") + days))
    return sg.rfm(table, customer="who", date="day", amount="paid" if money else None)


def by_rules(table: sg.Table, choice: RfmChoice) -> list[str]:
    """Return each customer's segment, as the page finds it."""
    made = rfm_rules(table, rfm_columns(table), choice)
    spec = sg.SegmentationSpec(algorithm="rules", rules=made.rules, formulas=made.formulas)
    result = sg.segment(table, spec)
    assert len(result.customers) == len(table.frame)
    return result.customers["name"].tolist()


cuts = st.lists(st.integers(1, 400), max_size=4, unique=True).map(lambda c: tuple(sorted(c)))


@given(st.integers(0, 10_000), st.integers(3, 60), st.integers(2, 5), cuts, cuts, st.booleans())
def test_groups_are_those_of_the_page(seed, n, bins, recency, money, has_money):
    """For every customer of tables with ties."""
    table = customers(seed, n, money=has_money)
    assume(rfm_columns(table) is not None)  # the page offers no groups where all are alike
    choice = RfmChoice(bins=bins, recency=recency, money=money if has_money else ())
    found = regrouped(table, choice).frame
    assert found["rfm_group"].tolist() == by_rules(table, choice)


def test_scores_by_hand():
    """Two cut points are three parts: 1, 3 and 5."""
    frame = pd.DataFrame(
        {
            "who": ["a", "b", "c", "d"],
            "day": pd.to_datetime(["2024-01-01", "2024-03-01", "2024-03-21", "2024-03-31"]),
            "paid": [10.0, 20.0, 30.0, 40.0],
        }
    )
    table = sg.rfm(sg.read_table(frame), customer="who", date="day", amount="paid")
    choice = RfmChoice(recency=(10, 30), money=(20, 35))
    found = regrouped(table, choice)
    assert found.frame["recency_score"].tolist() == [1, 3, 5, 5]
    assert found.frame["monetary_score"].tolist() == [1, 3, 3, 5]
    assert "Cut points of recency: 10, 30." in found.report.converted
    assert found.fingerprint != table.fingerprint
    assert regrouped(table, USUAL) is table
    assert table.frame["recency_score"].tolist() != found.frame["recency_score"].tolist()


def test_a_customer_column_of_the_name_of_a_measure():
    """The measure then has another name, and is found all the same."""
    frame = pd.DataFrame(
        {
            "frequency": [1, 1, 2, 3],
            "day": pd.to_datetime(["2024-01-01", "2024-03-01", "2024-03-21", "2024-03-31"]),
            "paid": [10.0, 20.0, 30.0, 40.0],
        }
    )
    table = sg.rfm(sg.read_table(frame), customer="frequency", date="day", amount="paid")
    found = regrouped(table, RfmChoice(frequency=(2,))).frame
    assert found["frequency_score"].tolist() == [5, 1, 1]


def test_cut_points_of_money_need_money():
    """A sentence, not scores of nothing."""
    with pytest.raises(SpecError, match="no column of money"):
        regrouped(customers(1, 20, money=False), RfmChoice(money=(5,)))
