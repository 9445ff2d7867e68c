"""A table that Spark reads: parts in a folder, a file, or a table of its own.

Decided: parts that this machine can see are looked at first by the same code as a table in pieces
(`segmentation.engines.reading.source`), so that one that does not fit is refused at once, by its
name. Spark alone sees the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.engines.reading.parts import is_parquet
from segmentation.engines.reading.progress import Progress
from segmentation.engines.reading.sampling import Sample, rows_for_all, sample_of
from segmentation.engines.reading.source import Source, open_source
from segmentation.engines.spark.session import refusals
from segmentation.errors import DataError
from segmentation.tables.formats.layout.names import tidy_names

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkTable:
    """A table that Spark reads.

    Attributes
    ----------
    name : str
    frame : pyspark.sql.DataFrame
        Under the names that a `Table` would have.
    schema : pyarrow.Schema
        As Arrow gets its rows.
    source : Source or None
        Its parts, where this machine sees them; they know the zones of their times.
    fingerprint : str
        32 hexadecimal digits, of the parts' footers or else of all cells.
    n_rows : int
    texts : frozenset of str
        As in `Keeping`.
    progress : Progress
    """

    name: str
    frame: "DataFrame" = field(repr=False)
    schema: pa.Schema = field(repr=False)
    fingerprint: str
    n_rows: int
    texts: frozenset[str]
    source: Source | None = field(default=None, repr=False)
    progress: Progress = field(default_factory=Progress, repr=False)

    @property
    def names(self) -> list[str]:
        """The columns."""
        return self.schema.names

    @property
    def part_names(self) -> tuple[str, ...]:
        """The files of its parts, where they are known."""
        return tuple(part.path.name for part in self.source.parts) if self.source else ()

    @property
    def stored(self) -> "Source | SparkTable":
        """What knows the types of the file: Spark keeps no zone of a time, and no decimals here."""
        return self.source or self


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SparkSample(Sample):
    """`Sample` of a table that Spark reads.

    Attributes
    ----------
    taken : pyarrow.Table of shape (n_sampled, n_columns)
        Its rows as they came.
    """

    taken: pa.Table = field(repr=False)


def open_table(spark: "SparkSession", given: str, progress: Progress | None = None) -> SparkTable:
    """Open a table without reading its rows more than once.

    Parameters
    ----------
    spark : pyspark.sql.SparkSession
    given : str
        A path, an address such as ``s3a://…``, or the name of a table.
    progress : Progress or None

    Returns
    -------
    SparkTable

    Raises
    ------
    DataError
        If it is not there, a part is damaged, two do not have the same columns, or it has no rows.
    """
    path, source = Path(given), None
    name = path.name if _is_path(given) else given
    with refusals(name):
        if path.is_dir() or (path.is_file() and is_parquet(path)):
            source = open_source(path)
            frame = _parts(spark, path, source)
        elif path.suffix.lower() in TEXTS:
            tab = "\t" if path.suffix.lower() == ".tsv" else ","
            frame = spark.read.csv(given, header=True, inferSchema=True, sep=tab)
        else:
            frame = spark.read.parquet(given) if _is_path(given) else spark.table(given)
        return _looked_at(_plain(frame), name, source, progress or Progress())


def _is_path(given: str) -> bool:
    return (
        "/" in given or Path(given).suffix.lower() in {".parquet", *TEXTS} or Path(given).exists()
    )


def _parts(spark: "SparkSession", path: Path, source: Source) -> "DataFrame":
    """Read parts; those whose whole numbers are decimals elsewhere are read apart."""
    from functools import reduce

    groups: dict[str, list[str]] = {}
    for part in source.parts:
        own = pq.read_schema(part.path)
        key = ",".join(f"{column.name}:{column.type}" for column in own)
        groups.setdefault(key, []).append(str(part.path.absolute()))
    base = str((path if path.is_dir() else path.parent).absolute())
    frames = [
        _plain(spark.read.option("basePath", base).parquet(*files)) for files in groups.values()
    ]
    if len(frames) == 1:
        return frames[0]
    kinds = {column.name: column.type for column in source.schema}
    return reduce(lambda a, b: a.unionByName(b), (_widened(each, kinds) for each in frames))


def _widened(frame: "DataFrame", kinds: dict[str, pa.DataType]) -> "DataFrame":
    from pyspark.sql import functions as sf

    said = {pa.float64(): "double", pa.float32(): "double", pa.int64(): "bigint"}
    return frame.select(
        [sf.col(_quoted(n)).cast(said.get(kinds[n], _text_or(kinds[n]))).alias(n) for n in kinds]
    )


def _text_or(kind: pa.DataType) -> str:
    """Return the name that Spark has for a type of Arrow."""
    from pyspark.sql.pandas.types import from_arrow_type

    return from_arrow_type(kind, prefer_timestamp_ntz=True).simpleString()


def _plain(frame: "DataFrame") -> "DataFrame":
    """Return a frame with a table's names, and decimals as numbers."""
    from pyspark.sql import functions as sf

    names, _ = tidy_names(frame.columns)
    frame = frame.toDF(*names)
    return frame.select(
        [
            sf.col(_quoted(name)).cast("double").alias(name)
            if kind.startswith("decimal")
            else sf.col(_quoted(name))
            for name, kind in frame.dtypes
        ]
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _looked_at(
    frame: "DataFrame", name: str, source: Source | None, progress: Progress
) -> SparkTable:
    """Count rows and the gaps in columns of yes and no; without footers, cells are read too."""
    from pyspark.sql import functions as sf

    flags = [column for column, kind in frame.dtypes if kind == "boolean"]
    asked = [sf.count(sf.lit(1)).alias("n")]
    asked += [
        sf.count_if(sf.col(_quoted(c)).isNull()).alias(f"f{at}") for at, c in enumerate(flags)
    ]
    if source is None:
        hashed = sf.xxhash64(*(sf.col(_quoted(column)) for column in frame.columns))
        asked.append(sf.sum(hashed.cast("decimal(38,0)")).alias("hash"))
    progress.begin("Looking at the table", 0)
    (told,) = frame.agg(*asked).toArrow().to_pylist()
    if not told["n"]:
        raise DataError(f"{name} has no rows. Choose a table with one row per customer.")
    digits = f"{int(told['hash']) % 16**32:032x}" if source is None else source.fingerprint
    return SparkTable(
        name=name,
        frame=frame,
        schema=frame.limit(0).toArrow().schema,
        fingerprint=digits,
        n_rows=told["n"],
        texts=frozenset(column for at, column in enumerate(flags) if told[f"f{at}"]),
        source=source,
        progress=progress,
    )


def sample_size(table: SparkTable, algorithm: str = "kmeans") -> int:
    """Return how many rows stand for all.

    Parameters
    ----------
    table : SparkTable
    algorithm : str
        That must be able to take so many.

    Returns
    -------
    int
    """
    most = rows_for_all(len(table.names))
    limit = ALGORITHMS[algorithm].max_rows
    return most if limit is None else min(most, int(0.9 * limit))  # about so many are drawn


def draw(table: SparkTable, *, random_state: int = 0, most: int | None = None) -> SparkSample:
    """Draw an even sample of about so many rows.

    Parameters
    ----------
    table : SparkTable
    random_state : int
    most : int or None
        As in `segmentation.engines.reading.sampling.draw`.

    Returns
    -------
    SparkSample

    Raises
    ------
    DataError
        If a part cannot be read.
    """
    most = sample_size(table) if most is None else most
    frame = table.frame
    if table.n_rows > most:
        frame = frame.sample(fraction=most / table.n_rows, seed=random_state)
    with refusals(table.name, table.part_names):
        return sampled(table, [frame.toArrow()])


def sampled(table: SparkTable, pieces: Sequence[pa.Table]) -> SparkSample:
    """Return rows that stand for all.

    Parameters
    ----------
    table : SparkTable
    pieces : sequence of pyarrow.Table

    Returns
    -------
    SparkSample
    """
    taken = pa.concat_tables([piece.cast(table.schema) for piece in pieces])
    is_whole = len(pieces) == 1 and len(taken) == table.n_rows
    made = sample_of(taken, table, np.arange(len(taken)), table.texts, is_whole=is_whole)
    return SparkSample(
        table=made.table,
        positions=made.positions,
        texts=made.texts,
        is_whole=made.is_whole,
        taken=taken,
    )
