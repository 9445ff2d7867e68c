"""What sets each segment apart, column by column, in the units of the file."""

from dataclasses import dataclass

import numpy as np

from segmentation.clustering.pool import run_all
from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.facts.numbers import NumberFact, finite, number_facts, scaled
from segmentation.tables.columns.taxonomy import CATEGORIES, DESCRIBING, NUMBERS
from segmentation.tables.labels import ColumnLabel
from segmentation.tables.roles import MANY_ROWS

__all__ = [
    "CategoryFact",
    "NumberFact",
    "SegmentProfile",
    "described",
    "finite",
    "profile_segments",
    "value_shares",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFact:
    """The most frequent level of a category in a segment.

    Attributes
    ----------
    column : str
    label : ColumnLabel
    level : str
        Empty when every value is missing.
    share, overall : float
        Share of the level in the segment and among all customers, 0 to 1, of those with a value.
    n_known : int
        Customers of the segment with a value.
    is_feature : bool
        Whether the segments were made from this column.
    """

    column: str
    label: ColumnLabel
    level: str
    share: float
    overall: float
    n_known: int
    is_feature: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentProfile:
    """One segment: how large, and how it differs from all customers.

    Attributes
    ----------
    segment : int
        0-based label.
    size : int
        Customers.
    share : float
        Of all segmented customers, 0 to 1.
    numbers : tuple of NumberFact
        Chosen features first, in the user's order, then the other numbers.
    categories : tuple of CategoryFact
        Likewise.
    """

    segment: int
    size: int
    share: float
    numbers: tuple[NumberFact, ...]
    categories: tuple[CategoryFact, ...]


def profile_segments(
    rows: CustomerRows, labels: np.ndarray, features: tuple[str, ...]
) -> tuple[SegmentProfile, ...]:
    """Describe every segment by all columns that say something about customers.

    Parameters
    ----------
    rows : CustomerRows
    labels : ndarray of shape (n_kept,), int
        0-based segment of each kept row.
    features : tuple of str
        The columns that were clustered on.

    Returns
    -------
    tuple of SegmentProfile
        In the order of the labels. Identifiers, free text, dates and ignored columns are left out
        unless they are features.
    """
    sizes = np.bincount(labels)

    def facts_of(name: str) -> list[NumberFact]:
        return number_facts(rows.frame[name], labels, len(sizes), is_feature=name in features)

    side_by_side = run_all if len(labels) >= MANY_ROWS else map
    numbers = list(side_by_side(facts_of, described(rows, features, NUMBERS)))
    categories = [
        _category_facts(composition(rows, name, labels, is_feature=name in features))
        for name in described(rows, features, CATEGORIES)
    ]
    return tuple(
        SegmentProfile(
            segment=segment,
            size=int(size),
            share=float(size / len(labels)),
            numbers=tuple(column[segment] for column in numbers),
            categories=tuple(column[segment] for column in categories),
        )
        for segment, size in enumerate(sizes)
    )


def described(rows: CustomerRows, features: tuple[str, ...], kinds: frozenset[str]) -> list[str]:
    """Return the columns of some kinds that describe customers.

    Parameters
    ----------
    rows : CustomerRows
    features : tuple of str
        The columns that were clustered on.
    kinds : frozenset of str
        `NUMBERS` or `CATEGORIES`.

    Returns
    -------
    list of str
        Features first, in the user's order.
    """
    shown = [
        column.name for column in rows.columns if column.kind in kinds and column.role in DESCRIBING
    ]
    chosen = [name for name in features if rows.column(name).kind in kinds]
    return chosen + [name for name in shown if name not in chosen]


def value_shares(profiles: tuple[SegmentProfile, ...], column: str) -> tuple[float, ...]:
    """Return each segment's share of the sum of a number.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    column : str
        One of their numbers.

    Returns
    -------
    tuple of float
        NaN where the sum is not above 0, or a segment's is below.
    """
    facts = [f for p in profiles for f in p.numbers if f.column == column]
    means = np.array([fact.mean if fact.n_known else 0.0 for fact in facts])
    counts = np.array([fact.n_known for fact in facts])
    sums = scaled(means)[0] * counts
    usable = sums.sum() > 0 and (sums >= 0).all()
    return tuple((sums / sums.sum() if usable else np.full(len(sums), np.nan)).tolist())


def _category_facts(table: Composition) -> list[CategoryFact]:
    facts = []
    for shares, known in zip(table.shares, table.counts.sum(axis=1), strict=True):
        top = int(shares.argmax()) if shares.any() else None
        facts.append(
            CategoryFact(
                column=table.column,
                label=table.label,
                level="" if top is None else table.levels[top],
                share=0.0 if top is None else float(shares[top]),
                overall=0.0 if top is None else float(table.overall[top]),
                n_known=int(known),
                is_feature=table.is_feature,
            )
        )
    return facts
