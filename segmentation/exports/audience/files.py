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
from segmentation.exports.reach import Reach

ENCODING = "utf-8"
"""Without a mark before the first header, which a platform could take for a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Audience:
    """The rows of an audience file.

    Attributes
    ----------
    rows : pandas.DataFrame of shape (n_rows, n_fields)
        Hashed, nobody twice.
    n_customers : int
        To contact in the chosen segments.
    n_unusable : int
        Of these, who has no address that the platform could know them by.
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
    held_out: bool = False,
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
    held_out : bool
        Whether the file is of the control group, for a platform to exclude, instead of those who
        are to be contacted. A file holds one of the two: platforms have no column for it.

    Returns
    -------
    Audience
    """
    chosen = np.isin(result.labels, list(segments)) & reached.can
    rows = np.flatnonzero(chosen & (held if held_out else ~held))
    made = {each.header: _hashed(each, reached, rows) for each in _fields(layout, reached)}
    frame = pd.DataFrame(made, dtype=object)
    known = (frame != "").any(axis=1).to_numpy() if made else np.zeros(len(rows), dtype=bool)
    return Audience(
        rows=frame.loc[known].drop_duplicates(ignore_index=True) if made else frame,
        n_customers=len(rows),
        n_unusable=int(len(rows) - known.sum()),
    )


def audience_csv(found: Audience) -> bytes:
    """Write an audience as the platform reads it.

    Parameters
    ----------
    found : Audience

    Returns
    -------
    bytes
        CSV in UTF-8; hashes are no formulas, and nothing is put before them.
    """
    return csv_bytes(found.rows, raw=True, encoding=ENCODING)


def _fields(layout: Layout, reached: Reach) -> list[Field]:
    return [each for each in layout.fields if _column(reached, each)]


def _column(reached: Reach, each: Field) -> str | None:
    contacts = reached.contacts
    return contacts.email if each.contact == EMAIL else contacts.phone


def _hashed(each: Field, reached: Reach, rows: np.ndarray) -> list[str]:
    addresses = (reached.emails if each.contact == EMAIL else reached.phones)[rows]
    return [sha256(each.form(text)) for text in addresses.tolist()]
