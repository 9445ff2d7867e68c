"""The way in: a file, its bytes or a frame becomes a `Table`."""

from pathlib import Path
from typing import BinaryIO

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.archives import PACKED_ENDINGS
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.formats.registry import FORMATS
from segmentation.tables.limits import (
    budget,
    check_shape,
    check_size,
    is_packed,
    unpacked_size,
)
from segmentation.tables.parsing import parse
from segmentation.tables.process.parent import parse_apart
from segmentation.tables.table import ReadOptions, Table, fingerprint

STREAMED_FROM, HEAD = 2_000_000, 16
FILE_ENDINGS = (
    *(ending for each in FORMATS.values() for ending in each.endings),
    *PACKED_ENDINGS,
)
"""What the uploader offers; the content decides all the same."""


def read_table(
    source: str | Path | bytes | BinaryIO | pd.DataFrame,
    name: str | None = None,
    *,
    options: ReadOptions | None = None,
) -> Table:
    r"""Read a table of customers.

    Parameters
    ----------
    source : path, bytes, binary file or pandas.DataFrame
        Delimited text of any encoding, Excel, OpenDocument, a table of a web page, Parquet, JSON,
        SPSS, Stata or SAS, also packed with zip, gzip, bzip2, xz or Zstandard. Files are told by
        their content.
    name : str or None
        What to call it in sentences; by default the file's name.
    options : ReadOptions or None
        Corrections to what would be guessed, and which part of a file of several tables is read.

    Returns
    -------
    Table
        With unique one-line column names, and the types int64, float64, bool, datetime64 and str.
        A column that does not wholly agree stays text, as do codes with leading zeros or more
        than 15 digits.

    Raises
    ------
    DataError
        If it cannot be read, is no table, or has no rows.
    LimitError
        If it is larger than `segmentation.tables.limits` allows, or takes more time or memory than
        tables of its size do.

    Notes
    -----
    The same cells give the same fingerprint from CSV and Excel. A file is parsed in a process of
    its own, which a hostile one may crash; frames are read here.

    Examples
    --------
    >>> table = read_table(b"customer;spend\n007;12,5\n008;3\n")
    >>> table.frame.to_dict("list")
    {'customer': ['007', '008'], 'spend': [12.5, 3.0]}
    >>> table.report.delimiter, table.report.decimal
    (';', ',')
    """
    options = options or ReadOptions()
    what = name or _name_of(source)
    if isinstance(source, pd.DataFrame):
        frame, report = plain_frame(source, what)
        check_shape(*frame.shape, what)
    else:
        data, n_bytes, unpacked = _content_of(source, what)
        check_size(n_bytes, what)
        frame, report = parse_apart(data, options, what, budget(unpacked))
    return Table(name=what, frame=frame, fingerprint=fingerprint(frame), report=report)


def read_trusted(data: bytes, name: str) -> Table:
    """Read bytes of our own, which need no process of their own.

    Parameters
    ----------
    data : bytes
    name : str

    Returns
    -------
    Table
    """
    frame, report = parse(data, ReadOptions(), name)
    return Table(name=name, frame=frame, fingerprint=fingerprint(frame), report=report)


def _name_of(source: object) -> str:
    if isinstance(source, str | Path):
        return Path(source).name
    if isinstance(source, bytes | pd.DataFrame):
        return "The table"
    return Path(str(getattr(source, "name", "The file"))).name


def _content_of(source: str | Path | bytes | BinaryIO, what: str) -> tuple[bytes | Path, int, int]:
    """Return a file's bytes or where a large one is, how many there are, how many unpacked."""
    if isinstance(source, str | Path) and (n_bytes := _streamed(Path(source))):
        return Path(source), n_bytes, n_bytes
    data = _bytes_of(source, what)
    return data, len(data), unpacked_size(data)


def _streamed(path: Path) -> int:
    """Return the size of a large file that is not packed, 0 of others."""
    try:
        if not path.is_file() or path.stat().st_size < STREAMED_FROM:
            return 0
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return 0
    return 0 if is_packed(head) else path.stat().st_size


def _bytes_of(source: str | Path | bytes | BinaryIO, what: str) -> bytes:
    if isinstance(source, bytes):
        return source
    if not isinstance(source, str | Path):
        return source.read()
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise DataError(f"{what} was not read: {reason}. Check the path.") from error
