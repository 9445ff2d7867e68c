"""Results that were shared by a link: kept for a while in the database of the library.

Whoever has the link can open one; only the browser that made it can end it before its time. The
browser's secret is not stored, only a digest of it. What has ended or was revoked is deleted, not
marked: nobody can open it again, whoever reads the database.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from segmentation.errors import DataError, LimitError, ModelError
from segmentation.models.documents.database import engine_of, is_gone, make_table, reason_of

if TYPE_CHECKING:
    import sqlalchemy as sa

ID = re.compile(r"[A-Za-z0-9_-]{43}")
"""As `secrets.token_urlsafe` writes 32 bytes: nobody guesses one."""

DAYS = (1, 7, 30, 90)
USUAL_DAYS = 30
MOST_LINKS, LARGEST = 100, 1_000_000
GONE = (
    "This link shows nothing any more: its time has ended, it was revoked, or it was not copied "
    "in full."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLink:
    """What a list says of a shared result.

    Attributes
    ----------
    id : str
    about : str
        What it is.
    created, ends : datetime
        In UTC.
    """

    id: str
    about: str
    created: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedResult:
    """A shared result.

    Attributes
    ----------
    link : SharedLink
    content : str
        As it was given.
    """

    link: SharedLink
    content: str = field(repr=False)


class SharedResults:
    """Shared results in a database.

    Parameters
    ----------
    url : str
        Of the library.
    clock : callable
        Tells the time in UTC.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._url, self._clock = url, clock
        self._engine: sa.Engine | None = None
        self._table: sa.Table | None = None

    def prepare(self) -> None:
        """Make the table where there is none.

        Raises
        ------
        DataError
            If the database refuses.
        """
        with self._transaction():
            pass

    def share(self, secret: str, about: str, content: str, days: int = USUAL_DAYS) -> SharedLink:
        """Keep a result for so many days.

        Parameters
        ----------
        secret : str
            Of the browser that may revoke it.
        about : str
            What a list says of it.
        content : str
        days : int
            One of `DAYS`.

        Returns
        -------
        SharedLink

        Raises
        ------
        DataError
            If the days are none of these, or the library cannot be written.
        LimitError
            If it is too large, or this browser has shared as many as it may.
        """
        if days not in DAYS:
            raise DataError(f"A link holds for {', '.join(map(str, DAYS))} days, not for {days}.")
        if len(content) > LARGEST:
            raise LimitError(
                f"The result has {len(content) / 1e6:.1f} MB; at most {LARGEST / 1e6:.1f} MB can "
                f"be shared. Choose fewer columns."
            )
        now = self._clock()
        link = SharedLink(
            id=secrets.token_urlsafe(32), about=about, created=now, ends=now + timedelta(days=days)
        )
        if len(self.shared_by(secret)) >= MOST_LINKS:
            raise LimitError(
                f"You have shared {MOST_LINKS} links that still hold. Revoke one, then share this."
            )
        row = {"maker": _digest(secret), "content": content}
        fields = {"id": link.id, "about": about, "created": now, "ends": link.ends}
        with self._transaction() as (connection, table):
            connection.execute(table.insert().values(row | fields))
        return link

    def open(self, id_: str) -> SharedResult:
        """Open a shared result.

        Parameters
        ----------
        id_ : str

        Returns
        -------
        SharedResult

        Raises
        ------
        DataError
            If the library cannot be read.
        ModelError
            If there is none: never was, has ended, or was revoked; the sentence is the same.
        """
        if not ID.fullmatch(id_):
            raise ModelError(GONE)
        with self._transaction() as (connection, table):
            query = table.select().where(table.c.id == id_, table.c.ends > self._clock())
            row = connection.execute(query).first()
            if row is None:
                connection.execute(table.delete().where(table.c.ends <= self._clock()))
        if row is None:
            raise ModelError(GONE)
        return SharedResult(link=_link_of(row), content=row.content)

    def shared_by(self, secret: str) -> tuple[SharedLink, ...]:
        """List what a browser has shared and still holds, the latest first.

        Parameters
        ----------
        secret : str

        Returns
        -------
        tuple of SharedLink

        Raises
        ------
        DataError
            If the library cannot be read.
        """
        import sqlalchemy as sa

        with self._transaction() as (connection, table):
            connection.execute(table.delete().where(table.c.ends <= self._clock()))
            columns = [column for column in table.c if column.name not in {"content", "maker"}]
            query = sa.select(*columns).where(table.c.maker == _digest(secret))
            rows = connection.execute(query.order_by(table.c.created.desc(), table.c.id)).all()
        return tuple(map(_link_of, rows))

    def revoke(self, secret: str, id_: str) -> None:
        """End a link; what it showed is deleted.

        Parameters
        ----------
        secret : str
            Of the browser that has shared it.
        id_ : str

        Raises
        ------
        DataError
            If the library cannot be written.
        ModelError
            If this browser has shared no such link.
        """
        if not ID.fullmatch(id_):
            raise ModelError(GONE)
        with self._transaction() as (connection, table):
            mine = (table.c.id == id_, table.c.maker == _digest(secret))
            if not connection.execute(table.delete().where(*mine)).rowcount:
                raise ModelError(GONE)

    @contextmanager
    def _transaction(self) -> Iterator[tuple["sa.Connection", "sa.Table"]]:
        """Open a transaction, the table made where there is none; say what the database refuses."""
        import sqlalchemy as sa

        try:
            if self._engine is None or is_gone(self._engine):
                engine = engine_of(self._url)
                self._table = _table()
                make_table(engine, self._table)
                self._engine = engine
            with self._engine.begin() as connection:
                yield connection, self._table
        except (sa.exc.SQLAlchemyError, OSError) as error:
            self._engine = None  # its table may be gone: the next one makes it anew
            raise DataError(
                f"Shared links cannot be used: {reason_of(error)}. Nothing was changed. Free the "
                f"disk or ask the keeper of the library."
            ) from error


def _table() -> "sa.Table":
    import sqlalchemy as sa

    moment = sa.DateTime(timezone=True)
    return sa.Table(
        "shared_results",
        sa.MetaData(),
        sa.Column("id", sa.String(43), primary_key=True),
        sa.Column("maker", sa.String(64), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("created", moment, nullable=False),
        sa.Column("ends", moment, nullable=False),
    )


def _link_of(row: Any) -> SharedLink:  # noqa: ANN401 - a row of SQLAlchemy
    created, ends = (
        moment.replace(tzinfo=moment.tzinfo or UTC) for moment in (row.created, row.ends)
    )
    return SharedLink(id=row.id, about=row.about, created=created, ends=ends)


def _digest(secret: str) -> str:
    # Under a word of its own, so that it is no key to anything else that a browser's secret opens.
    return hashlib.sha256(f"shared results:{secret}".encode()).hexdigest()
