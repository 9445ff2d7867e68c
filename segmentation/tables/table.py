"""The value every other floor starts from: a typed table, its fingerprint and reading report."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.errors import DataError
from segmentation.tables.limits import Sampled

NAMELESS = "this table"
"""What a table is called whose name must not be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedLine:
    """A line of the file that is not in the table.

    Attributes
    ----------
    line : int
        1-based line (text) or row (workbook) of the file.
    reason : str
        Why it was left out, as a clause a user can read.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What was understood of a file.

    Attributes
    ----------
    format : str
        A name of `segmentation.tables.formats.registry.FORMATS`.
    encoding, delimiter, decimal : str or None
        As read; None where the format has none. A delimiter of one space is any run of blanks.
    header_row : int or None
        1-based row of the column names; None when the file has none and names were made.
    n_rows, n_columns : int
        Size of the table as it stands in ``Table.frame``.
    sheet : str or None
        The worksheet that was read, or another part of a file of several tables: a file of an
        archive, a table of a text or a page. A part of a part has both names, “a.xlsx › Orders”.
    sheets : tuple of str
        All parts of the file.
    part : str
        What its parts are: ``sheet``, ``file`` or ``table``.
    converted, repaired, warnings : tuple of str
        Sentences: columns given another type, things mended, things a user should know.
    skipped : tuple of SkippedLine
        Lines that are not in the table.
    """

    format: str
    n_rows: int
    n_columns: int
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    part: str = "sheet"
    converted: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    skipped: tuple[SkippedLine, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Corrections to what would be guessed; None leaves the guess.

    Attributes
    ----------
    encoding, delimiter, decimal, thousands, sheet : str or None
        As in the report.
    header_row : int or None
        1-based row of the column names; 0 says that there is none.
    day_first : bool or None
        Whether 03/04/2025 is the third of April.
    kinds : tuple of (str, str)
        Column name and the kind it must have: ``number``, ``date``, ``boolean`` or ``text``.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    day_first: bool | None = None
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """What a user says of a column; None leaves the guess.

    Attributes
    ----------
    name : str
    role, lens : str or None
        As in `profile_columns`; an empty lens says that there is none.
    contact : str or None
        What it is for when customers are written to; an empty text says: nothing.
    """

    name: str
    role: str | None = None
    lens: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """A table of customers, shared between sessions and never written to.

    Attributes
    ----------
    name : str
        What to call it on screen: the file's or the sample's name.
    frame : pandas.DataFrame of shape (n_rows, n_columns)
        Unique str column names; dtypes int64, float64, bool, datetime64[ns or us] and str;
        RangeIndex. Treat it as read-only.
    fingerprint : str
        32 hexadecimal digits made of the names, the dtypes and every cell, in order.
    report : ReadReport
        What was understood of the file.
    identifier : str or None
        The identifier column a user has chosen; None leaves it to `profile_columns`, and an
        empty string says that there is none.
    choices : tuple of ColumnChoice
        What a user has said of columns.
    sampled : Sampled or None
        What the rows are a sample of; None where they are all.
    """

    name: str
    frame: pd.DataFrame = field(repr=False)
    fingerprint: str
    report: ReadReport = field(repr=False)
    identifier: str | None = None
    choices: tuple[ColumnChoice, ...] = ()
    sampled: Sampled | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What a result computed from this table depends on, as a cache key."""
        return self.fingerprint, repr((self.identifier, self.choices))

    def bare(self) -> "Table":
        """Return only what `key` stands for: the cells and what a user has said of the columns.

        What is computed from it is the same for everybody who opens the same cells, and cannot
        tell one user what another's file is called or how it was read.

        Returns
        -------
        Table
            Without the name, the reading report and the place of what it is a sample of.
        """
        n_rows, n_columns = self.frame.shape
        report = ReadReport(format="frame", n_rows=n_rows, n_columns=n_columns)
        sampled = self.sampled and Sampled(n_rows=self.sampled.n_rows)
        return replace(self, name=NAMELESS, report=report, sampled=sampled)

    def with_identifier(self, column: str | None) -> "Table":
        """Return the same table with `column` as the identifier.

        Parameters
        ----------
        column : str or None
            A column's name; an empty string for "there is none"; None for the guess.

        Returns
        -------
        Table
            A new value on the same frame.

        Raises
        ------
        DataError
            If the table has no such column.
        """
        if column and column not in self.frame.columns:
            raise DataError(
                f"There is no column “{column}” in {self.name}. Choose the identifier among its "
                f"columns."
            )
        return replace(self, identifier=column)

    def is_known_as(self, digits: str) -> bool:
        """Tell whether the first digits of a fingerprint mean this table, also in an older link.

        Parameters
        ----------
        digits : str

        Returns
        -------
        bool
        """
        is_it = self.fingerprint.startswith(digits)
        return is_it or former_fingerprint(self.frame).startswith(digits)


def fingerprint(frame: pd.DataFrame) -> str:
    """Return 32 hexadecimal digits that change with any name, dtype, cell or order.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)

    Returns
    -------
    str

    Notes
    -----
    One pass over all cells, O(n_rows · n_columns); unlike Streamlit's own hash, which samples
    frames from 50,000 rows.
    """
    return _digest(frame, _bytes_of)


def former_fingerprint(frame: pd.DataFrame) -> str:
    """Return what `fingerprint` was for the same table when older links were made.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)

    Returns
    -------
    str
    """
    return _digest(frame, _hashes_of)


def _digest(
    frame: pd.DataFrame, bytes_of: Callable[[pd.Series], Iterable[bytes | memoryview]]
) -> str:
    digest = hashlib.sha256()
    for name in frame.columns:
        column = frame[name]
        head = f"{len(str(name))}:{name}:{column.dtype}:{len(column)}"
        digest.update(head.encode("utf-8", "surrogatepass"))
        for part in bytes_of(column):
            digest.update(part)
    return digest.hexdigest()[:32]


def _hashes_of(column: pd.Series) -> list[bytes]:
    """Return a hash for every cell of a column."""
    return [pd.util.hash_pandas_object(column, index=False).to_numpy().tobytes()]


def _bytes_of(column: pd.Series) -> Iterator[bytes | memoryview]:
    """Return the cells of a column as bytes that differ when they do."""
    if column.dtype == "str":
        texts = pa.array(column, type=pa.large_string(), from_pandas=True)
        yield from _bytes_of_texts(texts)
    elif column.dtype.kind == "f":
        # There are two noughts, and many ways to write that a number is missing.
        numbers = np.where(column.isna(), np.nan, column.to_numpy()) + 0.0
        yield memoryview(numbers.view(np.uint8))
    elif column.dtype.kind in "iubM":
        yield memoryview(np.ascontiguousarray(column.to_numpy()).view(np.uint8))
    else:
        yield from _hashes_of(column)


def _bytes_of_texts(texts: pa.Array | pa.ChunkedArray) -> Iterator[bytes | memoryview]:
    """Return the lengths of texts, a missing one shorter than none, and then their letters."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    for chunk in chunks:
        lengths = pc.fill_null(pc.cast(pc.binary_length(chunk), pa.int64()), -1)
        yield memoryview(lengths.to_numpy(zero_copy_only=False)).cast("B")
    for chunk in chunks:
        whole = pc.fill_null(chunk, "") if chunk.null_count else chunk
        _, places, letters = whole.buffers()
        bounds = np.frombuffer(places, np.int64)[whole.offset : whole.offset + len(whole) + 1]
        if letters is not None and len(bounds):
            yield memoryview(letters)[bounds[0] : bounds[-1]]
