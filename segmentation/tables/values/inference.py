"""Every column of text gets its type, when the whole column agrees.

A column that does not wholly agree stays text, and its first odd value is reported: guessing cell
by cell would change figures silently. What one column leaves open, whether 1,234 is a thousand or
03/04 is in April, follows the other columns of its table.

Each different value is looked at once, so that a column of a million rows costs what its values do.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.tables.table import ReadOptions
from segmentation.tables.values.amounts.codes import CODE
from segmentation.tables.values.amounts.currencies import several_currencies
from segmentation.tables.values.amounts.digits import ascii_digits
from segmentation.tables.values.asked import as_asked
from segmentation.tables.values.dates import ParsedDates, parse_dates
from segmentation.tables.values.distinct import SHORT, Apart, distinct, objects, spread
from segmentation.tables.values.missing import (
    MISSING_NUMBER,
    SILENT_NUMBER,
    masked,
    taken_as_missing,
    without,
)
from segmentation.tables.values.numbers import ParsedNumbers, decimal_mark, parse_numbers
from segmentation.tables.values.odd import may_be_odd, odd_value
from segmentation.tables.values.patterns import FEW, every, few, some
from segmentation.tables.values.plain import Plain, longest, plain_text, plain_values

PROBED = FEW
"""Different values that must fit a type before the whole column is tried."""

FEWEST_BESIDE_WORDS = 2
"""Different numbers or dates beside which a word such as unknown stands for no value."""

GLANCED, MANY = 5_000, 4
"""First cells of a long column, of which one in so many must differ from the others before it."""

LONG, MOST_THREADS = 100_000, 4
"""Rows from which columns are typed beside each other."""

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
    settled : bool
        Whether that mark is certain.
    """

    decimal: str = "."
    day_first: bool | None = None
    settled: bool = False


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
    columns = [cells.iloc[:, at] for at in range(cells.shape[1])]
    split = [distinct(column) if len(column) <= SHORT else None for column in columns]
    heads = [_head(*pair) for pair in zip(columns, split, strict=True)]
    habits = _habits(heads, options, usual)
    if settled:
        habits = replace(habits, decimal=usual, settled=True)
    n_threads = min(MOST_THREADS, os.cpu_count() or 1) if len(cells) >= LONG else 1
    del cells

    def taken(at: int) -> Inferred:
        column, columns[at] = columns[at], None  # its texts may go as soon as they are typed
        return infer_column(column, options, habits, split[at])

    if n_threads == 1:
        return list(map(taken, range(len(columns))))
    with ThreadPoolExecutor(n_threads) as threads:
        return list(threads.map(taken, range(len(columns))))


def infer_column(
    cells: pd.Series, options: ReadOptions, habits: Habits, apart: Apart | None = None
) -> Inferred:
    """Type one column of text.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)
    options : ReadOptions
    habits : Habits
        Of the table, for what the column leaves open.
    apart : tuple of numpy.ndarray and pandas.Series, or None
        What `distinct` says of the cells, where it was asked already.

    Returns
    -------
    Inferred
        int64 when all values are whole and none is missing, else float64, for numbers.
    """
    asked = dict(options.kinds).get(str(cells.name))
    if apart is None and not asked and (whole := _as_a_whole(cells, options, habits)):
        return whole
    codes, values = apart or distinct(cells)
    if asked:
        text, _ = masked(values)
        counts = np.bincount(codes, minlength=len(values))
        read, said = as_asked(text.astype("str"), asked, options, counts)
        inferred = Inferred(values=read, converted=said)
    else:
        inferred = _agreed(values, options, habits, codes)
    return replace(inferred, values=spread(inferred.values, codes, cells))


def _as_a_whole(cells: pd.Series, options: ReadOptions, habits: Habits) -> Inferred | None:
    """Return the type of a long column that need not be looked at text by text."""
    if len(cells) <= SHORT or options.decimal or options.thousands or options.day_first is not None:
        return None
    if (plain := plain_values(cells)) is not None:
        return _plainly(plain, cells)
    texts = plain_text(cells) if _are_many_texts(cells, options, habits) else None
    return None if texts is None else Inferred(values=texts)


def _plainly(plain: Plain, cells: pd.Series) -> Inferred:
    if plain.decimal is None:
        said = f"“{cells.name}” was read as dates, year first."
        return Inferred(values=plain.values, converted=said)
    if plain.decimal == ".":
        return Inferred(values=plain.values, decimal=".")
    at = longest(cells)
    said = _shown(cells.name, cells.iloc[at], plain.values.iloc[at])
    return Inferred(values=plain.values, decimal=",", converted=said)


def _are_many_texts(cells: pd.Series, options: ReadOptions, habits: Habits) -> bool:
    """Return whether the beginning of a column holds many different texts, and nothing else."""
    texts = dict.fromkeys(text.strip() for text in cells.iloc[:GLANCED].to_numpy().tolist())
    if MANY * len(texts) < GLANCED:
        return False
    filled = _filled(objects(list(texts), cells.name)).astype("str")
    first = _first(filled)
    if len(first) == len(filled) or may_be_odd(first.tolist()):
        return False
    return not (_dates(first, options, habits) or _numbers(first, options, habits))


def _agreed(values: pd.Series, options: ReadOptions, habits: Habits, codes: np.ndarray) -> Inferred:
    """Return the type that all different values of a column have."""
    filled = _filled(values)
    if filled.empty:
        text, said = masked(values)
        gone = text.isna().all()
        return (
            Inferred(values=text.astype(float)) if gone else Inferred(values=text, converted=said)
        )
    gaps = _gaps(values.drop(filled.index)) if len(filled) < len(values) else None
    if dates := _dates(filled, options, habits):
        said = f"“{values.name}” was read as dates, {dates.order}."
        return Inferred(values=_filled_up(dates.values, values), converted=_joined(said, gaps))
    if numbers := _numbers(filled, options, habits):
        said = _said(values.name, filled, numbers) if numbers.dressed else None
        return Inferred(
            values=_filled_up(numbers.values, values),
            decimal=numbers.decimal,
            converted=_joined(said, gaps),
            warning=numbers.warning,
        )
    if len(filled) == len(values) <= MOST_ANSWERS and every(values, "(?i:true|false)"):
        return Inferred(values=values.str.lower() == "true")
    text, said = masked(values)
    odd = odd_value(values, filled, codes) or several_currencies(values.name, filled)
    return Inferred(values=text, converted=said, warning=odd)


def _filled(values: pd.Series) -> pd.Series:
    """Return the texts that stand for a value if the others are numbers or dates."""
    plain = ascii_digits(values)
    filled = without(plain, MISSING_NUMBER)
    few_beside = len(filled) < FEWEST_BESIDE_WORDS and len(filled) < len(plain)
    return without(plain, SILENT_NUMBER) if few_beside else filled


def _gaps(values: pd.Series) -> str | None:
    """Say which words were taken for no value, but for the usual ones."""
    words = [text for text in values if text.lower() in MISSING_NUMBER - SILENT_NUMBER]
    return taken_as_missing(values.name, words)


def _joined(*sentences: str | None) -> str | None:
    return " ".join(filter(None, sentences)) or None


def _filled_up(read: pd.Series, values: pd.Series) -> pd.Series:
    return read if len(read) == len(values) else read.reindex(values.index)


def _dates(filled: pd.Series, options: ReadOptions, habits: Habits) -> ParsedDates | None:
    choices = {"day_first": options.day_first, "usual": habits.day_first}
    if len(filled) > PROBED and parse_dates(_first(filled), **choices) is None:
        return None
    return parse_dates(filled, **choices)


def _numbers(filled: pd.Series, options: ReadOptions, habits: Habits) -> ParsedNumbers | None:
    marks = {"decimal": options.decimal, "thousands": options.thousands}
    marks |= {"usual": habits.decimal, "settled": habits.settled}
    if len(filled) > PROBED and parse_numbers(_first(filled), **marks) is None:
        return None
    return parse_numbers(filled, **marks)


def _said(name: object, filled: pd.Series, numbers: ParsedNumbers) -> str:
    """Say how a column was understood, by the value that shows most of it."""
    at = filled.str.len().idxmax()
    return _shown(name, filled[at], numbers.values[at])


def _shown(name: object, text: str, number: float) -> str:
    return f"“{name}” was read as numbers: “{text}” is {number:,.12g}."


def _head(cells: pd.Series, apart: Apart | None) -> pd.Series:
    """Return the first different texts of a column that stand for a value."""
    if apart is None:
        texts = cells.iloc[:SHORT].to_numpy().tolist()
        values = objects(list(dict.fromkeys(text.strip() for text in texts)), cells.name)
    else:
        values = apart[1]
    return few(ascii_digits(without(_first(values), MISSING_NUMBER)))


def _first(values: pd.Series) -> pd.Series:
    return values if len(values) <= PROBED else values.iloc[:PROBED]


def _habits(heads: list[pd.Series], options: ReadOptions, usual: str) -> Habits:
    """Return what the unambiguous columns of a table settle."""
    marks, orders = set(), set()
    for head in heads:
        if head.empty:
            continue
        dates = parse_dates(head)
        if dates is not None:
            orders |= {dates.day_first}
        elif not some(head, CODE):
            marks |= {decimal_mark(head)}
    marks, orders = marks - {None}, orders - {None}
    settled = bool(options.decimal) or len(marks) == 1
    decimal = options.decimal or (marks.pop() if len(marks) == 1 else usual)
    # Who writes a decimal comma writes the day before the month.
    day_first = orders.pop() if len(orders) == 1 else True if decimal == "," else None
    return Habits(decimal=decimal, day_first=day_first, settled=settled)
