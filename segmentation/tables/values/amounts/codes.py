"""What looks like a number and is a code: leading zeros, telephones, an E among digits."""

import re

import pandas as pd

from segmentation.tables.values.patterns import some

CODE = r"[+-]?(?:0[0-9]+|[0-9]{16,})"
"""Leading zeros, or more digits than a float holds: a code, not a quantity."""

TELEPHONE = r"\+[0-9]{7,15}"
"""A plus and a long number: a telephone, where no other cell has a minus."""

DIALLED = re.compile(
    r"phone|\btel|fon\b|mobil|handy|dial|vorwahl|whatsapp|\bfax|indicatif|country.?code",
    re.IGNORECASE,
)
"""Names of columns whose plus is dialled, however short the number."""

POWER = r"[+-]?[0-9.]+[eE].*"
BARE_POWER = r"[0-9]+[eE][0-9]+"
LARGEST_BARE_POWER = 15
"""Exponent without a sign that a quantity may have; 1E35 among whole numbers is a code."""


def are_codes(cells: pd.Series) -> bool:
    """Return whether a column of digits holds codes.

    Parameters
    ----------
    cells : pandas.Series of str or object
        Without missing values.

    Returns
    -------
    bool

    Examples
    --------
    >>> are_codes(pd.Series(["10234", "10E35"])), are_codes(pd.Series(["1e3", "2.5"]))
    (True, False)
    """
    if DIALLED.search(str(cells.name)) and some(cells, r"\+[0-9]+"):
        return True
    if not some(cells, f"(?:{CODE}|{TELEPHONE}|{BARE_POWER})"):
        return False
    return some(cells, CODE) or _are_telephones(cells) or _are_letters(cells)


def _are_telephones(cells: pd.Series) -> bool:
    return some(cells, TELEPHONE) and not some(cells, r"[-−].*")


def _are_letters(cells: pd.Series) -> bool:
    """Return whether an E among digits is a letter of a code, as in 10E35."""
    if not some(cells, BARE_POWER):
        return False
    texts = cells.tolist()
    powers = [text for text in texts if re.fullmatch(BARE_POWER, text)]
    others = [text for text in texts if not re.fullmatch(POWER, text)]
    if not others or not all(map(str.isdigit, others)):
        return any(_is_long(text) for text in powers)
    widths = {len(text) for text in texts}
    capital = len(others) > len(powers) and any("E" in text for text in powers)
    return (
        capital or any(_is_long(text) for text in powers) or (len(widths) == 1 and widths.pop() > 3)
    )


def _is_long(power: str) -> bool:
    """Return whether an exponent is written as no quantity is."""
    mantissa, exponent = re.split("[eE]", power)
    return len(mantissa) > 1 or int(exponent) > LARGEST_BARE_POWER
