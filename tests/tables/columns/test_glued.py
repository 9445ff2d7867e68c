"""Glued words set apart."""

import pytest

from segmentation.tables.columns.glued import apart


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MonthlyCharges", "Monthly Charges"),
        ("totalcharges", "total charges"),
        ("TOTALCHARGES", "TOTAL CHARGES"),
        ("familymembers", "family members"),
        ("CustomerID", "Customer ID"),
        ("usage kWh", "usage kWh"),
        ("household", "household"),
        ("average", "average"),
        ("Vertragslaufzeit", "Vertragslaufzeit"),
        ("q1", "q1"),
        ("", ""),
    ],
)
def test_names_by_hand(name, expected):
    """At inner capitals, and where known words make up the whole."""
    assert apart(name) == expected
