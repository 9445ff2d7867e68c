"""The library's own time, by which what was deleted is kept: no clock moves it far at once.

It goes as far as the server's clock has gone since the last write, but never back and a day at
most: a clock that is wrong by ten years takes a day off what is kept, once. Where nobody writes for
long, things are kept longer.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

NAME = "library_time"
LONGEST_STEP = timedelta(days=1)


def own_time_table(metadata: "sa.MetaData") -> "sa.Table":
    """Describe where the time stands.

    Parameters
    ----------
    metadata : sqlalchemy.MetaData
        Of the library.

    Returns
    -------
    sqlalchemy.Table
        Of one row: the time, and the clock when it was last looked at.
    """
    import sqlalchemy as sa

    moment = sa.DateTime(timezone=True)
    return sa.Table(
        NAME,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("own", moment),
        sa.Column("clock", moment),
    )


def begin(engine: "sa.Engine", table: "sa.Table") -> None:
    """Write the row, where there is none.

    Parameters
    ----------
    engine : sqlalchemy.Engine
    table : sqlalchemy.Table
        Of `own_time_table`.

    Raises
    ------
    DBAPIError
        When the database refuses.
    """
    import sqlalchemy as sa

    with engine.connect() as connection:
        if connection.execute(sa.select(table.c.id)).first() is not None:
            return
    try:
        with engine.begin() as connection:
            connection.execute(table.insert().values(id=1))
    except sa.exc.IntegrityError:  # another process has just written it
        return


def own_time(connection: "sa.Connection", saved: "sa.Table", clock: datetime) -> datetime:
    """Move the library's time on, and return it.

    Parameters
    ----------
    connection : sqlalchemy.Connection
        In a transaction that may write.
    saved : sqlalchemy.Table
        Of what is saved: where no time stands yet, it is the latest that was written there.
    clock : datetime
        As the server's clock has it, in UTC.

    Returns
    -------
    datetime
        In UTC.
    """
    import sqlalchemy as sa

    table = saved.metadata.tables[NAME]
    # Written before it is read: else two who have read could not both write.
    connection.execute(table.update().values(id=1))
    row = connection.execute(sa.select(table.c.own, table.c.clock)).first()
    own, seen = map(_in_utc, row or (None, None))
    if own is None or seen is None:
        latest = connection.execute(sa.select(sa.func.max(saved.c.changed))).scalar()
        own = min(_in_utc(latest) or clock, clock)
    else:
        own += min(max(clock - seen, timedelta(0)), LONGEST_STEP)
    connection.execute(table.update().values(own=own, clock=clock))
    return own


def _in_utc(moment: datetime | None) -> datetime | None:
    """Return a moment as SQLite gives it, which knows no zones, as others do."""
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
