"""Which column of a list of sales is which: told by name, by values and by how much is filled."""

import numpy as np
import pandas as pd

from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.codes import is_code, is_id_name, is_number_name
from segmentation.tables.columns.personal import AN_EMAIL
from segmentation.tables.columns.taxonomy import PERSONS, Kind
from segmentation.tables.columns.vocabulary import words, words_in_order
from segmentation.tables.columns.words.sales import (
    NOT_OF_SALE,
    PARTS_OF_SALE,
    SURELY,
    WEAK_CUSTOMERS,
)
from segmentation.tables.roles import ColumnProfile, profile_columns
from segmentation.tables.table import Table

MOSTLY = 0.9
"""Share of the other's cells from which a column of money counts as filled as well."""

FEWEST_LINES_EACH = 1.2
"""Lines per customer from which a table looks like transactions."""

LEAST_FILLED = 0.5
ORDER_NUMBER = r"#\s?\w*\d+"
FEW = 1000


def parts_of_sale(table: Table) -> dict[str, str | None]:
    """Return which column is the customer, the date, the money … of a line.

    Parameters
    ----------
    table : Table

    Returns
    -------
    dict of str to str or None
        By part of `PARTS_OF_SALE`. Of amount, and quantity with price, only what is the money of a
        line; none of them where no money is known.
    """
    columns = {column.name: column for column in profile_columns(table)}
    parts = {part: _named(table, columns, part) for part in PARTS_OF_SALE}
    parts["customer"] = _customer(columns, parts["customer"], len(table.frame))
    parts["date"] = parts["date"] or next(
        (c.name for c in columns.values() if c.kind == Kind.DATE and _fits(c, "date")), None
    )
    parts["order"] = parts["order"] or _numbered(table, columns)
    if parts["customer"]:
        parts["order"] = _of_lines_together(table.frame, parts["customer"], parts["order"])
    return parts | _money(table, parts)


def may_hold_money(table: Table, parts: dict[str, str | None]) -> bool:
    """Return whether a column that nobody has named money could be it.

    Parameters
    ----------
    table : Table
    parts : dict of str to str or None
        As `parts_of_sale` returns them.

    Returns
    -------
    bool
        True beside any number that is no code and no other part of the sale.
    """
    used = set(filter(None, parts.values()))
    return any(
        _can_be("amount", table.frame[name]) and not is_code(cells_of(table.frame[name]))
        for name in table.frame.columns
        if name not in used and not is_id_name(name)
    )


def _named(table: Table, columns: dict[str, ColumnProfile], part: str) -> str | None:
    """Return the column whose name says this part of a sale best, and whose values can be it."""
    points = {
        name: _points(table, column, part)
        for name, column in columns.items()
        if PARTS_OF_SALE[part] & words(name)
        and _can_be(part, table.frame[name])
        and _fits(column, part)
    }
    return max(points, key=points.get, default=None)


def _points(table: Table, column: ColumnProfile, part: str) -> tuple[float, ...]:
    """Order columns that may be a part: filled ones, sure names, numbers of it, short names."""
    said, terms = words_in_order(column.name), words(column.name)
    filled = 1 - column.missing / max(1, len(table.frame))
    numbered = part in {"customer", "order", "product"} and is_number_name(column.name)
    strong = part != "customer" or bool(terms & (PARTS_OF_SALE[part] - WEAK_CUSTOMERS))
    known = len(PARTS_OF_SALE[part] & set(said)) + len(terms & SURELY.get(part, frozenset()))
    n_rows = len(table.frame)
    repeats = part != "customer" or n_rows >= FEWEST_LINES_EACH * max(1, column.distinct)
    return (filled >= LEAST_FILLED, strong, numbered, repeats, known, -len(said))


def _fits(column: ColumnProfile, part: str) -> bool:
    """Return whether nothing in a name says that it is about something else."""
    terms = words(column.name)
    if terms & NOT_OF_SALE.get(part, frozenset()) or column.lens in PERSONS:
        return False
    if column.kind == Kind.BOOLEAN:  # a member or not
        return False
    if part == "order":  # “order”, “order no”, but neither “order total” nor “order priority”
        return is_id_name(column.name) or set(words_in_order(column.name)) <= PARTS_OF_SALE[part]
    return True


def _customer(columns: dict[str, ColumnProfile], named: str | None, n_rows: int) -> str | None:
    """Return the named column, or one of e-mail addresses where none is or most lines lack it."""
    emails = [column for column in columns.values() if column.personal == AN_EMAIL]
    email = min(emails, key=lambda column: column.missing, default=None)
    if email is None or (named and columns[named].missing <= LEAST_FILLED * n_rows):
        return named
    return named if named and columns[named].missing <= email.missing else email.name


def _numbered(table: Table, columns: dict[str, ColumnProfile]) -> str | None:
    """Return a column of numbers such as “#1001”, as shops write those of orders."""
    texts = [c.name for c in columns.values() if c.kind == Kind.TEXT and not c.missing]
    for name in texts:
        if table.frame[name].head(FEW).astype(str).str.fullmatch(ORDER_NUMBER).all():
            return name
    return None


def _of_lines_together(frame: pd.DataFrame, customer: str, named: str | None) -> str | None:
    """Prefer a number that lines of one customer share to one that every line has for itself."""
    if named is None or not frame[named].dropna().is_unique:
        return named
    shared = [name for name in frame if PARTS_OF_SALE["order"] & words(name) and name != named]
    of_one = (name for name in shared if frame.groupby(name)[customer].nunique().max() == 1)
    return next((name for name in of_one if not frame[name].dropna().is_unique), named)


def _money(table: Table, parts: dict[str, str | None]) -> dict[str, str | None]:
    """Return what holds the money of a line: an amount, or quantity and price; the filled one."""
    amount, quantity, price = parts["amount"], parts["quantity"], parts["price"]
    frame = table.frame
    whole = _filled(frame, amount)
    each = _filled(frame, quantity, price)
    alone = _filled(frame, price)
    if whole and whole >= MOSTLY * each and (not each or _is_line_total(table, parts)):
        return {"amount": amount, "quantity": None, "price": None}
    if each and each >= MOSTLY * max(whole, alone):
        return {"amount": None}
    best = amount if whole >= MOSTLY * alone else price
    return {"amount": best if max(whole, alone) else None, "quantity": None, "price": None}


def _filled(frame: pd.DataFrame, *names: str | None) -> float:
    """Return the share of lines in which all of some columns are filled; 0 where one is none."""
    if None in names or not len(frame):
        return 0.0
    return float(frame[list(names)].notna().all(axis=1).mean())


def _can_be(part: str, values: pd.Series) -> bool:
    dtype = values.dtype
    if part in {"amount", "quantity", "price"}:
        return pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    if part == "date":
        return pd.api.types.is_datetime64_dtype(dtype)
    if pd.api.types.is_float_dtype(dtype):  # numbers of customers, where some have none
        filled = values.dropna()
        return bool((filled == filled.round()).all())
    return not pd.api.types.is_datetime64_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)


def _is_line_total(table: Table, parts: dict[str, str | None]) -> bool:
    """Return whether the amount is quantity times price, and not the price under another name."""
    if not parts["amount"] or parts["amount"] == parts["price"]:
        return False
    frame = table.frame[[parts["amount"], parts["quantity"], parts["price"]]].dropna().head(FEW)
    amount, quantity, price = (frame.iloc[:, at].to_numpy(dtype=float) for at in range(3))
    return bool(len(frame)) and bool(np.isclose(amount, quantity * price, atol=0.02).mean() > 0.5)
