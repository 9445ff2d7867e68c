"""The preparation of a table that lies with Spark, from exact statistics of all its rows.

What it is fitted by is the code of a table in memory (`segmentation.clustering.preparing.fitting`);
aggregates answer instead of arrays.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.preparing.numbers import Numbers
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.cleaning import CustomerRows
from segmentation.engines.large.columns import (
    QUARTILES,
    ColumnsTold,
    fitted_column,
    ranks_for,
)
from segmentation.engines.large.preparation import Preparation, kept_rows
from segmentation.engines.reading.keeping import Keeping, finite_values
from segmentation.engines.reading.sampling import Sample
from segmentation.engines.spark.expressions import WHY, cell_name, kept, placed
from segmentation.engines.spark.reading import SparkTable
from segmentation.engines.spark.statistics import SparkNumbers, spark_numbers
from segmentation.errors import SpecError
from segmentation.models.drift import DECILES
from segmentation.tables.columns.kinds import MAX_LEVELS
from segmentation.tables.columns.levels import level_names

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_VALUES = 100 * MAX_LEVELS
"""Different values of a category that are looked at; more are no category."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkPreparation(Preparation):
    """`Preparation`, and the points of all kept rows.

    Attributes
    ----------
    cells : pyspark.sql.DataFrame
        Of `kept`, held by the workers.
    points : pyspark.sql.DataFrame of shape (n_kept, n_axes)
    """

    cells: "DataFrame" = field(repr=False)
    points: "DataFrame" = field(repr=False)


def prepare(table: SparkTable, sample: Sample, spec: SegmentationSpec) -> SparkPreparation:
    """Clean the rows and learn the features.

    Parameters
    ----------
    table : SparkTable
    sample : Sample
        Of it.
    spec : SegmentationSpec

    Returns
    -------
    SparkPreparation

    Raises
    ------
    SpecError
        If a setting does not fit the table, or rows of one customer are to be put together.
    DataError
        If too few customers remain, or a part cannot be read.
    """
    if spec.duplicates != "keep":
        raise SpecError(
            f"{table.name} lies with Spark, where rows of one customer are not put together "
            f"({spec.duplicates}). Make it one row per customer first, or keep all rows."
        )

    def measured(rows: CustomerRows, every: Keeping, names: list[str]) -> Mapping[str, Numbers]:
        return _numbers(_kept_only(kept(table.frame, every)), rows, names, spec)

    table.progress.begin("Measuring the columns", 0)
    rows, keeping, numbers = kept_rows(sample, spec, measured)
    cells = kept(table.frame, keeping).persist()
    told, names = _told(cells, sample.texts, spec, numbers)
    found = _numbers(_kept_only(cells), rows, numbers, spec)
    fitted = [fitted_column(name, rows, found, told, spec) for name in spec.features]
    space = FeatureSpace(features=tuple(feature for feature, _ in fitted))
    by_level = {
        feature.name: _by_level(names[feature.name], coded=feature.coded)
        for feature in space.features
        if feature.name in names
    }
    return SparkPreparation(
        rows=rows,
        keeping=keeping,
        space=space,
        columns=tuple(column for _, column in fitted),
        n_kept=told.n_kept,
        left_out=told.left_out,
        cells=cells,
        points=placed(cells, space, by_level),
    )


def _kept_only(cells: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as sf

    return cells.where(sf.col(WHY).isNull())


def _numbers(
    cells: "DataFrame", rows: CustomerRows, names: list[str], spec: SegmentationSpec
) -> dict[str, SparkNumbers]:
    """Return what answers for each column of numbers; one without values is missing."""
    shares = (*QUARTILES, *(spec.outlier_quantiles if spec.outliers != "keep" else ()))
    places = {cell_name(spec.features.index(name)): name for name in names}
    drawn = {cell: finite_values(rows.frame[name]) for cell, name in places.items()}
    found = spark_numbers(cells, drawn, (*shares, *DECILES), lambda n: ranks_for(n, shares))
    return {places[cell]: numbers for cell, numbers in found.items()}


def _told(
    cells: "DataFrame", texts: frozenset[str], spec: SegmentationSpec, numbers: list[str]
) -> tuple[ColumnsTold, Mapping[str, pd.Series]]:
    """Count the rows by why they are left out, and the values of every category."""
    why = cells.groupBy(WHY).count().toArrow().to_pylist()
    left_out = Counter({each[WHY]: each["count"] for each in why if each[WHY] is not None})
    n_kept = sum(each["count"] for each in why if each[WHY] is None)
    told, names = ColumnsTold(n_kept=n_kept, left_out=left_out), {}
    for at, name in enumerate(spec.features):
        if name in numbers:
            continue
        column = cell_name(at)
        counted = _kept_only(cells).select(column).dropna().groupBy(column).count()
        found = counted.limit(MOST_VALUES).toArrow().to_pandas()
        names[name] = found[column]
        levels = level_names(found[column], coded=False).astype(str)
        told.levels[name] = Counter(
            dict(zip(levels.tolist(), found["count"].tolist(), strict=True))
        )
        is_text = name in texts  # as a table holds yes and no with gaps
        told.coded[name] = found[column].dtype.kind in "biuf" and not is_text
    return told, names


def _by_level(values: pd.Series, *, coded: bool) -> dict[str, list[object]]:
    """Return the values of the file that each level has."""
    called = level_names(values, coded=coded)
    plain = np.array(values.tolist(), dtype=object)
    return {level: plain[called == level].tolist() for level in dict.fromkeys(called.tolist())}
