"""The currency of a table: told by a sign or a code, never where two are told."""

import pytest

from segmentation.segments.planning.currency import CURRENCIES, guess_currency


@pytest.mark.parametrize(
    ("columns", "currency"),
    [
        (["age", "Annual Income (k$)"], "$"),
        (["Umsatz in EUR"], "€"),
        (["revenue_usd", "margin ($)"], "$"),
        (["spend [CHF]"], "CHF"),
        (["wartość (zł)"], "zł"),
        (["paid (€)", "paid (£)"], ""),
        (["europe", "use", "visits"], ""),
        ([], ""),
    ],
)
def test_the_currency_is_what_the_columns_say(columns, currency):
    """Signs and codes, one of them; words that only contain a code are none."""
    assert guess_currency(columns) == currency


def test_every_currency_stands_once():
    """So that the list to choose from has no two entries for one money."""
    assert len(set(CURRENCIES)) == len(CURRENCIES)
    assert "EUR" not in CURRENCIES
