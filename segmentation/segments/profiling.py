"""What sets each segment apart, column by column, in the units of the file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.composition import Composition, composition
from segmentation.tables.columns.taxonomy import CATEGORIES, DESCRIBING, NUMBERS
from segmentation.tables.labels import ColumnLabel, split_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact:
    """The mean of a number in a segment beside the mean of all customers.

    Attributes
    ----------
    column : str
    label : ColumnLabel
    mean, overall : float
        In the file's units; NaN when every value is missing.
    z : float
        (mean − overall) / standard deviation of all customers (population); 0 for a constant.
    n_known : int
        Customers of the segment with a value.
    is_feature : bool
        Whether the segments were made from this column.
    """

    column: str
    label: ColumnLabel
    mean: float
    overall: float
    z: float
    n_known: int
    is_feature: bool

    @property
    def difference(self) -> float:
        """Mean of the segment less mean of all customers, in the file's units."""
        return self.mean - self.overall

    @property
    def index(self) -> float:
        """Mean of the segment as a percentage of that of all customers; NaN unless that is > 0."""
        return 100 * self.mean / self.overall if self.overall > 0 else float("nan")


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
    is_feature : bool
        Whether the segments were made from this column.
    """

    column: str
    label: ColumnLabel
    level: str
    share: float
    overall: float
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
    numbers = [
        _number_facts(rows.frame[name], labels, len(sizes), name in features)
        for name in described(rows, features, NUMBERS)
    ]
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
    sums = np.array([fact.mean * fact.n_known if fact.n_known else 0.0 for fact in facts])
    usable = sums.sum() > 0 and (sums >= 0).all()
    return tuple((sums / sums.sum() if usable else np.full(len(sums), np.nan)).tolist())


def finite(values: pd.Series) -> np.ndarray:
    """Return a column as floats, (n_samples,), with NaN for whatever is no finite number."""
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return (
        numbers if np.isfinite(numbers).all() else np.where(np.isfinite(numbers), numbers, np.nan)
    )


def _number_facts(
    values: pd.Series,
    labels: np.ndarray,
    n_segments: int,
    is_feature: bool,  # noqa: FBT001 - private
) -> list[NumberFact]:
    numbers = finite(values)
    known = ~np.isnan(numbers)
    if not known.all():
        numbers, labels = numbers[known], labels[known]
    counts = np.bincount(labels, minlength=n_segments)
    means = np.full(n_segments, np.nan)
    overall, spread = float("nan"), 0.0
    if len(numbers):
        with np.errstate(over="ignore", invalid="ignore"):  # numbers near the largest there are
            overall = float(numbers.mean())
            apart = numbers - overall
            spread = float(np.sqrt(np.mean(apart**2)))
            sums = np.bincount(labels, weights=numbers, minlength=n_segments)
            np.divide(sums, counts, out=means, where=counts > 0)
    name = str(values.name)
    return [
        NumberFact(
            column=name,
            label=split_unit(name),
            mean=float(mean),
            overall=overall,
            z=float((mean - overall) / spread) if spread > 0 and np.isfinite(mean) else 0.0,
            n_known=int(count),
            is_feature=is_feature,
        )
        for mean, count in zip(means, counts, strict=True)
    ]


def _category_facts(table: Composition) -> list[CategoryFact]:
    facts = []
    for shares in table.shares:
        top = int(shares.argmax()) if shares.any() else None
        facts.append(
            CategoryFact(
                column=table.column,
                label=table.label,
                level="" if top is None else table.levels[top],
                share=0.0 if top is None else float(shares[top]),
                overall=0.0 if top is None else float(table.overall[top]),
                is_feature=table.is_feature,
            )
        )
    return facts
