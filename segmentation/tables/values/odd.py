"""Why a column stays text although its cells look like numbers or dates, by its first odd cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.values.amounts.codes import CODE, TELEPHONE
from segmentation.tables.values.amounts.currencies import are_one
from segmentation.tables.values.amounts.dress import Dressed, scales_meant, undress
from segmentation.tables.values.amounts.marks import MARKS, fits, is_number
from segmentation.tables.values.dates import parse_dates
from segmentation.tables.values.days.glance import looks_like_date
from segmentation.tables.values.days.months import is_month
from segmentation.tables.values.days.unknown import (
    are_months,
    is_certain,
    is_without_year,
    unknown_month,
)
from segmentation.tables.values.patterns import some

NEARLY_ALL = 0.8
"""Share of numbers above which a column that stays text is reported."""

FEW_CODES = 0.1
"""Share of codes below which they are odd among numbers; more are a column of codes."""

MOST_DATES = 0.9
"""Share of dates above which a column that stays text is reported."""

UNIT = re.compile(r"-?[0-9][0-9.,]* ?(?P<unit>[^\W\d_]{1,8}\.?|[²³°]?[A-Za-z]{1,3}[²³]?)")
FEWEST_UNITS = 3
BESIDE = re.compile(
    r"[-−]?(?P<digits>[0-9](?:[0-9.,' ]*[0-9])?)"
    r"(?:(?P<mark>[^\w\s.,:/+\-–'#%&*()]|_)[0-9]{3}(?:(?P=mark)[0-9]{3})*|"
    r" ?(?P<word>[^\d\s.,:/+\-–#&*()_][^\d:/+#&*_]{0,15}))"
)
MOST_WORDS = 6
"""Different words behind numbers, such as those for thousands and millions."""


GLIMPSE = NEARLY_ALL / 2
FIRST, GLANCED, SEARCHED = 5, 20, 2_000
"""Different texts looked at first, and among which the odd one is searched for."""

SHOWN = 40


def odd_value(values: pd.Series, filled: pd.Series, codes: np.ndarray) -> str | None:
    """Say what keeps a column of numbers or dates from being one.

    Parameters
    ----------
    values : pandas.Series of str, shape (n_values,)
        The different texts of the column.
    filled : pandas.Series of str
        Those that stand for a value, with digits from 0 to 9.
    codes : numpy.ndarray of int, shape (n_rows,)
        Place of each cell's text.

    Returns
    -------
    str or None
        None where it is plainly text.
    """
    for explain in _likely(filled.iloc[:GLANCED].tolist()):
        counts = np.bincount(codes, minlength=len(values))[filled.index.to_numpy()]
        if said := explain(values, filled, codes, counts):
            return said
    return None


def may_be_odd(head: list[str]) -> bool:
    """Return whether a column that begins with some texts may be nearly all numbers or dates.

    Parameters
    ----------
    head : list of str
        Its first different texts that stand for a value.

    Returns
    -------
    bool
    """
    return any(_likely(head[:GLANCED]))


def _likely(head: list[str]) -> Iterator[Callable]:
    """Return what may explain a column, by its first texts."""
    first = [cell for cell in head[:FIRST] if any(map(str.isdigit, cell))]
    kinds = (
        (lambda cell: undress(cell) is not None, _odd_number),
        (looks_like_date, _odd_date),
        (UNIT.fullmatch, _unit),
        (BESIDE.fullmatch, _beside),
        (unknown_month, _unknown_month),
        (is_without_year, _without_year),
    )
    for is_one, explain in kinds if first else ():
        if any(map(is_one, first)) and _share(is_one, head) >= GLIMPSE:
            yield explain


def _share(is_one: Callable[[str], object], cells: list[str]) -> float:
    return sum(map(bool, map(is_one, cells))) / len(cells)


def _odd_number(
    values: pd.Series, filled: pd.Series, codes: np.ndarray, counts: np.ndarray
) -> str | None:
    parts = [_number(cell) for cell in filled]
    is_code = np.zeros(len(filled), dtype=bool)
    if some(filled, f"(?:{CODE}|{TELEPHONE})"):
        is_code = filled.str.fullmatch(f"(?:{CODE}|{TELEPHONE})").to_numpy(dtype=bool)
    fine = np.array([part is not None for part in parts]) & ~is_code
    share = counts[fine].sum() / counts.sum()
    if share < (1 - FEW_CODES if is_code.any() else NEARLY_ALL):
        return None
    numbers = [part for part, is_fine in zip(parts, fine, strict=True) if part and is_fine]
    if currencies := _currencies(numbers, counts[fine]):
        return f"“{values.name}” stays text: it holds amounts in {currencies}, which do not add up."
    if fine.all():
        fine = _minority(filled, numbers)
    return (
        None if fine.all() else _first(values, codes, filled.index[~fine], counts[fine], "number")
    )


def _number(cell: str) -> Dressed | None:
    part = undress(cell)
    return part if part and is_number(part.digits) else None


def _currencies(parts: list[Dressed], counts: np.ndarray) -> str | None:
    """Name the currencies of a column that has several."""
    if are_one({part.currency for part in parts} - {""}):
        return None
    cells: Counter[str] = Counter()
    for part, count in zip(parts, counts.tolist(), strict=True):
        cells[part.currency] += count
    del cells[""]
    return " and ".join(f"{name} ({count:,})" for name, count in cells.most_common(3))


def _minority(filled: pd.Series, parts: list[Dressed]) -> np.ndarray:
    """Return which cells agree with most others in percent signs, and else in their marks."""
    percents = np.array([part.is_percent for part in parts])
    if percents.any() and not percents.all():
        return percents == (percents.mean() > 0.5)
    if not scales_meant(parts):
        return np.ones(len(parts), dtype=bool)
    bare = pd.Series([part.digits for part in parts], index=filled.index, dtype=object)
    fitting = [
        np.array([fits(bare.iloc[[at]], *pair) for at in range(len(bare))]) for pair in MARKS
    ]
    return max(fitting, key=np.sum)


def _odd_date(
    values: pd.Series, filled: pd.Series, codes: np.ndarray, counts: np.ndarray
) -> str | None:
    fine = np.array([looks_like_date(cell) for cell in filled])
    if counts[fine].sum() < MOST_DATES * counts.sum():
        return None
    if not fine.all():
        return _first(values, codes, filled.index[~fine], counts[fine], "date")
    at = _breaking(filled.iloc[:SEARCHED])
    if not at:
        shown = filled.iloc[0][:SHOWN]
        first = f"“{values.name}” stays text, though “{shown}” looks like a date."
        return None if at is None else first
    row = int((codes == filled.index[at]).argmax())
    return (
        f"“{values.name}” stays text: row {row + 1} holds “{filled.iloc[at][:SHOWN]}”, which is no "
        f"date in the order of those before it."
    )


def _unit(values: pd.Series, filled: pd.Series, _: np.ndarray, counts: np.ndarray) -> str | None:
    """Name the unit behind numbers, such as 12 kg."""
    glance = [UNIT.fullmatch(cell) for cell in filled.iloc[:FIRST].tolist()]
    units = {parts["unit"] for parts in glance if parts}
    if len(units) != 1 or len(glance) < FEWEST_UNITS or not (unit := units.pop()).strip("."):
        return None
    fine = np.array(
        [bool((parts := UNIT.fullmatch(cell)) and parts["unit"] == unit) for cell in filled]
    )
    if counts[fine].sum() < MOST_DATES * counts.sum():
        return None
    return f"“{values.name}” stays text: its numbers have “{unit}” behind them."


def _beside(values: pd.Series, filled: pd.Series, _: np.ndarray, counts: np.ndarray) -> str | None:
    """Name an unknown mark between digits, or unknown words behind them."""
    parts = [BESIDE.fullmatch(cell) for cell in filled]
    fine = np.array(
        [bool(part) or undress(cell) is not None for part, cell in zip(parts, filled, strict=True)]
    )
    found = Counter(part["mark"] or part["word"].strip() for part in parts if part)
    if counts[fine].sum() < MOST_DATES * counts.sum() or not 0 < len(found) <= MOST_WORDS:
        return None
    if 2 * sum(found.values()) < len(filled) or max(found.values()) < FEWEST_UNITS:
        return None
    shown = " and ".join(f"“{each}”" for each, _ in found.most_common(2))
    return f"“{values.name}” stays text: its numbers have {shown} in or behind them."


def _unknown_month(
    values: pd.Series, filled: pd.Series, codes: np.ndarray, counts: np.ndarray
) -> str | None:
    words = [unknown_month(cell) for cell in filled]
    fine = np.array([word is not None for word in words])
    known = {word for word in words if word}
    if counts[fine].sum() < MOST_DATES * counts.sum() or not are_months(known):
        return None
    at = next(at for at, word in enumerate(words) if word and not is_month(word))
    row = int((codes == filled.index[at]).argmax())
    return (
        f"“{values.name}” stays text: its cells look like dates, but in row {row + 1} "
        f"“{words[at]}” is not a known month name."
    )


def _without_year(
    values: pd.Series, filled: pd.Series, codes: np.ndarray, counts: np.ndarray
) -> str | None:
    fine = np.array([is_without_year(cell) for cell in filled])
    if counts[fine].sum() < MOST_DATES * counts.sum():
        return None
    if not any(is_certain(cell) for cell, is_fine in zip(filled, fine, strict=True) if is_fine):
        return None
    if not fine.all():
        return _first(values, codes, filled.index[~fine], counts[fine], "days without a year")
    shown = filled.iloc[0][:SHOWN]
    return (
        f"“{values.name}” stays text: its cells, such as “{shown}”, look like days without a year."
    )


def _breaking(filled: pd.Series) -> int | None:
    """Return the place of the first text with which a column is no column of dates."""
    if parse_dates(filled) is not None:
        return None
    fine, broken = 0, len(filled)
    while broken - fine > 1:
        middle = (fine + broken) // 2
        if parse_dates(filled.iloc[:middle]) is None:
            broken = middle
        else:
            fine = middle
    return broken - 1


def _first(
    values: pd.Series, codes: np.ndarray, odd: pd.Index, counts: np.ndarray, noun: str
) -> str:
    row = int(np.isin(codes, odd).argmax())
    n_others = int(counts.sum())
    return (
        f"“{values.name}” stays text: row {row + 1} holds “{values[codes[row]][:SHOWN]}”, while "
        f"{counted(n_others, 'other value')} are {noun}s."
    )
