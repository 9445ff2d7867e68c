"""Numbers as people read them, on the screen, in sentences and in exports."""

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from segmentation.tables.labels import ColumnLabel, is_year

RANGE = re.compile(r"[\d\s.,–-]+")


def format_number(number: float) -> str:
    """Return a number with about three significant digits, thousands set apart.

    Parameters
    ----------
    number : float
        In any unit; not a number gives a dash.

    Returns
    -------
    str
        With a true minus sign, which screen readers say.

    Examples
    --------
    >>> [format_number(x) for x in (1234.4, 12.345, 0.012345, -7.0)]
    ['1,234', '12.3', '0.0123', '−7']
    """
    value = float(number)
    if math.isnan(value):
        return "–"
    return _magnitude(abs(value)).join(("−" if value < 0 else "", ""))


def _magnitude(value: float) -> str:
    if math.isinf(value):
        return "∞"
    if value >= 1e15 or 0 < value < 1e-4:
        digits, exponent = f"{value:.2e}".split("e")
        return f"{float(digits):g}e{int(exponent)}"
    # 999.6 has four digits once rounded, so the decimals are counted on the rounded value.
    rounded = float(f"{value:.3g}") if value < 1000 else round(value)
    if rounded >= 1000:
        return f"{rounded:,.0f}"
    return f"{rounded:.6f}".rstrip("0").rstrip(".")


def format_money(value: float, currency: str) -> str:
    r"""Return an amount of money with its currency.

    Parameters
    ----------
    value : float
        Not a number gives a dash.
    currency : str
        A sign stands before the amount, a word or a code apart from it; empty gives the amount.

    Returns
    -------
    str
        Below a thousand with two decimals unless it is whole, from there on whole; below ten
        hundredths with three digits, so that a small cost is not free of charge.

    Examples
    --------
    >>> [format_money(x, "€") for x in (42.5, -7.0, 12345.6, 0.004)]
    ['€42.50', '−€7', '€12,346', '€0.004']
    >>> format_money(3.456, "CHF")
    'CHF\xa03.46'
    """
    amount_ = float(value)
    if math.isnan(amount_):
        return "–"
    size = abs(amount_)
    if 0 < size < 0.1:
        digits = f"{float(f'{size:.3g}'):.12f}".rstrip("0").rstrip(".") or "0"
    elif round(size, 2) < 1000 and round(size, 2) != round(size):
        digits = f"{size:.2f}"
    else:
        digits = "∞" if math.isinf(size) else f"{size:,.0f}"
    joint = "\N{NO-BREAK SPACE}" if currency and currency[-1].isalpha() else ""
    sign = "−" if amount_ < 0 and digits != "0" else ""
    return f"{sign}{currency}{joint}{digits}"


def shown_number(number: float) -> float:
    """Return the number that `format_number` shows.

    Parameters
    ----------
    number : float

    Returns
    -------
    float

    Examples
    --------
    >>> [shown_number(x) for x in (1234.4, 12.345, -0.0123456)]
    [1234.0, 12.3, -0.0123]
    """
    size = abs(float(number))
    if not math.isfinite(size) or 1000 <= size < 1e15:
        return float(round(number)) if math.isfinite(size) else float(number)
    return float(f"{number:.3g}")


def format_share(share: float) -> str:
    """Return a share as a whole percentage that never rounds to nothing or to all.

    Parameters
    ----------
    share : float
        0 to 1; not a number gives a dash.

    Returns
    -------
    str

    Examples
    --------
    >>> [format_share(x) for x in (0.56, 0.001, 0.999, 1.0)]
    ['56%', '<1%', '>99%', '100%']
    """
    if math.isnan(share):
        return "–"
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{share:.0%}"


def amount(value: float, label: ColumnLabel) -> str:
    """Return a number with the unit of its column.

    Parameters
    ----------
    value : float
    label : ColumnLabel
        A unit that is only a range, such as 1-100, is left out; a year has no thousands.

    Returns
    -------
    str

    Examples
    --------
    >>> amount(1978.2, ColumnLabel(label="Year Birth", unit=""))
    '1978'
    >>> amount(86.54, ColumnLabel(label="Annual Income", unit="k$"))
    '86.5 k$'
    >>> amount(82.1, ColumnLabel(label="Spending Score", unit="1-100"))
    '82.1'
    """
    if is_year(value, label):
        return f"{value:.0f}"
    has_unit = label.unit and not RANGE.fullmatch(label.unit)
    return f"{format_number(value)} {label.unit}" if has_unit else format_number(value)


def rounded_limit(limit: float, n_decimals: int, *, is_upper: bool) -> float:
    """Round a limit outward, so that the interval claims no more than was found.

    Parameters
    ----------
    limit : float
        Finite.
    n_decimals : int
    is_upper : bool
        Upwards, else downwards.

    Returns
    -------
    float
        On the same side of 0: where it would become 0, the first digit that is not 0 is kept.

    Examples
    --------
    >>> rounded_limit(1.239, 2, is_upper=False), rounded_limit(1.231, 2, is_upper=True)
    (1.23, 1.24)
    >>> rounded_limit(0.0047, 2, is_upper=False), rounded_limit(-0.0047, 2, is_upper=False)
    (0.004, -0.01)
    """
    exact = Decimal(repr(float(limit)))
    way = ROUND_CEILING if is_upper else ROUND_FLOOR
    rounded = exact.quantize(Decimal(1).scaleb(-n_decimals), rounding=way)
    if not rounded and exact:
        rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted()), rounding=way)
    return float(rounded)
