"""Rows get their segments on Spark's workers, by the package's own arithmetic."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from segmentation.engines.large.labelling import Totals, label_batch
from segmentation.engines.local import Tally, score_piece
from segmentation.engines.reading.keeping import Keeping
from segmentation.engines.spark.reading import SparkTable
from segmentation.engines.spark.session import refusals
from segmentation.engines.spark.writing import write
from segmentation.engines.writing import Piece, beside
from segmentation.exports.customers import free_names
from segmentation.models.model import SegmentModel
from segmentation.models.rule import AssignmentRule
from segmentation.models.scoring import SCORE_COLUMNS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NUMBERS = "numbers"


def totals_of(table: SparkTable, keeping: Keeping, rule: AssignmentRule) -> Totals:
    """Add up all rows by segment, partition by partition.

    Parameters
    ----------
    table : SparkTable
    keeping : Keeping
    rule : AssignmentRule

    Returns
    -------
    Totals

    Raises
    ------
    DataError
        If a part cannot be read, or a worker ends.
    """
    shape = rule.centers.shape

    def added(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        own = Totals.none(*shape)
        for batch in batches:
            own.add(label_batch(batch, keeping, rule, with_rows=False)[0])
        yield pa.RecordBatch.from_pydict({NUMBERS: [_flat(own)]})

    table.progress.begin("Counting the segments", 0)
    needed = table.frame.select([f"`{name.replace('`', '``')}`" for name in keeping.columns])
    with refusals(table.name, table.part_names):
        told = needed.mapInArrow(added, f"{NUMBERS} array<double>").toArrow()
    totals = Totals.none(*shape)
    for numbers in told.column(NUMBERS).to_pylist():
        totals.add(_unflat(np.array(numbers), *shape))
    return totals


def _flat(totals: Totals) -> list[float]:
    return np.concatenate([getattr(totals, n).ravel() for n in Totals.__slots__]).tolist()


def _unflat(numbers: np.ndarray, k: int, n_axes: int) -> Totals:
    ends = np.cumsum([k, k * n_axes, k * n_axes, k])
    sizes, points, raw, distances, squares = np.split(numbers, ends)
    return Totals(
        sizes=sizes.astype(np.int64),
        points=points.reshape(k, n_axes),
        raw=raw.reshape(k, n_axes),
        distances=distances,
        squares=squares,
    )


def labelled(table: SparkTable, keeping: Keeping, rule: AssignmentRule) -> "DataFrame":
    """Return all rows with `RESULT_COLUMNS`, which are empty in rows that were left out.

    Parameters
    ----------
    table : SparkTable
    keeping : Keeping
    rule : AssignmentRule

    Returns
    -------
    pyspark.sql.DataFrame
    """
    return _mapped(table, lambda batch: label_batch(batch, keeping, rule, with_rows=True)[1])


def scored(
    table: SparkTable, model: SegmentModel, renamed: Mapping[str, str] | None = None
) -> "DataFrame":
    """Return all rows with their scores.

    Parameters
    ----------
    table : SparkTable
    model : SegmentModel
    renamed : mapping of str to str or None
        As in `segmentation.engines.local.score_file`.

    Returns
    -------
    pyspark.sql.DataFrame

    Raises
    ------
    ModelError
        If a column is missing.
    SpecError
        If a renamed column does not exist.
    """
    return _mapped(table, lambda batch: score_piece(model, pa.Table.from_batches([batch]), renamed))


def _mapped(table: SparkTable, piece_of: Callable[[pa.RecordBatch], Piece]) -> "DataFrame":
    """Return the rows of a table with the results of each piece beside them."""
    from pyspark.sql.pandas.types import from_arrow_schema

    def results(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from beside(*piece_of(batch)).combine_chunks().to_batches()

    nobody = pa.RecordBatch.from_pylist([], schema=table.schema)
    schema = from_arrow_schema(beside(*piece_of(nobody)).schema, prefer_timestamp_ntz=True)
    return table.frame.mapInArrow(results, schema)


def score_table(
    table: SparkTable,
    model: SegmentModel,
    place: str,
    renamed: Mapping[str, str] | None = None,
) -> Tally:
    """Score a table, write its rows with the results, and count what was written.

    Parameters
    ----------
    table : SparkTable
    model : SegmentModel
    place : str
        As in `segmentation.engines.spark.writing.check_place`.
    renamed : mapping of str to str or None
        As in `scored`.

    Returns
    -------
    Tally

    Raises
    ------
    DataError
        If a part cannot be read, a worker ends, or the rows cannot be written.
    ModelError
        If a column is missing.
    SpecError
        If a renamed column does not exist.
    """
    rows = scored(table, model, renamed)
    table.progress.begin("Scoring the rows", 0)
    tally = tally_of(write(rows, place, table.name, table.part_names), table)
    table.progress.end()
    return tally


def tally_of(frame: "DataFrame", table: SparkTable) -> Tally:
    """Count the results of scored rows.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Of `scored`, or what was written of it.
    table : SparkTable
        Whose rows they are.

    Returns
    -------
    Tally
    """
    from pyspark.sql import functions as sf

    columns = dict(zip(SCORE_COLUMNS, free_names(SCORE_COLUMNS, table.names), strict=True))
    kinds = [
        sf.col(columns["name"]).alias("name"),
        sf.split(sf.col(columns["reason"]), ": ", 2).getItem(0).alias("reason"),
        sf.col(columns["in_range"]).alias("in_range"),
    ]
    tally = Tally()
    for each in frame.groupBy(*kinds).count().toArrow().to_pylist():
        number = each["count"]
        tally.n_rows += number
        if each["reason"] is not None:
            tally.reasons[each["reason"]] += number
        else:
            tally.segments[each["name"]] += number
            tally.n_out_of_range += 0 if each["in_range"] else number
    return tally
