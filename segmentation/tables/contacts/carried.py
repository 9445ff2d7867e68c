"""How to reach customers who were made of several rows each, and what they last said to it."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.personal import personal_data
from segmentation.tables.columns.taxonomy import Contact
from segmentation.tables.contacts.columns import answers, contact_of
from segmentation.tables.table import Table


def carried_contacts(
    table: Table,
    codes: np.ndarray,
    n_customers: int,
    times: np.ndarray,
    but: Iterable[str] = (),
) -> pd.DataFrame:
    """Carry addresses, names and consents from the rows of a table to its customers.

    Parameters
    ----------
    table : Table
        Several rows for each customer.
    codes : ndarray of shape (n_rows,), int
        The customer of each row; −1 for none.
    n_customers : int
    times : ndarray of shape (n_rows,)
        Dates or numbers that rise with time; rows of no date count as the first.
    but : iterable of str
        Columns that are used otherwise.

    Returns
    -------
    pandas.DataFrame of shape (n_customers, n_contact_columns)
        Of each customer the value of the latest row that has one. Of two answers on one day, yes
        and no, the one that forbids counts.
    """
    columns = {name: _contact(table, name) for name in table.frame.columns if name not in set(but)}
    order = _days(times)
    made = {
        name: _latest(table.frame[name], contact, codes, n_customers, order)
        for name, contact in columns.items()
        if contact is not None
    }
    return pd.DataFrame(made, index=range(n_customers))


def carried_sentence(columns: Iterable[str]) -> tuple[str, ...]:
    """Say what was carried to customers.

    Parameters
    ----------
    columns : iterable of str

    Returns
    -------
    tuple of str
        One sentence, or none.
    """
    names = ", ".join(f"“{name}”" for name in columns)
    return (f"Kept for lists, as last told by each customer: {names}.",) if names else ()


def _contact(table: Table, name: str) -> Contact | None:
    chosen = next((c.contact for c in table.choices if c.name == name), None)
    if chosen is not None:
        return Contact(chosen) if chosen else None
    cells = cells_of(table.frame[name])
    return contact_of(cells, personal_data(cells))


def _days(times: np.ndarray) -> np.ndarray:
    """Return whole days as numbers, and other times as they are."""
    times = np.asarray(times)
    if times.dtype.kind != "M":
        return times
    days = times.astype("datetime64[D]")
    return np.where(np.isnat(days), np.iinfo(np.int64).min, days.astype(np.int64))


def _latest(
    values: pd.Series, contact: Contact, codes: np.ndarray, n_customers: int, order: np.ndarray
) -> pd.Series:
    """Return the latest value of each customer; of equal days the last row, or what forbids."""
    filled = np.flatnonzero(values.notna().to_numpy() & (codes >= 0))
    last = np.zeros(len(filled), dtype=np.int8)
    if contact in {Contact.CONSENT, Contact.REFUSAL}:
        last = answers(values.iloc[filled]) * (-1 if contact == Contact.CONSENT else 1)
    ordered = filled[np.lexsort((filled, last, order[filled]))]
    rows = np.full(n_customers, -1)
    rows[codes[ordered]] = ordered
    found = values.reset_index(drop=True).reindex(rows)
    if values.dtype.kind == "b" and (rows < 0).any():  # a column of yes and no has no gaps
        found = pd.Series(np.where(found == True, "yes", "no"), index=found.index, dtype="str")  # noqa: E712 - gaps are neither
    return found.where(rows >= 0).reset_index(drop=True)
