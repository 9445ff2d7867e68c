"""Which column tells customers apart, and which only look as if they did.

A name that says so comes first; a count is no identifier because no two of it are the same.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from segmentation.tables.columns.cells import FEW, NUMBER, TEXT, Cells
from segmentation.tables.columns.codes import is_id_name
from segmentation.tables.columns.personal import AN_EMAIL
from segmentation.tables.columns.profile import IS_CODE, ColumnProfile
from segmentation.tables.columns.taxonomy import Kind, Lens, Role
from segmentation.tables.columns.vocabulary import words, words_in_order
from segmentation.tables.columns.words.sales import PARTS_OF_SALE

LONGEST_CODE = 40
CUSTOMERS = PARTS_OF_SALE["customer"] | {"visitor", "guest", "donor", "patient", "subscriber"}
ROWS = frozenset({"row", "line", "record", "index", "transaction", "order", "invoice", "item"})
THINGS = (
    ROWS
    | frozenset({"product", "store", "shop", "category", "group", "seller", "agent"})
    | (
        frozenset(
            {"website", "campaign", "city", "region", "department", "currency", "type", "status"}
        )
    )
)
SPACE = re.compile(r"[\s@]")
UNNAMED = re.compile(r"|unnamed.*|column_?\d+|index|level_0|x|row|rownames|row ?(?:number|no|nr)|#")
SHORTEST_ID = 10_000
MANY_IN_ORDER = 20
"""Rows from which whole numbers that count them from 0 or 1 are no measurement."""


def guess_identifier(columns: list[ColumnProfile], cells: list[Cells]) -> str | None:
    """Return the column that tells customers apart, as far as can be seen.

    Parameters
    ----------
    columns : list of ColumnProfile
    cells : list of Cells
        Of the same columns.

    Returns
    -------
    str or None
        Of unique columns one whose name says so, those of customers before those of rows; a run of
        whole numbers; unique codes. Then one that is called so and repeats, at last e-mail.
    """
    pairs = list(zip(columns, cells, strict=True))
    nameable = [pair for pair in pairs if pair[0].personal is None and pair[0].distinct > 1]
    unique = [pair for pair in nameable if pair[1].is_unique]
    named = _named(c for c, one in unique if _is_id(c, one) and c.lens != Lens.GEOGRAPHIC)
    told = {column.name: one for column, one in unique}
    first = next((name for name in named if _could_be_code(told[name])), None)
    runs = (c.name for c, one in unique if c.lens is None and _is_run(one))
    texts = (c.name for c, one in unique if one.type == TEXT and _could_be_code(one))
    first = first or next(runs, None) or next(texts, None)
    if first is None:
        emails = [c.name for c in columns if c.personal == AN_EMAIL and c.distinct > 1]
        repeated = _named(c for c, _ in nameable if _may_repeat(c))
        first = next(iter([*repeated, *emails]), None)
    return first


def with_identifier(column: ColumnProfile, identifier: str | None, cells: Cells) -> ColumnProfile:
    """Return a column with its role, now that the identifier is known.

    Parameters
    ----------
    column : ColumnProfile
    identifier : str or None
        The name of a column.
    cells : Cells
        Of the column.

    Returns
    -------
    ColumnProfile
    """
    if column.name == identifier:
        repeats = cells.n_filled - column.distinct
        kept = tuple(said for said in column.warnings if said != IS_CODE)
        warned = (f"{repeats:,} of its values repeat an earlier one.",) if repeats else ()
        return replace(column, role=Role.IDENTIFIER, warnings=(*kept, *warned))
    if column.kind != Kind.NUMBER or not cells.is_unique:
        return column
    if _is_id(column, cells):
        return replace(column, role=Role.IGNORE, warnings=("It looks like another identifier.",))
    if _counts_rows(column, cells):
        return replace(column, role=Role.IGNORE, warnings=("It only counts the rows.",))
    return column


def _is_id(column: ColumnProfile, cells: Cells) -> bool:
    """Return whether a unique column is one of numbers: called so, or “LEID” above long numbers."""
    if is_id_name(column.name):
        return True
    ends = words_in_order(column.name)[-1:]
    long = cells.is_whole and cells.steps[0] >= SHORTEST_ID
    return bool(ends) and ends[0].endswith("id") and column.lens is None and bool(long)


def _named(columns: Iterable[ColumnProfile]) -> list[str]:
    """Return names of columns, those of customers first and those of rows last."""
    return [column.name for column in sorted(columns, key=_of_whom)]


def _of_whom(column: ColumnProfile) -> int:
    terms = words(column.name)
    if terms & CUSTOMERS:
        return 0
    return 2 if terms & ROWS else 1


def _may_repeat(column: ColumnProfile) -> bool:
    """Return whether a column that repeats may tell customers apart: no shop, no yes or no."""
    terms = words(column.name)
    of_customers = terms & CUSTOMERS or ("id" in terms and not terms & THINGS)
    return bool(of_customers) and is_id_name(column.name) and column.kind != Kind.BOOLEAN


def _could_be_code(cells: Cells) -> bool:
    """Return whether unique values look like codes: whole numbers, or short text without spaces."""
    if cells.type != TEXT:
        return bool(cells.values.dtype == np.int64)
    if len(cells.values) <= FEW:
        return all(len(cell) <= LONGEST_CODE and not SPACE.search(cell) for cell in cells.values)
    longest = cells.values.str.len().max() <= LONGEST_CODE
    return bool(longest and not cells.values.str.contains(SPACE).any())


def _is_run(cells: Cells) -> bool:
    """Return whether unique whole numbers are consecutive, as row counters are."""
    if cells.type != NUMBER or cells.steps.dtype.kind != "i":
        return False
    return int(cells.steps[-1]) - int(cells.steps[0]) + 1 == cells.n_rows


def _counts_rows(column: ColumnProfile, cells: Cells) -> bool:
    """Return whether a column is the number of the row, with no name or in a long enough table."""
    if not _is_run(cells) or cells.steps[0] not in {0, 1} or cells.n_rows == 1:
        return False
    unnamed = bool(UNNAMED.fullmatch(column.name.strip().lower()))
    if not unnamed and (cells.n_rows < MANY_IN_ORDER or column.lens is not None):
        return False
    return bool((np.diff(cells.values.to_numpy()) == 1).all())
