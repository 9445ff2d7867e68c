"""Segments as they may be told to others: nothing of a handful of customers, nobody's own value."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.disclosure.suppression import (
    MINIMUM,
    ProtectedCounts,
    protected,
    told_together,
)
from segmentation.segments.facts.numbers import NumberFact, finite
from segmentation.segments.profiling import CategoryFact, SegmentProfile, profile_segments

MOST_LEVELS = 6
NO_VALUE, OTHERS = "no value", "other values"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mix:
    """A category by segments, as far as it may be told.

    Attributes
    ----------
    column : str
    label : str
        Without its unit.
    levels : tuple of str
        The most frequent first; rare ones together come last.
    n_rest : int
        Levels at the end that are no value of their own: what is put together.
    table : ProtectedCounts
        A row per told segment, one more of those told together, and a column per level; every
        customer counts, also without a value.
    """

    column: str
    label: str
    levels: tuple[str, ...]
    n_rest: int
    table: ProtectedCounts = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether every level is told of every segment."""
        return not (self.n_rest or self.table.hidden.any())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToldSegments:
    """What may be told of segments.

    Attributes
    ----------
    segments : tuple of int
        The labels of those that are told one by one.
    n_customers : int
        In all segments.
    n_together : int
        Segments that are told together only (`told_together`).
    profiles : tuple of SegmentProfile
        Of `segments`, in that order, by the columns that may be told.
    rest : SegmentProfile or None
        Of those told together, as one; None where all are told one by one, or none is.
    mixes : tuple of Mix
    """

    segments: tuple[int, ...]
    n_customers: int
    n_together: int
    profiles: tuple[SegmentProfile, ...] = field(repr=False)
    rest: SegmentProfile | None = field(repr=False)
    mixes: tuple[Mix, ...] = field(repr=False)


def told_segments(
    rows: CustomerRows,
    labels: np.ndarray,
    features: tuple[str, ...],
    columns: Sequence[str],
    minimum: int = MINIMUM,
) -> ToldSegments:
    """Describe segments by what may be told of them.

    Parameters
    ----------
    rows : CustomerRows
    labels : ndarray of shape (n_kept,), int
        0-based segment of each kept row.
    features : tuple of str
        The columns that were clustered on.
    columns : sequence of str
        Those that may be told, the most telling first: none that names a person.
    minimum : int

    Returns
    -------
    ToldSegments
        A number that fewer than `minimum` of any segment that is told have, or of those told
        together, is left out of all: beside the others and the total it could be worked out.
        Totals, averages of all and shares of levels are of all customers.
    """
    sizes = np.bincount(labels)
    together = told_together(sizes.tolist(), minimum)
    alone = [segment for segment in range(len(sizes)) if segment not in together]
    place = np.full(len(sizes), len(alone))
    place[alone] = np.arange(len(alone))
    within = place[labels]
    profiles = profile_segments(rows, within, features) if alone else ()
    categories = {fact.column for profile in profiles[:1] for fact in profile.categories}
    mixes = {
        name: _mix(composition(rows, name, within), np.bincount(within), minimum)
        for name in columns
        if name in categories
    }
    told = _told_profiles(profiles, rows, within, columns, mixes, minimum)
    return ToldSegments(
        segments=tuple(alone),
        n_customers=len(labels),
        n_together=len(together),
        profiles=told[: len(alone)],
        rest=told[-1] if alone and together else None,
        mixes=tuple(mix for mix in mixes.values() if len(mix.levels) > 1),
    )


def middle(values: np.ndarray, minimum: int = MINIMUM) -> float:
    """Return the average of the middle customers, where a median would be the value of one.

    Parameters
    ----------
    values : ndarray of shape (n_samples,)
        Without NaN, at least `minimum`.
    minimum : int

    Returns
    -------
    float
        Of `minimum` or one more, so that as many are above as below.

    Examples
    --------
    >>> middle(np.array([1.0, 2, 3, 4, 5, 6, 1000]))
    4.0
    """
    width = min(len(values), minimum + (len(values) - minimum) % 2)
    first = (len(values) - width) // 2
    return float((np.sort(values)[first : first + width] / width).sum())


def _mix(counted: Composition, sizes: np.ndarray, minimum: int) -> Mix:
    """Protect a category; customers without a value are a level of their own."""
    without = sizes - counted.counts.sum(axis=1)
    names = (*counted.levels, NO_VALUE)
    table = protected(np.column_stack([counted.counts, without]), minimum, most=MOST_LEVELS)
    levels = [names[group[0]] if len(group) == 1 else OTHERS for group in table.groups]
    n_rest = int(bool(table.groups) and len(table.groups[-1]) > 1)
    return Mix(
        column=counted.column,
        label=counted.label.label,
        levels=tuple(levels),
        n_rest=n_rest,
        table=table,
    )


def _told_profiles(
    profiles: tuple[SegmentProfile, ...],
    rows: CustomerRows,
    labels: np.ndarray,
    columns: Sequence[str],
    mixes: dict[str, Mix],
    minimum: int,
) -> tuple[SegmentProfile, ...]:
    enough = {
        column[0].column: all(fact.n_known >= minimum for fact in column)
        for column in zip(*(profile.numbers for profile in profiles), strict=True)
    }
    return tuple(
        replace(
            profile,
            numbers=tuple(
                _told_number(fact, rows, labels == at, minimum)
                for fact in profile.numbers
                if fact.column in columns and enough[fact.column]
            ),
            categories=tuple(
                _told_level(fact, mixes[fact.column], at)
                for fact in profile.categories
                if fact.column in mixes
            ),
        )
        for at, profile in enumerate(profiles)
    )


def _told_number(
    fact: NumberFact, rows: CustomerRows, members: np.ndarray, minimum: int
) -> NumberFact:
    """Tell no median: it is the value of one customer or of two."""
    if not fact.is_skewed:
        return fact
    numbers = finite(rows.frame[fact.column])
    known = ~np.isnan(numbers)
    return replace(
        fact,
        median=middle(numbers[known & members], minimum),
        overall_median=middle(numbers[known], minimum),
    )


def _told_level(fact: CategoryFact, mix: Mix, row: int) -> CategoryFact:
    """Tell the most frequent level that may be told, of all customers; none where none may."""
    shares = np.nan_to_num(mix.table.shares[row], nan=-1.0)
    is_level = [
        at < len(mix.levels) - mix.n_rest and name != NO_VALUE for at, name in enumerate(mix.levels)
    ]
    shares = np.where(is_level, shares, -1.0)
    if shares.max(initial=-1.0) < 0 or len(mix.levels) < 2:
        return replace(fact, level="", share=0.0, overall=0.0)
    top = int(shares.argmax())
    overall = float(mix.table.overall[top])
    return replace(fact, level=mix.levels[top], share=float(shares[top]), overall=overall)
