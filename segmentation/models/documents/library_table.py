"""The table that saved segmentations stand in: opened, brought up to date, changed."""

import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from segmentation.errors import DataError, ModelError
from segmentation.models.documents.database import (
    add_columns,
    engine_of,
    is_gone,
    make_table,
    reason_of,
)
from segmentation.models.documents.library_records import TEAM, LibraryEntry, entry_of, listed
from segmentation.models.documents.own_time import begin, own_time_table

if TYPE_CHECKING:
    import sqlalchemy as sa

VARIABLE = "SEGMENTATION_LIBRARY"
ID = re.compile("[0-9a-f]{16}")
BESIDE = frozenset({"sharing", "deleted"})
"""What a change of is no other state of a segmentation."""

MOST_EARLIER = 20
"""Of one saved segmentation, states that were replaced and can be restored."""

UNKNOWN = (
    "There is no such saved segmentation: it was deleted, or the link is wrong. Choose another on "
    "the Score page."
)
CONFLICT = (
    "“{name}” was changed {by}on {entry.changed:%d %B %Y at %H:%M} UTC, after you had opened it. "
    "Nothing of it was overwritten: save yours as a new one, or open it as it is now."
)


class LibraryTable:
    """The table of a library.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._table: sa.Table | None = None
        self._engine: sa.Engine | None = None
        self._open = threading.local()

    def entry(self, id_: str, *, deleted: bool = False) -> LibraryEntry:
        """Return what a list says of one.

        Parameters
        ----------
        id_ : str
        deleted : bool
            Whether it may be one that was deleted.

        Returns
        -------
        LibraryEntry

        Raises
        ------
        DataError
            If the library cannot be read.
        ModelError
            If there is none.
        """
        with self.transaction() as (connection, table):
            import sqlalchemy as sa

            columns = listed(c for c in table.c if c.name not in {"model", "extras"})
            query = sa.select(*columns)
            found = query.where(table.c.id == checked_id(id_))
            row = connection.execute(found if deleted else living(query, table, id_)).first()
        if row is None:
            raise ModelError(UNKNOWN)
        return entry_of(row)

    def change(self, id_: str, *, version: int | None = None, **values: object) -> None:
        """Change columns of a saved segmentation; what others work on gets a new version.

        Parameters
        ----------
        id_ : str
        version : int or None
            The one that was seen; None changes whatever is there.
        **values : object
            By column.

        Raises
        ------
        DataError
            If the library cannot be written.
        ModelError
            If there is none, or somebody has changed it since.
        """
        with self.transaction() as (connection, table):
            if not values.keys() <= BESIDE:
                values["version"] = table.c.version + 1
            change = living(table.update(), table, id_).values(values)
            if version is not None:
                change = change.where(table.c.version == version)
            if not connection.execute(change).rowcount:
                entry = self.entry(id_)  # raises where there is none
                by = f"by {entry.changed_by} " if entry.changed_by else ""
                raise ModelError(CONFLICT.format(name=entry.name, by=by, entry=entry))

    def keep_earlier(self, id_: str, now: datetime) -> None:
        """Keep a saved segmentation as it is, as one that was deleted, before it is replaced.

        Parameters
        ----------
        id_ : str
        now : datetime
            In the library's own time.

        Raises
        ------
        DataError
            If the library cannot be written.
        """
        with self.transaction() as (connection, table):
            import sqlalchemy as sa

            changed = {
                "id": sa.literal(secrets.token_hex(8)),
                "deleted": sa.literal(now, table.c.deleted.type),
                "was": sa.literal(checked_id(id_)),
            }
            row = living(sa.select(*(changed.get(c.name, c) for c in table.c)), table, id_)
            connection.execute(table.insert().from_select([c.name for c in table.c], row))
            of_it = (table.c.was == id_, table.c.deleted.is_not(None))
            latest = table.c.version.desc()
            kept = sa.select(table.c.id).where(*of_it).order_by(latest).limit(MOST_EARLIER)
            connection.execute(table.delete().where(*of_it, table.c.id.not_in(kept)))

    @contextmanager
    def transaction(self) -> Iterator[tuple["sa.Connection", "sa.Table"]]:
        """Open a transaction, the table made where there is none; one within another is the same.

        Yields
        ------
        sqlalchemy.Connection
        sqlalchemy.Table

        Raises
        ------
        DataError
            With what the database refuses.
        """
        import sqlalchemy as sa

        if (already := getattr(self._open, "here", None)) is not None:
            yield already
            return
        try:
            if self._engine is None or is_gone(self._engine):
                self._engine, self._table = connected(self._url)
            with self._engine.begin() as connection:
                self._open.here = connection, self._table
                yield self._open.here
        except (sa.exc.SQLAlchemyError, OSError) as error:
            self._engine = None  # its table may be gone: the next one makes it anew
            raise DataError(
                f"The library of saved segmentations cannot be used: {reason_of(error)}. Nothing "
                f"was changed. Free the disk or ask its administrator; {VARIABLE} names another "
                "place."
            ) from error
        finally:
            self._open.here = None


def connected(url: str) -> tuple["sa.Engine", "sa.Table"]:
    """Open a library, and make its table where there is none.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.

    Returns
    -------
    sqlalchemy.Engine
    sqlalchemy.Table

    Raises
    ------
    DBAPIError
        When the database refuses.
    """
    import sqlalchemy as sa

    engine = engine_of(url)
    moment = sa.DateTime(timezone=True)
    table = sa.Table(
        "saved_segmentations",
        sa.MetaData(),
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("extras", sa.Text, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.Column("changed", moment, nullable=False),
        sa.Column("deleted", moment),
        # Later than the first release: `add_columns` gives them to a library that lacks them.
        sa.Column("owner", sa.Text, nullable=False, server_default=""),
        sa.Column("changed_by", sa.Text, nullable=False, server_default=""),
        sa.Column("sharing", sa.String(16), nullable=False, server_default=TEAM),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("was", sa.String(16), nullable=False, server_default=""),
    )
    own = own_time_table(table.metadata)
    for each in (table, own):
        make_table(engine, each)
    add_columns(engine, table)
    begin(engine, own)
    return engine, table


def living(statement: Any, table: "sa.Table", id_: str) -> Any:  # noqa: ANN401 - any statement with a where
    """Restrict a statement to one that is there and not deleted.

    Parameters
    ----------
    statement : sqlalchemy statement
    table : sqlalchemy.Table
    id_ : str

    Returns
    -------
    sqlalchemy statement
    """
    return statement.where(table.c.id == checked_id(id_), table.c.deleted.is_(None))


def checked_id(id_: str) -> str:
    """Return an id; nothing for a text that no database takes, or that is none.

    Parameters
    ----------
    id_ : str

    Returns
    -------
    str
    """
    return id_ if ID.fullmatch(id_) else ""
