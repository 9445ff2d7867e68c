"""Which shares of what is bought become features."""

import numpy as np
import pandas as pd

from segmentation.customers.proposal.shares import MOST_SHARES, kind_shares


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
