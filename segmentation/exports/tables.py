"""Rows as a file, in the format that its ending says."""

import io
from importlib.util import find_spec
from pathlib import PurePath

import pandas as pd

from segmentation.errors import LimitError, SpecError
from segmentation.exports.csv_text import csv_bytes

ENDINGS = (".csv", ".parquet", ".xlsx")
WORKBOOK_ROWS = 1_048_575
"""Of a sheet, below its head."""


def ending_of(name: str) -> str:
    """Return the ending of a file, by which its format is known.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
        One of `ENDINGS`.

    Raises
    ------
    SpecError
        If it is another.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise SpecError(
            f"{name} ends in none of {', '.join(ENDINGS)}, by which its format is known. Give it "
            f"one of them."
        )
    return ending


def table_bytes(frame: pd.DataFrame, name: str, *, raw: bool = False) -> bytes:
    """Write rows in the format that a file's ending says.

    Parameters
    ----------
    frame : pandas.DataFrame
    name : str
        Of the file.
    raw : bool
        Whether texts of a CSV stay as they are, though a spreadsheet would run some.

    Returns
    -------
    bytes
        CSV in UTF-8 with a byte order mark, so that spreadsheets show the right characters; a
        workbook holds texts as texts, never as formulas or links.

    Raises
    ------
    SpecError
        If the ending is none of `ENDINGS`.
    LimitError
        If a workbook cannot hold so many rows.
    """
    ending = ending_of(name)
    if ending == ".csv":
        return csv_bytes(frame, raw=raw)
    if ending == ".parquet":
        return frame.to_parquet(None, index=False)
    return _workbook(frame)


def _workbook(frame: pd.DataFrame) -> bytes:
    if len(frame) > WORKBOOK_ROWS:
        raise LimitError(
            f"A workbook holds {WORKBOOK_ROWS:,} rows, and there are {len(frame):,}. Write a .csv "
            f"or a .parquet."
        )
    if find_spec("xlsxwriter") is None:
        raise SpecError(
            "Workbooks are written by the package xlsxwriter, which is not installed. Install it, "
            "or write a .csv or a .parquet."
        )
    buffer, plain = io.BytesIO(), {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": plain}) as writer:
        frame.to_excel(writer, index=False, sheet_name="Customers")
    return buffer.getvalue()
