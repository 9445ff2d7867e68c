"""Months, quarters and weeks without a day: where they are meant, and where it is a code."""

import re
from collections.abc import Collection

from segmentation.tables.values.days.cells import SHORT_YEAR, Said

MONTHLY = re.compile(
    r"month|monat|\bmois|\bm[eê]s\b|\bmese\b|maand|m[aå]ned|m[aå]nad|miesi|месяц|місяць|měsíc|hónap|"
    r"kuukausi|\bay\b|period|yyyymm|\bym\b|年月|月份|\b월",
    re.IGNORECASE,
)
FEWEST_DOTTED, FEWEST_DECIMAL = 3, 4
"""Different values with a dot that must all be months before they are no versions or numbers."""

MOST_SHORT_YEARS = 12
"""Different years behind names of months; more are days of one year."""


def period_order(kind: str) -> str:
    """Return how months, quarters and weeks become days, for a sentence.

    Parameters
    ----------
    kind : str
        As in `Said`.

    Returns
    -------
    str
    """
    firsts = {"month": "as the first day of the month", "week": "as the Monday of the week"}
    return firsts.get(kind, "as the first day of the quarter")


def periods_fit(cells: Collection[Said], name: object) -> bool:
    """Return whether a column means months rather than numbers, codes and seasons.

    Parameters
    ----------
    cells : collection of Said
        Of different texts, of one kind.
    name : object
        Of the column.

    Returns
    -------
    bool
        True of days.
    """
    ways = {one.way for one in cells}
    if "short era" in ways:
        return any(sign >= "\u3000" for sign in str(name))
    if {one.kind for one in cells} != {"month"}:
        return True
    numeric = [one for one in cells if one.way.startswith("year")]
    if not numeric:
        return _years_are_few(cells)
    signs = {one.way.split(" ")[2] for one in numeric}
    if len(numeric) < len(cells) or len(signs) > 1:
        return False
    first = numeric[0].way.startswith("year first")
    monthly = bool(MONTHLY.search(str(name).replace("_", " ")))
    return _numbers_fit(numeric, signs.pop(), first=first, monthly=monthly)


def _years_are_few(cells: Collection[Said]) -> bool:
    """Return whether numbers behind names of months are years, not days."""
    short = {one.numbers[0] for one in cells if one.year_digits == SHORT_YEAR}
    return len(short) <= MOST_SHORT_YEARS or any(year > 31 for year in short)


def _numbers_fit(cells: list[Said], sign: str, *, first: bool, monthly: bool) -> bool:
    padded = all(one.way.endswith("padded") for one in cells)
    if monthly:
        return True
    if sign == ".":
        return len(cells) >= (FEWEST_DOTTED if padded and not first else FEWEST_DECIMAL)
    if not sign or (first and _are_seasons(cells)):
        return False
    return padded or len({one.numbers[0] for one in cells}) > 1


def _are_seasons(cells: list[Said]) -> bool:
    """Return whether each pair is a year and the next one, as 2010-11."""
    return all(one.numbers[1] == (one.numbers[0] + 1) % 100 for one in cells)
