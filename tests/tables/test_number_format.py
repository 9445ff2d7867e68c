"""Numbers read well, with the unit of their column."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.labels import split_unit
from segmentation.tables.number_format import (
    amount,
    format_money,
    format_number,
    format_share,
    rounded_limit,
)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Annual Income (k$)", "1,235 k$"),
        ("Spending Score (1-100)", "1,235"),
        ("recency_days", "1,235 days"),
        ("Age", "1,235"),
    ],
)
def test_a_unit_is_said_and_a_range_is_not(column, text):
    """1-100 is how far a score goes, nothing to say after a number."""
    assert amount(1234.5678, split_unit(column)) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (60.0, "60"),
        (12.345, "12.3"),
        (0.012345, "0.0123"),
        (999.4, "999"),
        (999.6, "1,000"),
        (1234.5678, "1,235"),
        (9999.5, "10,000"),
        (1234567, "1,234,567"),
        (-7, "−7"),
        (-0.5, "−0.5"),
        (0.00012, "0.00012"),
        (0.0000123, "1.23e-5"),
        (2.5e20, "2.5e20"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_read_well(number, text):
    """Three significant digits, thousands set apart, a true minus."""
    assert format_number(number) == text


@given(st.floats(1e-4, 1e14))
def test_a_number_as_read_is_the_number(number):
    """Within half of the third digit."""
    read = float(format_number(number).replace(",", ""))
    assert read == pytest.approx(number, rel=0.006)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.004, "<1%"),
        (0.01, "1%"),
        (0.125, "12%"),
        (0.56, "56%"),
        (0.99, "99%"),
        (0.9951, ">99%"),
        (1, "100%"),
        (math.nan, "–"),
    ],
)
def test_shares_never_round_to_none_or_all(share, text):
    """Some are never 0%, and not all are never 100%."""
    assert format_share(share) == text


@given(st.floats(-100, 100, allow_subnormal=False), st.integers(0, 3))
def test_limits_are_rounded_outward_and_keep_their_side_of_zero(limit, n_decimals):
    """By less than one unit of the last digit; what has no more digits stays as it is."""
    low = rounded_limit(limit, n_decimals, is_upper=False)
    high = rounded_limit(limit, n_decimals, is_upper=True)
    assert low <= limit <= high
    assert high - low <= 10**-n_decimals + 1e-9
    assert np.sign(low) == np.sign(high) == np.sign(limit)


@pytest.mark.parametrize(
    ("limit", "low", "high"),
    [(0.29, 0.29, 0.29), (-1.005, -1.01, -1.0), (0.0, 0.0, 0.0), (3e-7, 3e-7, 0.01)],
)
def test_limits_by_hand(limit, low, high):
    """A share that is exact in decimals does not move by the last bit of a float."""
    assert rounded_limit(limit, 2, is_upper=False) == low
    assert rounded_limit(limit, 2, is_upper=True) == high


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        (42.5, "€", "€42.50"),
        (-42.5, "€", "−€42.50"),
        (39, "$", "$39"),
        (999.999, "$", "$1,000"),
        (1234.5, "CHF", "CHF\N{NO-BREAK SPACE}1,234"),
        (0.0, "€", "€0"),
        (0.0125, "€", "€0.0125"),
        (-0.001, "€", "−€0.001"),
        (float("nan"), "€", "–"),
        (float("inf"), "€", "€∞"),
        (3.2, "", "3.20"),
    ],
)
def test_money_has_its_currency(value, currency, shown):
    """A sign before it, a code apart; nothing that costs is shown as free."""
    assert format_money(value, currency) == shown
