"""The audit log: who opened, changed, scored and took out what, and when; never a customer's value.

A table beside the library that takes new rows alone: the database itself refuses to change or to
delete one, whatever program asks. Who owns the database can of course undo that refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from segmentation.access.store import Store, in_utc
from segmentation.models.documents.library_records import LINK, PRIVATE, TEAM

if TYPE_CHECKING:
    import sqlalchemy as sa

OPENED, SAVED, CHANGED, RENAMED = "opened", "saved", "changed", "renamed"
DELETED, RESTORED, SCORED, EXPORTED = "deleted", "restored", "scored", "exported"
SHARED = {
    PRIVATE: "made private",
    TEAM: "shared with the team",
    LINK: "shared by link",
}
ACTIONS = (
    *(OPENED, SAVED, CHANGED, RENAMED, DELETED, RESTORED, SCORED, EXPORTED),
    *SHARED.values(),
)
NOT_SAVED = "not saved"
"""What is said of a segmentation that is in no library."""

REFUSED = "The audit log takes new rows alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the log.

    Attributes
    ----------
    at : datetime
        In UTC.
    who : str
    did : str
        Of `ACTIONS`.
    what : str
        The id of a saved segmentation, or the kind of a file.
    rows : int or None
        How many customers were scored.
    """

    at: datetime
    who: str
    did: str
    what: str
    rows: int | None = None


class AuditLog:
    """The log in the database of the library.

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
        self._store, self._clock = Store(url, _table, "The audit log"), clock

    def prepare(self) -> None:
        """Make the table where there is none.

        Raises
        ------
        DataError
            If the database refuses.
        """
        self._store.prepare()

    def write(
        self,
        who: str,
        did: str,
        what: str = "",
        rows: int | None = None,
        *,
        connection: "sa.Connection | None" = None,
    ) -> None:
        """Add a line.

        Parameters
        ----------
        who, did, what : str
        rows : int or None
        connection : sqlalchemy.Connection or None
            Of a transaction that the line belongs to.

        Raises
        ------
        DataError
            If the database refuses.
        """
        line = {"at": self._clock(), "who": who, "did": did, "what": what, "rows": rows}
        if connection is not None:
            connection.execute(_table().insert().values(line))
            return
        with self._store.transaction() as (own, table):
            own.execute(table.insert().values(line))

    def lines(
        self, *, since: datetime | None = None, who: str = "", what: str = ""
    ) -> tuple[Line, ...]:
        """Read the log, the oldest line first.

        Parameters
        ----------
        since : datetime or None
        who, what : str
            Of one person, or of one thing; empty for all.

        Returns
        -------
        tuple of Line

        Raises
        ------
        DataError
            If the database refuses.
        """
        with self._store.transaction() as (connection, table):
            query = table.select().order_by(table.c.at, table.c.id)
            if since is not None:
                query = query.where(table.c.at >= since)
            for column, asked in ((table.c.who, who), (table.c.what, what)):
                query = query.where(column == asked) if asked else query
            rows = connection.execute(query).all()
        return tuple(
            Line(at=in_utc(row.at), who=row.who, did=row.did, what=row.what, rows=row.rows)
            for row in rows
        )


@cache
def _table() -> "sa.Table":
    import sqlalchemy as sa

    table = sa.Table(
        "audit_log",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("did", sa.String(32), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer),
        sqlite_autoincrement=True,
    )
    for statement in _guards():
        sa.event.listen(table, "after_create", statement)
    return table


def _guards() -> list["sa.DDL"]:
    import sqlalchemy as sa

    made = [
        sa.DDL(
            f"CREATE TRIGGER IF NOT EXISTS audit_log_no_{change.lower()} BEFORE {change} ON "
            f"audit_log BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        ).execute_if(dialect="sqlite")
        for change in ("UPDATE", "DELETE")
    ]
    made += [
        sa.DDL(
            "CREATE OR REPLACE FUNCTION audit_log_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        ).execute_if(dialect="postgresql"),
        sa.DDL(
            "CREATE TRIGGER audit_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuses()"
        ).execute_if(dialect="postgresql"),
    ]
    return made
