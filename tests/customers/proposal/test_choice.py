"""Which candidates are taken, on correlations by hand."""

import numpy as np

from segmentation.customers.proposal.candidates import Candidate
from segmentation.customers.proposal.choice import Copy, buying, chosen, likeness, ranked


def made(*names: str, rank: int = 0) -> list[Candidate]:
    """Make candidates of even numbers."""
    return [Candidate(name=name, values=np.arange(1.0, 31.0), rank=rank) for name in names]


def test_likeness_is_the_correlation():
    """As NumPy's; a gap counts as the mean, a constant is like nothing."""
    draw = np.random.default_rng(0)
    values = draw.normal(size=(3, 50))
    assert np.allclose(likeness(list(values)), np.corrcoef(values))
    values[0, 3] = np.nan
    assert np.isfinite(likeness([*values, np.ones(50)])).all()


def test_a_near_copy_is_left_out_and_named():
    """Above .95; below nothing is."""
    order = made("a", "b", "c")
    alike = np.array([[1, 0.96, 0.2], [0.96, 1, 0.2], [0.2, 0.2, 1]])
    kept, copies = chosen(order, alike)
    assert [c.name for c in kept] == ["a", "c"]
    assert copies == [Copy(name="b", of=("a",))]
    assert len(chosen(order, np.where(alike == 0.96, 0.94, alike), pairs=False)[0]) == 3


def test_akin_ones_come_last():
    """Of seven candidates the one that is akin to the first gives way."""
    order = made(*"abcdefg")
    alike = np.eye(7)
    alike[0, 1] = alike[1, 0] = 0.93
    assert [c.name for c in chosen(order, alike)[0]] == list("acdefg")


def test_who_customers_are_joins_only_where_there_is_little_else():
    """Two numbers of what they do are enough."""
    age = made("age", rank=3)
    assert [c.name for c in ranked([*age, *made("a", "b")])] == ["a", "b"]
    assert [c.name for c in ranked([*age, *made("a")])] == ["a", "age"]


def test_buying_needs_all_three():
    """How lately, how often, for how much; money at once joins them."""
    names = ("days_since_last_order", "orders", "total_spend", "average_order", "clicks")
    assert [c.name for c in buying(made(*names))] == list(names[:4])
    assert buying(made("orders", "total_spend")) == []
    assert buying(made("orders_last_year", "orders", "total_spend")) == []
