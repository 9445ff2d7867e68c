"""Which shares of what is bought become features."""

import numpy as np
import pandas as pd
import pytest

from segmentation.customers.proposal.shares import LEAST_TASTE, MOST_SHARES, kind_shares, taste


def customers(**shares) -> pd.DataFrame:
    """Make customers as `rfm` does, with these shares."""
    columns = {"frequency": np.arange(100), "n_categories": np.ones(100)}
    return pd.DataFrame(columns | {f"share_of_{name}": values for name, values in shares.items()})


def test_rare_constant_and_other_kinds_are_left_out():
    """The rest follows from the others."""
    draw = np.random.default_rng(0)
    frame = customers(
        a=draw.random(100), b=draw.random(100), rare=[0.5] + [0.0] * 99, all=1.0, other=0.1
    )
    assert kind_shares(frame) == ("share_of_a", "share_of_b")


def test_one_kind_is_none():
    """And a table that was not made of sales has no shares."""
    draw = np.random.default_rng(0)
    assert kind_shares(customers(a=draw.random(100))) == ()
    assert kind_shares(pd.DataFrame({"share_of_a": draw.random(9)})) == ()


def test_at_most_eight_the_widest_in_the_order_of_the_table():
    """The narrowest of twelve fall out."""
    draw = np.random.default_rng(0)
    frame = customers(**{f"k{n:02d}": draw.random(100) * (12 - n) / 12 for n in range(12)})
    assert kind_shares(frame) == tuple(f"share_of_k{n:02d}" for n in range(MOST_SHARES))


def bought(likes: float, orders: np.ndarray, seed: int = 0) -> pd.DataFrame:
    """Make shares of two lines an order, of which so many are of the customer's own kind."""
    draw = np.random.default_rng(seed)
    rows = []
    for n in orders:
        own, lines = draw.integers(0, 4), 2 * n
        kinds = np.where(draw.random(lines) < likes, own, draw.integers(0, 4, lines))
        rows.append(np.bincount(kinds, minlength=4) / lines)
    return pd.DataFrame(np.array(rows), columns=list("abcd"))


@pytest.mark.parametrize("seed", range(4))
def test_taste_is_told_from_the_chance_of_few_orders(seed):
    """Customers of many orders who all buy alike have none, however those of one order look."""
    orders = np.random.default_rng(seed).integers(1, 12, 400)
    assert taste(bought(0.0, orders, seed), tuple("abcd"), orders.astype(float)) < LEAST_TASTE / 2
    assert taste(bought(0.6, orders, seed), tuple("abcd"), orders.astype(float)) > LEAST_TASTE * 2


def test_one_order_each_cannot_tell():
    """Nor can no orders at all."""
    one = np.ones(50)
    assert taste(bought(0.5, one.astype(int)), tuple("abcd"), one) is None
    assert taste(bought(0.5, one.astype(int)), tuple("abcd"), np.full(50, np.nan)) is None
