"""Which columns of a table may be proposed as features, and what is known of each."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from segmentation.customers.proposal.words import (
    AVERAGES,
    CALENDAR,
    CODES,
    CONSENT,
    MEASURES,
    ORDERS,
    RESULTS,
)
from segmentation.tables.columns.kinds import MOST_STEPS
from segmentation.tables.columns.taxonomy import Kind, Lens, Role
from segmentation.tables.columns.vocabulary import DOING_WORDS, VALUE_WORDS, words
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import Table

MOST_MISSING = 0.2
"""Share of customers without a value from which a column is not proposed."""

MOST_EQUAL = 0.9
"""Share of customers with the same value from which a column tells nobody apart."""

FEWEST_VALUES = 3
"""A number of fewer values is a category in numbers; orders may be one or two."""

BEHAVIOUR, VALUE, OTHER, PERSON = range(4)
"""What is asked first when segments are made."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """A number that may become a feature.

    Attributes
    ----------
    name : str
        A column of the table, or of a formula.
    values : ndarray of shape (n_rows,), float64
        NaN where missing or infinite.
    rank : int
        `BEHAVIOUR` first, then `VALUE`, `OTHER`, `PERSON`.
    expression : str or None
        The formula; None for a column of the table.
    is_rating : bool
        Whether it is an answer on a scale of steps.
    """

    name: str
    values: np.ndarray = field(repr=False)
    rank: int
    expression: str | None = None
    is_rating: bool = False

    @property
    def known(self) -> np.ndarray:
        """The values that are there."""
        there = np.isfinite(self.values)
        return self.values if there.all() else self.values[there]

    def tells_apart(self, most_missing: float = MOST_MISSING) -> bool:
        """Return whether enough customers have a value, and enough of them another one."""
        known = self.known
        enough = len(known) >= max(1, (1 - most_missing) * len(self.values))
        return enough and bool(np.ptp(known) > 0) and self.most_equal < MOST_EQUAL

    @cached_property
    def most_equal(self) -> float:
        """The share of customers with the median or one of the ends, whichever is more frequent."""
        known = self.known
        values = (np.median(known), known.min(), known.max())
        return max(float(np.count_nonzero(known == value) / len(known)) for value in values)


def candidates(
    table: Table, columns: tuple[ColumnProfile, ...], most_missing: float = MOST_MISSING
) -> list[Candidate]:
    """Return the numbers of a table that may be features, in its order.

    Parameters
    ----------
    table : Table
    columns : tuple of ColumnProfile
        Of the table.
    most_missing : float
        Share of customers who may lack a value.

    Returns
    -------
    list of Candidate
        Without identifiers, codes, consent, places, results of earlier analyses, and what tells
        nobody apart.
    """
    found = [
        candidate_of(table, column.name, _rank(column), is_rating=column.kind == Kind.ORDERED)
        for column in columns
        if may_be_feature(column, len(table.frame), most_missing)
    ]
    return [candidate for candidate in found if candidate.tells_apart(most_missing)]


def candidate_of(
    table: Table, name: str, rank: int = OTHER, *, is_rating: bool = False
) -> Candidate:
    """Return a column as a candidate, whether or not it should be one.

    Parameters
    ----------
    table : Table
    name : str
        A column of numbers.
    rank : int
    is_rating : bool
        Whether it is known to be an answer; numbers that are a ladder of steps are one too.

    Returns
    -------
    Candidate
    """
    values = table.frame[name]
    is_rating = is_rating or _is_ladder(values)
    return Candidate(name=name, values=numbers(values), rank=rank, is_rating=is_rating)


def may_be_feature(column: ColumnProfile, n_rows: int, most_missing: float = MOST_MISSING) -> bool:
    """Return whether a column of numbers says something of what customers do or are.

    Parameters
    ----------
    column : ColumnProfile
    n_rows : int
    most_missing : float
        Share of customers who may lack a value.

    Returns
    -------
    bool
    """
    terms = words(column.name)
    chosen = column.role == Role.FEATURE or (
        column.role == Role.DESCRIPTOR and (column.kind == Kind.ORDERED or is_person(column))
    )
    return (
        chosen
        and column.numeric
        and column.personal is None
        and column.lens != Lens.GEOGRAPHIC
        and column.missing <= most_missing * n_rows
        and column.distinct >= (2 if terms & ORDERS else min(FEWEST_VALUES, n_rows))
        and not ("score" in terms and terms & MEASURES)
        and not terms <= CALENDAR
        and not terms & (CODES | CONSENT | RESULTS)
    )


def numbers(values: pd.Series) -> np.ndarray:
    """Return a column as numbers, NaN where it holds none.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    ndarray of shape (n_rows,), float64
    """
    found = values.to_numpy(dtype=float, na_value=np.nan)
    there = np.isfinite(found)
    return found if there.all() else np.where(there, found, np.nan)


def is_person(column: ColumnProfile) -> bool:
    """Return whether a number tells who customers are, not what they do or are worth.

    Parameters
    ----------
    column : ColumnProfile

    Returns
    -------
    bool
    """
    return bool(column.lens and column.lens.is_person and not words(column.name) & VALUE_WORDS)


def _is_ladder(values: pd.Series) -> bool:
    """Return whether numbers are the steps of an answer, whatever their column is called."""
    if values.dtype != np.int64:
        return False
    low, high = int(values.min()), int(values.max())
    return low in {0, 1} and low + FEWEST_VALUES - 1 <= high <= MOST_STEPS - 1


def _rank(column: ColumnProfile) -> int:
    if is_person(column):
        return PERSON
    if column.lens == Lens.BEHAVIOURAL and words(column.name) & DOING_WORDS:
        return BEHAVIOUR
    return VALUE if words(column.name) & (VALUE_WORDS | AVERAGES) else OTHER
