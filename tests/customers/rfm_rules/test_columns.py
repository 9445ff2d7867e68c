"""Recency, frequency and money are known by their names and by what they hold."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.rfm_rules.columns import RfmColumns, rfm_columns

DATES = pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01", "2025-03-05"])


def columns_of(**columns):
    """Guess the columns of four customers."""
    return rfm_columns(sg.read_table(pd.DataFrame({"id": list("abcd"), **columns})))


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            {"recency_days": [1, 2, 3, 4], "orders": [1, 2, 2, 4], "spend": [1.5, 2, 3, 4]},
            RfmColumns(recency="recency_days", frequency="orders", money="spend"),
        ),
        (
            {"DaysSinceLastVisit": [1, 2, 3, 4], "Visits": [1, 2, 2, 4], "age": [20, 30, 40, 50]},
            RfmColumns(recency="DaysSinceLastVisit", frequency="Visits"),
        ),
        (
            {"last order": DATES, "Bestellungen": [1, 2, 2, 4], "Umsatz": [1.5, 2, 3, 4]},
            RfmColumns(
                recency="last order", frequency="Bestellungen", money="Umsatz", is_date=True
            ),
        ),
        (
            {
                "Recency": [1, 2, 3, 4],
                "Frequency": [1, 2, 2, 4],
                "average spend": [1.5, 2, 3, 4],
                "tenure_days": [9, 9, 8, 7],
            },
            RfmColumns(recency="Recency", frequency="Frequency", tenure="tenure_days"),
        ),
    ],
)
def test_columns_are_found(columns, found):
    """In several languages; an average is no sum, and a date will do."""
    assert columns_of(**columns) == found


@pytest.mark.parametrize(
    "columns",
    [
        {"recency": [1, 2, 3, 4], "spend": [1.5, 2, 3, 4]},
        {"orders": [1, 2, 2, 4], "spend": [1.5, 2, 3, 4]},
        {"recency": [1, 2, 3, 4], "orders": [0.5, 2, 2, 4]},
        {"recency": [1, 1, 1, 1], "orders": [1, 2, 2, 4]},
        {"age": [20, 30, 40, 50], "Spending Score": [1, 2, 3, 4]},
    ],
)
def test_without_recency_or_orders_there_are_none(columns):
    """Shares of orders are no counts, and a constant tells nobody apart."""
    assert columns_of(**columns) is None
