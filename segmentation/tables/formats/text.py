"""Delimited text: bytes to cells, with the encoding and the delimiter found by trying."""

import codecs
import csv
import io
from itertools import islice

from segmentation.errors import DataError
from segmentation.tables.formats.grid import Grid
from segmentation.tables.table import ReadOptions, ReadReport

DELIMITERS = (",", ";", "\t", "|")
PROBED_RECORDS = 200
PROBED_BYTES = 4_096
LONGEST_CELL = 1_000_000
"""Characters; a longer one is a file whose quotes do not close."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_grid(data: bytes, options: ReadOptions, what: str) -> Grid:
    """Read delimited text.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `encoding` and `delimiter` are taken when given.
    what : str
        The file, for sentences.

    Returns
    -------
    Grid

    Raises
    ------
    DataError
        If the bytes are not text, or not in the encoding asked for.
    """
    encoding = options.encoding or _encoding(data, what)
    text = _decode(data, encoding, what).replace("\x00", "")
    delimiter = options.delimiter or _delimiter(text)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(
            f"{what} cannot be read past line {line}: a quotation mark opens there and does not "
            f"close. Correct that line and choose the file again."
        ) from error
    report = ReadReport(format="csv", n_rows=0, n_columns=0, encoding=encoding, delimiter=delimiter)
    return Grid(rows=rows, lines=lines, report=report)


def _encoding(data: bytes, what: str) -> str:
    """Return the encoding: by the mark at the start, UTF-8 if it fits, else Windows-1252."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:PROBED_BYTES]
    if b"\x00" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) / 5 and min(even, odd) < len(head) / 50:
            return "utf-16-le" if odd > even else "utf-16-be"
        raise DataError(
            f"{what} is not a table: it holds binary data. Choose a CSV, Excel or Parquet file."
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decode(data: bytes, encoding: str, what: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        if encoding == "cp1252":  # five of its bytes mean nothing; Latin-1 reads every byte
            return data.decode("latin-1")
        raise DataError(
            f"{what} cannot be read as {encoding}. Choose another encoding, such as utf-8."
        ) from error


def _delimiter(text: str) -> str:
    """Return the delimiter under which most records have the same number of cells, above one."""
    sample = text[: 100 * PROBED_BYTES]

    def evidence(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, PROBED_RECORDS) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) / len(widths), usual) if usual > 1 else (0, 0)

    return max(DELIMITERS, key=evidence)
