"""How each kind of database is opened for reading, and told what a query may take."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

CHECK_EVERY = 100_000
"""Steps of SQLite between two looks at the clock."""

SQLITE_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 10_000_000,  # bytes of one value or row
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 500,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
DUCKDB_SETTINGS = {
    "memory_limit": "1GB",
    "threads": "1",
    "max_temp_directory_size": "0B",
    "max_expression_depth": "200",
    "enable_external_access": "false",
    "lock_configuration": "true",
}
PARAMETER = re.compile(r"(?<![:\w]):([A-Za-z_]\w*)")
ROWS_AHEAD = 1_000

Running = tuple[list[str], Callable[[int], list[tuple]]]
"""The names of the columns, and what fetches the next so many rows."""


class ExpiredError(Exception):
    """The time of a query is over."""


@contextmanager
def running(
    url: str, query: str, parameters: Mapping[str, object], seconds: float
) -> Iterator[Running]:
    """Run a query on a connection that cannot write and stops in time.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.
    query : str
    parameters : mapping of str to object
    seconds : float

    Yields
    ------
    Running

    Raises
    ------
    ExpiredError
        If the driver has stopped it in time.
    SQLAlchemyError
        If the database refuses it.
    OSError
        If DuckDB has no such file.
    ValueError
        If DuckDB refuses it.
    """
    import sqlalchemy as sa

    expired = threading.Event()
    parsed = sa.make_url(url)
    run = _in_duckdb if parsed.get_backend_name() == "duckdb" else _in_sqlalchemy
    try:
        with run(parsed, query, parameters, seconds, expired) as made:
            yield made
    except (sa.exc.SQLAlchemyError, ValueError) as error:
        if expired.is_set():
            raise ExpiredError from error
        raise


@contextmanager
def _in_sqlalchemy(
    url: object,
    query: str,
    parameters: Mapping[str, object],
    seconds: float,
    expired: threading.Event,
) -> Iterator[Running]:
    import sqlalchemy as sa

    engine = sa.create_engine(_read_only(url), poolclass=sa.pool.NullPool)
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SET TRANSACTION READ ONLY"))
            connection.execute(sa.text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
        elif engine.dialect.name == "sqlite":
            connection.execute(sa.text("PRAGMA query_only = ON"))
            connection.execute(sa.text("PRAGMA trusted_schema = OFF"))
            _limit_sqlite(connection.connection.driver_connection, expired)
        # Rows stay in the database until they are fetched.
        ahead = {"stream_results": True, "max_row_buffer": ROWS_AHEAD}
        with _timer(seconds, expired.set):
            result = connection.execution_options(**ahead).execute(sa.text(query), dict(parameters))
            yield list(result.keys()), lambda n: [*map(tuple, result.fetchmany(n))]


@contextmanager
def _in_duckdb(
    url: object,
    query: str,
    parameters: Mapping[str, object],
    seconds: float,
    expired: threading.Event,
) -> Iterator[Running]:
    import duckdb

    path = Path(url.database or "")
    if not path.is_file():
        raise FileNotFoundError(f"there is no file “{path.name}”")
    named = set(PARAMETER.findall(query))
    if missing := sorted(named - set(parameters)):
        raise ValueError(f"A value is required for bind parameter '{missing[0]}'")
    values = {name: parameters[name] for name in named}
    try:
        with duckdb.connect(str(path), read_only=True, config=DUCKDB_SETTINGS) as connection:

            def stop() -> None:
                expired.set()
                connection.interrupt()

            with _timer(seconds, stop):
                connection.execute(PARAMETER.sub(r"$\1", query), values)
                columns = [each[0] for each in connection.description]
                yield columns, connection.fetchmany
    except duckdb.Error as error:
        raise ValueError(str(error)) from error


@contextmanager
def _timer(seconds: float, stop: Callable[[], None]) -> Iterator[None]:
    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _limit_sqlite(connection: sqlite3.Connection, expired: threading.Event) -> None:
    for limit, most in SQLITE_LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_progress_handler(lambda: int(expired.is_set()), CHECK_EVERY)


def _read_only(url: object) -> object:
    """Open a file of SQLite for reading only; a file that is not there is not made."""
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        path = Path(url.database).resolve().as_posix()
        return url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    return url
