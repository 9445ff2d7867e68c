"""Which columns are candidates, by hand."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.proposal.candidates import Candidate, candidates
from segmentation.tables.roles import profile_columns


def candidate(values) -> Candidate:
    """Make one of values alone."""
    return Candidate(name="x", values=np.array(values, dtype=float), rank=0)


@pytest.mark.parametrize(
    ("values", "tells"),
    [
        ([1, 2, 3, 4, 5], True),
        ([1, 1, 1, 1, 1], False),
        ([0] * 19 + [5], False),
        ([0] * 17 + [5, 6, 7], True),
        ([1, 2, 3, 4, np.nan], True),
        ([1, 2, 3, np.nan, np.nan], False),
        ([np.nan] * 4, False),
        ([], False),
    ],
)
def test_what_tells_customers_apart(values, tells):
    """At most a fifth missing, and at most nine in ten the same."""
    assert candidate(values).tells_apart() is tells


def test_answers_are_known_by_their_steps():
    """Whole numbers from 0 or 1 to at most 10, whatever the column is called."""
    n = 60
    frame = pd.DataFrame(
        {
            "q1": np.arange(n) % 5 + 1,
            "visits": np.arange(n) % 30,
            "kpi": np.arange(n) % 11 / 2,
        }
    )
    table = sg.read_table(frame)
    found = {c.name: c.is_rating for c in candidates(table, profile_columns(table))}
    assert found == {"q1": True, "visits": False, "kpi": False}


def test_fees_and_tickets_are_behaviour_and_come_after_what_customers_do_and_are_worth():
    """By rank: orders, the revenue of a firm, tickets, age."""
    at = np.arange(60)
    names = ("support_tickets", "age", "annual_revenue", "orders")
    table = sg.read_table(pd.DataFrame({name: at * 7 % (20 + i) for i, name in enumerate(names)}))
    columns = profile_columns(table)
    assert next(c.lens for c in columns if c.name == "support_tickets") == "behavioural"
    found = sorted(candidates(table, columns), key=lambda one: one.rank)
    assert [one.name for one in found] == ["orders", "annual_revenue", "support_tickets", "age"]
