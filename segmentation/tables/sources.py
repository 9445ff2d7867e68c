"""Tables from the server's own disk and from databases, as far as its operator allows.

Files are read only below a folder that the operator names; a database only through one SELECT, in
a transaction that cannot write, with limits of rows, bytes and time. Nothing comes from the web.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from segmentation.errors import DataError, LimitError, counted
from segmentation.tables.database.asking import QueryLimits, as_frame, no_rows, query_apart
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.limits import check_shape
from segmentation.tables.reading import read_table
from segmentation.tables.table import Table, fingerprint

MOST_FILES = 1_000


def read_folder(folder: str | Path, pattern: str) -> Table:
    """Read files of one kind below a folder as one table.

    Parameters
    ----------
    folder : path
        What the operator of the server has opened; nothing outside of it is read.
    pattern : str
        A file's path below it, or one with ``*``, such as ``2024/*.parquet``.

    Returns
    -------
    Table
        The rows of all files, in the order of their names; the columns of the first.

    Raises
    ------
    DataError
        If no file fits, one lies outside of the folder, cannot be read, or lacks a column.
    LimitError
        If there is more than can be read.
    """
    files = files_below(Path(folder), pattern)
    tables = [read_table(path, path.name) for path in files]
    columns = list(tables[0].frame.columns)
    for table in tables[1:]:
        missing = [name for name in columns if name not in table.frame.columns]
        if missing:
            raise DataError(
                f"{table.name} has no column “{missing[0]}”, which {tables[0].name} has. Choose "
                f"files with the same columns."
            )
        check_shape(sum(len(each.frame) for each in tables), len(columns), pattern)
    if len(tables) == 1:
        return tables[0]
    frame = pd.concat([table.frame[columns] for table in tables], ignore_index=True)
    frame, report = plain_frame(frame, pattern)
    said = (f"Read from {counted(len(tables), 'file')}.", *tables[0].report.converted)
    report = replace(report, format=tables[0].report.format, converted=said)
    return Table(name=pattern, frame=frame, fingerprint=fingerprint(frame), report=report)


def files_below(folder: Path, pattern: str) -> list[Path]:
    """List the files below a folder that a pattern names.

    Parameters
    ----------
    folder : Path
        What the operator has opened.
    pattern : str

    Returns
    -------
    list of Path
        In the order of their names.

    Raises
    ------
    DataError
        If no file fits, or one lies outside of the folder.
    LimitError
        If there are too many.
    """
    folder = folder.resolve()
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise DataError(f"“{pattern}” leaves the folder of this server. Name a file below it.")
    try:
        paths = sorted(path for path in folder.glob(pattern) if path.is_file())
    except (ValueError, OSError, NotImplementedError) as error:
        raise DataError(f"“{pattern}” is not a file name. Write it like 2024/*.csv.") from error
    if not paths:
        raise DataError(f"No file of this server is called “{pattern}”. Check the name.")
    if len(paths) > MOST_FILES:
        raise LimitError(
            f"“{pattern}” names {len(paths):,} files; at most {MOST_FILES:,} are read."
        )
    check_inside(folder, paths)
    return paths


def check_inside(folder: Path, paths: Iterable[Path]) -> None:
    """Refuse files that lie outside of a folder once links are followed.

    Parameters
    ----------
    folder : Path
        Resolved.
    paths : iterable of Path

    Raises
    ------
    DataError
    """
    outside = next((path for path in paths if not path.resolve().is_relative_to(folder)), None)
    if outside:
        raise DataError(f"“{outside.name}” lies outside of the folder of this server.")


def read_query(
    url: str,
    query: str,
    parameters: Mapping[str, object] | None = None,
    *,
    name: str = "The query",
    limits: QueryLimits | None = None,
) -> Table:
    """Read what a query of a database returns.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it, such as ``sqlite:///shop.db``.
    query : str
        One SELECT; values are written as ``:name`` and given in `parameters`.
    parameters : mapping or None
        Bound by the database, never pasted into the query.
    name : str
        What to call the table.
    limits : QueryLimits or None

    Returns
    -------
    Table

    Raises
    ------
    SpecError
        If the query is not one SELECT, or a value is missing.
    DataError
        If the database cannot be reached, refuses the query, or returns no rows.
    LimitError
        If it returns too many rows or bytes, or takes too long.

    Notes
    -----
    The query is read and run in a process of its own, which knows no key of the server and is
    ended where the database does not obey.
    """
    frame, report = query_apart(url, query, parameters or {}, name, limits or QueryLimits())
    return Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=report)


def queried_table(columns: list[str], rows: Sequence, name: str) -> Table:
    """Return the rows of a query as a table.

    Parameters
    ----------
    columns : list of str
    rows : sequence of rows
    name : str
        What to call the table.

    Returns
    -------
    Table

    Raises
    ------
    DataError
        If there is no row.
    """
    if not rows:
        raise DataError(no_rows(name))
    frame, report = as_frame(columns, rows, name)
    return Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=report)
