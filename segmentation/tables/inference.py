"""Text cells become numbers, dates and yes-or-no columns, when a whole column agrees.

A column that does not wholly agree stays text, and its first odd value is reported: guessing cell
by cell would change figures silently.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.dates import parse_dates
from segmentation.tables.table import ReadOptions

MISSING = frozenset({"", "na", "n/a", "nan", "null", "#n/a", "#na", "<na>"})
"""Cells, in lower case, that stand for no value in any column."""

MISSING_NUMBER = MISSING | {"-", "--", "?", ".", "none", "nil"}
"""Cells that stand for no value where every other cell is a number or a date."""

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
COMMA_NUMBER = r"[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+)"
CODE = r"[+-]?(?:0[0-9]+|[0-9]{16,})"
"""Leading zeros, or more digits than a float holds: a code, not a quantity."""

YES, NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})

NEARLY_ALL = 0.8
"""Share of numbers above which a column that stays text is reported."""

EXACT_INT = 2**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A column with its type, and what to say of it.

    Attributes
    ----------
    values : pandas.Series
        int64, float64, bool, datetime64 or str.
    decimal : str or None
        The decimal mark found in it.
    converted, warning : str or None
        Sentences.
    """

    values: pd.Series
    decimal: str | None = None
    converted: str | None = None
    warning: str | None = None


def infer_column(cells: pd.Series, options: ReadOptions, *, comma_is_free: bool) -> Inferred:
    """Type one column of text.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)
    options : ReadOptions
        `decimal`, `thousands`, `day_first` and the column's entry in `kinds` are taken when given.
    comma_is_free : bool
        Whether a comma inside a cell can be a decimal mark: not where it separates the cells.

    Returns
    -------
    Inferred
        int64 when all values are whole and none is missing, else float64, for numbers.
    """
    cells = cells.str.strip()
    lower = cells.str.lower()
    text = cells.mask(lower.isin(MISSING))
    asked = dict(options.kinds).get(str(cells.name))
    if asked:
        return _as_asked(text, asked, options)
    filled = cells[~lower.isin(MISSING_NUMBER)]
    if filled.empty:
        return Inferred(values=text.astype(float) if text.isna().all() else text)
    marks = [options.decimal] if options.decimal else [".", ","] if comma_is_free else ["."]
    for mark in marks:
        if _is_number(filled, mark, options.thousands).all() and not _is_code(filled).any():
            numbers = _numbers(filled, mark, options.thousands)
            return Inferred(values=_whole(numbers.reindex(cells.index)), decimal=mark)
    if set(filled.str.lower().unique()) <= {"true", "false"} and len(filled) == len(cells):
        return Inferred(values=lower == "true")
    dates = parse_dates(filled, day_first=options.day_first)
    if dates is not None:
        sentence = f"“{cells.name}” was read as dates, {dates.order}."
        return Inferred(values=dates.values.reindex(cells.index), converted=sentence)
    return Inferred(values=text, warning=_odd_value(filled, marks, options.thousands))


def _as_asked(text: pd.Series, kind: str, options: ReadOptions) -> Inferred:
    """Convert a column as the user says; what does not fit becomes missing and is counted."""
    if kind == "number":
        values = _numbers(text, options.decimal or ".", options.thousands)
        values = _whole(values)
    elif kind == "date":
        found = parse_dates(text.dropna(), day_first=options.day_first, force=True)
        values = found.values.reindex(text.index)
    elif kind == "boolean" and text.str.lower().isin(YES | NO).all():
        values = text.str.lower().isin(YES)
    else:
        return Inferred(values=text)
    lost = int(values.isna().sum() - text.isna().sum())
    said = f"“{text.name}” was read as {kind}, as you asked"
    said += f"; {counted(lost, 'value')} did not fit and became missing." if lost > 0 else "."
    return Inferred(values=values, converted=said)


def _is_number(cells: pd.Series, mark: str, thousands: str | None) -> pd.Series:
    if thousands:
        cells = cells.str.replace(thousands, "", regex=False)
    return cells.str.fullmatch(NUMBER if mark == "." else COMMA_NUMBER).fillna(value=False)


def _is_code(cells: pd.Series) -> pd.Series:
    return cells.str.fullmatch(CODE).fillna(value=False)


def _numbers(cells: pd.Series, mark: str, thousands: str | None) -> pd.Series:
    if thousands:
        cells = cells.str.replace(thousands, "", regex=False)
    if mark == ",":
        cells = cells.str.replace(",", ".", regex=False)
    return pd.to_numeric(cells, errors="coerce").astype(float)


def _whole(numbers: pd.Series) -> pd.Series:
    """Return int64 where that loses nothing: the same cells have one type in every format."""
    values = numbers.to_numpy()
    whole = np.isfinite(values).all() and (values == np.round(values)).all()
    return numbers.astype(np.int64) if whole and (np.abs(values) < EXACT_INT).all() else numbers


def _odd_value(filled: pd.Series, marks: list[str], thousands: str | None) -> str | None:
    """Say which value keeps a column of numbers from being one."""
    if _is_code(filled).any():
        return None
    for mark in marks:
        numbers = _is_number(filled, mark, thousands)
        if numbers.mean() >= NEARLY_ALL:
            first = filled[~numbers].iloc[0]
            row = int(filled.index[~numbers][0]) + 1
            return (
                f"“{filled.name}” stays text: row {row} holds “{first[:40]}”, while "
                f"{counted(int(numbers.sum()), 'other value')} are numbers."
            )
    return None
