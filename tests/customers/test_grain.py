"""What a row is decides what is segmented."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.events.visitors import visitors_from
from segmentation.customers.grain import grain_of, unit_of


@pytest.mark.parametrize(
    ("sample", "is_sales"),
    [("mall_customers", False), ("shop_transactions", True), ("b2b_accounts", False)],
)
def test_samples(sample, is_sales):
    """Two tables of customers and one of sales."""
    grain = grain_of(sg.load_sample(sample))
    assert bool(grain.sales) == is_sales
    assert grain.is_customers == (not is_sales)
    assert grain.events is None


def test_events_come_before_sales():
    """A purchase with a price is an event of a visitor like the views before it."""
    frame = pd.DataFrame(
        {
            "user_id": [f"u{i % 8}" for i in range(64)],
            "time": pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(64), "h"),
            "event": ["view", "view", "cart", "purchase"] * 16,
            "price": np.linspace(1, 90, 64),
        }
    )
    grain = grain_of(sg.read_table(frame))
    assert grain.events.event == "event"
    assert (grain.n_rows, grain.n_customers) == (64, 8)


def test_an_identifier_that_repeats_is_told():
    """Months of accounts are neither sales nor events, and no customers either."""
    frame = pd.DataFrame(
        {
            "account_id": [f"a{i % 10}" for i in range(40)],
            "month": [f"2025-{1 + i // 10:02d}" for i in range(40)],
            "logins": np.arange(40),
        }
    )
    grain = grain_of(sg.read_table(frame))
    assert grain.identifier == "account_id"
    assert grain.n_customers == 10
    assert not grain.is_customers


def test_members_of_a_household_are_customers():
    """The household repeats, the customer does not."""
    frame = pd.DataFrame(
        {"customer_id": range(40), "household_id": np.arange(40) // 2, "spend": np.arange(40.0)}
    )
    assert grain_of(sg.read_table(frame)).is_customers


@pytest.mark.parametrize("n", [0, 1, 3])
def test_few_rows_are_customers(n):
    """Nothing repeats in them."""
    frame = pd.DataFrame({"customer_id": range(n), "spend": np.arange(float(n))})
    assert grain_of(sg.read_table(frame)).is_customers if n else True


def test_the_users_own_choice_counts():
    """Whoever says that there is no identifier has decided."""
    frame = pd.DataFrame({"customer_id": [1, 1, 2, 2] * 5, "spend": np.arange(20.0)})
    table = sg.read_table(frame)
    assert not grain_of(table).is_customers
    assert grain_of(table.with_identifier("")).is_customers


def test_a_few_that_stand_twice_are_customers():
    """One in ten rows twice is a list with mistakes."""
    frame = pd.DataFrame({"customer_id": [*range(50), *range(5)], "spend": np.arange(55.0)})
    assert grain_of(sg.read_table(frame)).is_customers


def test_a_row_is_called_what_it_is():
    """Visitors only where they were made from events, whatever has been said of them since."""
    events = sg.read_table(
        pd.DataFrame(
            {
                "visitor_id": np.arange(60) % 6,
                "time": pd.Timestamp("2025-01-01") + pd.to_timedelta(np.arange(60), "h"),
                "event": ["view", "cart"] * 30,
            }
        )
    )
    assert unit_of(events).many == "customers"
    visitors = visitors_from(events, grain_of(events).events)
    assert unit_of(visitors).counted(1) == "1 visitor"
    assert unit_of(visitors.with_identifier("")).counted(1234) == "1,234 visitors"
