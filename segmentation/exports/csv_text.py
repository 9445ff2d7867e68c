"""Rows as CSV, in the one place that writes it: texts that a spreadsheet would run are neutral.

A cell that begins with = + - @ is a formula to spreadsheets, one that begins with a tab or a
carriage return may become one. Such texts get an apostrophe before them, which a spreadsheet shows
as text. Numbers stay as they are, and so do telephone numbers of a plus and digits alone.

References
----------
OWASP Foundation (2024). CSV Injection.
"""

import re

import numpy as np
import pandas as pd

SIGNS = ("=", "+", "-", "@", "\t", "\r")
HARMLESS = re.compile(r"\+\d+|[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?")
"""A plus and digits, and texts that are one number."""

ENCODING = "utf-8-sig"


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> [neutral(text) for text in ("=1+1", "@sum(a)", "+4930123456", "-12.5", "Ann")]
    ["'=1+1", "'@sum(a)", '+4930123456', '-12.5', 'Ann']
    """
    return f"'{text}" if text.startswith(SIGNS) and not HARMLESS.fullmatch(text) else text


def neutral_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose texts no spreadsheet runs; the given frame stays as it is.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        With the columns' names made neutral as well. Cost O(cells) for columns of texts, a look at
        the first letter each; numbers, dates and yes or no are not looked at.
    """
    columns = [_neutral_column(frame.iloc[:, at]) for at in range(frame.shape[1])]
    made = pd.concat(columns, axis=1) if columns else frame.copy()
    made.columns = pd.Index([neutral(str(name)) for name in frame.columns])
    return made


def _neutral_column(column: pd.Series) -> pd.Series:
    if column.dtype.kind in "iufbmMc":
        return column
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(object)
    cells = column.to_numpy(dtype=object)
    hits = [at for at, cell in enumerate(cells) if isinstance(cell, str) and cell[:1] in SIGNS]
    if not hits:
        return column
    made = cells.copy()
    made[hits] = np.array([neutral(cells[at]) for at in hits], dtype=object)
    return pd.Series(made, index=column.index, name=column.name, dtype=object)


def csv_bytes(
    frame: pd.DataFrame,
    *,
    index: bool = False,
    header: bool = True,
    raw: bool = False,
    encoding: str = ENCODING,
) -> bytes:
    """Write rows as CSV.

    Parameters
    ----------
    frame : pandas.DataFrame
    index : bool
        Whether the index is a column too; it holds numbers.
    header : bool
        Whether the names of the columns stand above.
    raw : bool
        Whether cells stay as they are, for programs that are no spreadsheet.
    encoding : str
        UTF-8 with a byte order mark, so that spreadsheets show the right characters, or another.

    Returns
    -------
    bytes
        Comma-separated.
    """
    rows = frame if raw else neutral_frame(frame)
    return rows.to_csv(index=index, header=header).encode(encoding)
