"""In which currency a table speaks of money, as far as its columns say."""

from collections.abc import Iterable

from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit

SIGNS = ("€", "$", "£", "¥", "₹", "zł")
CODES = ("EUR", "USD", "GBP", "JPY", "INR", "PLN", "CHF", "SEK", "NOK", "DKK", "CZK", "CAD", "AUD")
CURRENCIES = (*SIGNS[:3], "CHF", *SIGNS[3:], *CODES[7:])
"""To choose among, each once: its sign where it has one."""

OF_CODES = dict(zip(CODES[:6], SIGNS, strict=True))


def guess_currency(columns: Iterable[str]) -> str:
    """Return the currency that columns are in, from their units and names.

    Parameters
    ----------
    columns : iterable of str
        Names, such as “Annual Income (k$)” and “revenue_eur”.

    Returns
    -------
    str
        One of `CURRENCIES`; empty where no column or more than one currency is named.

    Examples
    --------
    >>> guess_currency(["Annual Income (k$)"]), guess_currency(["spend_chf"]), guess_currency(["x"])
    ('$', 'CHF', '')
    >>> guess_currency(["paid (€)", "paid (£)"])
    ''
    """
    found = {sign for name in columns for sign in _named(name)}
    return found.pop() if len(found) == 1 else ""


def _named(column: str) -> set[str]:
    unit = split_unit(column).unit
    signs = {sign for sign in SIGNS if sign in unit or sign in column}
    said = {word.upper() for word in words(column)}
    return signs | {OF_CODES.get(code, code) for code in CODES if code in said}
