"""The library as one person may use it: every way to a saved segmentation goes through here.

What a person may not open reads as if it were not there, so that an address tells nothing. What is
refused to somebody who sees it says why.
"""

from collections.abc import Callable
from typing import Any

from segmentation.access.audit import CHANGED, DELETED, OPENED, RENAMED, RESTORED, SAVED, AuditLog
from segmentation.access.audit import SHARED as MADE_VISIBLE
from segmentation.access.people import Person
from segmentation.access.rights import may_change, may_give, may_list, may_open
from segmentation.errors import DataError, ModelError
from segmentation.models.documents.library_records import SHARINGS, TEAM, LibraryEntry, Saved
from segmentation.models.documents.library_table import UNKNOWN
from segmentation.models.library import Library
from segmentation.models.model import SegmentModel

NO_EDITOR = (
    "You may look at saved segmentations, not change them. Ask an administrator for the role of an "
    "editor."
)
NOT_YOURS = (
    "“{name}” belongs to {owner}. Save it as a new one, or ask its owner or an administrator."
)
NO_SHARING = "“{sharing}” says of nobody who opens it. Choose among {all}."


class Shelf:
    """A library and who uses it.

    Parameters
    ----------
    library : Library
    person : Person
    log : AuditLog or None
        Where it is written what a known person did, in the transaction of the change.
    """

    def __init__(self, library: Library, person: Person, log: AuditLog | None = None) -> None:
        self._library, self.person = library, person
        self._log = log if person.id else None

    def entries(self) -> tuple[LibraryEntry, ...]:
        """List what this person may see, the latest change first.

        Returns
        -------
        tuple of LibraryEntry

        Raises
        ------
        DataError
            If the library cannot be read.
        """
        if not self.person.may_open:
            return ()
        return tuple(each for each in self._library.entries() if may_list(self.person, each))

    def deleted(self) -> tuple[LibraryEntry, ...]:
        """List what was deleted and this person may restore.

        Returns
        -------
        tuple of LibraryEntry

        Raises
        ------
        DataError
            If the library cannot be read.
        """
        if not self.person.may_change:
            return ()
        entries = self._library.entries(deleted=True)
        return tuple(each for each in entries if may_give(self.person, each))

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
            If there is none that this person may open, or it is damaged.
        """
        self.note_opened(id_)
        return self._library.open(id_)

    def note_opened(self, id_: str) -> None:
        """Write down that this person opens one, or refuse it.

        Parameters
        ----------
        id_ : str

        Raises
        ------
        DataError
            If the library cannot be used.
        ModelError
            If there is none that this person may open.
        """
        self._do(id_, OPENED, may_open)

    def save(
        self,
        name: str,
        model: SegmentModel,
        *,
        replaces: str | None = None,
        sharing: str = TEAM,
        **content: Any,
    ) -> str:
        """Save a segmentation, as this person's or in place of one that this person may change.

        Parameters
        ----------
        name : str
        model : SegmentModel
        replaces : str or None
        sharing : str
            Of a new one.
        **content : object
            As `Library.save` takes it: ``note``, ``view``, ``plan``, ``version``.

        Returns
        -------
        str
            Its id.

        Raises
        ------
        DataError
            If it has no name, or the library cannot be written.
        ModelError
            If this person may not, or somebody has changed it since.
        """

        def save() -> str:
            return self._library.save(
                name,
                model,
                replaces=replaces,
                sharing=_checked(sharing),
                by=self.person.id,
                **content,
            )

        if replaces is not None:
            return self._do(replaces, CHANGED, may_change, save)
        if not self.person.may_change:
            raise ModelError(NO_EDITOR)
        self._prepare()
        with self._library.transaction() as (connection, _):
            id_ = save()
            if self._log:
                self._log.write(self.person.id, SAVED, id_, connection=connection)
        return id_

    def rename(self, id_: str, name: str, note: str, *, version: int | None = None) -> None:
        """Give a saved segmentation another name and note.

        Parameters
        ----------
        id_ : str
        name, note : str
        version : int or None
            The one that was seen.

        Raises
        ------
        DataError
            If the name is empty, or the library cannot be written.
        ModelError
            If this person may not, or somebody has changed it since.
        """
        by = self.person.id
        self._do(
            id_,
            RENAMED,
            may_change,
            lambda: self._library.rename(id_, name, note, version=version, by=by),
        )

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
            If there is no such sharing, or the library cannot be written.
        ModelError
            If this person may not.
        """
        kind = _checked(sharing)
        self._do(id_, MADE_VISIBLE[kind], may_give, lambda: self._library.share(id_, kind))

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
            If this person may not.
        """
        self._do(id_, DELETED, may_give, lambda: self._library.delete(id_))

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
            If this person may not.
        """
        self._do(id_, RESTORED, may_give, lambda: self._library.restore(id_), deleted=True)

    def _do(
        self,
        id_: str,
        what: str,
        may: Callable[[Person, LibraryEntry], bool],
        work: Callable[[], Any] = lambda: None,
        *,
        deleted: bool = False,
    ) -> Any:  # noqa: ANN401 - whatever the work gives
        """Look whether this person may, do it and write it down: all or nothing."""
        self._prepare()
        with self._library.transaction() as (connection, _):
            entry = self._library.entry(id_, deleted=deleted)
            if not may(self.person, entry):
                raise ModelError(self._refusal(entry))
            done = work()
            if self._log:
                self._log.write(self.person.id, what, id_, connection=connection)
        return done

    def _refusal(self, entry: LibraryEntry) -> str:
        if not may_open(self.person, entry):
            return UNKNOWN
        if not self.person.may_change:
            return NO_EDITOR
        return NOT_YOURS.format(name=entry.name, owner=entry.owner or "nobody known")

    def _prepare(self) -> None:
        """Make the log's table before the transaction, which would wait for another connection."""
        if self._log:
            self._log.prepare()


def _checked(sharing: str) -> str:
    if sharing not in SHARINGS:
        raise DataError(NO_SHARING.format(sharing=sharing, all=", ".join(SHARINGS)))
    return sharing
