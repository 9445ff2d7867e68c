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
    beginnings,
    first_filled,
    letters_of,
    trimmed,
    which_begin,
)
from segmentation.tables.values.missing import MISSING, MISSING_TEXT
from segmentation.tables.values.numbers import THOUSAND_OR_DECIMALS, are_whole

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
ISO_LENGTHS = (10, 16, 19)
NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
THREE = re.compile(r"-?[0-9]*(?:,[0-9]{3})?")
FIRST = 50
"""Numbers of which one at least must tell a decimal mark from a thousands separator."""

MOST_DIGITS = 15
WORDS = (MISSING | MISSING_TEXT) - {""}

BEGINNINGS = beginnings(WORDS)
LONGEST_WORD = max(len(word.encode()) for word in WORDS)
COMMA, MINUS, POINT, SLASH, ZERO, NINE = b",-./09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A column that was read as a whole.

    Attributes
    ----------
    values : pandas.Series
        int64, float64 or datetime64, missing where a cell is empty.
    decimal : str or None
        The decimal mark of numbers; None for days.
    """

    values: pd.Series
    decimal: str | None


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
    decimal = None
    if ISO.fullmatch(head[0]):
        values = _days(column)
    elif NUMBER.fullmatch(head[0]) and not _may_be_else(head):
        decimal = "," if any("," in text for text in head) else "."
        values = _numbers(column, decimal)
    else:
        return None
    if values is None:
        return None
    return Plain(values=pd.Series(values, index=cells.index, name=cells.name), decimal=decimal)


def longest(cells: pd.Series) -> int:
    """Return the place of the first of the longest texts.

    Parameters
    ----------
    cells : pandas.Series of str

    Returns
    -------
    int
    """
    return int(np.concatenate([each.lengths for each in letters_of(as_arrow(cells))]).argmax())


def _may_be_else(head: list[str]) -> bool:
    """Return whether numbers may be days or months, or their points may stand for thousands."""
    if re.fullmatch(COMPACT, head[0]) or looks_like_date(head[0]):
        return True
    if any("," in text for text in head):  # thousands have three digits
        return all(map(THREE.fullmatch, head))
    return all(re.fullmatch(THOUSAND_OR_DECIMALS, text) for text in head)


def _numbers(column: pa.ChunkedArray, decimal: str) -> np.ndarray | None:
    gaps, has_marks = 0, decimal == ","
    mark, other = (COMMA, POINT) if decimal == "," else (POINT, COMMA)
    pointed = []
    for letters in letters_of(column):
        if (letters.signs == other).any() or not _are_digits(letters, decimal):
            return None
        gaps += int((letters.lengths == 0).sum())
        has_marks |= bool((letters.signs == mark).any())
        pointed.append(_with_points(letters) if decimal == "," else letters.array)
    column = pa.chunked_array(pointed)
    if gaps or has_marks:
        values = _cast(column, pa.float64(), gaps)
        whole = values is not None and not gaps and are_whole(values)
        return values.astype(np.int64) if whole else values
    return _cast(column, pa.int64(), gaps)


def _with_points(letters: Letters) -> pa.Array:
    """Return numbers with a point where a comma was."""
    signs = np.where(letters.signs == COMMA, np.uint8(POINT), letters.signs)
    bounds = np.append(letters.starts, letters.signs.size)
    buffers = map(pa.py_buffer, (bounds, signs))
    return pa.LargeStringArray.from_buffers(len(letters.starts), *buffers)


def _are_digits(letters: Letters, decimal: str) -> bool:
    """Return whether cells are made of digits, a mark and minus signs, and none is a code."""
    signs, lengths = letters.signs, letters.lengths
    if len(signs) == 0:
        return True
    if signs.min() < COMMA or signs.max() > NINE:
        return False
    if lengths.max() > MOST_DIGITS:
        long = letters.array.filter(pa.array(lengths > MOST_DIGITS))
        if not pc.all(pc.match_substring(long, decimal)).as_py():
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
    parts = [_stands_for_nothing(part) for part in letters_of(column)]
    if any(part is None for part in parts):
        return None
    gone = np.concatenate(parts)
    return texts.mask(gone) if gone.any() else texts


def _stands_for_nothing(letters: Letters) -> np.ndarray | None:
    """Return which texts stand for no value; None where one may be a value among others."""
    gone = letters.lengths == 0
    likely = np.flatnonzero(which_begin(letters, BEGINNINGS) & (letters.lengths <= LONGEST_WORD))
    for at, text in zip(likely, letters.array.take(pa.array(likely)).to_pylist(), strict=True):
        if text in MISSING_TEXT or text.lower() == "na":
            return None
        gone[at] = text.lower() in MISSING
    return gone
