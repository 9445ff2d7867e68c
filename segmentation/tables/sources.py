"""Tables from the server's own disk and from databases, as far as its operator allows.

Files are read only below a folder that the operator names; a database only through one SELECT, in
a transaction that cannot write, with limits of rows and time. Nothing is fetched from the web.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from segmentation.errors import DataError, LimitError, SpecError, counted
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.limits import check_shape
from segmentation.tables.reading import read_table
from segmentation.tables.table import Table, fingerprint

QUERY_SECONDS = 60.0
QUERY_ROWS = 2_000_000
MOST_FILES = 1_000
CHECK_EVERY = 100_000
"""Steps of SQLite between two looks at the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may take.

    Attributes
    ----------
    rows : int
    seconds : float
    """

    rows: int = QUERY_ROWS
    seconds: float = QUERY_SECONDS


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
        If it returns too many rows or takes too long.
    """
    import sqlalchemy as sa

    limits = limits or QueryLimits()
    check_select(query)
    expired = threading.Event()
    try:
        with _reading(url, limits, expired) as connection:
            result = connection.execute(sa.text(query), dict(parameters or {}))
            rows = result.fetchmany(limits.rows + 1)
            columns = list(result.keys())
    except sa.exc.SQLAlchemyError as error:
        _explain(error, name, limits, expired=expired.is_set())
    if len(rows) > limits.rows:
        raise LimitError(
            f"{name} returns more than {limits.rows:,} rows. Choose fewer in the query, or sums "
            f"per customer."
        )
    return queried_table(columns, rows, name)


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
        raise DataError(f"{name} returns no rows. Change what it asks for.")
    frame, report = plain_frame(pd.DataFrame(rows, columns=columns), name)
    report = replace(report, format="database")
    return Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=report)


def check_select(query: str, dialect: str | None = None) -> None:
    """Refuse anything but one SELECT.

    Parameters
    ----------
    query : str
    dialect : str or None
        As sqlglot knows it; None where any will do.

    Raises
    ------
    SpecError
    """
    import sqlglot
    from sqlglot import exp

    wanted = "Write one SELECT, with values as :name."
    try:
        statements = [each for each in sqlglot.parse(query, read=dialect) if each is not None]
    except sqlglot.errors.SqlglotError as error:
        raise SpecError(f"The query cannot be understood. {wanted}") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise SpecError(f"The query is not one SELECT. {wanted}")
    writing = (exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Command, exp.Into)
    if statements[0].find(*writing):
        raise SpecError(f"The query would change the database. {wanted}")


@contextmanager
def _reading(url: str, limits: QueryLimits, expired: threading.Event) -> Iterator:
    """Open a connection that cannot write and stops in time."""
    import sqlalchemy as sa

    engine = sa.create_engine(_read_only(sa.make_url(url)), poolclass=sa.pool.NullPool)
    with engine.connect() as connection, connection.begin():
        timer = None
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET TRANSACTION READ ONLY"))
            milliseconds = int(limits.seconds * 1000)
            connection.execute(sa.text(f"SET LOCAL statement_timeout = {milliseconds}"))
        elif engine.dialect.name == "sqlite":
            connection.execute(sa.text("PRAGMA query_only = ON"))
            timer = threading.Timer(limits.seconds, expired.set)
            timer.start()
            raw = connection.connection.driver_connection
            raw.set_progress_handler(lambda: int(expired.is_set()), CHECK_EVERY)
        try:
            yield connection
        finally:
            if timer:
                timer.cancel()


def _read_only(url: object) -> object:
    """Open a file of SQLite for reading only; a file that is not there is not made."""
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        path = Path(url.database).resolve().as_posix()
        return url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    return url


def _explain(error: Exception, name: str, limits: QueryLimits, *, expired: bool) -> None:
    """Raise our error for one of the database's."""
    import sqlalchemy as sa

    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if expired or "statement timeout" in reason:
        raise LimitError(
            f"{name} takes longer than {limits.seconds:g} seconds. Ask for less, or add an index."
        ) from error
    if "value is required for bind parameter" in reason:
        missing = reason.split("'")[1]
        raise SpecError(f"A value of the query is missing: give one for “{missing}”.") from error
    if isinstance(error, sa.exc.OperationalError) and error.statement is None:
        raise DataError(
            f"The database cannot be reached: {reason}. Try again, or ask its administrator."
        ) from error
    raise DataError(f"The database refuses the query: {reason}. Correct it.") from error
