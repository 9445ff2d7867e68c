"""The library of saved segmentations: models, plans and links, never a customer.

One table in SQLite, in the user's own data directory, or in PostgreSQL for a team. Every change is
one transaction, so that a program that dies in the middle of a save leaves what was there before.
What is deleted can be brought back for thirty days.
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segmentation.errors import DataError, ModelError
from segmentation.models.documents.database import reason_of
from segmentation.models.documents.library_records import (
    LONGEST_NOTE,
    LibraryEntry,
    Saved,
    checked_name,
    connected,
    entry_of,
    is_gone,
    listed,
    packed,
)
from segmentation.models.model import SegmentModel, load_model

if TYPE_CHECKING:
    import sqlalchemy as sa

VARIABLE = "SEGMENTATION_LIBRARY"
APP_NAME = "segmentation-studio"
ID = re.compile("[0-9a-f]{16}")
UNKNOWN = (
    "There is no such saved segmentation: it was deleted, or the link is wrong. Choose another on "
    "the Score page."
)
DAMAGED = (
    "What was saved as “{name}” is damaged. Restore the library from a copy, or delete this entry."
)
KEPT_AFTER_DELETION = timedelta(days=30)


def default_url() -> str:
    """Return where the library is: what `VARIABLE` says, else a file in the user's data directory.

    Returns
    -------
    str
        As SQLAlchemy takes it.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given
    import platformdirs

    folder = Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
    return f"sqlite:///{(folder / 'library.sqlite').as_posix()}"


class Library:
    """Saved segmentations in a database.

    Parameters
    ----------
    url : str
        ``sqlite:///path`` or ``postgresql://user@host/database``.
    clock : callable
        Tells the time in UTC.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._url, self._clock = url, clock
        self._table: sa.Table | None = None
        self._engine: sa.Engine | None = None

    def save(
        self,
        name: str,
        model: SegmentModel,
        *,
        note: str = "",
        view: Mapping[str, list[str]] | None = None,
        plan: Mapping[str, Any] | None = None,
        replaces: str | None = None,
    ) -> str:
        """Save a segmentation.

        Parameters
        ----------
        name : str
        model : SegmentModel
        note : str
        view : mapping of str to list of str or None
            The link that shows it.
        plan : mapping of str to object or None
            Plain values.
        replaces : str or None
            The saved one that this is a later state of; None saves a new one.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        DataError
            If it has no name, or the library cannot be written.
        ModelError
            If there is none to replace.
        """
        now = self._clock()
        content = {
            "name": checked_name(name),
            "note": note[:LONGEST_NOTE],
            "model": model.to_bytes().decode("utf-8", "surrogatepass"),
            "extras": packed(view or {}, plan or {}),
            "about": json.dumps([model.n_clusters, model.n_customers, list(model.features)]),
            "changed": now,
        }
        with self._transaction() as (connection, table):
            old = table.c.deleted < now - KEPT_AFTER_DELETION
            connection.execute(table.delete().where(old))
            if replaces is not None:
                updated = connection.execute(
                    _living(table.update(), table, replaces).values(content)
                )
                if not updated.rowcount:
                    raise ModelError(UNKNOWN)
                return replaces
            row = {"id": secrets.token_hex(8), "created": now, **content}
            connection.execute(table.insert().values(row))
            return row["id"]

    def entries(self) -> tuple[LibraryEntry, ...]:
        """List what is saved, the latest change first.

        Returns
        -------
        tuple of LibraryEntry
            One that is damaged says so, and hides no other.

        Raises
        ------
        DataError
            If the library cannot be read.
        """
        with self._transaction() as (connection, table):
            import sqlalchemy as sa

            columns = listed(c for c in table.c if c.name not in {"model", "extras"})
            query = sa.select(*columns).where(table.c.deleted.is_(None))
            rows = connection.execute(query.order_by(table.c.changed.desc(), table.c.id)).all()
        return tuple(entry_of(row) for row in rows)

    def open(self, id_: str) -> Saved:
        """Open a saved segmentation.

        Parameters
        ----------
        id_ : str

        Returns
        -------
        Saved

        Raises
        ------
        DataError
            If the library cannot be read.
        ModelError
            If there is none, or it is damaged.
        """
        with self._transaction() as (connection, table):
            import sqlalchemy as sa

            row = connection.execute(_living(sa.select(*listed(table.c)), table, id_)).first()
        if row is None:
            raise ModelError(UNKNOWN)
        entry = entry_of(row)
        model = load_model(str(row.model).encode("utf-8", "surrogatepass"), f"“{row.name}”")
        try:
            extras = json.loads(row.extras)
            view, plan = dict(extras["view"]), dict(extras["plan"])
        except (ValueError, TypeError, KeyError):
            entry = replace(entry, is_damaged=True)
        if entry.is_damaged:
            raise ModelError(DAMAGED.format(name=entry.name))
        return Saved(entry=entry, model=model, view=view, plan=plan)

    def rename(self, id_: str, name: str, note: str) -> None:
        """Give a saved segmentation another name and note.

        Parameters
        ----------
        id_ : str
        name, note : str

        Raises
        ------
        DataError
            If the name is empty, or the library cannot be written.
        ModelError
            If there is none.
        """
        self._change(id_, name=checked_name(name), note=note[:LONGEST_NOTE])

    def delete(self, id_: str) -> None:
        """Take a saved segmentation out of the list; `restore` brings it back.

        Parameters
        ----------
        id_ : str

        Raises
        ------
        DataError
            If the library cannot be written.
        ModelError
            If there is none.
        """
        self._change(id_, deleted=self._clock())

    def restore(self, id_: str) -> None:
        """Bring back what was deleted in the last thirty days.

        Parameters
        ----------
        id_ : str

        Raises
        ------
        DataError
            If the library cannot be written.
        ModelError
            If there is none.
        """
        with self._transaction() as (connection, table):
            restored = connection.execute(
                table.update().where(table.c.id == _checked_id(id_)).values(deleted=None)
            )
            if not restored.rowcount:
                raise ModelError(UNKNOWN)

    def _change(self, id_: str, **values: object) -> None:
        with self._transaction() as (connection, table):
            if not connection.execute(_living(table.update(), table, id_).values(values)).rowcount:
                raise ModelError(UNKNOWN)

    @contextmanager
    def _transaction(self) -> Iterator[tuple["sa.Connection", "sa.Table"]]:
        """Open a transaction, the table made where there is none; say what the database refuses."""
        import sqlalchemy as sa

        try:
            if self._engine is None or is_gone(self._engine):
                self._engine, self._table = connected(self._url)
            with self._engine.begin() as connection:
                yield connection, self._table
        except (sa.exc.SQLAlchemyError, OSError) as error:
            self._engine = None  # its table may be gone: the next one makes it anew
            raise DataError(
                f"The library of saved segmentations cannot be used: {reason_of(error)}. Nothing "
                f"was changed. Free the disk or ask its administrator; {VARIABLE} names another "
                "place."
            ) from error


def _living(statement: Any, table: "sa.Table", id_: str) -> Any:  # noqa: ANN401 - any statement with a where
    """Restrict a statement to one that is there and not deleted."""
    return statement.where(table.c.id == _checked_id(id_), table.c.deleted.is_(None))


def _checked_id(id_: str) -> str:
    """Return an id; nothing for a text that no database takes, or that is none."""
    return id_ if ID.fullmatch(id_) else ""
