"""Segmentations beside each other: of the same customers, of two dates, of many dates."""

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.errors import DataError
from segmentation.models.model import SegmentModel
from segmentation.segments.facts.numbers import NumberFact, with_median
from segmentation.segments.matching_segments import (
    NOWHERE,
    Comparison,
    Migration,
    compare_labels,
    migrate,
)
from segmentation.tables.table import Table


def compare(a: Segmentation, b: Segmentation) -> Comparison:
    """Compare two segmentations of the same customers, or of two files of them.

    Parameters
    ----------
    a, b : Segmentation
        Of one table, or of tables with the same identifier.

    Returns
    -------
    Comparison
        ``agreement`` (adjusted Rand index), ``matched`` segments, ``flows``, and who
        ``moved`` in ``customers``.

    Raises
    ------
    DataError
        If nothing says which customers are the same.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.load_sample("mall_customers")
    >>> columns = ("Annual Income (k$)", "Spending Score (1-100)")
    >>> four, five = (
    ...     sg.segment(table, sg.SegmentationSpec(features=columns, n_clusters=k)) for k in (4, 5)
    ... )
    >>> comparison = sg.compare(four, five)
    >>> comparison.n_common, comparison.n_moved
    (200, 25)
    """
    known = a.rows.identifier is not None and a.rows.identifier == b.rows.identifier
    if not known and a.fingerprint != b.fingerprint:
        raise DataError(
            "Nothing says which customers of the two files are the same. Choose a column on the "
            "Data page that identifies customers, the same in both."
        )
    return compare_labels(
        labels_of(a, by_row=not known), labels_of(b, by_row=not known), a.n_clusters, b.n_clusters
    )


def labels_of(result: Segmentation, *, by_row: bool = False) -> pd.Series:
    """Return the segment of every customer, those left out among them.

    Parameters
    ----------
    result : Segmentation
    by_row : bool
        Whether customers are known by their row and not by their identifier.

    Returns
    -------
    pandas.Series of int
        By the identifier as text; `NOWHERE` for those left out.
    """
    if by_row:
        return pd.Series(result.labels, index=result.rows.positions)
    kept = pd.Series(result.labels, index=result.rows.identifiers.astype(str))
    left_out = result.ledger["identifier"].dropna().astype(str)
    rest = pd.Series(NOWHERE, index=left_out[~left_out.isin(kept.index)].drop_duplicates())
    return pd.concat([kept, rest]).astype(int)


def scored_labels(model: SegmentModel, table: Table) -> pd.Series:
    """Return what a model says of the customers of a file.

    Parameters
    ----------
    model : SegmentModel
    table : Table
        With the identifier that the model's customers had.

    Returns
    -------
    pandas.Series of int
        By the identifier as text; `NOWHERE` for rows that cannot be scored.

    Raises
    ------
    DataError
        If the file lacks the identifier.
    ModelError
        If it lacks a column of the model.
    """
    labels = model.score(table.frame)["segment"].fillna(NOWHERE).to_numpy(dtype=int)
    return pd.Series(labels, index=customers_of(model, table))


def customers_of(model: SegmentModel, table: Table) -> pd.Index:
    """Return the customers of a file as the model's customers are known.

    Parameters
    ----------
    model : SegmentModel
    table : Table

    Returns
    -------
    pandas.Index of str

    Raises
    ------
    DataError
        If the file lacks the identifier, or there is none.
    """
    check_identifier(model, table)
    return pd.Index(table.frame[model.identifier].astype(str))


def check_identifier(model: SegmentModel, table: Table) -> None:
    """Refuse a file whose customers cannot be told apart as the model's were.

    Parameters
    ----------
    model : SegmentModel
    table : Table

    Raises
    ------
    DataError
        If the file lacks the identifier, or there is none.
    """
    if model.identifier is None:
        raise DataError(
            "The customers have no identifier, so it cannot be said who moved. Choose one on "
            "the Data page."
        )
    if model.identifier not in table.frame.columns:
        raise DataError(
            f"{table.name} has no column “{model.identifier}”, which identifies customers. Add "
            "it, or rename the column that holds it."
        )


def compare_dates(
    earlier: Segmentation, later: Table, refit: Segmentation, value: str | None = None
) -> Migration:
    """Split what changed between two files into customers who moved and segments that moved.

    Parameters
    ----------
    earlier : Segmentation
    later : Table
        The customers at a later date, with the same identifier.
    refit : Segmentation
        Of `later`, with the same settings.
    value : str or None
        A column of both files whose sum is worth something.

    Returns
    -------
    Migration

    Raises
    ------
    DataError
        If the files have no identifier in common, or a customer stands in one twice.
    ModelError
        If the later file lacks a column of the model.
    """
    model = earlier.model
    worth = None
    if value is not None:
        then = pd.Series(
            _numbers(earlier.rows.frame, value),
            index=pd.Index(earlier.rows.identifiers.astype(str)),
        )
        worth = then, pd.Series(_numbers(later.frame, value), index=customers_of(model, later))
    return migrate(
        labels_of(earlier),
        scored_labels(model, later),
        labels_of(refit),
        (earlier.n_clusters, refit.n_clusters),
        worth,
    )


def middles(
    earlier: Segmentation, anew: Segmentation, segment: int, partner: int
) -> tuple[tuple[NumberFact, NumberFact], ...]:
    """Tell what is typical of a segment then and found anew, in one measure.

    Parameters
    ----------
    earlier, anew : Segmentation
        By the same features, of two files.
    segment, partner : int
        Of the earlier, and which of the later it is.

    Returns
    -------
    tuple of (NumberFact, NumberFact)
        Of every number that made the segments. Both tell medians where the column has a long tail
        or outliers in either file: a median beside a mean would look like a change.
    """
    later = {fact.column: fact for fact in anew.profiles[partner].numbers}
    pairs = []
    for fact in earlier.profiles[segment].numbers:
        if fact.is_feature and fact.column in later:
            pair = fact, later[fact.column]
            if pair[0].is_skewed != pair[1].is_skewed:
                pair = _with_median(earlier, pair[0], segment), _with_median(anew, pair[1], partner)
            pairs.append(pair)
    return tuple(pairs)


def _with_median(result: Segmentation, fact: NumberFact, segment: int) -> NumberFact:
    return with_median(fact, result.rows.frame[fact.column], result.labels == segment)


def size_history(model: SegmentModel, tables: list[Table]) -> np.ndarray:
    """Count the customers of each segment in several files, by the same rule.

    Parameters
    ----------
    model : SegmentModel
    tables : list of Table

    Returns
    -------
    ndarray of shape (n_files, k + 1), int
        The last column counts rows that cannot be scored.

    Raises
    ------
    ModelError
        If a file lacks a column of the model.
    """
    k = model.n_clusters
    scores = (model.score(table.frame)["segment"] for table in tables)
    return np.array([np.bincount(s.fillna(k).astype(int), minlength=k + 1) for s in scores])


def _numbers(frame: pd.DataFrame, name: str) -> np.ndarray:
    values = frame[name].to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(values), values, 0.0)
