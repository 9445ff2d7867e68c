"""Delimited text: bytes to cells, found to be text by decoding it."""

from dataclasses import replace

import pandas as pd

from segmentation.errors import DataError, counted
from segmentation.tables.encodings.decoding import (
    BOM,
    BOMS,
    PROBED_BYTES,
    REPLACED,
    SHIFTED,
    WANTED,
    decode,
)
from segmentation.tables.formats.delimited.dialect import (
    PROBED_LINES,
    find_dialect,
)
from segmentation.tables.formats.delimited.first_look import refuse_at_sight
from segmentation.tables.formats.delimited.fixed_width import crosses, field_bounds, fixed_cells
from segmentation.tables.formats.delimited.quoting import is_typographic, straightened
from segmentation.tables.formats.delimited.records import Records, read_records
from segmentation.tables.formats.delimited.regular import Regular, regular_columns
from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect, split_line
from segmentation.tables.formats.layout.grid import Grid
from segmentation.tables.formats.layout.header import is_header
from segmentation.tables.formats.layout.several import refuse_part, table_columns
from segmentation.tables.formats.others.writing import refuse_writing
from segmentation.tables.limits import check_cells
from segmentation.tables.table import ReadOptions, ReadReport, SkippedLine

FAST_FROM = 2_000_000
"""Characters from which a regular text is read by the fast reader."""

UTF_8 = (None, "utf-8", "utf8")
MARKS = tuple(mark for mark, _ in BOMS)
FIRST_OF_MARKS = b"\xef"
"""The first byte of a mark of the byte order, and of one for a lost letter."""

COMMENT = "#"
MOST_CITED = 5
CONTROL = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\x0b\x0c\r\x1f\x1b")
MOST_CONTROL = 0.02
PROBED_CHARACTERS = 64_000


def text_columns(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read delimited text.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `encoding`, `delimiter` and `header_row` are taken when given.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        Cells as str, "" where empty.
    ReadReport

    Raises
    ------
    DataError
        If the bytes are not text, not in the encoding asked for, or hold no table.
    LimitError
        If a line is longer, or has more columns, than can be read.
    """
    refuse_at_sight(data, options.delimiter, what)
    if fast := _regular(data, options, what):
        return fast
    read = decode(data, options.encoding, what)
    encoding, text = read.encoding, read.text.replace("\x00", "")
    _refuse_binary(text, what)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(BOM, "")
    check_cells(text, options.delimiter, what)
    head = text.split("\n", 2 * PROBED_LINES)[: 2 * PROBED_LINES]
    if options.delimiter is None and options.header_row is None:
        refuse_writing(head, what)
    dialect = find_dialect(_without_block(head), options.delimiter)
    report = ReadReport(
        format="csv",
        n_rows=0,
        n_columns=0,
        encoding=encoding,
        delimiter=dialect.delimiter,
        warnings=read.warnings,
    )
    if is_typographic(head) and (straight := _straight(head, dialect, options.delimiter)):
        dialect = straight
        text = "\n".join(straightened(line, dialect.delimiter) for line in text.split("\n"))
        said = "Typographic quotation marks around cells were read as quotation marks."
        report = replace(report, delimiter=dialect.delimiter, repaired=(said,))
    elif len(text) >= FAST_FROM and options.header_row is None and encoding != "utf-8":
        regular = regular_columns(text.encode(), head, dialect)
        if regular:
            return _whole(regular, report, options, what)
    lines, comments = _without_comments(text.split("\n"), dialect)
    bounds = field_bounds(lines) if dialect.delimiter == BLANKS or dialect.width == 1 else None
    records = _cut(lines, bounds) if bounds else read_records(lines, dialect)
    report = replace(
        report,
        delimiter=BLANKS if bounds else report.delimiter,
        repaired=(*report.repaired, *_said(records)),
        warnings=(*report.warnings, *records.warnings),
        skipped=comments,
    )
    grid = Grid(rows=records.rows, lines=records.lines, report=report)
    return table_columns(grid, options, what, options.sheet)


def _regular(
    data: bytes, options: ReadOptions, what: str
) -> tuple[pd.DataFrame, ReadReport] | None:
    """Read a long text in UTF-8 without faults; None where it may be anything else."""
    is_asked = options.header_row is not None or options.encoding not in UTF_8
    if len(data) < FAST_FROM or is_asked or _needs_decoding(data):
        return None
    end = -1
    for _ in range(2 * PROBED_LINES):
        end = data.find(b"\n", end + 1)
        if end < 0:
            end = len(data)
            break
    try:
        head = data[:end].decode().replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return None
    _refuse_binary("\n".join(head), what)
    if options.delimiter is None:
        refuse_writing(head, what)
    dialect = find_dialect(head, options.delimiter)
    regular = regular_columns(data, head, dialect)
    report = ReadReport(
        format="csv", n_rows=0, n_columns=0, encoding="utf-8", delimiter=dialect.delimiter
    )
    return _whole(regular, report, options, what) if regular else None


def _needs_decoding(data: bytes) -> bool:
    """Return whether bytes hold more than plain UTF-8: marks, another encoding, lost letters."""
    if data.startswith(MARKS) or SHIFTED in data[:PROBED_BYTES] or b"\x00" in data:
        return True
    may_be_lost = not data.isascii() and FIRST_OF_MARKS in data
    return may_be_lost and (BOM.encode() in data or REPLACED.encode() in data)


def _whole(
    regular: Regular, report: ReadReport, options: ReadOptions, what: str
) -> tuple[pd.DataFrame, ReadReport]:
    """Return a text that was read at full speed, which holds one table."""
    if options.sheet:
        refuse_part(options.sheet, what)
    said = {"header_row": regular.header_row, "skipped": regular.totals}
    return regular.cells, replace(report, repaired=(*report.repaired, *regular.said), **said)


def _straight(head: list[str], dialect: Dialect, delimiter: str | None) -> Dialect | None:
    """Return the dialect with typographic marks made straight; None if no more lines agree."""
    for mark in (delimiter,) if delimiter else (",", ";", "\t", "|"):
        lines = [straightened(line, mark) for line in head]
        found = find_dialect(_without_block(lines), delimiter)
        if found.delimiter == mark and _agreeing(lines, found) > _agreeing(head, dialect):
            return found
    return None


def _agreeing(lines: list[str], dialect: Dialect) -> int:
    """Return how many lines have the usual number of cells, more than one."""
    return sum(len(split_line(line, dialect)) == dialect.width > 1 for line in lines if line)


def _cut(lines: list[str], bounds: list[tuple[int, int | None]]) -> Records:
    """Cut lines of a text whose columns have a fixed width; others stay whole."""
    records = Records()
    for at, line in enumerate(lines, start=1):
        if line.strip():
            row = [line.strip()] if crosses(line, bounds) else fixed_cells(line, bounds)
            records.rows.append(row)
            records.lines.append(at)
    records.said.append("The columns were told by their places: they are filled up with spaces.")
    return records


def _said(records: Records) -> list[str]:
    """Say what was mended, and on which lines."""
    return [
        *records.said,
        *(
            f"Repaired: {counted(len(lines), 'row')} with {why} ({named_lines(lines)})."
            for why, lines in records.mended.items()
        ),
    ]


def named_lines(lines: list[int]) -> str:
    """Name lines of a file, the first ones where there are many.

    Parameters
    ----------
    lines : list of int

    Returns
    -------
    str

    Examples
    --------
    >>> named_lines([3]), named_lines([3, 7])
    ('line 3', 'lines 3, 7')
    """
    cited = ", ".join(map(str, lines[:MOST_CITED]))
    more = " and others" if len(lines) > MOST_CITED else ""
    return f"line{'s' * (len(lines) > 1)} {cited}{more}"


def _refuse_binary(text: str, what: str) -> None:
    head = text[:PROBED_CHARACTERS]
    if sum(map(head.count, CONTROL)) > MOST_CONTROL * len(head):
        raise DataError(f"{what} is not a table: it holds binary data. {WANTED}")


def _block(lines: list[str]) -> int:
    """Return how many lines at the top begin with a number sign, 0 if others do as well."""
    block = 0
    while block < len(lines) and (not lines[block].strip() or lines[block].startswith(COMMENT)):
        block += 1
    others = any(line.startswith(COMMENT) for line in lines[block:])
    return 0 if others or block == len(lines) else block


def _without_block(lines: list[str]) -> list[str]:
    """Leave out the comments at the top but for the last line, which may be the names."""
    return lines[max(0, _block(lines) - 1) :]


def _without_comments(
    lines: list[str], dialect: Dialect
) -> tuple[list[str], tuple[SkippedLine, ...]]:
    """Blank the lines of a block at the top that begin with a number sign, unless it is names."""
    block = _block(lines)
    comments = [at for at in range(block) if lines[at].strip()]
    if comments and len(split_line(lines[comments[-1]], dialect)) == dialect.width > 1:
        following = next((line for line in lines[block:] if line.strip()), "")
        if not is_header(split_line(following, dialect), _rows(lines[block + 1 :], dialect)):
            comments.pop()
    if not comments:
        return lines, ()
    lines = list(lines)
    for at in comments:
        lines[at] = ""
    return lines, tuple(SkippedLine(line=at + 1, reason="it is a comment") for at in comments)


def _rows(lines: list[str], dialect: Dialect) -> list[list[str]]:
    return [split_line(line, dialect) for line in lines[:PROBED_LINES] if line.strip()]
