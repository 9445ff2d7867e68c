"""A text that is larger than memory becomes Parquet once, by DuckDB, and is then read like that.

Decided: every pass over a text would parse it again, which takes ten times as long as Parquet does.
DuckDB reads it on all threads, in bounded memory, and tells the line of a cell that has another
type than its column. Types are those of its own guess on the first `SNIFFED_ROWS` lines; numbers
must have a point and dates be like 2025-01-31, which the reader of small files does not insist on.
"""

import re
from pathlib import Path

from segmentation.errors import DataError

SNIFFED_ROWS = 100_000
LINE = re.compile(r"Line: (\d+)|line (\d+)", re.IGNORECASE)
COLUMN = re.compile(r'column(?:_name| with name)?\s*[:=]?\s*"([^"]+)"', re.IGNORECASE)


def spooled(path: Path, folder: Path, *, memory: int, encoding: str | None = None) -> Path:
    """Write a text as Parquet.

    Parameters
    ----------
    path : Path
    folder : Path
        For the Parquet and for what DuckDB does not hold.
    memory : int
        Bytes that DuckDB may take.
    encoding : str or None
        Of its letters, UTF-8 when None.

    Returns
    -------
    Path

    Raises
    ------
    _refusal
        If it cannot be read to its end as a table, or the folder is full.
    """
    import duckdb

    out = folder / "spooled.parquet"
    settings = {
        "memory_limit": f"{memory // 1_000_000}MB",
        "temp_directory": str(folder),
        "threads": 2,
    }
    said = f", encoding = {_quoted(encoding)}" if encoding else ""
    read = f"read_csv({_quoted(str(path))}, sample_size = {SNIFFED_ROWS}{said})"
    try:
        with duckdb.connect(config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"COPY (FROM {read}) TO {_quoted(str(out))} (FORMAT parquet)")
    except duckdb.Error as error:
        raise _refusal(path.name, str(error)) from error
    return out


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _refusal(name: str, error: str) -> DataError:
    """Say in one sentence what DuckDB has found."""
    line, column = LINE.search(error), COLUMN.search(error)
    where = f" in line {int(line[1] or line[2]):,}" if line else ""
    if "No space left" in error or "Could not write" in error or "File too large" in error:
        return DataError(
            f"{name} was not read: there is no room for what is kept of it while it is read. Make "
            f"room beside the output."
        )
    if "onver" in error and column:
        return DataError(
            f"“{column[1]}” of {name} changes its type{where}: the cell there is not what the "
            f"column began with. Correct it, or write the column as text."
        )
    if "nicode" in error or "ncod" in error:
        return DataError(
            f"{name} is not written in UTF-8{where}. Write it so, or say how: --encoding latin-1."
        )
    return DataError(
        f"{name} cannot be read as a table{where}. Correct that line, or write it as Parquet."
    )
