"""A table of this room in the database of the library, made where there is none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from segmentation.errors import DataError
from segmentation.models.documents.database import engine_of, is_gone, make_table, reason_of

if TYPE_CHECKING:
    import sqlalchemy as sa


class Store:
    """One table in a database.

    Parameters
    ----------
    url : str
        Of the library.
    table : callable
        Makes the table, when SQLAlchemy is first needed.
    what : str
        How a sentence that refuses begins: “The keys”.
    """

    def __init__(self, url: str, table: Callable[[], "sa.Table"], what: str) -> None:
        self._url, self._make, self._what = url, table, what
        self._engine: sa.Engine | None = None
        self._table: sa.Table | None = None

    @contextmanager
    def transaction(self) -> Iterator[tuple["sa.Connection", "sa.Table"]]:
        """Open a transaction.

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

        try:
            self._prepare()
            with self._engine.begin() as connection:
                yield connection, self._table
        except (sa.exc.SQLAlchemyError, OSError) as error:
            self._engine = None
            raise DataError(
                f"{self._what} cannot be used: {reason_of(error)}. Nothing was changed. Free the "
                f"disk or ask the keeper of the library."
            ) from error

    def prepare(self) -> None:
        """Make the table where there is none.

        Raises
        ------
        DataError
            With what the database refuses.
        """
        if not self._is_ready():
            with self.transaction():
                pass

    def _prepare(self) -> None:
        if not self._is_ready():
            engine, self._table = engine_of(self._url), self._make()
            make_table(engine, self._table)
            self._engine = engine

    def _is_ready(self) -> bool:
        return self._engine is not None and not is_gone(self._engine)


def in_utc(moment: datetime) -> datetime:
    """Return a moment with its zone: SQLite forgets it.

    Parameters
    ----------
    moment : datetime

    Returns
    -------
    datetime
    """
    return moment.replace(tzinfo=moment.tzinfo or UTC)
