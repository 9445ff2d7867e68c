"""What each column is for: telling customers apart, forming segments, or describing them.

Everything is a rule on names and values, never a list of known files. The rules err towards leaving
a column out: a user who wants it finds it on the Data page with its reason.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from segmentation.tables.columns.kinds import kind_of
from segmentation.tables.columns.personal import personal_data, sensitive_data
from segmentation.tables.columns.taxonomy import DESCRIBING, PERSONS, Kind, Lens, Role
from segmentation.tables.columns.vocabulary import ID_WORDS, VALUE_WORDS, lens_of, words
from segmentation.tables.labels import split_unit
from segmentation.tables.table import ColumnChoice, Table

MAX_DEFAULTS = 5
TOO_ALIKE = 0.95
"""|r| above which two numbers say the same, so that only one is a default feature."""

MOSTLY_MISSING = 0.5
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnProfile:
    """What is known of a column.

    Attributes
    ----------
    name, label, unit : str
        As in the file, and split for the screen.
    role : Role
        ``identifier``, ``feature``, ``descriptor`` or ``ignore``; this and the next two are texts.
    kind : Kind
        ``number``, ``category``, ``ordered``, ``boolean``, ``date`` or ``text``.
    lens : Lens or None
        ``demographic``, ``geographic``, ``behavioural``, ``psychographic`` or ``firmographic``.
    missing, distinct : int
        Empty cells, and different values among the others.
    numeric : bool
        Whether its values are numbers to be measured: numbers, and ratings in numbers.
    personal : str or None
        What it tells of a person that should not form segments, such as “an e-mail address”.
    warnings : tuple of str
        Sentences.
    """

    name: str
    label: str
    unit: str
    role: Role
    kind: Kind
    lens: Lens | None
    missing: int
    distinct: int
    numeric: bool = False
    personal: str | None = None
    warnings: tuple[str, ...] = ()


MANY_ROWS = 100_000


def profile_columns(table: Table) -> tuple[ColumnProfile, ...]:
    """Describe every column of a table.

    Parameters
    ----------
    table : Table

    Returns
    -------
    tuple of ColumnProfile
        In the order of the columns; at most one is the identifier.
    """
    values = [table.frame[name] for name in table.frame.columns]
    if len(table.frame) < MANY_ROWS:
        columns = [_describe(column) for column in values]
    else:  # sorting and hashing long columns runs side by side
        with ThreadPoolExecutor(2) as pool:
            columns = list(pool.map(_describe, values))
    identifier = _identifier(table, columns)
    columns = [_with_identifier(column, identifier, len(table.frame)) for column in columns]
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


def _count_distinct(values: pd.Series) -> int:
    """Count different values; sorting numbers is several times as fast as hashing them."""
    if values.dtype.kind not in "if":
        return int(values.nunique())
    numbers = np.sort(values.to_numpy())
    numbers = numbers[: len(numbers) - int(np.isnan(numbers).sum())]
    return int(len(numbers) > 0) + int((numbers[1:] != numbers[:-1]).sum())


def _describe(values: pd.Series) -> ColumnProfile:
    """Describe a column on its own, before one is chosen as the identifier."""
    name = str(values.name)
    label = split_unit(name)
    missing, distinct = int(values.isna().sum()), _count_distinct(values)
    kind = kind_of(values)
    personal = personal_data(values) or sensitive_data(name)
    numeric = kind == Kind.NUMBER or (
        kind == Kind.ORDERED and pd.api.types.is_numeric_dtype(values.dtype)
    )
    warnings = _warnings(len(values), missing, distinct)
    if personal:
        warnings += (f"It tells {personal}: left out of segments unless you choose it.",)
    useless = distinct <= 1 or kind == Kind.TEXT or personal is not None
    role = Role.IGNORE if useless else Role.FEATURE if kind == Kind.NUMBER else Role.DESCRIPTOR
    return ColumnProfile(
        name=name,
        label=label.label,
        unit=label.unit,
        role=role,
        kind=kind,
        lens=lens_of(name),
        missing=missing,
        distinct=distinct,
        numeric=numeric,
        personal=personal,
        warnings=warnings,
    )


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
        corrected.append(column)
    return corrected


def _recency_frequency_money(numbers: list[ColumnProfile]) -> list[str]:
    """Return the three measures by which buyers are usually segmented, when all are there."""
    measures = [
        next((c.name for c in numbers if word in words(c.name)), None)
        for word in ("recency", "frequency", "monetary")
    ]
    return [] if None in measures else measures


def _warnings(n_rows: int, missing: int, distinct: int) -> tuple[str, ...]:
    if missing == n_rows:
        return ("It has no values.",)
    if distinct == 1:
        return ("It has the same value everywhere.",)
    if missing > MOSTLY_MISSING * n_rows:
        return (f"{missing / n_rows:.0%} of its values are missing.",)
    return ()


def _identifier(table: Table, columns: list[ColumnProfile]) -> str | None:
    """Return the column that tells customers apart: the chosen one, else the best guess."""
    if table.identifier is not None:
        return table.identifier or None
    n_rows = len(table.frame)
    unique = [c for c in columns if c.missing == 0 and c.distinct == n_rows and n_rows > 1]
    codes = [c for c in unique if _could_be_code(table.frame[c.name])]
    named = [c for c in codes if words(c.name) & ID_WORDS and c.lens != Lens.GEOGRAPHIC]
    runs = [c for c in codes if _is_run(table.frame[c.name])]
    texts = [c for c in codes if not pd.api.types.is_numeric_dtype(table.frame[c.name].dtype)]
    repeated = [c for c in columns if "id" in words(c.name) and c.distinct > 1]
    return next((c.name for c in (*named, *runs, *texts, *repeated)), None)


def _could_be_code(values: pd.Series) -> bool:
    """Return whether unique values look like codes: whole numbers, or short text without spaces."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        return bool(values.dtype == np.int64)
    if not pd.api.types.is_string_dtype(values.dtype):
        return False
    return bool((~values.str.contains(r"[\s@]", regex=True)).all()) and bool(
        (values.str.len() <= LONGEST_CODE).all()
    )


def _is_run(values: pd.Series) -> bool:
    """Return whether whole numbers are consecutive, as row counters are."""
    if values.dtype != np.int64:
        return False
    return int(values.max()) - int(values.min()) + 1 == len(values)


def _with_identifier(column: ColumnProfile, identifier: str | None, n_rows: int) -> ColumnProfile:
    """Return the column with its role, now that the identifier is known."""
    if column.name == identifier:
        repeats = n_rows - column.missing - column.distinct
        warned = (f"{repeats:,} of its values repeat an earlier one.",) if repeats else ()
        return replace(column, role=Role.IDENTIFIER, warnings=(*column.warnings, *warned))
    named_id = column.kind == Kind.NUMBER and bool(words(column.name) & ID_WORDS)
    if named_id and column.distinct == n_rows:
        return replace(column, role=Role.IGNORE, warnings=("It looks like another identifier.",))
    return column


def _is_person(column: ColumnProfile) -> bool:
    """Return whether a number tells who or where customers are, not what they do or are worth."""
    return column.lens in PERSONS and not words(column.name) & VALUE_WORDS


def _rank(column: ColumnProfile) -> int:
    if column.lens == Lens.BEHAVIOURAL:
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
