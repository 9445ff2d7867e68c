"""Copies of the library: made while it is in use, and brought back without losing what is newer.

A copy is the whole database: saved segmentations, keys, shared links and the audit log. What comes
back are the segmentations. Of the rest, what is there now counts: a copy must not revive a key or a
link that was revoked since, nor take a line from the log.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from segmentation.access.upkeep import (
    KEYS,
    LINKS,
    LOG,
    NONE_THERE,
    SAVED,
    Condition,
    check,
    checked_copy,
    connect,
    copy_database,
    file_of,
    migrate,
)
from segmentation.errors import DataError, counted
from segmentation.models.documents.whole_file import (
    remove_leftovers,
    replacing,
    working_folder,
)

ON_A_SERVER = (
    "The library is in a database server, whose own tools copy it: `pg_dump --table=saved_"
    "segmentations --table=service_keys --table=shared_results --table=audit_log` and `psql`. "
    "`library check` and `library migrate` work there too."
)
THERE = "{file} is there already. Choose another name, or say --replace."
ITSELF = "{file} is the library itself. Choose another name."
NOT_WRITTEN = "{file} cannot be written: {reason}. Nothing was changed. Choose another place."
NEWER = (
    "The library holds {what} that the copy does not hold as now: changed, made or deleted since, "
    "or never in it. Nothing was changed. Say --over-newer to take the copy's state all the same; "
    "what is there now is kept in a file beside the library."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was brought back.

    Attributes
    ----------
    condition : Condition
        Of the copy.
    kept : Path or None
        Where what was there before is; None where nothing was.
    """

    condition: Condition
    kept: Path | None


def backup(url: str, file: Path, *, replace: bool = False) -> Condition:
    """Copy the library to a file while it is in use.

    Parameters
    ----------
    url : str
        Of the library.
    file : Path
    replace : bool
        Whether an earlier copy of this name may go; it goes when the new one is whole.

    Returns
    -------
    Condition
        Of what was copied.

    Raises
    ------
    DataError
        If there is no library, it is damaged, or the file cannot be written; an earlier copy is
        then as it was.
    """
    library = _library(url)
    if file.exists() and library.exists() and file.samefile(library):
        raise DataError(ITSELF.format(file=file))
    if file.exists() and not replace:
        raise DataError(THERE.format(file=file))
    _place(library, file)
    return check(f"sqlite:///{file.absolute().as_posix()}")


def restore(url: str, file: Path, *, over_newer: bool = False) -> Restored:
    """Bring the segmentations of a copy back, all or nothing, while the library is in use.

    Parameters
    ----------
    url : str
        Of the library.
    file : Path
        The copy, of this release or an earlier one.
    over_newer : bool
        Whether segmentations may be lost that the copy does not hold as they are.

    Returns
    -------
    Restored

    Raises
    ------
    DataError
        If the copy is none, damaged or of a later release, the library holds what the copy does
        not, or cannot be written; it is then as it was.
    """
    library = _library(url)
    if library.exists() and file.exists() and file.samefile(library):
        raise DataError(ITSELF.format(file=file))
    with checked_copy(file) as (copy, condition):
        try:
            if not library.exists() or _is_sound(library):
                return Restored(condition=condition, kept=_fill(url, library, copy, over_newer))
            kept = _free_name(library, "damaged")
            with replacing(library) as fresh:
                _fill(f"sqlite:///{fresh.as_posix()}", fresh, copy, over_newer)
                _move_aside(library, kept)
        except (sqlite3.DatabaseError, OSError) as error:
            raise DataError(NOT_WRITTEN.format(file=library, reason=error)) from error
    return Restored(condition=condition, kept=kept)


def _fill(url: str, library: Path, copy: Path, over_newer: bool) -> Path | None:  # noqa: FBT001
    """Take the segmentations of a copy, in one transaction in which nobody else writes."""
    was_there = library.exists() and library.stat().st_size > 0
    migrate(url)
    with closing(connect(library)) as here:
        here.execute("ATTACH ? AS copy", [copy.as_posix()])
        here.execute("BEGIN IMMEDIATE")
        columns = _columns(here, SAVED)
        rows = f"SELECT {columns} FROM"
        differing = _count(here, f"({rows} main.{SAVED} EXCEPT {rows} copy.{SAVED})")
        if differing and not over_newer:
            raise DataError(NEWER.format(what=counted(differing, "segmentation")))
        kept = None
        if was_there:
            kept = _free_name(library, "before-restore")
            remove_leftovers(library)  # of earlier names too
            _place(library, kept)
        is_empty = not any(_count(here, f"main.{name}") for name in (SAVED, KEYS, LOG, LINKS))
        here.execute(f"DELETE FROM main.{SAVED}")  # noqa: S608 - our own names
        _add(here, SAVED, columns)
        _add(here, KEYS, _columns(here, KEYS), known="OR IGNORE")
        if is_empty:
            _add(here, LINKS, _columns(here, LINKS))
        _add_lines(here)
        here.execute("COMMIT")
    return kept


def _add(here: sqlite3.Connection, table: str, columns: str, known: str = "") -> None:
    rows = f"SELECT {columns} FROM copy.{table}"  # noqa: S608 - our own names
    here.execute(f"INSERT {known} INTO main.{table} ({columns}) {rows}")


def _add_lines(here: sqlite3.Connection) -> None:
    """Add the lines of the log that are not there; their numbers are given anew."""
    lines = 'SELECT at, who, did, what, "rows" FROM'
    here.execute(
        f'INSERT INTO main.{LOG} (at, who, did, what, "rows") '
        f"{lines} copy.{LOG} EXCEPT {lines} main.{LOG} ORDER BY at"
    )


def _columns(here: sqlite3.Connection, table: str) -> str:
    found = here.execute("SELECT name FROM pragma_table_info(?, 'main')", [table])
    return ", ".join(name for (name,) in found)


def _count(here: sqlite3.Connection, rows: str) -> int:
    return here.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]  # noqa: S608


def _library(url: str) -> Path:
    library = file_of(url)
    if library is None:
        raise DataError(ON_A_SERVER)
    return library


def _is_sound(library: Path) -> bool:
    try:
        with working_folder() as folder:
            copy_database(library, folder / "library.sqlite")
    except DataError:
        return library.stat().st_size == 0  # emptied: made anew when it is opened
    return True


def _place(library: Path, file: Path) -> None:
    """Write a copy that is there whole or not at all."""
    if not library.is_file():
        raise DataError(NONE_THERE.format(file=library))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file, private=True) as unfinished:
            copy_database(library, unfinished)
    except OSError as error:
        raise DataError(NOT_WRITTEN.format(file=file, reason=error.strerror)) from error


def _move_aside(library: Path, kept: Path) -> None:
    """Move a damaged library with what SQLite keeps beside it, which must not meet the new one."""
    for ending in ("-journal", "-wal", "-shm"):
        beside = library.with_name(library.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))
    library.replace(kept)


def _free_name(library: Path, why: str) -> Path:
    now = datetime.now(UTC)
    return library.with_name(f"{library.name}.{why}-{now:%Y%m%d-%H%M%S-%f}")
