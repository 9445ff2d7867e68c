"""The preparation of a table that stays in its database, from exact statistics of all its rows.

What it is fitted by is the code of a table in memory (`segmentation.clustering.preparing.fitting`);
statements answer instead of arrays.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from numbers import Real

import numpy as np
import pandas as pd

from segmentation.clustering.preparing.numbers import Numbers
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows, reason_texts
from segmentation.engines.large.columns import (
    QUARTILES,
    ColumnsTold,
    ranks_for,
)
from segmentation.engines.large.preparation import Preparation, kept_rows
from segmentation.engines.reading.keeping import Keeping, finite_values
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.warehouse.relation import Relation
from segmentation.engines.warehouse.sampling import changing
from segmentation.engines.warehouse.statements import KeptRows
from segmentation.engines.warehouse.statistics import counted_numbers
from segmentation.errors import SpecError
from segmentation.tables.columns.kinds import MAX_LEVELS
from segmentation.tables.columns.levels import level_names

MOST_VALUES = 100 * MAX_LEVELS
"""Different values of a category that are looked at; more are no category."""


def prepare(relation: Relation, sample: Sample, spec: SegmentationSpec) -> Preparation:
    """Clean the rows and learn the features.

    Parameters
    ----------
    relation : Relation
    sample : Sample
        Of it.
    spec : SegmentationSpec

    Returns
    -------
    Preparation

    Raises
    ------
    SpecError
        If a setting does not fit the table, or rows of one customer are to be put together.
    DataError
        If too few customers remain, a column changes its type, or the database refuses.
    """
    if spec.duplicates != "keep":
        raise SpecError(
            f"{relation.name} stays in its database, where rows of one customer are not put "
            f"together ({spec.duplicates}). Make it one row per customer by a query, or keep all "
            f"rows."
        )
    dialect = relation.database.dialect

    def measured(rows: CustomerRows, every: Keeping, names: list[str]) -> Mapping[str, Numbers]:
        kept = KeptRows(keeping=every, numbers=frozenset(names), dialect=dialect)
        return _numbers(relation, kept, rows, spec)

    relation.progress.begin("Measuring the columns", 0)
    rows, keeping, numbers = kept_rows(sample, spec, measured)
    kept = KeptRows(keeping=keeping, numbers=frozenset(numbers), dialect=dialect)
    told = told_of(relation, kept)
    found = _numbers(relation, kept, rows, spec)
    return Preparation.of(rows, keeping, found, told, spec)


def _numbers(
    relation: Relation, kept: KeptRows, rows: CustomerRows, spec: SegmentationSpec
) -> dict[str, Numbers]:
    """Return what answers for each column of numbers; one without values is missing."""
    shares = (*QUARTILES, *(spec.outlier_quantiles if spec.outliers != "keep" else ()))
    drawn = {n: finite_values(rows.frame[n]) for n in spec.features if n in kept.numbers}
    return counted_numbers(relation, kept, drawn, lambda n: ranks_for(n, shares))


def told_of(relation: Relation, kept: KeptRows) -> ColumnsTold:
    """Count the rows by why they are left out, and the values of every category.

    Parameters
    ----------
    relation : Relation
    kept : KeptRows

    Returns
    -------
    ColumnsTold

    Raises
    ------
    DataError
        If a number is none in some rows.
    SpecError
        If a category holds decimals.
    """
    n_kept, left_out = counted_rows(relation, kept)
    told = ColumnsTold(n_kept=n_kept, left_out=left_out)
    for name in kept.keeping.features:
        if name not in kept.numbers:
            told.levels[name], told.coded[name] = _levels(relation, kept, name)
    return told


def counted_rows(relation: Relation, kept: KeptRows) -> tuple[int, Counter[str]]:
    """Count the rows that are kept, and the others by why they are left out.

    Parameters
    ----------
    relation : Relation
    kept : KeptRows

    Returns
    -------
    n_kept : int
    left_out : Counter of str

    Raises
    ------
    changing
        If a number is none in some rows.
    """
    features, reasons = kept.keeping.features, list(kept.reasons)
    _, rows = relation.ask(kept.counts())
    table = np.array(rows, dtype=float).astype(np.int64)
    flags, sizes = table[:, : len(reasons)].astype(bool), table[:, len(reasons)]
    numbers = [name for name in features if name in kept.numbers]
    for name, n_texts in zip(numbers, table[:, len(reasons) + 1 :].sum(axis=0), strict=True):
        if n_texts:
            raise changing(name, int(n_texts), f"{relation.n_rows:,} rows")
    gone = np.flatnonzero(flags.any(axis=1))
    texts = reason_texts({reason: flags[:, at] for at, reason in enumerate(reasons)}, gone)
    left_out: Counter[str] = Counter()
    for reason, size in zip(texts, sizes[gone].tolist(), strict=True):
        left_out[reason] += size
    return int(sizes.sum() - sizes[gone].sum()), left_out


def _levels(relation: Relation, kept: KeptRows, name: str) -> tuple[Counter[str], bool]:
    _, rows = relation.ask(kept.levels(name, MOST_VALUES))
    values = [value for value, _ in rows]
    if any(isinstance(value, float | Decimal) and value not in {0, 1} for value in values):
        raise SpecError(
            f"“{name}” is a category of decimals, which databases write in their own ways. Cast it "
            f"to whole numbers or text by a query."
        )
    said = level_names(pd.Series(values, dtype=object), coded=False).tolist()
    levels: Counter[str] = Counter()
    for level, (_, size) in zip(said, rows, strict=True):
        levels[level] += int(size)
    return levels, all(isinstance(value, Real | Decimal) for value in values)
