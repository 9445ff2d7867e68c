"""Long texts without faults, read at full speed by Apache Arrow.

It is asked only for texts whose lines all have the usual number of cells; one that does not, and
everything is left to the careful reader. So is a text in which any row may be something else than
a row of values, as far as its columns of plain numbers and days do not exclude that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from segmentation.tables.formats.delimited.dialect import DELIMITERS
from segmentation.tables.formats.delimited.quoting import is_typographic
from segmentation.tables.formats.delimited.records import read_records
from segmentation.tables.formats.delimited.splitting import BLANKS, Dialect
from segmentation.tables.formats.layout.grid import name_columns, without_totals
from segmentation.tables.formats.layout.header import find_header, header_names
from segmentation.tables.formats.layout.margins import is_rule, margin_reason
from segmentation.tables.formats.layout.notes import n_notes_below
from segmentation.tables.formats.layout.shapes import SHAPES, column_shapes, strong_shape
from segmentation.tables.table import SkippedLine
from segmentation.tables.values.letters import as_arrow
from segmentation.tables.values.plain import plain_values

PROBED_LINES = 300
TAIL = 40
FORMED = 60
"""First rows that tell which columns hold numbers, days and the like."""

PLAIN_FORMS = frozenset({"number", "date"})
PATTERNS = {
    name: "^(?:" + re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern.pattern) + ")$"
    for name, pattern in SHAPES
}
"""What the shapes look like, in the words of Arrow."""

DRAWN = r"^[\s|+:┼├┤┌┐└┘┬┴╪╞╡]*(?:[-=_─═~*]|$)"
"""How a rule begins."""

MOST_IN_MARGIN = 2
BLOCK = 4_194_304
"""Bytes that are looked at together; no line of a regular text is longer."""

MOST_LOOKED_AT = 20_000
"""Rows without a plain number or day that are looked at one by one."""

LINE_FEED, RETURN = b"\n\r"
Region = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regular:
    """A text that was read at full speed.

    Attributes
    ----------
    cells : pandas.DataFrame of str
        "" where empty.
    header_row : int or None
        1-based line of the column names.
    said : tuple of str
        Sentences on what was changed.
    totals : tuple of SkippedLine
    """

    cells: pd.DataFrame
    header_row: int | None
    said: tuple[str, ...]
    totals: tuple[SkippedLine, ...]


def regular_columns(content: bytes, lines: Sequence[str], dialect: Dialect) -> Regular | None:
    """Read a text that has no faults.

    Parameters
    ----------
    content : bytes
        The text in UTF-8; its lines end with a line feed, a return before it or not.
    lines : sequence of str
        Its first lines.
    dialect : Dialect

    Returns
    -------
    Regular or None
        None when the text is not that regular.
    """
    if not _may_be_regular(lines, dialect):
        return None
    head = read_records(lines[:PROBED_LINES], dialect)
    if not head.rows:
        return None
    first, n_header = find_header(head.rows)
    header = header_names(head.rows[first : first + n_header])
    is_mended = head.mended or head.said or head.warnings or any(map(is_rule, head.rows))
    if is_mended or n_header > 1 or first or (header and len(header) != dialect.width):
        return None
    if head.lines[0] > 1:
        return None
    region = _without_header(content, n_header), _end(content)
    table = _arrow(content, region, dialect)
    if table is None or not _is_plain(content, region, dialect, table.num_rows):
        return None
    cells = table.to_pandas(types_mapper=lambda _: pd.StringDtype(na_value=float("nan")))
    cells.columns = range(dialect.width)
    del table
    tail = cells.tail(TAIL).to_numpy().tolist()
    if n_notes_below([*head.rows, *tail], list(range(len(head.rows) + len(tail))), n_header):
        return None
    if not _are_rows(cells, header, head.rows[n_header:]):
        return None
    lines_of = range(n_header + 1, n_header + 1 + len(cells))
    cells, totals = without_totals(cells, lines_of)
    named, said = name_columns(cells, header, keep_empty=header is None)
    header_row = 1 if n_header else None
    return Regular(cells=named, header_row=header_row, said=tuple(said), totals=tuple(totals))


def _may_be_regular(lines: Sequence[str], dialect: Dialect) -> bool:
    if dialect.delimiter == BLANKS or dialect.backslash or dialect.width < 2:
        return False
    plain = len(dialect.delimiter.encode()) == 1 and len(dialect.quote.encode()) <= 1
    return plain and not is_typographic(lines) and not lines[0].startswith("#")


def _without_header(content: bytes, n_header: int) -> int:
    return content.find(b"\n") + 1 if n_header else 0


def _end(content: bytes) -> int:
    """Return where the last line ends that is not empty."""
    end = len(content)
    while end and content[end - 1] in (LINE_FEED, RETURN):
        end -= 1
    return end


def _arrow(content: bytes, region: Region, dialect: Dialect) -> pa.Table | None:
    from pyarrow import csv

    names = [str(at) for at in range(dialect.width)]
    quote = dialect.quote or False
    try:
        return csv.read_csv(
            pa.BufferReader(memoryview(content)[slice(*region)]),
            read_options=csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=csv.ParseOptions(delimiter=dialect.delimiter, quote_char=quote),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _is_plain(content: bytes, region: Region, dialect: Dialect, n_rows: int) -> bool:
    """Return whether each line is a row, and quotation marks stand at the ends of cells only."""
    start, end = region
    signs = np.frombuffer(content, dtype=np.uint8)[start:end]
    if sum(np.count_nonzero(part == LINE_FEED) for part in _parts(signs)) + 1 != n_rows:
        return False
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return False
    quote, delimiter = dialect.quote.encode(), dialect.delimiter.encode()
    if not quote or content.find(quote, start, end) < 0:
        return True
    places = _places(signs, quote[0])
    return len(places) % 2 == 0 and _are_paired(signs, places, delimiter[0])


def _places(signs: np.ndarray, sign: int) -> np.ndarray:
    found = [np.flatnonzero(part == sign) + at * BLOCK for at, part in enumerate(_parts(signs))]
    return np.concatenate(found)


def _parts(signs: np.ndarray) -> list[np.ndarray]:
    return [signs[at : at + BLOCK] for at in range(0, len(signs), BLOCK)]


def _are_paired(signs: np.ndarray, places: np.ndarray, delimiter: int) -> bool:
    """Return whether every other mark opens a cell and the others close one, but for doubled ones.

    A doubled mark inside a cell closes it and opens it again at once.
    """
    opens, closes = places[0::2], places[1::2]
    is_doubled = opens[1:] == closes[:-1] + 1
    before = np.where(opens > 0, signs[opens - 1], LINE_FEED)
    after = np.where(closes + 1 < len(signs), signs[(closes + 1) % len(signs)], LINE_FEED)
    begins = _is_end(before, delimiter)
    begins[1:] |= is_doubled
    stops = _is_end(after, delimiter)
    stops[:-1] |= is_doubled
    return bool(begins.all() and stops.all())


def _is_end(signs: np.ndarray, delimiter: int) -> np.ndarray:
    return (signs == delimiter) | (signs == LINE_FEED) | (signs == RETURN)


def _are_rows(cells: pd.DataFrame, header: list[str] | None, head: list[list[str]]) -> bool:
    """Return whether no row can be names, a rule, a note or the beginning of another table."""
    forms = [strong_shape(counts) for counts in column_shapes(head[:FORMED], cells.shape[1])]
    is_open = np.ones(len(cells), dtype=bool)
    for at in sorted(range(len(forms)), key=lambda at: forms[at] not in PLAIN_FORMS):
        if forms[at]:
            is_open &= ~_fits(cells[at], forms[at])
            if not is_open.any():
                return True
    doubtful = cells[is_open & _look_odd(cells, header, is_formed=any(forms))]
    names = header[0].strip().casefold() if header else ""
    odd = (_is_doubtful(row, names) for row in doubtful.to_numpy().tolist())
    return len(doubtful) <= MOST_LOOKED_AT and not any(odd)


def _fits(column: pd.Series, form: str) -> np.ndarray:
    """Return which cells have the shape that nearly all first ones have."""
    if form in PLAIN_FORMS and (plain := plain_values(column)) is not None:
        return plain.values.notna().to_numpy()
    return pc.match_substring_regex(as_arrow(column), PATTERNS[form]).to_numpy()


def _look_odd(cells: pd.DataFrame, header: list[str] | None, *, is_formed: bool) -> np.ndarray:
    """Return which rows may be no values by their first cell and the number of filled ones."""
    columns = [as_arrow(cells[at]) for at in cells.columns]
    filled = [pc.greater(pc.binary_length(column), 0).to_numpy() for column in columns]
    n_filled = np.sum(filled, axis=0, dtype=np.int32)
    odd = (n_filled <= MOST_IN_MARGIN) | ~filled[0]
    odd |= pc.match_substring_regex(columns[0], DRAWN).to_numpy()
    if is_formed:  # words over numbers may be names of another table
        odd |= n_filled == len(columns)
    if header:
        names = pc.equal(pc.utf8_lower(columns[0]), header[0].strip().lower())
        odd |= names.to_numpy()
    return odd


def _is_doubtful(row: list[str], names: str) -> bool:
    filled = [cell for cell in row if cell.strip()]
    is_whole = len(filled) == 1 and any(mark in filled[0] for mark in DELIMITERS)
    is_again = bool(names) and row[0].strip().casefold() == names
    is_full = len(filled) == len(row) > MOST_IN_MARGIN
    return not filled or is_whole or is_again or is_full or is_rule(row) or bool(margin_reason(row))
