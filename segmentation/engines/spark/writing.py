"""What Spark writes: Parquet in parts or a table, all of it under the wanted name or nothing."""

import glob
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from segmentation.engines.spark.session import refusals
from segmentation.errors import DataError, SpecError
from segmentation.models.documents.whole_file import remove, remove_leftovers

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ENDING = ".parquet"
UNFINISHED = "__unfinished"
TABLE = re.compile(r"\w+(\.\w+){0,2}")


def check_place(place: str, spark: "SparkSession | None" = None) -> None:
    """Refuse a place before any work is done.

    Parameters
    ----------
    place : str
        A path or an address that ends in ``.parquet``, or the name of a table.
    spark : pyspark.sql.SparkSession or None
        Which must keep tables; not looked at when None.

    Raises
    ------
    SpecError
        If it is neither, its folder is not there, or a table would be gone at once.
    """
    if place.lower().endswith(ENDING):
        folder = Path(place).absolute().parent
        if "://" not in place and not folder.is_dir():
            raise SpecError(f"There is no folder {folder.name} for {place}. Make it first.")
        return
    is_file = Path(place).suffix.lower() in {".csv", ".xlsx", ".json", ".txt"}
    if is_file or not TABLE.fullmatch(place):
        raise SpecError(
            f"{place} is no place for what Spark writes. Give a path that ends in {ENDING}, or the "
            f"name of a table."
        )
    if spark is not None and _forgets_tables(spark):
        raise SpecError(
            f"The table {place} would be gone when this command ends, as this Spark keeps its "
            f"tables in memory. Give a path that ends in {ENDING}, or an address with --remote."
        )


def _forgets_tables(spark: "SparkSession") -> bool:
    is_ours = type(spark).__module__ == "pyspark.sql.session"
    return is_ours and spark.conf.get("spark.sql.catalogImplementation") == "in-memory"


def write(
    frame: "DataFrame", place: str, name: str, part_names: tuple[str, ...] = ()
) -> "DataFrame":
    """Write rows; what was there before stays until all are written.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
    place : str
        As in `check_place`.
    name : str
        Of the table they come from, for sentences.
    part_names : tuple of str
        Of its parts.

    Returns
    -------
    pyspark.sql.DataFrame
        What was written.

    Raises
    ------
    DataError
        If a part cannot be read, a worker ends, or the rows cannot be written.
    """
    with refusals(name, part_names):
        if not place.lower().endswith(ENDING):
            return _write_table(frame, place)
        if "://" in place:  # its parts appear when all are written
            frame.write.mode("overwrite").parquet(place)
            return frame.sparkSession.read.parquet(place)
        return _write_path(frame, Path(place).absolute())


def _write_path(frame: "DataFrame", path: Path) -> "DataFrame":
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    before = path.with_name(f".{path.name}.before.{os.getpid()}")
    try:
        _bring_back(path)
        remove_leftovers(path)
        frame.write.mode("overwrite").parquet(str(unfinished))
        if not unfinished.is_dir():
            raise DataError(
                f"{path.name} was written where Spark runs, which this machine does not see. Give "
                f"an address that both see."
            )
        if path.exists():
            path.rename(before)
        unfinished.rename(path)
    except OSError as error:
        raise DataError(
            f"{path.name} was not written: {error.strerror or error}. Choose another place."
        ) from error
    finally:
        remove(unfinished)
        if path.exists():
            remove(before)
    return frame.sparkSession.read.parquet(str(path))


def _bring_back(path: Path) -> None:
    """Undo the first of two renamings, where a run was killed before the second."""
    for before in path.parent.glob(f".{glob.escape(path.name)}.before.*"):
        if not path.exists():
            before.rename(path)


def _write_table(frame: "DataFrame", table: str) -> "DataFrame":
    spark, unfinished = frame.sparkSession, table + UNFINISHED
    try:
        frame.write.mode("overwrite").saveAsTable(unfinished)
        spark.sql(f"DROP TABLE IF EXISTS {table}")
        spark.sql(f"ALTER TABLE {unfinished} RENAME TO {table}")
    finally:
        spark.sql(f"DROP TABLE IF EXISTS {unfinished}")
    return spark.table(table)
