"""Numbers as people write them: currencies, percent signs, thousands, parentheses, decimal commas.

A column has one way of writing; what could be read in two ways ("1,234") follows the rest of its
table, never its own rows one by one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from segmentation.tables.values.patterns import every, few, rewritten, some, some_hold

SPACES = " \u00a0\u202f"
CURRENCY = (
    r"(?:US\$|R\$|A\$|C\$|[$€£¥₹₽₺₩₪฿₫₴₦₱]|kr\.?|zł|Kč|Ft|lei|Fr\.?|Rs\.?|руб\.?|"
    r"EUR|USD|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|CAD|AUD|NZD|ZAR|MXN|TRY|RUB|AED|"
    r"SGD|HKD)"
)
GAP = f"[{SPACES}]*"
SIGN = r"[+\-−]?"
DRESS = re.compile(
    rf"(\()?{GAP}({SIGN}){GAP}({CURRENCY})?{GAP}({SIGN}){GAP}"
    rf"([0-9.,](?:[0-9.,'’{SPACES}]*[0-9.,])?)"
    rf"{GAP}({CURRENCY})?{GAP}(%)?{GAP}([-−])?{GAP}(\))?"
)
PLAIN = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
CODE = r"[+-]?(?:0[0-9]+|[0-9]{16,})"
"""Leading zeros, or more digits than a float holds: a code, not a quantity."""

MARKS = ((".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"))
"""Pairs of a decimal mark and a thousands separator, in order of preference."""

EXACT_INT = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedNumbers:
    """A column of numbers.

    Attributes
    ----------
    values : pandas.Series
        int64 where that loses nothing, else float64.
    decimal : str
        The decimal mark.
    dressed : bool
        Whether anything but plain digits and a point had to be understood.
    """

    values: pd.Series
    decimal: str
    dressed: bool


def parse_numbers(
    cells: pd.Series, *, decimal: str | None = None, thousands: str | None = None, usual: str = "."
) -> ParsedNumbers | None:
    """Read a column of numbers.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values and outer spaces.
    decimal, thousands : str or None
        The marks, where a user has said them.
    usual : str
        The decimal mark of the table, for columns that can be read in two ways.

    Returns
    -------
    ParsedNumbers or None
        None when a cell is no number, is a code, or the column mixes currencies or percent signs
        with bare numbers.

    Examples
    --------
    >>> parse_numbers(pd.Series(["1.234,56 €", "7 €"], dtype="str")).values.tolist()
    [1234.56, 7.0]
    """
    cells = few(cells)
    if some(cells, CODE):
        return None
    chosen = decimal or thousands
    if decimal in (None, ".") and not thousands and every(cells, PLAIN):
        if not chosen and usual == "," and every(cells, r"[+-]?[1-9]\d{0,2}\.\d{3}"):
            return _read(cells, rewritten(cells, r"\.", ""), ",")
        return _read(cells, cells, ".")
    bare = undressed(cells)
    if bare is None:
        return None
    fitting = [pair for pair in _candidates(decimal, thousands) if _fits(bare, *pair)]
    if not fitting:
        return None
    usual_first = sorted(fitting, key=lambda pair: pair[0] != usual)
    point, group = usual_first[0] if _two_ways(bare, fitting) else fitting[0]
    digits = rewritten(bare, rf"[{re.escape(group)}’{SPACES}]", "")
    return _read(cells, rewritten(digits, re.escape(point), "."), point)


def decimal_mark(cells: pd.Series) -> str | None:
    """Return the decimal mark that a column settles, None when it settles none.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values.

    Returns
    -------
    str or None
    """
    cells = few(cells)
    if every(cells, r"[+-]?[0-9]+"):
        return None
    bare = undressed(cells)
    if bare is None:
        return None
    fitting = [pair for pair in MARKS if _fits(bare, *pair)]
    if not fitting or _two_ways(bare, fitting) or not some_hold(bare, r"[.,]"):
        return None
    return fitting[0][0]


def undressed(cells: pd.Series) -> pd.Series | None:
    """Strip signs, currencies and percent signs; negative numbers begin with a minus.

    Parameters
    ----------
    cells : pandas.Series of str

    Returns
    -------
    pandas.Series of str or None
        None when a cell is no number, or the column mixes currencies or percents with others.
    """
    currencies, percents, bare = set(), 0, []
    for cell in cells:
        parts = _undressed(cell)
        if parts is None:
            return None
        digits, currency, is_percent = parts
        bare.append(digits)
        currencies |= {currency}
        percents += is_percent
    if len(currencies - {""}) > 1 or percents not in {0, len(cells)}:
        return None
    return pd.Series(bare, index=cells.index, dtype=cells.dtype)


def bare_number(cell: str) -> str | None:
    """Return one cell's digits and marks with its sign, None where it is no number.

    Parameters
    ----------
    cell : str

    Returns
    -------
    str or None
    """
    parts = _undressed(cell)
    return parts and parts[0]


def whole(numbers: pd.Series) -> pd.Series:
    """Return int64 where that loses nothing: the same cells have one type in every format.

    Parameters
    ----------
    numbers : pandas.Series of float64

    Returns
    -------
    pandas.Series
    """
    values = numbers.to_numpy()
    exact = np.isfinite(values).all() and (values == np.round(values)).all()
    return numbers.astype(np.int64) if exact and (np.abs(values) < EXACT_INT).all() else numbers


def _undressed(cell: str) -> tuple[str, str, bool] | None:
    """Return the signed digits, the currency and whether it is a percentage."""
    parts = DRESS.fullmatch(cell)
    if parts is None or bool(parts[1]) != bool(parts[9]) or not any(map(str.isdigit, parts[5])):
        return None
    signs = [sign for sign in (parts[2], parts[4], parts[8]) if sign]
    if len(signs) > 1 or (signs == ["+"] and any(space in cell for space in SPACES)):
        return None
    negative = bool(parts[1]) or bool(set(signs) & {"-", "−"})
    return ("-" if negative else "") + parts[5], parts[3] or parts[6] or "", bool(parts[7])


def _candidates(decimal: str | None, thousands: str | None) -> list[tuple[str, str]]:
    if decimal and thousands:
        return [(decimal, thousands)]
    return [
        (point, group)
        for point, group in MARKS
        if decimal in (None, point) and thousands in (None, group)
    ]


def _fits(bare: pd.Series, point: str, group: str) -> bool:
    return every(bare, _body(point, group))


@lru_cache
def _body(point: str, group: str) -> str:
    """Return the pattern of digits with a decimal mark and a thousands separator."""
    mark, separator = re.escape(point), f"[{SPACES}]" if group == " " else f"[{group}’]"
    separator = re.escape(group) if group in ".," else separator
    grouped = rf"[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+"
    return rf"-?(?:(?:{grouped}|[0-9]+)(?:{mark}[0-9]*)?|{mark}[0-9]+)"


def _two_ways(bare: pd.Series, fitting: list[tuple[str, str]]) -> bool:
    """Return whether the marks found could be decimal marks as well as thousands separators."""
    both = {pair[0] for pair in fitting} == {".", ","}
    return both and some_hold(bare, r"[.,]")


def _read(cells: pd.Series, digits: pd.Series, point: str) -> ParsedNumbers:
    dressed = point == "," or not digits.equals(cells)
    values = whole(pd.to_numeric(digits).astype(float))
    return ParsedNumbers(values=values, decimal=point, dressed=dressed)
