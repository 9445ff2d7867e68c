"""Scores claim no more than how many customers one is ahead of; words are told in figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.customers.rfm_scores import (
    frequency_scores,
    money_scores,
    recency_scores,
    scores,
    words_of,
)

NUMBERS = st.lists(st.integers(-5, 5), min_size=1, max_size=60).map(np.array)
ORDERS = st.lists(st.integers(1, 9), min_size=1, max_size=60).map(np.array)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ([7, 7, 7, 7], [3, 3, 3, 3]),
        ([1] * 6 + [2, 3, 5, 9], [3] * 6 + [4, 4, 5, 5]),
        ([4], [3]),
        ([1, 2], [3, 3]),
        ([1, 2, 3], [2, 3, 4]),
        (list(range(10)), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
        ([], []),
    ],
)
def test_scores_by_hand(values, expected):
    """By fifths of the customers; a tie falls to the middle."""
    assert scores(np.array(values)).tolist() == expected


@given(NUMBERS)
def test_a_score_is_a_share_of_customers_one_is_ahead_of(values):
    """Recounted pair by pair; turning round turns the scores."""
    found = scores(values)
    ahead = 5 * (values[:, None] > values[None, :]).sum(1)
    behind = 5 * (values[:, None] < values[None, :]).sum(1)
    n = len(values)
    assert ((found == 5) == (ahead >= 4 * n)).all()
    assert ((found >= 4) == (ahead >= 3 * n)).all()
    assert ((found <= 2) == (behind >= 3 * n)).all()
    assert ((found == 1) == (behind >= 4 * n)).all()
    assert (scores(values, less_is_better=True) == scores(-values)).all()
    assert (found + scores(-values) == 6).all()


@pytest.mark.parametrize(
    ("days", "period", "expected"),
    [
        ([0, 10, 20, 30, 40], 40, [5, 4, 3, 2, 1]),
        ([0, 0, 0, 0, 40], 40, [4, 4, 4, 4, 1]),
        ([0, 9, 9, 9, 40], 40, [5, 4, 4, 4, 1]),
        ([0, 0, 9, 9, 40], 40, [4, 4, 3, 3, 1]),
        ([5, 5, 5], 5, [3, 3, 3]),
        ([5, 5, 5], 20, [4, 4, 4]),
        ([0], 0, [4]),
        ([300, 310, 320, 330, 340], 340, [3, 3, 3, 2, 1]),
        ([0, 1, 2, 3, 4], 400, [5, 4, 3, 3, 3]),
        ([0, 1, 2, 3, 100], 400, [5, 4, 3, 3, 1]),
    ],
)
def test_lately_and_long_ago_are_so_in_days_too(days, period, expected):
    """Nobody bought lately in the earlier half, nor long ago in the last quarter."""
    assert recency_scores(np.array(days), period).tolist() == expected


@given(ORDERS)
def test_one_order_is_the_lowest_score_and_only_that(orders):
    """And no score is above the number of orders, however few the others have."""
    found = frequency_scores(orders)
    assert ((found == 1) == (orders == 1)).all()
    assert (found <= orders).all()
    often = found >= 4
    fewer = (orders[:, None] > orders[None, :]).sum(1)
    assert (5 * fewer[often] >= 3 * len(orders)).all()


def test_money_that_came_back_is_not_much():
    """Somebody at nothing is ahead of debts, and has still spent nothing."""
    assert money_scores(np.array([-5.0, -4, -3, -2, 0])).tolist() == [1, 2, 3, 3, 3]
    assert money_scores(np.array([1.0, 2, 3, 4, 5])).tolist() == [1, 2, 3, 4, 5]


def customers(days, orders, money) -> pd.DataFrame:
    """Make customers with their scores, as `rfm` lays them out."""
    measures = {"who": range(len(days)), "r": days, "f": orders, "m": money}
    scored = {
        "rs": recency_scores(np.array(days), max(days)),
        "fs": frequency_scores(np.array(orders)),
        "ms": money_scores(np.array(money)),
    }
    return pd.DataFrame({**measures, **scored, "group": ""})


def test_the_words_are_told_in_figures():
    """From the customers of whom they are said."""
    found = words_of(customers([0, 10, 20, 30, 40], [1, 2, 3, 4, 9], [5.0, 7, 20, 31, 45]))
    assert (found.lately, found.long_ago, found.often, found.much) == (10, 30, 4, 31)
    assert found.sentence == (
        "Here “recently” is at most 10 days ago, “long ago” is 30 days ago or more, “often” is "
        "4 orders or more, “a lot” is 31 or more."
    )


def test_words_that_are_said_of_nobody_say_so():
    """Customers all alike are neither here nor there."""
    found = words_of(customers([0, 0, 0], [1, 1, 1], [5.0, 5, 5]))
    assert found.sentence == (
        "Here “recently” is at most 0 days ago. Of nobody it is said: “long ago”, “often”, “a lot”."
    )
