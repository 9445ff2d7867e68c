"""Long texts without faults, read at full speed by Apache Arrow.

It is asked only for texts whose lines all have the usual number of cells; one that does not, and
everything is left to the careful reader.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segmentation.tables.formats.delimited.records import read_records
from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect
from segmentation.tables.formats.layout.grid import name_columns, without_totals
from segmentation.tables.formats.layout.header import find_header, header_names
from segmentation.tables.formats.layout.margins import is_rule
from segmentation.tables.formats.layout.notes import n_notes_below
from segmentation.tables.table import SkippedLine

PROBED_LINES = 300
TAIL = 40


def regular_columns(
    content: bytes, lines: Sequence[str], dialect: Dialect
) -> tuple[pd.DataFrame, int | None, tuple[str, ...], tuple[SkippedLine, ...]] | None:
    """Read a text that has no faults.

    Parameters
    ----------
    content : bytes
        The text in UTF-8, with line feeds.
    lines : sequence of str
        Its first lines.
    dialect : Dialect

    Returns
    -------
    pandas.DataFrame of str
        Cells, "" where empty; None in place of all four when the text is not that regular.
    int or None
        1-based line of the column names.
    tuple of str
        Sentences on what was changed.
    tuple of SkippedLine
    """
    if not _is_plain(content, dialect):
        return None
    head = read_records(lines[:PROBED_LINES], dialect)
    first, n_header = find_header(head.rows)
    header = header_names(head.rows[first : first + n_header])
    is_mended = head.mended or head.said or head.warnings or any(map(is_rule, head.rows))
    if is_mended or n_header > 1 or first or (header and len(header) != dialect.width):
        return None
    start = head.lines[first] - 1 + n_header
    cells = _arrow(content, sum(len(line.encode()) + 1 for line in lines[:start]), dialect)
    if cells is None or (header and bool((cells[0] == header[0]).any())):
        return None
    tail = cells.tail(TAIL).to_numpy().tolist()
    if n_notes_below([*head.rows, *tail], list(range(len(head.rows) + len(tail))), n_header):
        return None
    lines_of = range(start + 1, start + 1 + len(cells))
    cells, totals = without_totals(cells, lines_of)
    if totals and b"\n\n" in content:
        return None  # lines are counted by rows
    named, said = name_columns(cells, header, keep_empty=header is None)
    return named, head.lines[first] if n_header else None, tuple(said), tuple(totals)


def _is_plain(content: bytes, dialect: Dialect) -> bool:
    """Return whether no cell runs over lines, and nothing but the plainest quoting is used."""
    quote, delimiter = dialect.quote, dialect.delimiter
    if delimiter == BLANKS or dialect.backslash or dialect.width < 2 or len(delimiter) > 1:
        return False
    if quote.encode() not in content:
        return True
    if f"{delimiter} {quote}".encode() in content:
        return False
    signs = np.frombuffer(content, dtype=np.uint8)
    quotes, ends = np.flatnonzero(signs == ord(quote)), np.flatnonzero(signs == ord("\n"))
    before = np.searchsorted(quotes, np.append(ends, len(signs)))
    return not (before & 1).any()


def _arrow(content: bytes, start: int, dialect: Dialect) -> pd.DataFrame | None:
    import pyarrow as pa
    from pyarrow import csv

    names = [str(at) for at in range(dialect.width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(memoryview(content)[start:]),
            read_options=csv.ReadOptions(column_names=names),
            parse_options=csv.ParseOptions(delimiter=dialect.delimiter, quote_char=dialect.quote),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    frame = table.to_pandas(types_mapper=lambda _: pd.StringDtype(na_value=float("nan")))
    return frame.set_axis(range(dialect.width), axis="columns")
