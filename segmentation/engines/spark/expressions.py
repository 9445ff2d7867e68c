"""Which rows are segmented, and where they lie, as expressions over a DataFrame.

The decisions are those of `segmentation.engines.reading.keeping` and of the fitted features
(`segmentation.clustering.features`); one test holds both together row by row. Formulas and the
filter are written by `segmentation.models.sql.formulas`, as for any database.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.customers.cleaning import EXTREME, GAP, OUTSIDE
from segmentation.customers.formulas.nodes import FLAG
from segmentation.engines.reading.keeping import Keeping
from segmentation.models.sql.dialects import DIALECTS
from segmentation.models.sql.formulas import WHERE, formula_layers

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

WHY = "seg_why"
"""The column that holds why a row is left out."""

NUMBERS = {"tinyint", "smallint", "int", "bigint", "float", "double"}
Names = Mapping[str, Mapping[str, list[object]]]
"""By category, the values of the file that each of its levels has."""


def axis_names(n_axes: int) -> list[str]:
    """Return what the columns of `placed` are called."""
    return [f"p{at}" for at in range(n_axes)]


def cell_name(place: int) -> str:
    """Return what a feature's column of `kept` is called, by its place."""
    return f"seg_x{place}"


def kept(frame: "DataFrame", keeping: Keeping) -> "DataFrame":
    """Return the features of all rows, and why some are left out.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
    keeping : Keeping

    Returns
    -------
    pyspark.sql.DataFrame
        A column by feature as `cell_name` says, numbers as doubles without gaps that are not null,
        and `WHY`, null for a row that is segmented.
    """
    from pyspark.sql import functions as sf

    frame, made = _with_formulas(frame, keeping)
    kinds = dict(frame.dtypes)
    cells = {}
    for name in keeping.features:
        held = made.get(name, name)
        column = sf.col("`" + held.replace("`", "``") + "`")
        cells[name] = _finite(column) if kinds[held] in NUMBERS else column
    gaps = [(name, cells[name].isNull()) for name in cells if keeping.missing == "drop"]
    beyond = [
        (name, (cells[name] < float(low)) | (cells[name] > float(high)))
        for name, (low, high) in keeping.limits.items()
    ]
    why = sf.lit(None).cast("string")
    for kind, told in ((EXTREME, beyond), (GAP, gaps)):
        if told:
            names = sf.concat_ws(", ", *(sf.when(holds, sf.lit(name)) for name, holds in told))
            holds = sf.coalesce(reduce(or_, (each for _, each in told)), sf.lit(False))
            why = sf.when(holds, sf.concat(sf.lit(kind), names)).otherwise(why)
    if keeping.derivation.where is not None:
        chosen = sf.coalesce(sf.col(WHERE), sf.lit(False))
        why = sf.when(~chosen, sf.lit(OUTSIDE + keeping.derivation.condition)).otherwise(why)
    columns = [cell.alias(cell_name(at)) for at, cell in enumerate(cells.values())]
    return frame.select(*columns, why.alias(WHY))


def _with_formulas(frame: "DataFrame", keeping: Keeping) -> tuple["DataFrame", dict[str, str]]:
    """Return the frame with what formulas make, and by name of a formula the column of it."""
    import sqlglot
    from pyspark.sql import functions as sf

    layers, made = formula_layers(keeping.derivation, DIALECTS["spark"])
    for layer in layers:
        written = {name: sqlglot.parse_one(what).sql("spark") for name, what in layer.items()}
        frame = frame.withColumns({name: sf.expr(what) for name, what in written.items()})
    for name, node in keeping.derivation.formulas:
        if node.kind == FLAG:  # a table holds flags with gaps as numbers
            frame = frame.withColumn(made[name], sf.col(made[name]).cast("int"))
    return frame, made


def _finite(column: "Column") -> "Column":
    from pyspark.sql import functions as sf

    number, most = column.cast("double"), float(np.finfo(float).max)
    return sf.when(number.between(-most, most), number)


def placed(frame: "DataFrame", space: FeatureSpace, names: Names) -> "DataFrame":
    """Return the points of kept rows.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Of `kept`.
    space : FeatureSpace
    names : mapping of str to mapping of str to list
        `Names`.

    Returns
    -------
    pyspark.sql.DataFrame of shape (n_kept, n_axes)
        Columns as in `axis_names`.
    """
    from pyspark.sql import functions as sf

    axes: list[Column] = []
    for at, feature in enumerate(space.features):
        cell = sf.col(cell_name(at))
        if isinstance(feature, CategoryFeature):
            axes += _levels(cell, feature, names[feature.name])
        else:
            axes.append(_point(cell, feature))
    called = zip(axes, axis_names(len(axes)), strict=True)
    return frame.where(sf.col(WHY).isNull()).select(*(axis.alias(name) for axis, name in called))


def _levels(
    cell: "Column", feature: CategoryFeature, names: Mapping[str, Sequence[object]]
) -> list["Column"]:
    from pyspark.sql import functions as sf

    axes = []
    for level in feature.levels:
        holds = cell.isin(list(names[level]))
        holds = sf.coalesce(holds, sf.lit(level == feature.fill))
        axes.append(sf.when(holds, sf.lit(feature.height)).otherwise(sf.lit(0.0)))
    return axes


def _point(cell: "Column", feature: NumberFeature) -> "Column":
    """Return one axis, as `NumberFeature.points` has it."""
    from pyspark.sql import functions as sf

    value = sf.coalesce(cell, sf.lit(feature.fill))
    if np.isfinite(feature.low):
        value = sf.greatest(value, sf.lit(float(feature.low)))
    if np.isfinite(feature.high):
        value = sf.least(value, sf.lit(float(feature.high)))
    if feature.transform == "log":
        value = sf.log1p(sf.greatest(value, sf.lit(0.0)))
    elif feature.transform == "yeo_johnson":
        above = _powered(sf.log1p(value), feature.power)
        below = -_powered(sf.log1p(-value), 2 - feature.power)
        value = sf.when(value >= 0, above).otherwise(below)
    return sf.lit(float(np.sqrt(feature.weight))) * (value - feature.center) / feature.scale


def _powered(log: "Column", power: float) -> "Column":
    """Return ((1 + x)^power − 1) / power from ln(1 + x)."""
    from pyspark.sql import functions as sf

    return log if power == 0 else sf.expm1(log * float(power)) / float(power)
