"""Days since dates and money per order, by hand."""

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.customers.proposal.candidates import Candidate, candidates
from segmentation.customers.proposal.derived import (
    dates_as_days,
    is_recent,
    money_per_order,
    order_count,
    total_money,
)
from segmentation.tables.roles import profile_columns

DAYS = pd.date_range("2025-01-01", periods=30)


def test_days_are_counted_up_to_the_latest_date_of_all():
    """Dates of birth and of consent are no feature; a name that is there gets a sign."""
    frame = pd.DataFrame(
        {
            "signup_date": DAYS,
            "last_visit": DAYS + pd.Timedelta(days=5),
            "birth_date": DAYS,
            "consent_date": DAYS,
            "days since signup": np.arange(30) * 2.5,
        }
    )
    table = sg.read_table(frame)
    made = dates_as_days(table, profile_columns(table))
    assert {c.name: c.expression for c in made} == {
        "days since signup*": "days_since(signup_date, '2025-02-04')",
        "days since last visit": "days_since(last_visit, '2025-02-04')",
    }
    assert made[0].values.tolist() == list(range(34, 4, -1))


def test_money_per_order_needs_both_and_no_average():
    """A column of orders, not of last year's revenue."""
    visits = np.arange(30) % 12 + 1
    frame = pd.DataFrame({"visits": visits, "spend": visits * np.arange(1.0, 31.0)})
    table = sg.read_table(frame)
    found = candidates(table, profile_columns(table))
    (made,) = money_per_order(table, found)
    assert (made.name, made.expression) == ("spend per visit", "spend / visits")
    assert made.values.tolist() == list(range(1, 31))
    table = sg.read_table(frame.assign(average_spend=np.arange(30) % 7 + 0.5))
    assert money_per_order(table, candidates(table, profile_columns(table))) == []


def test_no_orders_give_no_quotient():
    """It would leave these customers out of every segment."""
    frame = pd.DataFrame({"orders": np.arange(30) // 2, "spend": np.arange(30) * 1.5})
    table = sg.read_table(frame)
    assert not money_per_order(table, candidates(table, profile_columns(table)))


def test_words_tell_money_from_firms_and_stretches_of_time():
    """“Annual revenue” is the firm's, “orders last year” no recency."""

    def made(*names):
        return [Candidate(name=name, values=np.arange(1.0, 31.0), rank=0) for name in names]

    assert total_money(made("annual_revenue")) is None
    assert total_money(made("annual_revenue", "revenue_12m")).name == "revenue_12m"
    assert total_money(made("TotalCharges", "Total Orders")).name == "TotalCharges"
    assert order_count(made("average_order", "Total Orders")).name == "Total Orders"
    assert is_recent("days_since_last_order")
    assert not is_recent("orders_last_year")


def test_what_another_column_counts_is_no_count():
    """Purchases of a card in whole dollars are money where their frequency stands beside them."""
    at = np.arange(60)
    card = pd.DataFrame({"PURCHASES": at * 17 % 1000, "PURCHASES_FREQUENCY": at % 7 / 7})
    assert order_count(found_in(card)) is None
    few = card.assign(PURCHASES=at % 30)
    assert order_count(found_in(few)).name == "PURCHASES"
    alone = card.drop(columns="PURCHASES_FREQUENCY")
    assert order_count(found_in(alone)).name == "PURCHASES"


def found_in(frame: pd.DataFrame) -> list[Candidate]:
    """Return the candidates of a table."""
    table = sg.read_table(frame)
    return candidates(table, profile_columns(table))
