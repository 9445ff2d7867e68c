"""Objects of a store (S3, Google Cloud Storage, Azure) that are read like files.

Decided: through Arrow's own file systems, which take the credentials of the machine and read parts
of an object. What an operator opens is an address such as ``s3://bucket/exports``; Arrow's settings
may follow a question mark (``?region=eu-north-1``, ``?endpoint_override=…``). Tests run S3;
Google's and Azure's stores go the same way and were not run.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import TYPE_CHECKING, BinaryIO

from segmentation.errors import DataError

if TYPE_CHECKING:
    import pyarrow.fs as pafs

SCHEMES = ("s3", "gs", "az")
ADDRESS = re.compile(rf"({'|'.join(SCHEMES)})://", re.IGNORECASE)
KEYS = re.compile(r"://[^/]*@")
"""What an operator may write before the bucket; no user does."""

ARROWS_NAME = {"az": "abfs"}
WHY = {
    r"ACCESS_DENIED|AccessDenied|INVALID_ACCESS_KEY|SIGNATURE|[Ff]orbidden|credential": (
        "its store refuses this server"
    ),
    r"NO_SUCH|NOT_FOUND|not found|does not exist": "it is not there",
}
"""What the errors of stores come to."""


@dataclass(frozen=True, slots=True)
class Remote:
    """An object of a store, as far as a file is asked for.

    Attributes
    ----------
    store : str
        What the operator has opened, with its settings.
    path : str
        With the bucket, as Arrow names it.
    size, modified : int
        Bytes, and nanoseconds since 1970.
    """

    store: str
    path: str
    size: int = field(compare=False)
    modified: int = field(compare=False)

    @property
    def name(self) -> str:
        """Its last part."""
        return PurePosixPath(self.path).name

    @property
    def suffix(self) -> str:
        """Its ending."""
        return PurePosixPath(self.path).suffix

    def stat(self) -> SimpleNamespace:
        """Return its size and when it was written, as of a file."""
        return SimpleNamespace(st_size=self.size, st_mtime_ns=self.modified)

    def open(self, _mode: str = "rb") -> BinaryIO:
        """Open it for reading, here and there.

        Returns
        -------
        binary file

        Raises
        ------
        not_read
            If the store does not give it.
        """
        try:
            return file_system(self.store)[0].open_input_file(self.path)
        except OSError as error:
            raise not_read(self.name, error) from error


def opened(file: Path | Remote) -> str | BinaryIO:
    """Return what Arrow opens: the path of a file, or an object that is open.

    Parameters
    ----------
    file : Path or Remote

    Returns
    -------
    str or binary file
    """
    return file.open() if isinstance(file, Remote) else str(file)


def not_read(name: str, error: Exception) -> DataError:
    """Return the refusal of an object that its store does not give.

    Parameters
    ----------
    name : str
    error : Exception

    Returns
    -------
    DataError
    """
    why = (told for pattern, told in WHY.items() if re.search(pattern, str(error)))
    return DataError(
        f"{name} was not read: {next(why, 'its store cannot be reached')}. Check its address, or "
        f"ask the operator of this server."
    )


def is_store(address: str) -> bool:
    """Return whether an address is of a store.

    Parameters
    ----------
    address : str

    Returns
    -------
    bool
    """
    return ADDRESS.match(address) is not None


def store_of(address: str, stores: Sequence[str]) -> tuple[str, str]:
    """Return which of the opened addresses another lies below, and what is left of it.

    Parameters
    ----------
    address : str
        As a user writes it, with or without ``*``.
    stores : sequence of str
        What the operator has opened.

    Returns
    -------
    tuple of str

    Raises
    ------
    DataError
        If it lies below none.
    """
    for store in stores:
        prefix = _prefix(store)
        below = address.removeprefix(prefix)
        if below != address and below and ".." not in below.split("/") and "?" not in below:
            return store, below
    raise DataError(
        f"“{address}” is not below an address that the operator of this server has opened. Check "
        f"it, or ask for it to be opened."
    )


def address_of(folder: str, pattern: str) -> str:
    """Return how a user writes what lies below something that an operator has opened.

    Parameters
    ----------
    folder, pattern : str

    Returns
    -------
    str
        Without the operator's settings and keys.
    """
    return f"{_prefix(folder)}{pattern}" if is_store(folder) else pattern


def _prefix(store: str) -> str:
    return KEYS.sub("://", store.partition("?")[0]).rstrip("/") + "/"


@lru_cache(maxsize=16)
def file_system(store: str) -> tuple["pafs.FileSystem", str]:
    """Return Arrow's file system of a store, and the path of what is opened there.

    Parameters
    ----------
    store : str

    Returns
    -------
    tuple of (pyarrow.fs.FileSystem, str)

    Raises
    ------
    DataError
        If the operator's address is none.
    """
    import pyarrow as pa
    import pyarrow.fs as pafs

    scheme, rest = store.split("://", 1)
    try:
        return pafs.FileSystem.from_uri(f"{ARROWS_NAME.get(scheme, scheme)}://{rest}")
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DataError(
            "The operator's address of a store cannot be used. Ask the operator of this server to "
            "correct it."
        ) from error


def objects_below(store: str, pattern: str) -> dict[Remote, str]:
    """List the objects that a pattern names below what an operator has opened.

    Parameters
    ----------
    store, pattern : str
        An object, several by ``*``, or all below a name.

    Returns
    -------
    dict of Remote to str
        What sentences call each, in the order of their names.

    Raises
    ------
    DataError
        If there is none.
    not_read
        If the store does not list them.
    """
    import pyarrow.fs as pafs

    system, root = file_system(store)
    root, wanted = root.strip("/"), [part for part in pattern.split("/") if part]
    plain = next((at for at, part in enumerate(wanted[:-1]) if "*" in part), len(wanted) - 1)
    base = "/".join((root, *wanted[:plain]))
    try:
        infos = system.get_file_info(pafs.FileSelector(base, recursive=True))
    except OSError as error:
        raise not_read(pattern, error) from error
    found = {}
    for info in sorted(infos, key=lambda info: info.path):
        below = info.path.removeprefix(f"{root}/")
        if info.type == pafs.FileType.File and _fits(below.split("/"), wanted):
            remote = Remote(store, info.path, info.size, info.mtime_ns or 0)
            found[remote] = below
    if not found:
        raise DataError(f"Nothing in the store is called “{pattern}”. Check the name.")
    return found


def _fits(parts: list[str], wanted: list[str]) -> bool:
    """Return whether an object is named, or lies below what is; hidden ones are not."""
    if len(parts) < len(wanted) or not all(map(fnmatchcase, parts, wanted)):
        return False
    return not any(part[0] in "._" for part in parts[len(wanted) :] if part)
