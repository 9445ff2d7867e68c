"""Patterns tried on texts: one by one where there are few of them, by pandas where there are many.

A call of pandas costs as much as looking at some hundred texts. A wide table has thousands of
columns with few different values, so those are kept as objects and looked at directly. The answers
are the same: pandas gives patterns the meaning that they have in Python.
"""

import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

FEW = 500
"""Texts up to which each is looked at by itself."""


def few(cells: pd.Series) -> pd.Series:
    """Keep texts as objects where there are few.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values.

    Returns
    -------
    pandas.Series of object or str
    """
    return cells if len(cells) > FEW or are_few(cells) else cells.astype(object)


def are_few(cells: pd.Series) -> bool:
    """Return whether texts are kept as objects.

    Parameters
    ----------
    cells : pandas.Series

    Returns
    -------
    bool
    """
    return cells.dtype == np.dtype(object)


def every(cells: pd.Series, pattern: str) -> bool:
    """Return whether a pattern describes every text wholly.

    Parameters
    ----------
    cells : pandas.Series of str or object
    pattern : str

    Returns
    -------
    bool
        True of no texts.

    Examples
    --------
    >>> every(pd.Series(["1", "22"]), "[0-9]+"), every(pd.Series(["1", "2a"]), "[0-9]+")
    (True, False)
    """
    if are_few(cells):
        return all(map(re.compile(pattern).fullmatch, cells.tolist()))
    return bool(cells.str.fullmatch(pattern).all())


def some(cells: pd.Series, pattern: str) -> bool:
    """Return whether a pattern describes any text wholly.

    Parameters
    ----------
    cells : pandas.Series of str or object
    pattern : str

    Returns
    -------
    bool
    """
    if are_few(cells):
        return any(map(re.compile(pattern).fullmatch, cells.tolist()))
    return bool(cells.str.fullmatch(pattern).any())


def some_hold(cells: pd.Series, pattern: str) -> bool:
    """Return whether a pattern is found in any text.

    Parameters
    ----------
    cells : pandas.Series of str or object
    pattern : str
        Without groups.

    Returns
    -------
    bool
    """
    if are_few(cells):
        return any(map(re.compile(pattern).search, cells.tolist()))
    return bool(cells.str.contains(pattern).any())


def rewritten(cells: pd.Series, pattern: str | re.Pattern, replacement: str) -> pd.Series:
    r"""Return texts with what a pattern finds replaced.

    Parameters
    ----------
    cells : pandas.Series of str or object
    pattern : str or re.Pattern
    replacement : str
        May name groups, such as ``\1``.

    Returns
    -------
    pandas.Series of str or object
    """
    if are_few(cells):
        sub = re.compile(pattern).sub
        texts = np.array([sub(replacement, cell) for cell in cells.tolist()], dtype=object)
        return pd.Series(texts, index=cells.index, name=cells.name, dtype=object)
    source = pattern.pattern if isinstance(pattern, re.Pattern) else pattern
    if "(?!" in source or "(?<" in source:  # Arrow does not look around
        return cells.str.replace(pattern, replacement, regex=True)
    texts = pa.array(cells, type=pa.large_string(), from_pandas=True)
    texts = pc.replace_substring_regex(texts, source, replacement)
    return pd.Series(texts, index=cells.index, name=cells.name, dtype="str")
