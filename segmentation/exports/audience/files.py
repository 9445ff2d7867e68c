"""Audience files: who is in them, which columns they were made from, and the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import SpecError
from segmentation.exports.audience.layouts import EMAIL, LAYOUTS, Field, Layout
from segmentation.exports.audience.normalising import sha256
from segmentation.exports.csv_text import csv_bytes
from segmentation.exports.lists import GROUP, HELD_OUT, TO_CONTACT
from segmentation.exports.reach import Reach

LEFT_OUT, ALONE, AS_COLUMN = "left out", "file", "column"
"""What becomes of the control group."""

NO_COLUMN = (
    "A file for {platform} has no column for the control group. Let it be left out, or be a file "
    "of its own."
)
ENCODING = "utf-8"
"""Without a mark before the first header, which a platform could take for a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Audience:
    """The rows of an audience file.

    Attributes
    ----------
    rows : pandas.DataFrame of shape (n_rows, n_fields)
        Nobody twice.
    n_customers : int
        In the chosen segments, of those that the file is of.
    n_unusable : int
        Of these, who is not in it: without an address that the platform could know them by, or
        with that of somebody who is in it already.
    """

    rows: pd.DataFrame = field(repr=False)
    n_customers: int
    n_unusable: int


def layout_of(key: str) -> Layout:
    """Return a layout.

    Parameters
    ----------
    key : str
        One of `LAYOUTS`.

    Returns
    -------
    Layout

    Raises
    ------
    SpecError
        If there is none of that name.
    """
    if key not in LAYOUTS:
        raise SpecError(f"There is no layout “{key}”. Choose among: {', '.join(LAYOUTS)}.")
    return LAYOUTS[key]


def leaving(layout: Layout, reached: Reach) -> tuple[tuple[str, str], ...]:
    """Return exactly which columns of the table leave, and as which.

    Parameters
    ----------
    layout : Layout
    reached : Reach

    Returns
    -------
    tuple of (str, str)
        Columns of the table and headers of the file; empty where the table has no address.
    """
    return tuple((_column(reached, each), each.header) for each in _fields(layout, reached))


def audience(
    result: Segmentation,
    reached: Reach,
    held: np.ndarray,
    segments: Iterable[int],
    layout: Layout,
    *,
    control: str = LEFT_OUT,
) -> Audience:
    """Lay out the customers of segments for a platform.

    Parameters
    ----------
    result : Segmentation
    reached : Reach
        Who can be contacted, and how; nobody else is in the file.
    held : ndarray of shape (n_kept,), bool
        Who is left alone as the control group.
    segments : iterable of int
    layout : Layout
    control : str
        What becomes of the control group: it is `LEFT_OUT`, it is all there is (`ALONE`, for a
        platform to exclude), or it is told apart in a column (`AS_COLUMN`).

    Returns
    -------
    Audience
        Whoever a platform cannot tell from somebody to contact is in no control group.

    Raises
    ------
    SpecError
        If a column is asked for that the platform has no room for.
    """
    if control == AS_COLUMN and not layout.takes_columns:
        raise SpecError(NO_COLUMN.format(platform=layout.title))
    chosen = np.isin(result.labels, list(segments)) & reached.can
    treated = _rows(layout, reached, np.flatnonzero(chosen & ~held))
    kept = _usable(treated)
    if control == LEFT_OUT:
        return _audience(kept, len(treated))
    others = _rows(layout, reached, np.flatnonzero(chosen & held))
    apart = _not_in(kept, _usable(others))
    if control == ALONE:
        return _audience(apart, len(others))
    groups = [kept.assign(**{GROUP: TO_CONTACT}), apart.assign(**{GROUP: HELD_OUT})]
    return _audience(pd.concat(groups, ignore_index=True), len(treated) + len(others))


def _audience(rows: pd.DataFrame, n_customers: int) -> Audience:
    return Audience(rows=rows, n_customers=n_customers, n_unusable=n_customers - len(rows))


def _not_in(kept: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Leave out whoever a platform would take for somebody of the first rows."""
    same = np.zeros(len(others), dtype=bool)
    for header in others:
        same |= ((others[header] != "") & others[header].isin(kept[header])).to_numpy(dtype=bool)
    return others.loc[~same].reset_index(drop=True)


def audience_csv(found: Audience) -> bytes:
    """Write an audience as the platform reads it.

    Parameters
    ----------
    found : Audience

    Returns
    -------
    bytes
        CSV in UTF-8; no cell is a formula, and nothing is put before any.
    """
    return csv_bytes(found.rows, raw=True, encoding=ENCODING)


def _fields(layout: Layout, reached: Reach) -> list[Field]:
    return [each for each in layout.fields if _column(reached, each)]


def _column(reached: Reach, each: Field) -> str | None:
    contacts = reached.contacts
    return contacts.email if each.contact == EMAIL else contacts.phone


def _rows(layout: Layout, reached: Reach, rows: np.ndarray) -> pd.DataFrame:
    """Write the addresses of customers as the platform reads them, a row each."""
    made = {each.header: _cells(each, reached, rows) for each in _fields(layout, reached)}
    return pd.DataFrame(made, dtype=object, index=range(len(rows)))


def _usable(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that have an address, each once."""
    known = (frame != "").any(axis=1).to_numpy(dtype=bool)
    return frame.loc[known].drop_duplicates(ignore_index=True)


def _cells(each: Field, reached: Reach, rows: np.ndarray) -> list[str]:
    addresses = (reached.emails if each.contact == EMAIL else reached.phones)[rows]
    written = [each.form(text) for text in addresses.tolist()]
    return [sha256(text) for text in written] if each.is_hashed else written
