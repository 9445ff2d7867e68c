"""Files that are whole or as they were, and folders that go, also when a program is killed."""

import glob
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME_BYTES = 200
"""Of the wanted name in the hidden one, which is longer and must not be too long for the disk."""

NUMBERED = re.compile(r"\.(\d+)(-journal|-wal|-shm)?$")
"""Ends with the process that writes; a database has files of its own beside it."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file as `replacing` does.

    Parameters
    ----------
    path : Path
    data : bytes

    Raises
    ------
    OSError
        If it cannot be written; what was there before is then as it was.
    """
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a path to write to that takes the other's place, on the disk, when all went well.

    Parameters
    ----------
    path : Path
        What is no plain file, such as ``/dev/stdout``, is written to as it is; a link stays one.
    private : bool
        Whether nobody but the owner may read it; else its rights are those of what was there.

    Yields
    ------
    Path
        Beside it, hidden; what a process that was killed has left there is removed.

    Raises
    ------
    OSError
        If it cannot be written; what was there before is then as it was.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    place = path.resolve()
    unfinished = _beside(place)
    rights = stat.S_IMODE(place.stat().st_mode) | stat.S_IWUSR if place.exists() else 0o666
    try:
        remove_leftovers(place)
        unfinished.touch(0o600 if private else rights, exist_ok=False)
        yield unfinished
        _to_disk(unfinished)
        if place.exists() and not private:
            shutil.copymode(place, unfinished)
        unfinished.replace(place)
        with suppress(OSError):  # not every share can do so with a folder
            _to_disk(place.parent)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def working_folder(parent: str | Path | None = None) -> Iterator[Path]:
    """Give an empty folder that nobody else may read, for as long as the work takes.

    Parameters
    ----------
    parent : str or Path or None
        Where it is; None leaves it to the system.

    Yields
    ------
    Path
        What is in it goes with it; what a process that was killed has left is removed.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    place = Path(parent or tempfile.gettempdir(), "segmentation")
    remove_leftovers(place)
    folder = _beside(place)
    folder.mkdir(0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(path: Path) -> None:
    """Remove what processes have left beside a place that are no more.

    Parameters
    ----------
    path : Path
    """
    for left in path.parent.glob(f".{glob.escape(_beginning(path))}.*"):
        number = NUMBERED.search(left.name)
        if number and not _is_alive(int(number[1])):
            with suppress(PermissionError):  # another's, in a folder of all
                remove(left)


def remove(path: Path) -> None:
    """Remove a file, or a folder of parts, where there is one.

    Parameters
    ----------
    path : Path
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _beside(place: Path) -> Path:
    """Return a free, hidden name that tells which process has it."""
    return place.with_name(f".{_beginning(place)}.{secrets.token_hex(4)}.{os.getpid()}")


def _beginning(path: Path) -> str:
    return os.fsdecode(os.fsencode(path.name)[:NAME_BYTES])


def _to_disk(path: Path) -> None:
    if os.name == "nt":  # which opens no folder, and no file for reading alone, to be written out
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # where asking would interrupt it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
