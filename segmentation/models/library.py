"""The library of saved segmentations: models, plans and links, never a customer.

One table in SQLite, in the user's own data directory, or in PostgreSQL for a team. Every change is
one transaction, so that a program that dies in the middle of a save leaves what was there before.
What is deleted or replaced can be brought back for thirty days. Who may do what is asked one floor
above, by `segmentation.access.shelf`.
"""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from segmentation.errors import ModelError
from segmentation.models.documents.library_records import (
    LONGEST_NOTE,
    TEAM,
    LibraryEntry,
    Saved,
    checked_name,
    entry_of,
    listed,
    packed,
)
from segmentation.models.documents.library_table import (
    UNKNOWN,
    VARIABLE,
    LibraryTable,
    checked_id,
    living,
)
from segmentation.models.documents.own_time import own_time
from segmentation.models.model import SegmentModel, load_model

APP_NAME = "segmentation-studio"
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


class Library(LibraryTable):
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
        super().__init__(url)
        self._clock = clock

    def save(  # noqa: PLR0913 - a row has so many parts
        self,
        name: str,
        model: SegmentModel,
        *,
        note: str = "",
        view: Mapping[str, list[str]] | None = None,
        plan: Mapping[str, Any] | None = None,
        replaces: str | None = None,
        version: int | None = None,
        by: str = "",
        sharing: str = TEAM,
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
        version : int or None
            The one that was opened; None replaces whatever is there.
        by : str
            Who saves; the owner of a new one.
        sharing : str
            Of a new one, in `SHARINGS`.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        DataError
            If it has no name, or the library cannot be written.
        ModelError
            If there is none to replace, or somebody has changed it since.
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
        with self.transaction() as (connection, table):
            here = own_time(connection, table, now)
            connection.execute(table.delete().where(table.c.deleted < here - KEPT_AFTER_DELETION))
            if replaces is not None:
                self.keep_earlier(replaces, here)
                self.change(replaces, version=version, changed_by=by, **content)
                return replaces
            whose = {"owner": by, "changed_by": by, "sharing": sharing}
            row = {"id": secrets.token_hex(8), "created": now, **whose, **content}
            connection.execute(table.insert().values(row))
            return row["id"]

    def entries(self, *, deleted: bool = False) -> tuple[LibraryEntry, ...]:
        """List what is saved, the latest change first.

        Parameters
        ----------
        deleted : bool
            Whether to list instead what was deleted and can be restored.

        Returns
        -------
        tuple of LibraryEntry
            One that is damaged says so, and hides no other.

        Raises
        ------
        DataError
            If the library cannot be read.
        """
        with self.transaction() as (connection, table):
            import sqlalchemy as sa

            columns = listed(c for c in table.c if c.name not in {"model", "extras"})
            gone = table.c.deleted
            query = sa.select(*columns).where(gone.is_not(None) if deleted else gone.is_(None))
            rows = connection.execute(query.order_by(table.c.changed.desc(), table.c.id)).all()
        return tuple(map(entry_of, rows))

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
        with self.transaction() as (connection, table):
            import sqlalchemy as sa

            row = connection.execute(living(sa.select(*listed(table.c)), table, id_)).first()
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

    def rename(
        self, id_: str, name: str, note: str, *, version: int | None = None, by: str = ""
    ) -> None:
        """Give a saved segmentation another name and note.

        Parameters
        ----------
        id_ : str
        name, note : str
        version : int or None
            The one that was seen; None renames whatever is there.
        by : str
            Who does.

        Raises
        ------
        DataError
            If the name is empty, or the library cannot be written.
        ModelError
            If there is none, or somebody has changed it since.
        """
        values = {"name": checked_name(name), "note": note[:LONGEST_NOTE], "changed_by": by}
        with self.transaction() as (connection, table):
            self.keep_earlier(id_, own_time(connection, table, self._clock()))
            self.change(id_, version=version, **values)

    def share(self, id_: str, sharing: str) -> None:
        """Say who opens a saved segmentation beside its owner.

        Parameters
        ----------
        id_ : str
        sharing : str
            Of `SHARINGS`.

        Raises
        ------
        DataError
            If the library cannot be written.
        ModelError
            If there is none.
        """
        self.change(id_, sharing=sharing)

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
        with self.transaction() as (connection, table):
            self.change(id_, deleted=own_time(connection, table, self._clock()))

    def restore(self, id_: str) -> None:
        """Bring back what was deleted in the last thirty days of the library's own time.

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
        with self.transaction() as (connection, table):
            restored = connection.execute(
                table.update().where(table.c.id == checked_id(id_)).values(deleted=None)
            )
            if not restored.rowcount:
                raise ModelError(UNKNOWN)
