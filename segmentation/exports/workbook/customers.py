"""Customers with their segments, row by row: only some thousand rows are held at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import RESULT_COLUMNS, Segmentation
from segmentation.exports.customers import free_names
from segmentation.exports.tables import WORKBOOK_ROWS
from segmentation.exports.workbook import words
from segmentation.exports.workbook.cells import (
    DAY,
    MOST_COLUMNS,
    TIME,
    WHOLE,
    Looks,
    number_format,
    row_height,
    width,
)

AT_ONCE, PROBED = 10_000, 500
MOST_DIGITS = 10**15
"""From here on a sheet rounds whole numbers: they are written as texts."""

FIRST_DAY, ZERO_DAY = pd.Timestamp("1900-03-01"), pd.Timestamp("1899-12-30")
"""Days before the first have other numbers in other programs: they are written as texts."""

NUMBER, BOOLEAN, WORDS, MIXED = "number", "boolean", "text", "mixed"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listed:
    """A column of a list.

    Attributes
    ----------
    title : str
    kind : str
        How its cells are written: `NUMBER`, `BOOLEAN`, `WORDS`, or `MIXED` for each by itself.
    looks : str
        Its number format; empty for the usual one.
    cells : callable
        Gives the cells from one row to before another; None where there is no value.
    slots : ndarray of shape (n_rows,), int or None
        Of segments, where it names them; −1 for none.
    """

    title: str
    kind: str
    looks: str
    cells: Callable[[int, int], list]
    slots: np.ndarray | None = None


def hidden_columns(result: Segmentation) -> tuple[str, ...]:
    """Return the columns that tell who somebody is, or how to reach them.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    tuple of str
    """
    told = {c.name for c in result.rows.columns if c.personal is not None or c.contact is not None}
    return tuple(name for name in result.table.frame.columns if name in told)


def customer_columns(result: Segmentation, *, personal: bool) -> list[Listed]:
    """Return the columns of the customers: who, their segment, and the table's other columns.

    Parameters
    ----------
    result : Segmentation
    personal : bool
        Whether columns that tell who somebody is are among them.

    Returns
    -------
    list of Listed
        A row per row of the table; rows in no segment have empty results.
    """
    frame = result.table.frame
    hidden = () if personal else hidden_columns(result)
    who = result.rows.identifier
    others = [name for name in frame.columns if name not in hidden and name != who]
    first = (
        _row_numbers(np.arange(len(frame)))
        if who is None or who in hidden
        else _of_table(frame[who], who, is_code=True)
    )
    rest = [_of_table(frame[name], name) for name in others[: MOST_COLUMNS - 5]]
    titles = free_names(RESULT_COLUMNS, [first.title, *(column.title for column in rest)])
    return [first, *_of_result(result, titles), *rest]


def ledger_columns(result: Segmentation, *, personal: bool) -> list[Listed]:
    """Return the columns of who is in no segment: who, and why.

    Parameters
    ----------
    result : Segmentation
    personal : bool

    Returns
    -------
    list of Listed
    """
    ledger, who = result.ledger, result.rows.identifier
    if who is None or (not personal and who in hidden_columns(result)):
        gone = np.setdiff1d(np.arange(len(result.table.frame)), result.rows.positions)
        first = _row_numbers(gone)
    else:
        first = _of_table(ledger["identifier"], who, is_code=True)
    return [first, _of_table(ledger["reason"], words.REASON)]


def n_sheets(n_rows: int, most: int = WORKBOOK_ROWS) -> int:
    """Return on how many sheets so many rows stand."""
    return max(1, -(-n_rows // most))


def write_list(
    sheets: list[object],
    columns: list[Listed],
    n_rows: int,
    looks: Looks,
    most: int = WORKBOOK_ROWS,
) -> None:
    """Write a list on as many sheets as it needs.

    Parameters
    ----------
    sheets : list of xlsxwriter.worksheet.Worksheet
    columns : list of Listed
    n_rows : int
    looks : Looks
    most : int
        Rows of a sheet.
    """
    for at, sheet in enumerate(sheets):
        start = at * most
        stop = min(n_rows, start + most)
        _head(sheet, columns, stop - start, looks)
        for first in range(start, stop, AT_ONCE):
            _rows(sheet, columns, (first, min(first + AT_ONCE, stop)), 1 - start, looks)


def _head(sheet: object, columns: list[Listed], n_rows: int, looks: Looks) -> None:
    wide = []
    for at, column in enumerate(columns):
        probe = [str(cell) for cell in column.cells(0, PROBED) if cell is not None]
        wide.append(width(column.title, probe if column.kind != NUMBER else []))
        sheet.set_column(at, at, wide[-1])
    sheet.set_row(0, row_height([column.title for column in columns], wide))
    for at, column in enumerate(columns):
        sheet.write_string(0, at, looks.text(column.title), looks.head)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(n_rows, 1), len(columns) - 1)


def _rows(
    sheet: object, columns: list[Listed], rows: tuple[int, int], shift: int, looks: Looks
) -> None:
    """Write some rows, cell by cell as the sheet wants them."""
    writers = {
        NUMBER: sheet.write_number,
        BOOLEAN: sheet.write_boolean,
        WORDS: sheet.write_string,
        MIXED: sheet.write,
    }
    parts = [
        (at, writers[column.kind], _cells(column, rows, looks), _formats(column, rows, looks))
        for at, column in enumerate(columns)
    ]
    for at in range(rows[1] - rows[0]):
        row = rows[0] + at + shift
        for x, write, cells, formats in parts:
            cell = cells[at]
            if cell is not None:
                write(row, x, cell, formats[at] if type(formats) is list else formats)


def _cells(column: Listed, rows: tuple[int, int], looks: Looks) -> list:
    cells = column.cells(*rows)
    if column.kind in (NUMBER, BOOLEAN):
        return cells
    return [looks.text(cell) if isinstance(cell, str) else cell for cell in cells]


def _formats(column: Listed, rows: tuple[int, int], looks: Looks) -> object:
    if column.slots is None:
        return looks.of(column.looks)
    slots = column.slots[slice(*rows)].tolist()
    known = {slot: looks.segment(slot if slot >= 0 else None) for slot in set(slots)}
    return [known[slot] for slot in slots]


def _row_numbers(places: np.ndarray) -> Listed:
    return Listed(
        title=words.ROW,
        kind=NUMBER,
        looks=WHOLE,
        cells=lambda first, last: (places[first:last] + 1).tolist(),
    )


def _of_table(values: pd.Series, name: str, *, is_code: bool = False) -> Listed:
    """Return a column of the table, by the type of its values."""
    if pd.api.types.is_bool_dtype(values) and not values.isna().any():
        part = (BOOLEAN, "", lambda first, last: values.iloc[first:last].tolist())
    elif pd.api.types.is_datetime64_any_dtype(values):
        part = _days(values)
    elif pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        part = _numbers(values, name, is_code=is_code)
    else:
        part = (WORDS, "", lambda first, last: _texts(values.iloc[first:last]))
    return Listed(title=str(name), kind=part[0], looks=part[1], cells=part[2])


def _texts(values: pd.Series) -> list:
    return [
        cell if isinstance(cell, str) else None if pd.isna(cell) else str(cell)
        for cell in values.tolist()
    ]


def _numbers(values: pd.Series, name: str, *, is_code: bool) -> tuple[str, str, Callable]:
    if values.dtype.kind in "iu" and len(values) and abs(int(values.max())) >= MOST_DIGITS:
        return WORDS, "", lambda first, last: list(map(str, values.iloc[first:last].tolist()))

    def cells(first: int, last: int) -> list:
        found = values.iloc[first:last]
        if found.dtype.kind in "iu" and not pd.api.types.is_extension_array_dtype(found):
            return found.tolist()
        floats = found.to_numpy(dtype=float, na_value=np.nan).tolist()
        return [None if x != x else x if abs(x) != np.inf else str(x) for x in floats]  # noqa: PLR0124 - NaN

    limits = values.min(), values.max()
    endless = any(not pd.isna(limit) and abs(float(limit)) == np.inf for limit in limits)
    return MIXED if endless else NUMBER, number_format(name, values, is_code=is_code), cells


def _days(values: pd.Series) -> tuple[str, str, Callable]:
    if values.dt.tz is not None:
        values = values.dt.tz_localize(None)
    known = values.dropna()
    looks = TIME if (known.dt.normalize() != known).any() else DAY
    early = len(known) > 0 and known.min() < FIRST_DAY

    def cells(first: int, last: int) -> list:
        found = values.iloc[first:last]
        days = ((found - ZERO_DAY) / pd.Timedelta(days=1)).tolist()
        numbers = [None if day != day else day for day in days]  # noqa: PLR0124 - NaN
        if not early:
            return numbers
        return [
            str(when.date()) if day is not None and when < FIRST_DAY else day
            for day, when in zip(numbers, found, strict=True)
        ]

    return MIXED if early else NUMBER, looks, cells


def _of_result(result: Segmentation, titles: list[str]) -> list[Listed]:
    """Return what is known of each row of the table; nothing of rows in no segment."""
    places = np.full(len(result.table.frame), -1)
    places[result.rows.positions] = np.arange(len(result.labels))
    slots = np.where(places >= 0, np.asarray(result.slots)[result.labels[places]], -1)

    def of(values: np.ndarray) -> Callable[[int, int], list]:
        def cells(first: int, last: int) -> list:
            return [None if at < 0 else values[at] for at in places[first:last].tolist()]

        return cells

    number, name, distance, confidence = titles
    kept = result.customers
    names = [result.names[s] for s in range(result.n_clusters)]
    return [
        Listed(
            title=name,
            kind=WORDS,
            looks="",
            cells=lambda first, last: [
                None if at < 0 else names[result.labels[at]] for at in places[first:last].tolist()
            ],
            slots=slots,
        ),
        Listed(title=number, kind=NUMBER, looks="0", cells=of(result.labels)),
        Listed(title=distance, kind=NUMBER, looks="0.00", cells=of(kept["distance"].to_numpy())),
        Listed(title=confidence, kind=NUMBER, looks="0%", cells=of(kept["confidence"].to_numpy())),
    ]
