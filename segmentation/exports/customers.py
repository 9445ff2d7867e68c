"""Customers with their segment, as a file for a spreadsheet or a mailing tool."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from segmentation.pipeline import RESULT_COLUMNS, Segmentation
from segmentation.tables.table import Table

NONE: Mapping[str, np.ndarray] = MappingProxyType({})


def customers_table(
    table: Table, result: Segmentation, handmade: Mapping[str, np.ndarray] = NONE
) -> pd.DataFrame:
    """Put the results beside the columns of the table.

    Parameters
    ----------
    table : Table
        The one that was segmented.
    result : Segmentation
    handmade : mapping of str to ndarray of shape (n_kept,), bool
        Segments drawn by hand, by name, and who is in them.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns + 4 + n_handmade)
        Every row in table order. Rows in no segment have empty results. A result whose name the
        file already has gets a number: the file's own column stays as it is.
    """
    frame = table.frame.copy()
    results = result.customers[list(RESULT_COLUMNS)].set_index(result.rows.positions)
    for name in RESULT_COLUMNS:
        column = results[name].astype("Int64") if name == "segment" else results[name]
        frame[_free_name(frame, name)] = column.reindex(frame.index)
    for name, members in handmade.items():
        column = pd.Series(np.where(members, "yes", "no"), index=result.rows.positions)
        frame[_free_name(frame, name)] = column.reindex(frame.index)
    return frame


def customers_csv(
    table: Table, result: Segmentation, handmade: Mapping[str, np.ndarray] = NONE
) -> bytes:
    """Write `customers_table` as CSV that spreadsheets open with the right characters.

    Parameters
    ----------
    table : Table
    result : Segmentation
    handmade : mapping of str to ndarray of shape (n_kept,), bool

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, comma-separated.
    """
    return customers_table(table, result, handmade).to_csv(index=False).encode("utf-8-sig")


def _free_name(frame: pd.DataFrame, name: str) -> str:
    number, free = 1, name
    while free in frame.columns:
        number += 1
        free = f"{name}_{number}"
    return free
