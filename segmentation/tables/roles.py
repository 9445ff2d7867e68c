"""What each column is for: telling customers apart, forming segments, or describing them.

Everything is a rule on names and values, never a list of known files. The rules err towards leaving
a column out: a user who wants it finds it on the Data page with its reason.
"""

import threading
import weakref
from collections import deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.tables.columns.cells import Cells, cells_of
from segmentation.tables.columns.identifiers import guess_identifier, with_identifier
from segmentation.tables.columns.profile import MOSTLY_MISSING, ColumnProfile, describe
from segmentation.tables.columns.taxonomy import DESCRIBING, PERSONS, Contact, Kind, Lens, Role
from segmentation.tables.columns.vocabulary import DOING_WORDS, VALUE_WORDS, words
from segmentation.tables.table import ColumnChoice, Table

__all__ = [
    "MOSTLY_MISSING",
    "ColumnProfile",
    "default_features",
    "identifier_of",
    "profile_columns",
]

MAX_DEFAULTS = 5
TOO_ALIKE = 0.95
"""|r| above which two numbers say the same, so that only one is a default feature."""

MANY_ROWS = 100_000
_LATEST: deque = deque(maxlen=16)
_LOCK = threading.Lock()


def profile_columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe every column of a table.

    Parameters
    ----------
    table : Table

    Returns
    -------
    tuple of ColumnProfile
        In the order of the columns; at most one is the identifier.

    Notes
    -----
    Of the latest frames of `MANY_ROWS` the answer is remembered as long as they are there: the
    proposal, the cleaning and the pages all ask.
    """
    if len(table.frame) < MANY_ROWS:
        return _described(table)
    said = (table.identifier, table.choices)
    with _LOCK:
        for frame, of, known in _LATEST:
            if frame() is table.frame and of == said:
                return known
    found = _described(table)
    with _LOCK:
        _LATEST.append((weakref.ref(table.frame), said, found))
    return found


def _described(table: Table) -> tuple[ColumnProfile, ...]:
    """Look at every column."""
    values = dict(table.frame.items()).values()
    if len(table.frame) < MANY_ROWS:
        told = [_told(column) for column in values]
    else:  # sorting and hashing long columns runs side by side
        with ThreadPoolExecutor(2) as pool:
            told = list(pool.map(_told, values))
    cells, columns = [one for one, _ in told], [column for _, column in told]
    identifier = table.identifier
    if identifier is None:
        identifier = guess_identifier(columns, cells)
    columns = [
        with_identifier(c, identifier or None, one) for one, c in zip(cells, columns, strict=True)
    ]
    features = [column for column in columns if column.role == Role.FEATURE]
    if sum(not _is_person(column) for column in features) >= 2:
        # Enough to form segments without where and who people are.
        columns = [
            replace(c, role=Role.DESCRIPTOR) if c.role == Role.FEATURE and _is_person(c) else c
            for c in columns
        ]
    return tuple(_as_chosen(columns, table.choices))


def identifier_of(columns: Iterable[ColumnProfile]) -> str | None:
    """Return which of some columns tells customers apart.

    Parameters
    ----------
    columns : iterable of ColumnProfile

    Returns
    -------
    str or None
    """
    return next((column.name for column in columns if column.role == Role.IDENTIFIER), None)


def default_features(table: Table) -> tuple[str, ...]:
    """Choose what to cluster on when the user has not.

    Parameters
    ----------
    table : Table

    Returns
    -------
    tuple of str
        Numbers that are features: behaviour first, then value, then others, then demography; of two
        that correlate above `TOO_ALIKE` only the first; at most `MAX_DEFAULTS`, in the table's
        order. Without such numbers categories take their place; empty when nothing is left.
    """
    n_rows = len(table.frame)
    usable = [
        column
        for column in profile_columns(table)
        if column.role in DESCRIBING
        and column.distinct > 1
        and column.missing <= MOSTLY_MISSING * n_rows
    ]
    numbers = [c for c in usable if c.numeric and c.role == Role.FEATURE]
    numbers = numbers or [c for c in usable if c.numeric]
    if trio := _recency_frequency_money(numbers):
        chosen = trio
    elif numbers:
        ranked = sorted(numbers, key=_rank)
        chosen = _not_alike(table.frame, [column.name for column in ranked])
    else:
        chosen = [c.name for c in usable if not c.numeric and c.kind != Kind.DATE]
    chosen = chosen[:MAX_DEFAULTS]
    return tuple(name for name in table.frame.columns if name in chosen)


def _told(values: pd.Series) -> tuple[Cells, ColumnProfile]:
    cells = cells_of(values)
    return cells, describe(cells)


def _as_chosen(
    columns: list[ColumnProfile], choices: tuple[ColumnChoice, ...]
) -> list[ColumnProfile]:
    """Return the columns as the user has corrected them."""
    chosen = {choice.name: choice for choice in choices}
    corrected = []
    for column in columns:
        choice = chosen.get(column.name)
        if choice and choice.role:
            column = replace(column, role=Role(choice.role))  # noqa: PLW2901 - the corrected one
        if choice and choice.lens is not None:
            column = replace(column, lens=Lens(choice.lens) if choice.lens else None)  # noqa: PLW2901 - likewise
        if choice and choice.contact is not None:
            contact = Contact(choice.contact) if choice.contact else None
            column = replace(column, contact=contact)  # noqa: PLW2901 - likewise
        corrected.append(column)
    return corrected


def _recency_frequency_money(numbers: list[ColumnProfile]) -> list[str]:
    """Return the three measures by which buyers are usually segmented, when all are there."""
    measures = [
        next((c.name for c in numbers if word in words(c.name)), None)
        for word in ("recency", "frequency", "monetary")
    ]
    return [] if None in measures else measures


def _is_person(column: ColumnProfile) -> bool:
    """Return whether a number tells who or where customers are, not what they do or are worth."""
    return column.lens in PERSONS and not words(column.name) & VALUE_WORDS


def _rank(column: ColumnProfile) -> int:
    if column.lens == Lens.BEHAVIOURAL and words(column.name) & DOING_WORDS:
        return 0
    if words(column.name) & VALUE_WORDS:
        return 1
    return 3 if _is_person(column) else 2


def _not_alike(frame: pd.DataFrame, ranked: list[str]) -> list[str]:
    """Return the ranked numbers without those that repeat an earlier one."""
    chosen: list[str] = []
    for name in ranked:
        if len(chosen) == MAX_DEFAULTS:
            break
        if all(abs(_correlation(frame[name], frame[other])) <= TOO_ALIKE for other in chosen):
            chosen.append(name)
    return chosen


def _correlation(first: pd.Series, second: pd.Series) -> float:
    """Return Pearson's r over rows where both are finite; 0 when it is not defined."""
    pair = np.column_stack([first.to_numpy(dtype=float), second.to_numpy(dtype=float)])
    pair = pair[np.isfinite(pair).all(axis=1)]
    centered = pair - pair.mean(axis=0) if len(pair) else pair
    spread = np.sqrt((centered**2).sum(axis=0))
    if len(pair) < 2 or not spread.all():
        return 0.0
    return float((centered[:, 0] / spread[0] * (centered[:, 1] / spread[1])).sum())
