"""How large a file may be, and how much time and memory reading it may take.

Nobody knows what strangers upload. Cheap looks at what a file declares come first; what they miss
is stopped by the limits of the process that parses it.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from segmentation.errors import LimitError

FILE_BYTES = 1_000_000_000
ROWS = 10_000_000
COLUMNS = 10_000
CELLS = 200_000_000
CELL_CHARACTERS = 10_000_000
"""In one cell; spreadsheets hold 32,767."""

INFLATED_BYTES = 300_000_000
"""What the parts of a workbook, or a compressed file, may be together when unpacked."""

INFLATION = 100
"""How many times larger a part may be unpacked; real workbooks stay below twenty."""

MEGABYTE = 1_000_000
BASE_MEMORY, MEMORY_PER_BYTE, MOST_MEMORY = 320 * MEGABYTE, 24, 6_000 * MEGABYTE
BASE_SECONDS, SECONDS_PER_MEGABYTE = 10.0, 1.0
"""Processor time, which a busy machine does not use up."""

BASE_WALL_SECONDS, WALL_PER_SECOND = 300.0, 20.0
"""Time on the clock, far behind: for a parser that waits, and systems that count no other."""

BROKEN_PART = (
    *(zipfile.BadZipFile, zlib.error, EOFError),
    *(OSError, ValueError, NotImplementedError, RuntimeError),
)
DIMENSION = re.compile(rb'<dimension[^>]*ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"')
PROBED_BYTES = 4_096
PACKED_TABLES, USUAL_INFLATION = (".xlsx", ".xlsm", ".xlsb", ".ods", ".parquet"), 10
PACKED_MARKS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
"""First bytes of gzip, bzip2, xz and Zstandard."""

USUAL_DELIMITERS = re.compile(r"[,;\t|]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What reading one file may take.

    Attributes
    ----------
    memory_bytes : int
        Beyond what the parsing process holds before it.
    seconds : float
        Of processor time, the start of the parsing process excluded.
    wall_seconds : float
        On the clock, everything included.
    """

    memory_bytes: int
    seconds: float
    wall_seconds: float = BASE_WALL_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """What a table is an even sample of, because the whole is too large to be loaded.

    Attributes
    ----------
    n_rows : int
        Of the whole.
    folder, pattern : str
        Where the whole lies, as the operator and the user say it; of a query what it is called.
    database, query : str
        Of a query, the operator's name of its database, and the query.
    values : tuple of (str, str)
        Of the query, by name.
    """

    n_rows: int
    folder: str = ""
    pattern: str = ""
    database: str = ""
    query: str = ""
    values: tuple[tuple[str, str], ...] = ()


def budget(n_bytes: int) -> Budget:
    """Return what reading a file may take.

    Parameters
    ----------
    n_bytes : int
        Its size when unpacked.

    Returns
    -------
    Budget
    """
    seconds = BASE_SECONDS + SECONDS_PER_MEGABYTE * n_bytes / MEGABYTE
    return Budget(
        memory_bytes=min(MOST_MEMORY, BASE_MEMORY + MEMORY_PER_BYTE * n_bytes),
        seconds=seconds,
        wall_seconds=BASE_WALL_SECONDS + WALL_PER_SECOND * seconds,
    )


def is_packed(head: bytes) -> bool:
    """Return whether a file may be larger when unpacked.

    Parameters
    ----------
    head : bytes
        Its first ones.

    Returns
    -------
    bool
    """
    return head.startswith((*PACKED_MARKS, b"PK"))


def unpacked_size(data: bytes) -> int:
    """Return the size of a file's parts when unpacked, as far as it declares them.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    int
        Its own size where it declares nothing.
    """
    if data.startswith(PACKED_MARKS):
        return min(INFLATION * len(data), INFLATED_BYTES)
    if data.startswith(b"PK"):
        try:
            parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except BROKEN_PART:
            return len(data)
        return min(sum(map(_inner_size, parts)), INFLATED_BYTES)
    return len(data)


def _inner_size(part: zipfile.ZipInfo) -> int:
    """Return the size of a part; a workbook in an archive is packed itself."""
    is_workbook = part.filename.lower().endswith(PACKED_TABLES)
    return part.file_size * (USUAL_INFLATION if is_workbook else 1)


def most_unpacked(n_bytes: int) -> int:
    """Return how large a packed file may become.

    Parameters
    ----------
    n_bytes : int
        Its packed size.

    Returns
    -------
    int
    """
    return min(INFLATED_BYTES, max(MEGABYTE, INFLATION * n_bytes))


def check_size(n_bytes: int, what: str) -> None:
    """Refuse a file that is too large.

    Parameters
    ----------
    n_bytes : int
    what : str
        The file, for the sentence.

    Raises
    ------
    LimitError
    """
    if n_bytes > FILE_BYTES:
        raise LimitError(
            f"{what} has {n_bytes / MEGABYTE:,.0f} MB; at most {FILE_BYTES / MEGABYTE:,.0f} MB can "
            f"be read. Choose a smaller part of it, or a database."
        )


def check_shape(n_rows: int, n_columns: int, what: str) -> None:
    """Refuse a table that is too large.

    Parameters
    ----------
    n_rows, n_columns : int
    what : str
        The file, for the sentence.

    Raises
    ------
    LimitError
    """
    sizes = {"rows": (n_rows, ROWS), "columns": (n_columns, COLUMNS)}
    sizes["cells"] = (n_rows * n_columns, CELLS)
    for name, (n, most) in sizes.items():
        if n > most:
            raise LimitError(
                f"{what} has {n:,} {name}; at most {most:,} can be read. Choose a smaller part of "
                f"it."
            )


def check_cells(text: str, delimiter: str | None, what: str) -> None:
    """Refuse a text with a cell that no table has.

    Parameters
    ----------
    text : str
        With line feeds; a cell is looked for within a line.
    delimiter : str or None
        None for each of the usual ones.
    what : str
        The file, for the sentence.

    Raises
    ------
    LimitError
    """
    start = 0
    while len(text) - start > CELL_CHARACTERS:
        end = text.rfind("\n", start, start + CELL_CHARACTERS + 1)
        if end < 0:  # a line longer than a cell may be
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)]
            cells = line.split(delimiter) if delimiter else USUAL_DELIMITERS.split(line)
            _check_cell(max(map(len, cells)), text.count("\n", 0, start) + 1, what)
            if end < 0:
                return
        start = end + 1


def _check_cell(n_characters: int, line: int, what: str) -> None:
    if n_characters > CELL_CHARACTERS:
        raise LimitError(
            f"{what} has a cell of {n_characters:,} characters in line {line:,}; at most "
            f"{CELL_CHARACTERS:,} can be read. Leave that cell out."
        )


def check_archive(archive: zipfile.ZipFile, what: str) -> int:
    """Refuse a workbook that would unpack to too much.

    Parameters
    ----------
    archive : zipfile.ZipFile
    what : str
        The file, for the sentence.

    Returns
    -------
    int
        Bytes of all parts when unpacked, as declared.

    Raises
    ------
    LimitError
    """
    parts = archive.infolist()
    inflated = sum(part.file_size for part in parts)
    worst = max((part.file_size / max(1, part.compress_size) for part in parts), default=0)
    if inflated > INFLATED_BYTES or (worst > INFLATION and inflated > MEGABYTE):
        raise LimitError(
            f"{what} unpacks to {inflated / MEGABYTE:,.0f} MB, up to {worst:,.0f} times its size; "
            f"at most {INFLATED_BYTES / MEGABYTE:,.0f} MB and {INFLATION} times can be read. Save "
            f"the sheet as CSV."
        )
    for part in parts:
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            _check_dimension(archive, part, what)
    return inflated


def _check_dimension(archive: zipfile.ZipFile, part: zipfile.ZipInfo, what: str) -> None:
    try:
        with archive.open(part) as sheet:
            last_cell = DIMENSION.search(sheet.read(PROBED_BYTES))
    except BROKEN_PART:
        return  # the reader of workbooks will say so
    if last_cell:
        n_columns = 0
        for letter in last_cell[1]:
            n_columns = 26 * n_columns + letter - 64
        n_rows = int(last_cell[2])
        # A sheet that was once formatted to its last row still declares it; the cells tell.
        if n_rows * n_columns > CELLS and part.file_size < n_rows * n_columns:
            check_shape(n_rows, n_columns, what)
