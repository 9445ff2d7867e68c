"""The database of the library: opening it, and making a table where there is none."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa

BUSY_SECONDS = 30


def engine_of(url: str) -> "sa.Engine":
    """Open a database.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.

    Returns
    -------
    sqlalchemy.Engine
    """
    import sqlalchemy as sa

    parsed = sa.make_url(url)
    settings: dict[str, Any] = {"poolclass": sa.pool.NullPool}
    if parsed.get_backend_name() == "sqlite":
        settings["connect_args"] = {"timeout": BUSY_SECONDS}
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
    elif parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return sa.create_engine(parsed, **settings)


def make_table(engine: "sa.Engine", table: "sa.Table") -> None:
    """Make a table where there is none; one that is there stays as it is.

    Parameters
    ----------
    engine : sqlalchemy.Engine
    table : sqlalchemy.Table

    Raises
    ------
    DBAPIError
        When the database refuses.
    """
    import sqlalchemy as sa

    if sa.inspect(engine).has_table(table.name):
        return
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":  # with what belongs to it, or not at all
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            table.create(connection, checkfirst=False)
    except sa.exc.DBAPIError:  # when another session makes it just now
        if not sa.inspect(engine).has_table(table.name):
            raise


def add_columns(engine: "sa.Engine", table: "sa.Table") -> None:
    """Give a table of an earlier release the columns that it lacks; its rows get their defaults.

    Parameters
    ----------
    engine : sqlalchemy.Engine
    table : sqlalchemy.Table

    Raises
    ------
    DBAPIError
        When the database refuses.
    """
    import sqlalchemy as sa

    for column in _lacking(engine, table):
        written = sa.schema.CreateColumn(column).compile(engine)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {written}")
        except sa.exc.DBAPIError:  # when another process adds it just now
            if column in _lacking(engine, table):
                raise


def _lacking(engine: "sa.Engine", table: "sa.Table") -> list["sa.Column"]:
    import sqlalchemy as sa

    there = {column["name"] for column in sa.inspect(engine).get_columns(table.name)}
    return [column for column in table.c if column.name not in there]


def is_gone(engine: "sa.Engine") -> bool:
    """Return whether the file of a library was deleted or emptied since it was opened.

    Parameters
    ----------
    engine : sqlalchemy.Engine

    Returns
    -------
    bool
        Never of a server, which says so itself.
    """
    if engine.dialect.name != "sqlite" or engine.url.database in {None, "", ":memory:"}:
        return False
    file = Path(engine.url.database)
    return not file.is_file() or file.stat().st_size == 0


def reason_of(error: Exception) -> str:
    """Return why a database refused, in its first line.

    Parameters
    ----------
    error : Exception

    Returns
    -------
    str
    """
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
