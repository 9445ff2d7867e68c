"""Texts as Arrow keeps them: their letters one after the other, looked at without making texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

LAST_SPACE, FIRST_FOREIGN = 32, 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A stretch of a column as it stands in memory.

    Attributes
    ----------
    array : pyarrow.LargeStringArray, shape (n_rows,)
    starts, lengths : numpy.ndarray of int, shape (n_rows,)
        In bytes.
    signs : numpy.ndarray of uint8
        All bytes of its cells, one after the other.
    """

    array: pa.Array
    starts: np.ndarray
    lengths: np.ndarray
    signs: np.ndarray


def as_arrow(cells: pd.Series) -> pa.ChunkedArray:
    """Return texts as Arrow keeps them, without copying.

    Parameters
    ----------
    cells : pandas.Series of str

    Returns
    -------
    pyarrow.ChunkedArray of large_string
    """
    array = pa.array(cells, type=pa.large_string(), from_pandas=True)
    return array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])


def letters_of(column: pa.ChunkedArray) -> Iterator[Letters]:
    """Return the stretches of a column without missing texts.

    Parameters
    ----------
    column : pyarrow.ChunkedArray of large_string

    Yields
    ------
    Letters
    """
    for array in column.chunks:
        if len(array):
            _, places, signs = array.buffers()
            bounds = np.frombuffer(places, np.int64)[array.offset : array.offset + len(array) + 1]
            held = np.frombuffer(signs, np.uint8) if signs else np.zeros(0, np.uint8)
            yield Letters(
                array=array,
                starts=bounds[:-1] - bounds[0],
                lengths=np.diff(bounds),
                signs=held[bounds[0] : bounds[-1]],
            )


def first_filled(column: pa.ChunkedArray, n: int) -> list[str]:
    """Return the first texts of a column that are not empty.

    Parameters
    ----------
    column : pyarrow.ChunkedArray of large_string
    n : int

    Returns
    -------
    list of str
    """
    found: list[str] = []
    for array in column.chunks:
        found += array.filter(pc.greater(pc.binary_length(array), 0))[:n].to_pylist()
        if len(found) >= n:
            break
    return found[:n]


def beginnings(words: Iterable[str]) -> np.ndarray:
    """Return which two first bytes texts have that begin with some words, in any case.

    Parameters
    ----------
    words : iterable of str
        Of two bytes or more.

    Returns
    -------
    numpy.ndarray of bool, shape (65536,)
        By 256 times the first byte and the second one.
    """
    begun = np.zeros(256 * 256, dtype=bool)
    for word in words:
        for pair in product(*({sign.lower(), sign.upper()} for sign in word[:2])):
            first, second = "".join(pair).encode()[:2]
            begun[256 * first + second] = True
    return begun


def which_begin(letters: Letters, begun: np.ndarray) -> np.ndarray:
    """Return which texts may begin with some words.

    Parameters
    ----------
    letters : Letters
    begun : numpy.ndarray of bool, shape (65536,)
        As `beginnings` gives it.

    Returns
    -------
    numpy.ndarray of bool, shape (n_rows,)
        Never false where a text does begin with one.
    """
    signs = np.append(letters.signs, np.zeros(2, np.uint8))
    pairs = signs[letters.starts].astype(np.uint16) << 8 | signs[letters.starts + 1]
    return begun[pairs] & (letters.lengths > 1)


def trimmed(cells: pd.Series) -> pd.Series:
    """Return texts without outer spaces.

    Parameters
    ----------
    cells : pandas.Series of str

    Returns
    -------
    pandas.Series of str
        The same object where there are none.
    """
    return cells.str.strip() if _may_have_spaces(as_arrow(cells)) else cells


def _may_have_spaces(column: pa.ChunkedArray) -> bool:
    if column.null_count:
        return True
    for letters in letters_of(column):
        filled = letters.lengths > 0
        firsts = letters.starts[filled]
        ends = firsts + letters.lengths[filled] - 1
        for places in (firsts, ends):
            outer = letters.signs[places]
            if ((outer <= LAST_SPACE) | (outer >= FIRST_FOREIGN)).any():
                return True
    return False
