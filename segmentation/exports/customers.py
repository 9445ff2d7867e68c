"""Customers with their segment, as a file for a spreadsheet or a mailing tool."""

import pandas as pd

from segmentation.pipeline import RESULT_COLUMNS, Segmentation
from segmentation.tables.table import Table


def customers_table(table: Table, result: Segmentation) -> pd.DataFrame:
    """Put the results beside the columns of the table.

    Parameters
    ----------
    table : Table
        The one that was segmented.
    result : Segmentation

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns + 4)
        Every row in table order. Rows in no segment have empty results. A result whose name the
        file already has gets a number: the file's own column stays as it is.
    """
    frame = table.frame.copy()
    results = result.customers[list(RESULT_COLUMNS)].set_index(result.rows.positions)
    for name in RESULT_COLUMNS:
        column = results[name].astype("Int64") if name == "segment" else results[name]
        frame[_free_name(frame, name)] = column.reindex(frame.index)
    return frame


def customers_csv(table: Table, result: Segmentation) -> bytes:
    """Write `customers_table` as CSV that spreadsheets open with the right characters.

    Parameters
    ----------
    table : Table
    result : Segmentation

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, comma-separated.
    """
    return customers_table(table, result).to_csv(index=False).encode("utf-8-sig")


def _free_name(frame: pd.DataFrame, name: str) -> str:
    number, free = 1, name
    while free in frame.columns:
        number += 1
        free = f"{name}_{number}"
    return free
