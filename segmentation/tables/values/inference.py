"""Every column of text gets its type, when the whole column agrees.

A column that does not wholly agree stays text, and its first odd value is reported: guessing cell
by cell would change figures silently. What one column leaves open, whether 1,234 is a thousand or
03/04 is in April, follows the other columns of its table.

Each different value is looked at once, so that a column of a million rows costs what its values do.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.errors import counted
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.table import ReadOptions
from segmentation.tables.values.dates import ParsedDates, parse_dates
from segmentation.tables.values.distinct import SHORT, distinct, objects, spread
from segmentation.tables.values.numbers import (
    CODE,
    ParsedNumbers,
    bare_number,
    decimal_mark,
    parse_numbers,
    whole,
)
from segmentation.tables.values.patterns import FEW, are_few, every, some

MISSING = frozenset({"", "na", "n/a", "nan", "null", "#n/a", "#na", "<na>"})
"""Cells, in lower case, that stand for no value in any column."""

MISSING_NUMBER = (
    MISSING
    | {"-", "--", "–", "?", ".", "none", "nil", "n.a.", "nat", "0000-00-00", "0000-00-00 00:00:00"}
    | {"#div/0!", "#value!", "#ref!", "#num!", "#name?", "#null!"}
)
"""Cells that stand for no value where every other cell is a number or a date."""

YES, NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})

NEARLY_ALL = 0.8
"""Share of numbers above which a column that stays text is reported."""

PROBED = FEW
"""Different values that must fit a type before the whole column is tried."""

MOST_ANSWERS = 2 ** len("true") + 2 ** len("false")
"""Ways to write true and false in capital and small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a table writes, as far as its unambiguous columns tell.

    Attributes
    ----------
    decimal : str
        The decimal mark.
    day_first : bool or None
    """

    decimal: str = "."
    day_first: bool | None = None


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


def infer_columns(
    cells: pd.DataFrame, options: ReadOptions, *, usual: str, settled: bool = False
) -> list[Inferred]:
    """Type the columns of a table.

    Parameters
    ----------
    cells : pandas.DataFrame of str, shape (n_rows, n_columns)
    options : ReadOptions
        `decimal`, `thousands`, `day_first` and `kinds` are taken when given.
    usual : str
        The decimal mark that the format suggests, where no column settles it.
    settled : bool
        Whether it is that mark for certain, because the file has numbers of its own.

    Returns
    -------
    list of Inferred
        One per column, in order.
    """
    habits = _habits(cells, options, usual)
    if settled:
        habits = replace(habits, decimal=usual)
    return [infer_column(cells[name], options, habits) for name in cells.columns]


def infer_column(cells: pd.Series, options: ReadOptions, habits: Habits) -> Inferred:
    """Type one column of text.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)
    options : ReadOptions
    habits : Habits
        Of the table, for what the column leaves open.

    Returns
    -------
    Inferred
        int64 when all values are whole and none is missing, else float64, for numbers.
    """
    codes, values = distinct(cells)
    asked = dict(options.kinds).get(str(cells.name))
    if asked:
        text = values.astype("str")
        text = text.mask(text.str.lower().isin(MISSING))
        counts = np.bincount(codes, minlength=len(values))
        inferred = _as_asked(text, asked, options, counts)
    else:
        inferred = _agreed(values, options, habits, codes)
    return replace(inferred, values=spread(inferred.values, codes, cells))


def _agreed(values: pd.Series, options: ReadOptions, habits: Habits, codes: np.ndarray) -> Inferred:
    """Return the type that all different values of a column have."""
    filled = _without(values, MISSING_NUMBER)
    if filled.empty:
        text = _masked(values)
        return Inferred(values=text.astype(float) if text.isna().all() else text)
    name = values.name
    if dates := _dates(filled, options, habits):
        sentence = f"“{name}” was read as dates, {dates.order}."
        return Inferred(values=_filled_up(dates.values, values), converted=sentence)
    if numbers := _numbers(filled, options, habits):
        sentence = _said(name, filled, numbers) if numbers.dressed else None
        read = _filled_up(numbers.values, values)
        return Inferred(values=read, decimal=numbers.decimal, converted=sentence)
    if len(filled) == len(values) <= MOST_ANSWERS and every(values, "(?i:true|false)"):
        return Inferred(values=values.str.lower() == "true")
    return Inferred(values=_masked(values), warning=_odd_value(values, filled, codes))


def _without(texts: pd.Series, words: frozenset[str]) -> pd.Series:
    """Leave out texts that are one of some words in lower case."""
    if not are_few(texts):
        return texts[~texts.str.lower().isin(words)]
    kept = np.array([text.lower() not in words for text in texts.tolist()], dtype=bool)
    return texts if kept.all() else texts[kept]


def _masked(values: pd.Series) -> pd.Series:
    """Return texts, missing where they stand for no value."""
    if not are_few(values):
        return values.mask(values.str.lower().isin(MISSING))
    texts = [None if text.lower() in MISSING else text for text in values.tolist()]
    return objects(texts, values.name)


def _filled_up(read: pd.Series, values: pd.Series) -> pd.Series:
    return read if len(read) == len(values) else read.reindex(values.index)


def _dates(filled: pd.Series, options: ReadOptions, habits: Habits) -> ParsedDates | None:
    choices = {"day_first": options.day_first, "usual": habits.day_first}
    head = filled.iloc[:PROBED]
    if len(filled) > PROBED and parse_dates(head, **choices) is None:
        return None
    return parse_dates(filled, **choices)


def _numbers(filled: pd.Series, options: ReadOptions, habits: Habits) -> ParsedNumbers | None:
    marks = {"decimal": options.decimal, "thousands": options.thousands, "usual": habits.decimal}
    head = filled.iloc[:PROBED]
    if len(filled) > PROBED and parse_numbers(head, **marks) is None:
        return None
    return parse_numbers(filled, **marks)


def _said(name: object, filled: pd.Series, numbers: ParsedNumbers) -> str:
    """Say how a column was understood, by the value that shows most of it."""
    at = filled.str.len().idxmax()
    return f"“{name}” was read as numbers: “{filled[at]}” is {numbers.values[at]:,.12g}."


def _habits(cells: pd.DataFrame, options: ReadOptions, usual: str) -> Habits:
    """Return what the unambiguous columns of a table settle."""
    marks, orders = set(), set()
    for name in cells.columns:
        texts = cells[name].iloc[:SHORT].to_numpy().tolist()
        different = dict.fromkeys(text.strip() for text in texts)
        head = _without(objects(list(different)[:PROBED], name), MISSING_NUMBER)
        if head.empty:
            continue
        dates = parse_dates(head)
        if dates is not None:
            orders |= {dates.day_first}
        elif not some(head, CODE):
            marks |= {decimal_mark(head)}
    marks, orders = marks - {None}, orders - {None}
    decimal = options.decimal or (marks.pop() if len(marks) == 1 else usual)
    # Who writes a decimal comma writes the day before the month.
    day_first = orders.pop() if len(orders) == 1 else True if decimal == "," else None
    return Habits(decimal=decimal, day_first=day_first)


def _as_asked(text: pd.Series, kind: str, options: ReadOptions, counts: np.ndarray) -> Inferred:
    """Convert a column as the user says; what does not fit becomes missing and is counted."""
    if kind == Kind.NUMBER:
        values = forced_numbers(text, options)
    elif kind == Kind.DATE:
        dates = parse_dates(text.dropna(), day_first=options.day_first, force=True)
        values = dates.values.reindex(text.index)
    elif kind == Kind.BOOLEAN and text.str.lower().isin(YES | NO).all():
        values = text.str.lower().isin(YES)
    else:
        return Inferred(values=text)
    lost = int(counts[(values.isna() & text.notna()).to_numpy()].sum())
    said = f"“{text.name}” was read as {kind}, as you asked"
    said += f"; {counted(lost, 'value')} did not fit and became missing." if lost > 0 else "."
    return Inferred(values=values, converted=said)


def forced_numbers(text: pd.Series, options: ReadOptions = ReadOptions()) -> pd.Series:  # noqa: B008 - frozen
    """Return the numbers among texts; codes with leading zeros count as numbers here.

    Parameters
    ----------
    text : pandas.Series of str, shape (n_values,)
    options : ReadOptions
        Its marks are taken when given, else they follow the values.

    Returns
    -------
    pandas.Series of shape (n_values,)
        int64 or float64; missing where a text is no number.
    """
    bare = text.dropna().map(bare_number).dropna()
    bare = bare.str.replace(r"^(-?)0+(?=[0-9])", r"\1", regex=True)
    marks = {"decimal": options.decimal, "thousands": options.thousands}
    read = parse_numbers(bare, **marks)
    if read is not None:
        return whole(read.values.astype(float).reindex(text.index))
    each = {at: parse_numbers(bare.loc[[at]], **marks) for at in bare.index}
    numbers = {at: float(one.values.iloc[0]) for at, one in each.items() if one is not None}
    return whole(pd.Series(numbers, dtype=float).reindex(text.index))


def _odd_value(values: pd.Series, filled: pd.Series, codes: np.ndarray) -> str | None:
    """Say which value keeps a column of numbers from being one."""
    head = filled.iloc[:PROBED].map(lambda cell: bare_number(cell) is not None)
    if head.mean() < NEARLY_ALL / 2 or some(filled, CODE):
        return None
    numeric = filled.map(lambda cell: bare_number(cell) is not None)
    counts = pd.Series(np.bincount(codes, minlength=len(values)))[filled.index]
    n_numbers = int(counts[numeric].sum())
    if n_numbers < NEARLY_ALL * counts.sum() or numeric.all():
        return None
    odd = np.isin(codes, filled.index[~numeric])
    row = int(odd.argmax())
    return (
        f"“{values.name}” stays text: row {row + 1} holds “{values[codes[row]][:40]}”, while "
        f"{counted(n_numbers, 'other value')} are numbers."
    )
