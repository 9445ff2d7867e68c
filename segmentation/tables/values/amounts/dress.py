"""One cell that holds a number: its digits, and what is written around them."""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from segmentation.tables.values.amounts.currencies import (
    CODES,
    CURRENCY,
    THREE_DECIMALS,
    WEAK,
    are_one,
    codes_of,
)
from segmentation.tables.values.amounts.scales import SCALE, SCALES, are_meant
from segmentation.tables.values.patterns import are_few, every, rewritten, some, some_hold

SPACES = " \u00a0\u202f\u2009"
GAP = f"[{SPACES}]*"
SIGN = r"[+\-−]?"
DIGITS = f"[0-9.,](?:[0-9.,'’{SPACES}]*[0-9.,])?"
DRESS = re.compile(
    rf"(?P<open>\()?{GAP}(?P<sign>{SIGN}){GAP}"
    rf"(?:(?P<factor>[kKTM]|Mio\.? ?)?(?P<before>{CURRENCY}))?{GAP}(?P<inner>{SIGN}){GAP}"
    rf"1{GAP}(?:(?P<scale>{SCALE})(?![^\W\d_]{{2}}))?{GAP}"
    rf"(?:(?P<glued>[kKTM])?(?P<after>{CURRENCY}))?{GAP}(?P<percent>%)?{GAP}(?P<last>[-−])?"
    rf"{GAP}(?P<close>\))?"
)
UNDRESSED = re.compile(r"[+-]?[0-9][0-9.,]*")
PARTS = re.compile(rf"([^0-9.,]*)({DIGITS})([^0-9]*)")
FLAT = re.compile("[-–—−]{1,2}|=")
"""450,- and 450.— are whole amounts."""

MINUS = frozenset({"-", "−"})
THOUSAND = "T"
"""T€ 450 is 450 thousand euros; behind a number alone T is a unit."""

LEADING_ZERO = "-?0[0-9]+"

DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"})


@dataclass(frozen=True, slots=True)
class Dressed:
    """What a cell says beside its number.

    Attributes
    ----------
    digits : str
        With marks, and a minus where it is negative.
    currency : str
        As written; empty for none.
    is_percent : bool
    scale : str
        The word for thousands or millions.
    """

    digits: str
    currency: str = ""
    is_percent: bool = False
    scale: str = ""

    @property
    def factor(self) -> float:
        """What the digits are multiplied with."""
        return 1e3 if self.scale == THOUSAND else SCALES.get(self.scale, 1.0)


def undress(cell: str) -> Dressed | None:
    """Take a number out of its dress.

    Parameters
    ----------
    cell : str

    Returns
    -------
    Dressed or None
        None where the cell is no number.

    Examples
    --------
    >>> undress("($1,234.50)").digits, undress("1,2 Mio. €").factor, undress("450,-").digits
    ('-1,234.50', 1000000.0, '450,0')
    """
    if UNDRESSED.fullmatch(cell):
        return Dressed(cell.removeprefix("+"))
    parts = PARTS.fullmatch(cell)
    if parts is None:
        return None
    before, digits, behind = parts.groups()
    if digits[-1] in ".," and (flat := FLAT.match(behind)):
        digits, behind = f"{digits}0", behind[flat.end() :]
    frame = _frame(before, behind)
    if frame is None or (frame.scale and not digits[-1].isdigit()):
        return None
    if not any(map(str.isdigit, digits)) or ("+" in before and any(map(cell.count, SPACES))):
        return None
    sign = "-" if frame.digits.startswith("-") else ""
    return Dressed(sign + digits, frame.currency, frame.is_percent, frame.scale)


@lru_cache(maxsize=4096)
def _frame(before: str, behind: str) -> Dressed | None:
    """Read what stands around a number; a column has few of them, so each is looked at once."""
    parts = DRESS.fullmatch(f"{before}1{behind}")
    if parts is None or bool(parts["open"]) != bool(parts["close"]):
        return None
    signs = [parts[name] for name in ("sign", "inner", "last") if parts[name]]
    scales = [parts[name].strip() for name in ("factor", "scale", "glued") if parts[name]]
    currency = _currency(parts["before"] or "", parts["after"] or "")
    if currency is None or len(signs) > 1 or len(scales) > 1:
        return None
    negative = bool(parts["open"]) or bool(MINUS.intersection(signs))
    return Dressed("-1" if negative else "1", currency, bool(parts["percent"]), *scales)


def _currency(before: str, after: str) -> str | None:
    """Return the currency of a cell that may have a sign and a code; None where they differ."""
    if not before or not after:
        return before or after
    for sign, code in ((before, after), (after, before)):
        if code in CODES and (code in codes_of(sign) or (sign == "$" and code in DOLLARS)):
            return code
    return before if codes_of(before) & codes_of(after) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undressed:
    """A column of numbers without what is written around them.

    Attributes
    ----------
    bare : pandas.Series of str
        Digits with marks, negative ones with a minus.
    factors : numpy.ndarray of float or None
        What each is multiplied with; None where that is 1.
    currencies : frozenset of str
        As written.
    """

    bare: pd.Series
    factors: np.ndarray | None
    currencies: frozenset[str]

    @property
    def has_cents(self) -> bool:
        """Whether amounts have two decimals or none, so that three digits are thousands."""
        return bool(self.currencies) and not any(
            codes_of(each) & THREE_DECIMALS for each in self.currencies
        )


def undressed(cells: pd.Series) -> Undressed | None:
    """Strip signs, currencies, percent signs and words for millions.

    Parameters
    ----------
    cells : pandas.Series of str

    Returns
    -------
    Undressed or None
        None when a cell is no number, the column mixes currencies or percents with others, or a
        letter behind numbers may be a unit.
    """
    if not are_few(cells) and every(cells, UNDRESSED.pattern):
        bare = rewritten(cells, r"^\+", "")
        return Undressed(bare=bare, factors=None, currencies=frozenset())
    parts: list[Dressed] = []
    for cell in cells.to_numpy().tolist():
        one = undress(cell)
        if one is None:
            return None
        parts.append(one)
    percents = sum(one.is_percent for one in parts)
    currencies = frozenset(one.currency for one in parts) - {""}
    if not are_one(currencies) or percents not in {0, len(parts)} or not scales_meant(parts):
        return None
    bare = pd.Series([one.digits for one in parts], index=cells.index, dtype=cells.dtype)
    scaled = any(one.scale for one in parts)
    if (currencies & WEAK or scaled) and some(bare, LEADING_ZERO):
        return None
    if currencies & WEAK and not some_hold(bare, "[.,]"):
        return None
    factors = np.array([one.factor for one in parts]) if scaled else None
    return Undressed(bare=bare, factors=factors, currencies=currencies)


def scales_meant(parts: list[Dressed]) -> bool:
    """Return whether letters behind the numbers of a column mean thousands and millions.

    Parameters
    ----------
    parts : list of Dressed

    Returns
    -------
    bool
    """
    scaled = [one for one in parts if one.scale]
    if not scaled:
        return True
    sizes = [re.sub("[^0-9]", "", re.split("[.,]", one.digits)[0]) for one in scaled]
    return are_meant(
        {one.scale for one in scaled},
        currencies={code for one in parts if one.currency for code in codes_of(one.currency)},
        marks={mark for one in scaled for mark in one.digits if mark in ".,"},
        largest=max(float(size or 0) for size in sizes),
    )
