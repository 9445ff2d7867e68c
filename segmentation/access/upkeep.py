"""The database of the library as a whole: its tables, brought up to date, looked through."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from segmentation.access.audit import AuditLog
from segmentation.access.keys import Keys
from segmentation.errors import DataError, SegmentationError, listed
from segmentation.models.documents.database import BUSY_SECONDS, engine_of, reason_of
from segmentation.models.documents.whole_file import working_folder
from segmentation.models.library import Library
from segmentation.models.shared_results import SharedResults

SAVED, KEYS, LOG, LINKS = "saved_segmentations", "service_keys", "audit_log", "shared_results"

NONE_THERE = "There is no library at {file}. Nothing has been saved there yet, or it is elsewhere."
NO_LIBRARY = (
    "{file} is no library of saved segmentations: {reason}. Choose a file that `library backup` "
    "has written."
)
DAMAGED = (
    "{file} is damaged: {reason}. Nothing was changed. Restore a copy of an earlier day by "
    "`library restore`."
)
LATER = (
    "{file} was made by a later release: it has {unknown}, which this one does not know. Nothing "
    "was changed. Install that release, then do it again."
)
BUSY = "{file} is being written to for {seconds} seconds. Nothing was changed. Try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What was found in a library.

    Attributes
    ----------
    saved, deleted : int
        Segmentations.
    keys, links, lines : int
        Keys of the service, shared links, lines of the audit log.
    damaged : tuple of str
        Names of segmentations that cannot be opened.
    lacking : tuple of str
        Tables and columns of this release that it had not yet.
    """

    saved: int
    deleted: int
    keys: int
    links: int
    lines: int
    damaged: tuple[str, ...]
    lacking: tuple[str, ...]


def migrate(url: str) -> tuple[str, ...]:
    """Give a library the tables and columns that it lacks; what is in it stays.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it.

    Returns
    -------
    tuple of str
        What it lacked, such as ``saved_segmentations.owner``.

    Raises
    ------
    DataError
        If it is of a later release, or the database refuses.
    """
    lacking = compared(url)
    _prepare(url)
    return lacking


def compared(url: str) -> tuple[str, ...]:
    """Return what a library lacks of this release.

    Parameters
    ----------
    url : str

    Returns
    -------
    tuple of str
        Tables and columns, by name.

    Raises
    ------
    DataError
        If it has a column that this release does not know, or the database refuses.
    """
    there = _columns(url)
    with working_folder() as folder:
        fresh = f"sqlite:///{folder.as_posix()}/library.sqlite"
        _prepare(fresh)
        wanted = _columns(fresh)
    unknown = sorted({each for each in there if each.partition(".")[0] in wanted} - wanted)
    if unknown:
        name = engine_of(url).url.database
        raise DataError(LATER.format(file=name, unknown=listed(unknown)))
    lacking = wanted - there
    return tuple(sorted(each for each in lacking if each.partition(".")[0] not in lacking - {each}))


def check(url: str) -> Condition:
    """Look through a library without changing it.

    Parameters
    ----------
    url : str

    Returns
    -------
    Condition

    Raises
    ------
    DataError
        If there is none, it is none, damaged as a whole or of a later release, or the database of
        a server lacks something: then nothing of it can be opened unchanged.
    """
    if (file := file_of(url)) is not None:
        with checked_copy(file) as (_, condition):
            return condition
    if lacking := compared(url):
        raise DataError(f"The library lacks {listed(list(lacking))}. Run `library migrate` first.")
    return _condition(url, ())


@contextmanager
def checked_copy(file: Path) -> Iterator[tuple[Path, Condition]]:
    """Copy a library aside, look through it and bring the copy up to date.

    Parameters
    ----------
    file : Path

    Yields
    ------
    Path
        Of the copy, which is there within the context.
    Condition

    Raises
    ------
    DataError
        If there is none, it is none, damaged or of a later release.
    """
    with working_folder() as folder:
        copy = folder / "library.sqlite"
        copy_database(file, copy)
        url = f"sqlite:///{copy.as_posix()}"
        if f"{SAVED}.model" not in _columns(url):
            raise DataError(NO_LIBRARY.format(file=file, reason="it holds none"))
        try:
            lacking = migrate(url)
        except DataError as error:
            raise DataError(str(error).replace(copy.as_posix(), str(file))) from error
        yield copy, _condition(url, lacking)


def copy_database(source: Path, target: Path) -> None:
    """Copy a library as it is at one moment, while others use it, and see that the copy is sound.

    Parameters
    ----------
    source, target : Path
        The target is new.

    Raises
    ------
    DataError
        If the source is absent, damaged or no library, or is written to for too long.
    """
    if not source.is_file():
        raise DataError(NONE_THERE.format(file=source))
    try:
        with closing(connect(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there, progress=_GivesUp(source), sleep=0.05)
            faults = [row[0] for row in there.execute("PRAGMA integrity_check(1)")]
    except sqlite3.DatabaseError as error:
        kind = DAMAGED if _is_database(source) else NO_LIBRARY
        raise DataError(kind.format(file=source, reason=error)) from error
    if faults != ["ok"]:
        raise DataError(DAMAGED.format(file=source, reason=faults[0].splitlines()[-1]))


def connect(file: Path) -> sqlite3.Connection:
    """Open a database that is there; every statement is its own, transactions are said.

    Parameters
    ----------
    file : Path

    Returns
    -------
    sqlite3.Connection
    """
    # For writing too: what a killed program has left half must be taken back before it is read.
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )


def file_of(url: str) -> Path | None:
    """Return the file of a library in SQLite; nothing for a server.

    Parameters
    ----------
    url : str

    Returns
    -------
    Path or None
    """
    import sqlalchemy as sa

    parsed = sa.make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


class _GivesUp:
    """Ends a copy that waits for another program for too long."""

    def __init__(self, file: Path) -> None:
        self._file, self._waits = file, 0

    def __call__(self, status: int, _left: int, _all: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            self._waits += 1
        if self._waits * 0.05 > BUSY_SECONDS:
            raise DataError(BUSY.format(file=self._file, seconds=BUSY_SECONDS))


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"


def _prepare(url: str) -> None:
    with Library(url).transaction():
        pass
    for part in (AuditLog(url), Keys(url), SharedResults(url)):
        part.prepare()


def _columns(url: str) -> set[str]:
    """Return tables and columns as ``table`` and ``table.column``."""
    import sqlalchemy as sa

    try:
        inspector = sa.inspect(engine_of(url))
        tables = inspector.get_table_names()
        columns = {f"{t}.{each['name']}" for t in tables for each in inspector.get_columns(t)}
    except (sa.exc.SQLAlchemyError, OSError) as error:
        raise DataError(f"The library cannot be read: {reason_of(error)}.") from error
    return {*tables, *columns}


def _condition(url: str, lacking: tuple[str, ...]) -> Condition:
    import sqlalchemy as sa

    library = Library(url)
    saved, deleted = library.entries(), library.entries(deleted=True)
    with library.transaction() as (connection, _):
        keys, links, lines = (
            connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name)))
            for name in (KEYS, LINKS, LOG)
        )
    return Condition(
        saved=len(saved),
        deleted=len(deleted),
        keys=keys,
        links=links,
        lines=lines,
        damaged=tuple(entry.name for entry in saved if not _opens(library, entry.id)),
        lacking=lacking,
    )


def _opens(library: Library, id_: str) -> bool:
    try:
        library.open(id_)
    except SegmentationError:
        return False
    return True
