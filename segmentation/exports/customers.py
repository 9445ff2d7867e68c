"""Customers with their segment, as a file for a spreadsheet or a mailing tool."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import RESULT_COLUMNS, Segmentation
from segmentation.exports.csv_text import csv_bytes

NONE: Mapping[str, np.ndarray] = MappingProxyType({})


def customers_table(result: Segmentation, custom: Mapping[str, np.ndarray] = NONE) -> pd.DataFrame:
    """Put the results beside the columns of the table that was segmented.

    Parameters
    ----------
    result : Segmentation
    custom : mapping of str to ndarray of shape (n_kept,), bool
        Segments drawn by hand, by name, and who is in them.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns + 4 + n_custom)
        Every row in table order. Rows in no segment have empty results. A result whose name the
        file already has gets a number: the file's own column stays as it is.
    """
    results = result.customers[list(RESULT_COLUMNS)].set_index(result.rows.positions)
    results = results.assign(segment=results["segment"].astype("Int64"))
    for name, members in custom.items():
        results[free_name(name, results.columns)] = np.where(members, "yes", "no")
    return with_results(result.table.frame, results.reindex(result.table.frame.index))


def with_results(frame: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Put results beside a frame; a name that it already has gets a number.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)
    results : pandas.DataFrame of shape (n_rows, n_results)
        Of the same index.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns + n_results)
    """
    names = free_names(map(str, results.columns), map(str, frame.columns))
    return pd.concat([frame, results.set_axis(names, axis=1)], axis=1)


def free_names(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return names in order, each with a number where it is taken.

    Parameters
    ----------
    names, taken : iterable of str

    Returns
    -------
    list of str
    """
    free, taken = [], list(taken)
    for name in names:
        free.append(free_name(name, [*taken, *free]))
    return free


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name, with a number where it is taken.

    Parameters
    ----------
    name : str
    taken : iterable of str

    Returns
    -------
    str

    Examples
    --------
    >>> free_name("segment", ["id", "segment"])
    'segment_2'
    """
    taken = set(taken)
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def customers_csv(result: Segmentation, custom: Mapping[str, np.ndarray] = NONE) -> bytes:
    """Write `customers_table` as CSV that spreadsheets open with the right characters.

    Parameters
    ----------
    result : Segmentation
    custom : mapping of str to ndarray of shape (n_kept,), bool

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, comma-separated.
    """
    return csv_bytes(customers_table(result, custom))
