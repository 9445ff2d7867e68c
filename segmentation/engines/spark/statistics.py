"""Columns of numbers that answer what the preparation asks, by aggregates of Spark.

Counts, extremes, quantiles and shares are exact at any size: an approximate quantile says between
which values a wanted rank lies, those below are counted, and only those between come here. Means
and deviations agree with those in memory to the last few bits. The power of a Yeo-Johnson transform
is fitted to the sample.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from segmentation.clustering.preparing.numbers import Placed
from segmentation.engines.large.streamed import Ranks, StreamedNumbers

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ACCURACY = 20_000
"""An approximate quantile is off by at most one rank in so many."""

MARGIN = 2 / ACCURACY
FEW_VALUES = 100_000
"""Values of a column that may come here all."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkNumbers(StreamedNumbers):
    """`Numbers` of a column that Spark reads.

    Attributes
    ----------
    frame : pyspark.sql.DataFrame
        Whose column `name` holds the finite numbers of the kept rows, and nulls.
    """

    frame: "DataFrame" = field(repr=False)

    def moments(self, placed: Placed | None) -> tuple[float, float]:
        """Return the mean and the standard deviation, of what is made of the values if anything."""
        if placed is None:
            return self.mean, self.deviation
        values = self.frame.select(self.name).dropna()

        def moments_of(batches: object) -> object:
            for batch in filter(len, batches):
                made = placed(batch.column(0).to_numpy(zero_copy_only=False))
                mean, squares = made.mean(), ((made - made.mean()) ** 2).sum()
                yield pa.RecordBatch.from_arrays(
                    [pa.array([len(made)]), pa.array([mean]), pa.array([squares])], ["n", "m", "s"]
                )

        told = values.mapInArrow(moments_of, "n long, m double, s double").toArrow()
        sizes, means, squares = (column.to_numpy() for column in told.columns)
        mean = float(np.average(means, weights=sizes))
        spread = squares.sum() + (sizes * (means - mean) ** 2).sum()
        return mean, float(np.sqrt(spread / sizes.sum()))


def spark_numbers(
    frame: "DataFrame",
    drawn: Mapping[str, np.ndarray],
    shares: Sequence[float],
    ranks: Callable[[int], Sequence[int]],
) -> dict[str, SparkNumbers]:
    """Aggregate columns of numbers.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Finite numbers and nulls, in columns of plain names.
    drawn : mapping of str to ndarray
        By column that is asked for, the values of the sample.
    shares : sequence of float
        At which ranks are needed.
    ranks : callable
        Returns these ranks, of so many values.

    Returns
    -------
    dict of str to SparkNumbers
        Without the columns that have no value.
    """
    told = _summaries(frame, list(drawn), shares)
    told = {name: each for name, each in told.items() if each["n"]}
    wanted = {
        name: np.unique(np.asarray(ranks(each["n"]), dtype=np.int64)) for name, each in told.items()
    }
    found = _ranked(frame, told, wanted)
    return {
        name: SparkNumbers(
            name=name,
            n_values=each["n"],
            lowest=each["low"],
            highest=each["high"],
            mean=each["mean"],
            deviation=each["deviation"],
            is_whole=each["whole"],
            search=found[name],
            drawn=drawn[name],
            passes=None,
            frame=frame,
        )
        for name, each in told.items()
    }


def _summaries(
    frame: "DataFrame", names: Sequence[str], shares: Sequence[float]
) -> dict[str, dict[str, object]]:
    """Aggregate all columns at once."""
    from pyspark.sql import functions as sf

    if not names:
        return {}
    ends = [min(1.0, max(0.0, share + off)) for share in shares for off in (-MARGIN, MARGIN)]
    around = ", ".join(f"{end!r}D" for end in map(float, ends))
    asked = []
    for name in names:
        column = sf.col(name)
        figures = {
            "n": sf.count(column),
            "low": sf.min(column),
            "high": sf.max(column),
            "mean": sf.avg(column),
            "deviation": sf.stddev_pop(column),
            "whole": sf.coalesce(sf.bool_and(column % 1 == 0), sf.lit(True)),
            "around": sf.expr(f"percentile_approx({name}, array({around}), {ACCURACY})"),
        }
        asked.append(sf.struct(*(each.alias(what) for what, each in figures.items())).alias(name))
    (told,) = frame.agg(*asked).toArrow().to_pylist()
    return told


def _ranked(
    frame: "DataFrame",
    told: Mapping[str, Mapping[str, object]],
    wanted: Mapping[str, np.ndarray],
) -> dict[str, Ranks]:
    """Find the values at ranks: count those below each band, and look into the bands."""
    found, left = {}, list(told)
    for bands_of in (_bands, _everything):
        bands = {name: bands_of(told[name]) for name in left}
        counts = _counted(frame, bands) if left else {}
        for name in left:
            ranks = _ranks(wanted[name], *counts[name])
            if ranks is not None:
                found[name] = ranks
        left = [name for name in left if name not in found]
    return found


def _everything(told: Mapping[str, object]) -> list[tuple[float, float]]:
    return [(told["low"], told["high"])]


def _bands(told: Mapping[str, object]) -> list[tuple[float, float]]:
    """Return intervals that do not meet, around every approximate quantile."""
    if told["n"] <= FEW_VALUES:
        return _everything(told)
    around, bands = told["around"], []
    for low, high in sorted(zip(around[::2], around[1::2], strict=True)):
        if bands and low <= bands[-1][1]:
            bands[-1] = (bands[-1][0], max(high, bands[-1][1]))
        else:
            bands.append((low, high))
    return bands


def _counted(
    frame: "DataFrame", bands: Mapping[str, list[tuple[float, float]]]
) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return by column the values in its bands, how often each occurs, and how many precede it.

    Returns
    -------
    dict of str to tuple of (ndarray, ndarray, ndarray)
        What precedes a value are those below its band, and those in the band that are smaller.
    """
    from pyspark.sql import functions as sf

    lows = [(name, low) for name, each in bands.items() for low, _ in each]
    below = [sf.count_if(sf.col(n) < low).alias(f"b{at}") for at, (n, low) in enumerate(lows)]
    (told,) = frame.agg(*below).toArrow().to_pylist()
    below_band = {key: told[f"b{at}"] for at, key in enumerate(lows)}
    holds = reduce(
        or_,
        (
            (sf.col("name") == name) & sf.col("value").between(low, high)
            for name, each in bands.items()
            for low, high in each
        ),
    )
    long = frame.select(*bands).unpivot([], list(bands), "name", "value").where(holds)
    rows = long.groupBy("name", "value").count().toArrow().to_pandas()
    counts = {}
    for name, each in bands.items():
        own = rows[rows["name"] == name].sort_values("value")
        values, times = own["value"].to_numpy(), own["count"].to_numpy()
        precede = np.cumsum(times) - times
        band = np.searchsorted([low for low, _ in each], values, "right") - 1
        first = np.searchsorted(values, [low for low, _ in each])
        base = np.array([below_band[name, low] for low, _ in each])
        counts[name] = values, times, base[band] + precede - precede[first][band]
    return counts


def _ranks(
    wanted: np.ndarray, values: np.ndarray, times: np.ndarray, precede: np.ndarray
) -> Ranks | None:
    """Return the values at the wanted ranks; None where one lies between the bands."""
    at = np.searchsorted(precede, wanted, "right") - 1
    if (at < 0).any() or (wanted >= precede[at] + times[at]).any():
        return None
    return Ranks(ranks=wanted, values=values[at], up_to=precede[at] + times[at])
