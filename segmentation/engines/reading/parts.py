"""The files that a table in parts is made of: which they are, and whether they fit together."""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from segmentation.engines.reading.stores import Remote, not_read, opened
from segmentation.errors import DataError
from segmentation.tables.formats.layout.names import tidy_names

MARK = b"PAR1"
STORES = re.compile(r"AWS Error|google::cloud|Azure")
"""What the errors of stores say."""

NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""What a folder is called whose rows have no value for its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of a source.

    Attributes
    ----------
    path : Path or Remote
    name : str
        Below the folder, for sentences.
    n_rows : int
    keys : tuple of (str, int or str or None)
        What the names of its folders say, by column.
    """

    path: Path | Remote
    name: str
    n_rows: int
    keys: tuple[tuple[str, int | str | None], ...]


def damaged(name: str, error: Exception | None = None) -> DataError:
    """Return the refusal of a part that is no Parquet, or not to its end.

    Parameters
    ----------
    name : str
    error : Exception or None
        What was met; one of a store says so instead.

    Returns
    -------
    DataError
    """
    if error is not None and STORES.search(str(error)):
        return not_read(name, error)
    return DataError(f"{name} cannot be read as Parquet: it is damaged. Write it again, or as CSV.")


def is_parquet(source: str | Path | bytes | Remote) -> bool:
    """Return whether a file begins as Parquet does.

    Parameters
    ----------
    source : path, bytes or Remote

    Returns
    -------
    bool
        Also False for a file that cannot be opened: who reads it says what is wrong.
    """
    if isinstance(source, bytes):
        return source.startswith(MARK)
    try:
        with (source if isinstance(source, Remote) else Path(source)).open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False


def batches_of(
    file: pq.ParquetFile, n_rows: int, columns: list[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Read a file, one group of rows after the other.

    Parameters
    ----------
    file : pyarrow.parquet.ParquetFile
    n_rows : int
        Of a batch at most.
    columns : list of str or None
        Which; all when None.

    Yields
    ------
    pyarrow.RecordBatch

    Notes
    -----
    Asked for all groups at once, Arrow holds on to those that it has read.
    """
    for group in range(file.num_row_groups):
        yield from file.iter_batches(n_rows, row_groups=[group], columns=columns)


def one_ahead(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Read the next batch while one is worked on.

    Parameters
    ----------
    batches : iterator of pyarrow.RecordBatch

    Yields
    ------
    pyarrow.RecordBatch
    """
    with ThreadPoolExecutor(1) as ahead:
        following = ahead.submit(next, batches, None)
        while (batch := following.result()) is not None:
            following = ahead.submit(next, batches, None)
            yield batch


def parts_below(path: Path) -> list[Path]:
    """List the parts of a table; what begins with a dot or a line is the writer's own.

    Parameters
    ----------
    path : Path

    Returns
    -------
    list of Path
        In the order of their names; a file is its own part.

    Raises
    ------
    DataError
        If a folder holds none.
    """
    if not path.is_dir():
        return [path]
    files = [
        file
        for file in sorted(path.rglob("*.parquet"))
        if not any(part[0] in "._" for part in file.relative_to(path).parts) and file.is_file()
    ]
    if not files:
        raise DataError(f"{path.name} holds no .parquet file. Choose the folder that does.")
    return files


def footer(
    file: Path | Remote, name: str, digest: "hashlib._Hash"
) -> tuple[pq.FileMetaData, pa.Schema]:
    """Read what a part says of itself.

    Parameters
    ----------
    file : Path or Remote
    name : str
        For sentences.
    digest : hash
        Is told of it.

    Returns
    -------
    pyarrow.parquet.FileMetaData
    pyarrow.Schema
        With names as a table has them.

    Raises
    ------
    DataError
        If it is empty.
    damaged
        If it is no Parquet.
    """
    try:
        size = file.stat().st_size
        if not size:
            raise DataError(f"{name} is empty: it has no bytes. Write it again, or remove it.")
        with pq.ParquetFile(opened(file)) as parquet:
            metadata, schema = parquet.metadata, parquet.schema_arrow
        digest.update(f"{size} {metadata.num_rows}\n{schema.to_string()}".encode())
        with file.open("rb") as raw:
            raw.seek(max(0, size - metadata.serialized_size - 8))
            digest.update(raw.read())
    except FileNotFoundError as error:
        raise DataError(f"{name} was not read: {error.strerror}. Check the path.") from error
    except (pa.ArrowException, OSError) as error:
        raise damaged(name, error) from error
    names, _ = tidy_names(schema.names)
    return metadata, pa.schema([f.with_name(n) for f, n in zip(schema, names, strict=True)])


def joined(schema: pa.Schema, other: pa.Schema, first: str, name: str) -> pa.Schema:
    """Return the schema of two parts.

    Parameters
    ----------
    schema, other : pyarrow.Schema
    first, name : str
        The parts, for sentences.

    Returns
    -------
    pyarrow.Schema
        Whole numbers and others become others; a column of no value takes the other's type.

    Raises
    ------
    DataError
        If one has a column that the other lacks, or with values of another kind.
    """
    for have, lack, where, beside in ((schema, other, name, first), (other, schema, first, name)):
        missing = [column for column in have.names if column not in lack.names]
        if missing:
            raise DataError(
                f"{where} has no column “{missing[0]}”, which {beside} has. Give all parts the "
                f"same columns."
            )
    fields = []
    for column in schema:
        same = other.field(column.name)
        if not _may_meet(column.type, same.type):
            raise DataError(
                f"“{column.name}” is {same.type} in {name} and {column.type} in {first}. Give it "
                f"one type in all parts."
            )
        both = [pa.schema([column.remove_metadata()]), pa.schema([same.remove_metadata()])]
        fields.append(pa.unify_schemas(both, promote_options="permissive").field(0))
    return pa.schema(fields)


def _may_meet(first: pa.DataType, second: pa.DataType) -> bool:
    is_number = (pa.types.is_integer, pa.types.is_floating)
    numbers = all(any(kind(each) for kind in is_number) for each in (first, second))
    nothing = pa.types.is_null(first) or pa.types.is_null(second)
    texts = all(pa.types.is_string(t) or pa.types.is_large_string(t) for t in (first, second))
    return first == second or numbers or nothing or texts


def said_by_folders(path: Path, files: list[Path]) -> dict[Path, dict[str, int | str | None]]:
    """Return the values that the names of folders give to the rows below them.

    Parameters
    ----------
    path : Path
    files : list of Path
        Below it.

    Returns
    -------
    dict of Path to dict
        By part, a value by column; whole numbers where all are.
    """
    said = {
        file: dict(part.split("=", 1) for part in file.relative_to(path).parts[:-1] if "=" in part)
        if file != path
        else {}
        for file in files
    }
    numbers = {
        name
        for keys in said.values()
        for name in keys
        if all(k.get(name, "") == NO_VALUE or k.get(name, "").isdecimal() for k in said.values())
    }
    return {
        file: {
            name: None if text == NO_VALUE else int(text) if name in numbers else unquote(text)
            for name, text in keys.items()
        }
        for file, keys in said.items()
    }


def with_keys(schema: pa.Schema, keys: list[dict[str, int | str | None]]) -> pa.Schema:
    """Return a schema with the columns that folders give.

    Parameters
    ----------
    schema : pyarrow.Schema
    keys : list of dict
        As `said_by_folders`, of each part.

    Returns
    -------
    pyarrow.Schema
    """
    for name in dict.fromkeys(name for each in keys for name in each):
        is_text = any(isinstance(each.get(name), str) for each in keys)
        if name not in schema.names:
            schema = schema.append(pa.field(name, pa.string() if is_text else pa.int64()))
    return schema
