"""Decimal marks and thousands separators: what fits a column, and what a cell tells by itself."""

import re
from functools import lru_cache

import pandas as pd

from segmentation.tables.values.amounts.dress import SPACES
from segmentation.tables.values.patterns import every

MARKS = ((".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"))
"""Pairs of a decimal mark and a thousands separator, in order of preference."""

INDIAN = r"-?(?:[1-9]\d?(?:,\d\d)*,\d{3}|\d+)(?:\.\d*)?"
"""Lakhs and crores are set apart by two digits: 12,34,567.50."""

OWN_MARKS = (
    (re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+\.\d*|[1-9]\d{0,2}(?:,\d{3}){2,})"), ","),
    (re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+,\d*|[1-9]\d{0,2}(?:\.\d{3}){2,})"), "."),
    (re.compile(r"-?(?:\d+|\d*\.(?:\d{1,2}|\d{4,})|0\.\d+)"), ","),
    (re.compile(r"-?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+)"), "."),
)
"""Numbers whose marks can be told without their column, with their thousands separator."""


def fits(bare: pd.Series, point: str, group: str) -> bool:
    """Return whether every number has a decimal mark and a thousands separator.

    Parameters
    ----------
    bare : pandas.Series of str
        Digits and marks.
    point, group : str

    Returns
    -------
    bool
    """
    return every(bare, _body(point, group))


@lru_cache
def _body(point: str, group: str) -> str:
    """Return the pattern of digits with a decimal mark and a thousands separator."""
    mark, separator = re.escape(point), f"[{SPACES}]" if group == " " else f"[{group}’]"
    separator = re.escape(group) if group in ".," else separator
    grouped = rf"[1-9][0-9]{{0,2}}(?:{separator}[0-9]{{3}})+"
    return rf"-?(?:(?:{grouped}|[0-9]+)(?:{mark}[0-9]*)?|{mark}[0-9]+)"


@lru_cache(maxsize=65_536)
def is_number(bare: str) -> bool:
    """Return whether digits and marks are a number in some way of writing.

    Parameters
    ----------
    bare : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_number("1.234,5"), is_number("20. 10. 18.")
    (True, False)
    """
    patterns = (*(_body(*pair) for pair in MARKS), INDIAN)
    return any(re.fullmatch(pattern, bare) for pattern in patterns)


def own_digits(bare: str) -> str | None:
    """Return the digits and the point of a number that tells its own marks.

    Parameters
    ----------
    bare : str

    Returns
    -------
    str or None
        None where it can be read in two ways, such as 1.234.

    Examples
    --------
    >>> own_digits("1.234,56"), own_digits("1234.56"), own_digits("1.234")
    ('1234.56', '1234.56', None)
    """
    for pattern, group in OWN_MARKS:
        if pattern.fullmatch(bare):
            return bare.replace(group, "").replace(",", ".")
    return None
