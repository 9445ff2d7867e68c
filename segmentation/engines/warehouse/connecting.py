"""A connection to a database for one piece of work: one transaction, and its refusals as sentences.

Decided: what reads cannot write, by the database's own means, and sees one state of the tables from
the first statement to the last. A file of DuckDB answers from its own tables: it opens no others.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from segmentation.errors import DataError, SpecError
from segmentation.models.documents.database import BUSY_SECONDS, reason_of
from segmentation.models.sql.dialects import TESTED, Dialect, dialect_of

if TYPE_CHECKING:
    import duckdb
    import sqlalchemy as sa

NO_VALUES: Mapping[str, object] = MappingProxyType({})
EXAMPLE = "sqlite:///shop.db"

Answer = tuple[list[str], list[tuple]]
"""Names of columns, and rows."""


class Database(Protocol):
    """A database that answers statements.

    Attributes
    ----------
    dialect : Dialect
    """

    dialect: Dialect

    def fetch(self, statement: str, values: Mapping[str, object] = NO_VALUES) -> Answer:
        """Return what a SELECT answers; colons of a statement with values are escaped."""

    def run(self, statement: str) -> None:
        """Run a statement that answers nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class ServedDatabase:
    """A `Database` that SQLAlchemy speaks to.

    Attributes
    ----------
    dialect : Dialect
    connection : sqlalchemy.Connection
    """

    dialect: Dialect
    connection: "sa.Connection" = field(repr=False)

    def fetch(self, statement: str, values: Mapping[str, object] = NO_VALUES) -> Answer:
        """Return what a SELECT answers."""
        import sqlalchemy as sa

        if values:
            result = self.connection.execute(sa.text(statement), dict(values))
        else:
            result = self._plainly(statement)
        return list(result.keys()), [tuple(row) for row in result.fetchall()]

    def run(self, statement: str) -> None:
        """Run a statement that answers nothing."""
        self._plainly(statement)

    def _plainly(self, statement: str) -> "sa.CursorResult":
        """Run a text as it stands: a % or : in it is no place for a value."""
        as_it_stands = self.connection.execution_options(no_parameters=True)
        return as_it_stands.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True, eq=False)
class DuckFile:
    """A `Database` in a file of DuckDB.

    Attributes
    ----------
    dialect : Dialect
    connection : duckdb.DuckDBPyConnection
    """

    dialect: Dialect
    connection: "duckdb.DuckDBPyConnection" = field(repr=False)

    def fetch(self, statement: str, values: Mapping[str, object] = NO_VALUES) -> Answer:
        """Return what a SELECT answers."""
        if values:
            raise SpecError(
                f"{self.dialect.title} takes no values beside the query. Write them into it."
            )
        found = self.connection.execute(statement)
        return [column[0] for column in found.description], found.fetchall()

    def run(self, statement: str) -> None:
        """Run a statement that answers nothing."""
        self.connection.execute(statement)


@contextmanager
def connected(url: str, *, writes: bool = False) -> Iterator[Database]:
    """Open a database for one transaction, which is undone where the work fails.

    Parameters
    ----------
    url : str
        As SQLAlchemy writes it, such as ``postgresql://user@host/shop`` or ``duckdb:///shop.duckdb``.
    writes : bool
        Whether the work may write.

    Yields
    ------
    Database

    Raises
    ------
    SpecError
        If that is no address, or of a database that is not read this way.
    DataError
        If it cannot be reached, or refuses a statement.
    """
    parsed, dialect = _read(url)
    if dialect.name not in TESTED:
        raise SpecError(
            f"{dialect.title} is not read from here. Known are {', '.join(TESTED)}; for others "
            f"write the statement (python -m segmentation sql) and run it there."
        )
    opening = _opened_file if dialect.name == "duckdb" else _opened_server
    with opening(parsed, dialect, writes=writes) as database:
        yield database


def dialect_at(url: str) -> Dialect:
    """Return the dialect of the database at an address, without going there.

    Parameters
    ----------
    url : str

    Returns
    -------
    Dialect

    Raises
    ------
    SpecError
        If that is no address.
    """
    return _read(url)[1]


def _read(url: str) -> tuple["sa.URL", Dialect]:
    import sqlalchemy as sa

    try:
        parsed = sa.make_url(url)
        return parsed, dialect_of(parsed.get_backend_name())
    except (sa.exc.ArgumentError, SpecError) as error:
        raise SpecError(
            f"That is no address of a database. Write it like {EXAMPLE}; known are "
            f"{', '.join(TESTED)}."
        ) from error


@contextmanager
def _opened_file(parsed: "sa.URL", dialect: Dialect, *, writes: bool) -> Iterator[Database]:
    import duckdb

    path = Path(parsed.database or "")
    if not path.is_file():
        raise _unreachable(f"there is no file {path.name or 'named'}")
    try:
        connection = duckdb.connect(
            str(path), read_only=not writes, config={"enable_external_access": "false"}
        )
    except duckdb.Error as error:
        raise _unreachable(reason_of(error)) from error
    with connection:
        try:
            connection.execute("BEGIN TRANSACTION")
            yield DuckFile(dialect, connection)
            connection.execute("COMMIT")
        except duckdb.Error as error:
            raise _refused(reason_of(error), writes=writes) from error


@contextmanager
def _opened_server(parsed: "sa.URL", dialect: Dialect, *, writes: bool) -> Iterator[Database]:
    import sqlalchemy as sa

    parsed, begin = _as_opened(parsed, writes=writes)
    is_open = False
    try:
        engine = sa.create_engine(parsed, poolclass=sa.pool.NullPool)
        with engine.connect() as connection, connection.begin():
            database = ServedDatabase(dialect, connection)
            if dialect.types_values:
                raw = connection.connection.driver_connection
                raw.create_function("MD5", 1, _md5, deterministic=True)
            database.run(begin)
            is_open = True
            yield database
    except sa.exc.SQLAlchemyError as error:
        reason = reason_of(error)
        raise (_refused(reason, writes=writes) if is_open else _unreachable(reason)) from error


def _as_opened(parsed: "sa.URL", *, writes: bool) -> tuple["sa.URL", str]:
    """Return where to connect, and how the transaction begins."""
    if parsed.get_backend_name() == "sqlite":
        mode = "rw" if writes else "ro"
        path = Path(parsed.database or "").resolve().as_posix()
        query = {"mode": mode, "uri": "true", "timeout": str(BUSY_SECONDS)}
        return parsed.set(database=f"file:{path}", query=query), (
            "BEGIN IMMEDIATE" if writes else "BEGIN"
        )
    if "+" not in parsed.drivername:
        parsed = parsed.set(drivername="postgresql+psycopg")
    reading = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    return parsed, (reading.replace("ONLY", "WRITE") if writes else reading)


def _md5(text: str | None) -> str | None:
    """Return what other databases have as MD5."""
    if text is None:
        return None
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _unreachable(reason: str) -> DataError:
    return DataError(
        f"The database cannot be reached: {reason}. Check its address, or ask its administrator."
    )


def _refused(reason: str, *, writes: bool) -> DataError:
    reason = reason.rstrip(".! ")
    if writes:
        return DataError(
            f"The database refuses: {reason}. Nothing was changed; correct the query or the place, "
            f"or ask its administrator for the right to write there."
        )
    return DataError(f"The database refuses the query: {reason}. Correct it.")
