"""Names split into label and unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.labels import split_unit


@pytest.mark.parametrize(
    ("name", "label", "unit"),
    [
        ("Annual Income (k$)", "Annual Income", "k$"),
        ("Annual Income(k$)", "Annual Income", "k$"),
        ("Spending Score (1-100)", "Spending Score", "1-100"),
        ("Weight [kg]", "Weight", "kg"),
        ("recency_days", "recency", "days"),
        ("Tenure Months", "Tenure", "Months"),
        ("annual_income", "annual income", ""),
        ("days", "days", ""),
        ("(k$)", "(k$)", ""),
        ("f(x) value", "f(x) value", ""),
        ("a (b) (c)", "a (b)", "c"),
        ("_", "_", ""),
        (" ", " ", ""),
        ("", "column", ""),
    ],
)
def test_names_by_hand(name, label, unit):
    """Brackets at the end, or a unit as the last word."""
    found = split_unit(name)
    assert (found.label, found.unit) == (label, unit)
    assert found.axis == (f"{label} ({unit})" if unit else label)


@given(st.text())
def test_a_label_is_never_empty(name):
    """Any name at all, empty or of signs alone, has a label that can be shown."""
    assert split_unit(name).label
