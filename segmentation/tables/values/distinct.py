"""The different texts of a column, so that each is looked at once, and back to its cells."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.tables.values.letters import as_arrow, trimmed
from segmentation.tables.values.patterns import FEW, are_few

Apart = tuple[np.ndarray, pd.Series]

SHORT = 4 * FEW
"""Cells up to which the different ones are found one by one."""


def distinct(cells: pd.Series) -> Apart:
    """Return the different texts of a column, and which of them each cell holds.

    Parameters
    ----------
    cells : pandas.Series of str, shape (n_rows,)
        None missing.

    Returns
    -------
    numpy.ndarray of int, shape (n_rows,)
        Place of each cell's text among the different ones.
    pandas.Series, shape (n_values,)
        Without outer spaces; objects where there are few, else str.

    Examples
    --------
    >>> codes, values = distinct(pd.Series(["b", "a ", "b"], dtype="str"))
    >>> codes.tolist(), values.tolist()
    ([0, 1, 0], ['b', 'a'])
    """
    if len(cells) > SHORT:
        codes, different = pd.factorize(trimmed(cells))
        kind = object if len(different) <= FEW else "str"
        return codes, pd.Series(different, name=cells.name, dtype="str").astype(kind)
    places: dict[str, int] = {}
    texts = [cell.strip() for cell in cells.to_numpy().tolist()]
    codes = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.intp)
    values = objects(list(places), cells.name)
    return codes, values if len(values) <= FEW else values.astype("str")


def objects(texts: list[str | None], name: object) -> pd.Series:
    """Return texts as a column of objects, which costs less than one of strings.

    Parameters
    ----------
    texts : list of str or None
    name : object

    Returns
    -------
    pandas.Series of object
    """
    return pd.Series(np.array(texts, dtype=object), name=name, dtype=object)


def spread(values: pd.Series, codes: np.ndarray, cells: pd.Series) -> pd.Series:
    """Give every cell what its text has become.

    Parameters
    ----------
    values : pandas.Series, shape (n_values,)
        Objects are texts or None.
    codes : numpy.ndarray of int, shape (n_rows,)
    cells : pandas.Series of str, shape (n_rows,)

    Returns
    -------
    pandas.Series, shape (n_rows,)
        With the index of the cells; texts as str.
    """
    is_text = values.dtype == "str" or are_few(values)
    if is_text and len(cells) > SHORT:
        return _spread_texts(values, codes, cells)
    if values.dtype == "str":
        return values.take(codes).set_axis(cells.index)
    taken = values.to_numpy()[codes]
    if not are_few(values):
        return pd.Series(taken, index=cells.index, name=values.name)
    if cells.dtype == "str" and (taken == cells.to_numpy()).all():
        return cells
    return pd.Series(taken, index=cells.index, name=values.name, dtype="str")


def _spread_texts(values: pd.Series, codes: np.ndarray, cells: pd.Series) -> pd.Series:
    """Spread texts over a long column; none is copied where they are the cells themselves."""
    texts = pa.array(values, type=pa.large_string(), from_pandas=True)
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    coded = pa.DictionaryArray.from_arrays(pa.array(codes), texts).cast(pa.large_string())
    is_whole = cells.dtype == "str" and texts.null_count == 0
    if is_whole and pc.all(pc.equal(as_arrow(cells), coded)).as_py():
        return cells
    return pd.Series(coded, index=cells.index, name=values.name, dtype="str")
