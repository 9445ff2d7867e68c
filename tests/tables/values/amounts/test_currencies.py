"""Currencies that are the same, and such as must not be added."""

import re

import pytest

from segmentation.tables.values.amounts.currencies import (
    CODES,
    CURRENCY,
    SIGNS,
    are_one,
    codes_of,
    several_currencies,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], True),
        (["€"], True),
        (["€", "EUR", "Euro"], True),
        (["kr", "NOK"], True),
        (["kr", "NOK", "SEK"], False),
        (["$", "USD", "US$"], True),
        (["$", "CAD"], False),
        (["€", "$"], False),
        (["¥", "CNY"], True),
    ],
)
def test_one_or_several(written, expected):
    """By sign, by code and by name."""
    assert are_one(written) is expected


def test_a_column_of_several_currencies():
    """Is said; other letters are not."""
    assert "(CHF, EUR)" in several_currencies("x", ["EUR", "CHF"])
    assert several_currencies("x", ["EUR"]) is None
    assert several_currencies("x", ["EUR", "MAD", "LHR"]) is None


def test_every_sign_stands_for_known_codes():
    """And every one is found before a number."""
    for sign in SIGNS:
        assert codes_of(sign) <= CODES
        assert re.fullmatch(f"(?:{CURRENCY}) ?5", f"{sign} 5"), sign
