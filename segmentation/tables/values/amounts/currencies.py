"""Currencies by sign, by code and by name: which of them are one, and which must not be added."""

import re
from collections.abc import Collection, Iterable

SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₺": "TRY",
    "₩": "KRW",
    "￦": "KRW",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "₸": "KZT",
    "$": "USD",
    "US$": "USD",
    "R$": "BRL",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "MX$": "MXN",
    "¥": "JPY CNY",
    "￥": "JPY CNY",
    "円": "JPY",
    "元": "CNY",
    "원": "KRW",
    "RMB": "CNY",
    "kr": "SEK NOK DKK ISK",
    "kr.": "SEK NOK DKK ISK",
    ":-": "SEK",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON",
    "Lei": "RON",
    "лв": "BGN",
    "лв.": "BGN",
    "дин": "RSD",
    "Fr": "CHF",
    "Fr.": "CHF",
    "SFr.": "CHF",
    "Rs": "INR PKR LKR",
    "Rs.": "INR PKR LKR",
    "руб": "RUB",
    "руб.": "RUB",
    "р.": "RUB",
    "грн": "UAH",
    "грн.": "UAH",
    "TL": "TRY",
    "Euro": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "Euros": "EUR",
    "EURO": "EUR",
    "dollars": "USD",
    "Dollar": "USD",
    "dollar": "USD",
    "Rp": "IDR",
    "Rp.": "IDR",
    "RM": "MYR",
    "د.إ": "AED",
    "ر.س": "SAR",
    "ج.م.": "EGP",
    "ج.م": "EGP",
    "R": "ZAR",
    "S/": "PEN",
    "S/.": "PEN",
}
"""Signs and the codes they may stand for; the dollar alone is the American one."""

CODES = frozenset(
    re.findall(
        r"\w+",
        "EUR USD GBP CHF JPY CNY INR SEK NOK DKK ISK PLN CZK HUF RON BGN RSD HRK BRL CAD AUD "
        "NZD ZAR MXN ARS CLP COP PEN UYU TRY RUB UAH KZT GEL AED SAR QAR KWD BHD OMR JOD EGP "
        "MAD TND ILS SGD HKD TWD KRW THB VND IDR MYR PHP PKR LKR BDT NGN KES GHS",
    )
)

WEAK = frozenset({"R", "RM", "S/", "S/.", "TL", "Rp", "Rp."})
"""Letters that stand before codes as well: amounts beside them have a decimal mark or thousands."""

MOST_CURRENCIES = 30
THREE_DECIMALS = frozenset({"KWD", "BHD", "OMR", "JOD", "TND"})

CURRENCY = "|".join(
    (
        *(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if sign != "R"),
        *sorted(CODES),
        "R(?=[0-9 ])",
    )
)
"""Pattern of a sign, a code or a name."""


def codes_of(written: str) -> frozenset[str]:
    """Return the codes that a currency may have as it is written.

    Parameters
    ----------
    written : str

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> codes_of("€"), codes_of("kr") & codes_of("NOK")
    (frozenset({'EUR'}), frozenset({'NOK'}))
    """
    return frozenset(SIGNS.get(written, written).split())


def several_currencies(name: object, values: Collection[str]) -> str | None:
    """Say that a column names the currencies of amounts, and that they differ.

    Parameters
    ----------
    name : object
        Of the column.
    values : collection of str
        Its different texts.

    Returns
    -------
    str or None
        None where it names one, or anything else.

    Examples
    --------
    >>> several_currencies("currency", ["EUR", "USD"])
    '“currency” names several currencies (EUR, USD): amounts in them do not add up.'
    >>> several_currencies("city", ["EUR", "Bonn"])
    """
    if not 1 < len(values) <= MOST_CURRENCIES or not set(values) <= CODES:
        return None
    shown = ", ".join(sorted(values)[:4])
    return f"“{name}” names several currencies ({shown}): amounts in them do not add up."


def are_one(written: Iterable[str]) -> bool:
    """Return whether currencies, as they are written, are the same.

    Parameters
    ----------
    written : iterable of str

    Returns
    -------
    bool
        True of none.

    Examples
    --------
    >>> are_one(["€", "EUR"]), are_one(["$", "CAD"])
    (True, False)
    """
    codes = [codes_of(each) for each in written]
    return not codes or bool(frozenset.intersection(*codes))
