"""Which tables are read in pieces, and how much memory that may take.

Decided: a folder is always read in pieces. A Parquet file is from `LARGE_ROWS` rows or
`LARGE_CELLS` cells on, a text from `LARGE_TEXT` bytes on: from there a fit in memory takes more
than the default of one gigabyte. Below, everything is looked at, so a small file stays in memory.
"""

from collections.abc import Iterable
from pathlib import Path

from segmentation.engines.reading.parts import is_parquet
from segmentation.errors import SpecError

LARGE_ROWS, LARGE_CELLS = 2_000_000, 30_000_000
LARGE_TEXT = 200_000_000
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
GIGABYTE = 1_000_000_000
LIBRARIES = 400_000_000
"""Bytes that Python and its libraries take before any row is read."""

LEAST_MEMORY = 0.5


def why_in_pieces(path: str | Path) -> str | None:
    """Say why a table is read in pieces.

    Parameters
    ----------
    path : path

    Returns
    -------
    str or None
        A clause, such as “it has 10,000,000 rows”; None for a table that is loaded.
    """
    path = Path(path)
    if path.is_dir():
        return "it is a folder of parts"
    if not path.is_file():
        return None
    if is_parquet(path):
        return _why_parquet(path)
    size = path.stat().st_size
    if path.suffix.lower() in TEXT_ENDINGS and size >= LARGE_TEXT:
        return f"it is a text of {size / 1e6:,.0f} MB"
    return None


def is_too_large(n_rows: int, n_columns: int) -> bool:
    """Return whether a table of so many rows and columns is left where it lies."""
    return n_rows >= LARGE_ROWS or n_rows * n_columns >= LARGE_CELLS


def are_large(files: Iterable[Path]) -> bool:
    """Return whether some files together are too large to be loaded as one table.

    Parameters
    ----------
    files : iterable of Path

    Returns
    -------
    bool
    """
    n_rows = n_cells = n_bytes = 0
    for file in files:
        if is_parquet(file):
            rows, columns = _shape(file)
            n_rows, n_cells = n_rows + rows, n_cells + rows * columns
        elif file.suffix.lower() in TEXT_ENDINGS:
            n_bytes += file.stat().st_size
    return n_rows >= LARGE_ROWS or n_cells >= LARGE_CELLS or n_bytes >= LARGE_TEXT


def _why_parquet(path: Path) -> str | None:
    n_rows, n_columns = _shape(path)
    if is_too_large(n_rows, n_columns):
        return f"it has {n_rows:,} rows and {n_columns:,} columns"
    return None


def _shape(path: Path) -> tuple[int, int]:
    """Return the rows and columns of Parquet; none where it is damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return 0, 0  # who reads it says what is wrong
    return metadata.num_rows, metadata.num_columns


def memory_bytes(gigabytes: float) -> int:
    """Return what rows may take of the memory that a user allows.

    Parameters
    ----------
    gigabytes : float
        Of the whole process.

    Returns
    -------
    int

    Raises
    ------
    SpecError
        If it is too little for the libraries alone.
    """
    if not gigabytes >= LEAST_MEMORY:
        raise SpecError(
            f"The memory is {gigabytes:g} GB. Give at least {LEAST_MEMORY:g}: Python and its "
            f"libraries take {LIBRARIES / GIGABYTE:g} of it."
        )
    return int(gigabytes * GIGABYTE) - LIBRARIES
