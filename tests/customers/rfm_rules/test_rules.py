"""Groups by rule are those of the scores, for every customer and every cut."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.rfm_groups import GROUPS, RF_GROUPS, group_names
from segmentation.customers.rfm_rules.columns import RfmColumns, rfm_columns
from segmentation.customers.rfm_rules.rules import RfmChoice, rfm_rules
from segmentation.customers.rfm_scores import frequency_scores, money_scores, recency_scores


def customers(n, seed, ties):
    """Make customers with ties, gaps between values, and money below zero."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "id": [f"c{i}" for i in range(n)],
            "recency": rng.integers(0, 4 if ties else 500, n),
            "orders": rng.geometric(0.6 if ties else 0.2, n),
            "spend": np.round(rng.lognormal(3, 2, n) - 5, 2),
        }
    )


def segments_of(frame, choice=RfmChoice(), groups=None, columns=None):  # noqa: B008 - frozen
    """Segment customers by the rules of their groups."""
    table = sg.read_table(frame)
    columns = columns or rfm_columns(table)
    made = rfm_rules(table, columns, choice, groups)
    spec = sg.SegmentationSpec(algorithm="rules", rules=made.rules, formulas=made.formulas)
    return sg.segment(table, spec)


def wanted(frame, bins=5, groups=GROUPS, *, money=True):
    """Return the groups by scores."""
    days, period = frame["recency"].to_numpy(), int(frame["recency"].max())
    scores = (
        recency_scores(days, period, bins),
        frequency_scores(frame["orders"].to_numpy(), bins),
        money_scores(frame["spend"].to_numpy() if money else np.ones(len(frame)), bins),
    )
    return group_names(*scores, groups).tolist()


@settings(max_examples=60)
@given(
    n=st.integers(3, 80),
    seed=st.integers(0, 999),
    ties=st.booleans(),
    bins=st.integers(2, 5),
    money=st.booleans(),
)
def test_everybody_is_in_the_group_of_the_scores(n, seed, ties, bins, money):
    """With ties, few customers, any number of bins, and without money."""
    frame = customers(n, seed, ties)
    columns = RfmColumns(recency="recency", frequency="orders", money="spend" if money else None)
    try:
        result = segments_of(frame, RfmChoice(bins=bins), columns=columns)
    except sg.SpecError as error:
        assert "same value" in str(error) or "No column" in str(error)  # noqa: PT017 - either
        return
    groups = GROUPS if money else RF_GROUPS
    assert result.customers["name"].tolist() == wanted(frame, bins, groups, money=money)
    assert "Everyone else" not in result.names


def test_the_groups_of_a_list_of_sales_are_those_of_its_customers():
    """The group of each customer equals the one that the Data page says, for changed rules too."""
    table = sg.load_sample("shop_transactions")
    from segmentation.customers.rfm import customers_from
    from segmentation.customers.transactions import guess_columns

    changed = (replace(GROUPS[0], recency=(3, 5), money=(1, 5)), *GROUPS[1:])
    for groups in (GROUPS, changed):
        made = customers_from(table, guess_columns(table), rules=groups)
        columns = rfm_columns(made)
        rules = rfm_rules(made, columns, groups=groups)
        spec = sg.SegmentationSpec(algorithm="rules", rules=rules.rules)
        result = sg.segment(made, spec)
        assert result.customers["name"].tolist() == made.frame["rfm_group"].tolist()
        assert result.model.score(made.frame)["name"].tolist() == made.frame["rfm_group"].tolist()


def test_own_cut_points_are_said_and_kept():
    """Up to so many days, and from so many orders and so much money on."""
    frame = customers(40, 1, ties=False)
    table = sg.read_table(frame)
    choice = RfmChoice(recency=(30, 90, 180, 365), frequency=(2, 3, 4, 5), money=(100,))
    made = rfm_rules(table, rfm_columns(table), choice)
    assert made.cuts == {
        "recency": (365, 180, 90, 30),
        "frequency": (2, 3, 4, 5),
        "money": (100, 100, 100, 100),
    }
    assert made.rules[0] == ("Champions", "recency <= 90 and orders >= 4 and spend >= 100")
    champions = segments_of(frame, choice).customers.query("name == 'Champions'")["id"]
    by_hand = frame.query("recency <= 90 and orders >= 4 and spend >= 100")["id"]
    assert champions.tolist() == by_hand.tolist()


def test_a_date_and_a_visitor_who_never_came():
    """Recency from a date; who has no visit is no visitor, and is in no group."""
    days = pd.Timestamp("2025-06-30") - pd.to_timedelta([0, 5, 40, 90, 200, 300, 10, 20], "D")
    frame = pd.DataFrame({"last visit": days, "visits": [9, 1, 3, 2, 5, 1, 0, 4]})
    result = segments_of(frame)
    assert result.spec.formulas == (
        ("days since last visit", "days_since(`last visit`, '2025-06-30')"),
    )
    names = result.customers["name"].tolist()
    assert names[6] == "Everyone else"
    assert names[0] == "Champions"
    assert set(names) <= {group.name for group in RF_GROUPS} | {"Everyone else"}


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"bins": 1}, "Choose 2 to 5"),
        ({"recency": (90, 30)}, "numbers that rise"),
        ({"money": (1, 2, 3, 4, 5)}, "one to 4 numbers"),
        ({"frequency": (float("nan"),)}, "numbers that rise"),
    ],
)
def test_what_makes_no_scores_is_told(choice, sentence):
    """Cut points rise, and there are at most four."""
    with pytest.raises(sg.SpecError, match=sentence):
        RfmChoice(**choice)


def test_cut_points_are_round_where_the_data_allow():
    """Between 29 and 33 days lies 30; what nobody has reached is no cut point."""
    frame = pd.DataFrame(
        {"recency": [1, 29, 33, 60, 100] * 4, "orders": [1] * 20, "spend": [1.0, 2, 3, 4, 50] * 4}
    )
    table = sg.read_table(frame)
    columns = RfmColumns(recency="recency", frequency="orders", money="spend")
    made = rfm_rules(table, columns)
    assert made.cuts["recency"][2] == 30
    assert made.cuts["frequency"] == (None,) * 4
    assert dict(made.rules)["Champions"] == "no"
