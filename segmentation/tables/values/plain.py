"""Long columns of plain numbers, days and texts, read as a whole from their letters in memory.

What is plain here is written as a program writes it: digits with a minus and a point, ISO days and
times, texts. The answer is the one that looking at every different text would give; a column that
is not wholly plain is left to that.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.tables.values.dates import COMPACT, DAY_AFTER, FIRST_DAY
from segmentation.tables.values.days.glance import looks_like_date
from segmentation.tables.values.letters import (
    Letters,
    as_arrow,
    first_filled,
    letters_of,
    trimmed,
)
from segmentation.tables.values.missing import MISSING, MISSING_TEXT
from segmentation.tables.values.numbers import THOUSAND_OR_DECIMALS, are_whole

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
ISO_LENGTHS = (10, 16, 19)
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
FIRST = 50
"""Numbers of which one at least must tell a decimal mark from a thousands separator."""

MOST_DIGITS = 15
MINUS, POINT, SLASH, ZERO, NINE = b"-./09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A column that was read as a whole.

    Attributes
    ----------
    values : pandas.Series
        int64, float64 or datetime64, missing where a cell is empty.
    is_date : bool
    """

    values: pd.Series
    is_date: bool


def plain_values(cells: pd.Series) -> Plain | None:
    """Read a column of plain numbers or days.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)
        None missing.

    Returns
    -------
    Plain or None
        None where a cell is written in any other way, or may mean something else.
    """
    column = as_arrow(cells)
    head = first_filled(column, FIRST)
    if column.null_count or not head:
        return None
    if ISO.fullmatch(head[0]):
        values = _days(column)
    elif NUMBER.fullmatch(head[0]) and not _may_be_else(head):
        values = _numbers(column)
    else:
        return None
    if values is None:
        return None
    is_date = values.dtype.kind == "M"
    return Plain(values=pd.Series(values, index=cells.index, name=cells.name), is_date=is_date)


def _may_be_else(head: list[str]) -> bool:
    """Return whether numbers may be days or months, or their points may stand for thousands."""
    if re.fullmatch(COMPACT, head[0]) or looks_like_date(head[0]):
        return True
    return all(re.fullmatch(THOUSAND_OR_DECIMALS, text) for text in head)


def _numbers(column: pa.ChunkedArray) -> np.ndarray | None:
    gaps = n_points = 0
    for letters in letters_of(column):
        if not _are_digits(letters):
            return None
        gaps += int((letters.lengths == 0).sum())
        n_points += int((letters.signs == POINT).any())
    if gaps or n_points:
        values = _cast(column, pa.float64(), gaps)
        whole = values is not None and not gaps and are_whole(values)
        return values.astype(np.int64) if whole else values
    return _cast(column, pa.int64(), gaps)


def _are_digits(letters: Letters) -> bool:
    """Return whether cells are made of digits, points and minus signs, and none is a code."""
    signs, lengths = letters.signs, letters.lengths
    if len(signs) == 0:
        return True
    if signs.min() < MINUS or signs.max() > NINE:
        return False
    if lengths.max() > MOST_DIGITS:
        long = letters.array.filter(pa.array(lengths > MOST_DIGITS))
        if not pc.all(pc.match_substring(long, ".")).as_py():
            return False
    padded = np.append(signs, [SLASH, SLASH])
    first = letters.starts + (padded[letters.starts] == MINUS)
    is_led = (padded[first] == ZERO) & (padded[first + 1] >= ZERO)
    return not (is_led & (first + 1 < letters.starts + lengths)).any()


def _days(column: pa.ChunkedArray) -> np.ndarray | None:
    gaps = 0
    for letters in letters_of(column):
        n_empty = int((letters.lengths == 0).sum())
        known = sum(int((letters.lengths == length).sum()) for length in ISO_LENGTHS)
        if known + n_empty < len(letters.lengths):
            return None
        gaps += n_empty
    days = _cast(column, pa.timestamp("us"), gaps)
    if days is None:
        return None
    held = days[~np.isnat(days)] if gaps else days
    return days if held.min() >= FIRST_DAY and held.max() < DAY_AFTER else None


def _cast(column: pa.ChunkedArray, kind: pa.DataType, gaps: int) -> np.ndarray | None:
    """Read every cell that is not empty as a type; None where one is none of it."""
    if gaps:
        column = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.large_string()), column)
    try:
        read = pc.cast(column, kind)
    except pa.ArrowInvalid:
        return None
    return read.to_numpy()


def plain_text(cells: pd.Series) -> pd.Series | None:
    """Return a column of mostly different texts without what stands for no value.

    Whether they are texts must be known; only the words for no value are looked for here.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)

    Returns
    -------
    pandas.Series of str, shape (n_rows,)
        Without outer spaces; None where a word needs the other texts to be understood.
    """
    texts = trimmed(cells)
    column = as_arrow(texts)
    lower = pc.utf8_lower(column)
    doubtful = pc.or_(pc.equal(lower, "na"), pc.is_in(column, _set(MISSING_TEXT)))
    if pc.any(doubtful).as_py():
        return None
    gone = pc.is_in(lower, _set(MISSING))
    return texts.mask(gone.to_numpy()) if pc.any(gone).as_py() else texts


def _set(words: frozenset[str]) -> pa.Array:
    return pa.array(sorted(words), pa.large_string())
