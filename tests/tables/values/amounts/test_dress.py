"""One number and what is written around it."""

import pandas as pd
import pytest

from segmentation.tables.values.amounts.dress import undress, undressed


@pytest.mark.parametrize(
    ("cell", "digits", "currency", "factor"),
    [
        ("($1,234.50)", "-1,234.50", "$", 1),
        ("450,-", "450,0", "", 1),
        ("CHF 450.—", "450.0", "CHF", 1),
        ("1.250,– €", "1.250,0", "€", 1),
        ("450:-", "450", ":-", 1),
        ("1,2 Mio. €", "1,2", "€", 1e6),
        ("€1.2M", "1.2", "€", 1e6),
        ("T€ 450", "450", "€", 1e3),
        ("450 TEUR", "450", "EUR", 1e3),
        ("5万円", "5", "円", 1e4),
        ("₹2.5 Cr", "2.5", "₹", 1e7),
        ("$5.00 CAD", "5.00", "CAD", 1),
        ("US$ 5", "5", "US$", 1),
        ("1,234.00-", "-1,234.00", "", 1),
        ("−8", "-8", "", 1),
        ("+5", "5", "", 1),
    ],
)
def test_dress_by_hand(cell, digits, currency, factor):
    """Signs, codes, flat amounts and words."""
    one = undress(cell)
    assert (one.digits, one.currency, one.factor) == (digits, currency, factor)


@pytest.mark.parametrize(
    "cell", ["no 5", "+49 170 1234567", "(45.00", "--5", "€5 USD", "5 kg", "4, K", "", "1E5"]
)
def test_what_is_no_number(cell):
    """Units, telephones, one parenthesis, two signs or currencies."""
    assert undress(cell) is None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["€5", "5 EUR"], ["5", "5"]),
        (["€5", "$5"], None),
        (["12%", "5"], None),
        (["R 425", "R 100"], None),
        (["R 4,250", "R 100"], ["4,250", "100"]),
        (["R 0425", "R 0100"], None),
        (["0112K", "2221K"], None),
        (["12B", "3B"], None),
    ],
)
def test_columns(cells, expected):
    """Letters before or behind numbers are codes where nothing tells an amount."""
    found = undressed(pd.Series(cells, dtype=object))
    assert (found and found.bare.tolist()) == expected


def test_money_has_no_three_decimals():
    """But for some dinars."""
    assert undressed(pd.Series(["€1.234"], dtype=object)).has_cents
    assert not undressed(pd.Series(["KWD 1.234"], dtype=object)).has_cents
    assert not undressed(pd.Series(["1.234"], dtype=object)).has_cents
