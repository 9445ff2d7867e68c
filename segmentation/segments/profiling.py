"""What sets each segment apart, column by column, in the units of the file."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.clustering.features import level_names
from segmentation.customers.cleaning import CustomerRows
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
    is_feature : bool
        Whether the segments were made from this column.
    """

    column: str
    label: ColumnLabel
    mean: float
    overall: float
    z: float
    is_feature: bool

    @property
    def difference(self) -> float:
        """Mean of the segment less mean of all customers, in the file's units."""
        return self.mean - self.overall


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
    numbers = _number_facts(rows, labels, _ordered(rows, features, {"number"}), features)
    categories = _category_facts(
        rows, labels, _ordered(rows, features, {"category", "ordered", "boolean"}), features
    )
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


def _ordered(rows: CustomerRows, features: tuple[str, ...], kinds: set[str]) -> list[str]:
    """Return the columns of these kinds to describe, chosen features first."""
    shown = [
        column.name
        for column in rows.columns
        if column.kind in kinds and column.role in {"feature", "descriptor"}
    ]
    chosen = [name for name in features if rows.column(name).kind in kinds]
    return chosen + [name for name in shown if name not in chosen]


def _number_facts(
    rows: CustomerRows, labels: np.ndarray, columns: list[str], features: tuple[str, ...]
) -> list[list[NumberFact]]:
    if not columns:
        return []
    values = rows.frame[columns].replace([np.inf, -np.inf], np.nan)
    means = values.groupby(labels).mean()
    overall, spread = values.mean(), values.std(ddof=0)
    return [
        [
            NumberFact(
                column=name,
                label=split_unit(name),
                mean=float(mean),
                overall=float(overall[name]),
                z=_z(mean - overall[name], spread[name]),
                is_feature=name in features,
            )
            for mean in means[name]
        ]
        for name in columns
    ]


def _z(difference: float, spread: float) -> float:
    return float(difference / spread) if spread > 0 and np.isfinite(difference) else 0.0


def _category_facts(
    rows: CustomerRows, labels: np.ndarray, columns: list[str], features: tuple[str, ...]
) -> list[list[CategoryFact]]:
    return [_level_facts(rows.frame[name], labels, name in features) for name in columns]


def _level_facts(values: pd.Series, labels: np.ndarray, is_feature: bool) -> list[CategoryFact]:  # noqa: FBT001 - private
    filled = values.notna().to_numpy()
    levels = pd.Series(level_names(values)[filled].astype(str), dtype=object)
    n_segments = int(labels.max()) + 1
    counts = pd.crosstab(labels[filled], levels).reindex(range(n_segments), fill_value=0)
    shares = counts.div(counts.sum(axis=1).replace(0, 1), axis=0)
    overall = counts.sum() / max(1, int(counts.to_numpy().sum()))
    facts = []
    for segment in range(n_segments):
        known = bool(counts.loc[segment].sum())
        level = str(shares.loc[segment].idxmax()) if known else ""
        facts.append(
            CategoryFact(
                column=str(values.name),
                label=split_unit(str(values.name)),
                level=level,
                share=float(shares.loc[segment, level]) if known else 0.0,
                overall=float(overall[level]) if known else 0.0,
                is_feature=is_feature,
            )
        )
    return facts
