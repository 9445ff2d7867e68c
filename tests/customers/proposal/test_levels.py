"""Rare values of a category are joined where there are no numbers."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.proposal.levels import joined_levels
from segmentation.tables.roles import profile_columns


def formula(values, name="city", **more):
    """Return what is written for a column."""
    table = sg.read_table(pd.DataFrame({name: values} | more))
    column = next(c for c in profile_columns(table) if c.name == name)
    return joined_levels(table, column)


def test_by_hand():
    """Two towns are kept, three rare ones joined."""
    values = ["Rome"] * 50 + ["Oslo's"] * 40 + ["a"] * 4 + ["b"] * 3 + ["c"] * 3
    assert formula(values) == ("main city", "one_of(city, 'Rome', 'Oslo''s')")


@pytest.mark.parametrize(
    "values",
    [
        ["x"] * 50 + ["y"] * 50,
        ["x"] * 97 + ["y"] * 3,
        [f"v{i}" for i in range(100)],
        ["x"] * 30 + [f"v{i}" for i in range(70)],
        [1, 2, 3, 4] * 25,
    ],
    ids=["no rare", "one rare", "all different", "too little kept", "numbers"],
)
def test_nothing_is_joined_where_nothing_is_gained(values):
    """Few values, or hardly any customers in those that would be kept."""
    assert formula(values) is None


def test_codes_are_never_joined():
    """By their name."""
    values = ["x"] * 50 + ["y"] * 40 + ["a"] * 4 + ["b"] * 3 + ["c"] * 3
    assert formula(values, name="plan_id") is None


def test_the_proposal_joins_and_can_leave_it():
    """Segments are made of the joined column; the model scores a town nobody has seen."""
    rng = np.random.default_rng(1)
    towns = rng.choice(["Rome", "Oslo", "Bern"], 300, p=[0.5, 0.3, 0.2]).tolist()
    towns[:20] = [f"town {i}" for i in range(20)]
    table = sg.read_table(
        pd.DataFrame({"town": towns, "likes": rng.choice(["sea", "hills"], 300)}), "towns"
    )
    spec = sg.propose_spec(table)
    assert "main town" in spec.features
    model = sg.segment(table, spec).model
    scored = model.score(pd.DataFrame({"town": ["Nowhere", "Rome"], "likes": ["sea", "sea"]}))
    assert scored["segment"].notna().all()
    assert scored["in_range"].all()
    plain = sg.propose_spec(table, without=frozenset({"rare"}))
    assert not plain.formulas
