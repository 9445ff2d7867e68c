"""Long texts without faults, read at full speed by Apache Arrow.

It is asked only for texts whose lines all have the usual number of cells; one that does not, and
everything is left to the careful reader.
"""

from collections.abc import Sequence

import pandas as pd

from segmentation.tables.formats.delimited.dialect import BLANKS, Dialect
from segmentation.tables.formats.delimited.records import read_records
from segmentation.tables.formats.layout.grid import name_columns
from segmentation.tables.formats.layout.header import find_header, header_names
from segmentation.tables.formats.layout.notes import n_notes_below
from segmentation.tables.table import ReadOptions

PROBED_LINES = 300
TAIL = 40


def regular_columns(
    text: str, lines: Sequence[str], dialect: Dialect, options: ReadOptions
) -> tuple[pd.DataFrame, int | None, tuple[str, ...]] | None:
    """Read a text that has no faults.

    Parameters
    ----------
    text : str
        With line feeds.
    lines : sequence of str
        The same, split.
    dialect : Dialect
    options : ReadOptions

    Returns
    -------
    pandas.DataFrame of str
        Cells, "" where empty; None in place of all three when the text is not that regular.
    int or None
        1-based line of the column names.
    tuple of str
        Sentences on what was changed.
    """
    if options.header_row is not None or not _is_plain(lines, dialect):
        return None
    head = read_records(lines[:PROBED_LINES], dialect)
    first, n_header = find_header(head.rows)
    header = header_names(head.rows[first : first + n_header])
    if head.repairs or n_header > 1 or first or (header and len(header) != dialect.width):
        return None
    start = head.lines[first] - 1 + n_header
    cells = _arrow(text, sum(len(line) + 1 for line in lines[:start]), dialect)
    if cells is None or (header and bool((cells[0] == header[0]).any())):
        return None
    tail = cells.tail(TAIL).to_numpy().tolist()
    if n_notes_below([*head.rows, *tail], list(range(len(head.rows) + len(tail))), n_header):
        return None
    named, said = name_columns(cells, header)
    return named, head.lines[first] if n_header else None, tuple(said)


def _is_plain(lines: Sequence[str], dialect: Dialect) -> bool:
    """Return whether no cell runs over lines, and nothing but the plainest quoting is used."""
    quote, delimiter = dialect.quote, dialect.delimiter
    if delimiter == BLANKS or dialect.backslash or dialect.width < 2 or len(delimiter) > 1:
        return False
    spaced = delimiter + " " + quote
    return not any(line.count(quote) & 1 or spaced in line for line in lines)


def _arrow(text: str, start: int, dialect: Dialect) -> pd.DataFrame | None:
    import pyarrow as pa
    from pyarrow import csv

    names = [str(at) for at in range(dialect.width)]
    try:
        table = csv.read_csv(
            pa.BufferReader(text[start:].encode()),
            read_options=csv.ReadOptions(column_names=names, use_threads=False),
            parse_options=csv.ParseOptions(delimiter=dialect.delimiter, quote_char=dialect.quote),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    frame = table.to_pandas(types_mapper=lambda _: pd.StringDtype(na_value=float("nan")))
    return frame.set_axis(range(dialect.width), axis="columns")
