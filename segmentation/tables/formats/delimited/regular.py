"""Long texts without faults, read at full speed by Apache Arrow.

It is asked only for texts whose lines all have the usual number of cells; one that does not, and
everything is left to the careful reader. So is a text in which any row may be something else than
a row of values, as far as its columns of plain numbers and days do not exclude that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from segmentation.tables.formats.layout.shapes import (
    SHAPES,
    STRONG,
    column_shapes,
    shape,
    strong_shape,
)
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
    known = _names_on_top(lines, dialect) if _may_be_regular(lines, dialect) else None
    if known is None:
        return None
    header, rows = known
    n_header = 0 if header is None else 1
    region = content.find(b"\n") + 1 if n_header else 0, _end(content)
    cells = _arrow(content, region, dialect)
    if cells is None or not _is_plain(content, region, dialect, len(cells)):
        return None
    tail = [*rows, *cells.tail(TAIL).to_numpy().tolist()]
    if n_notes_below(tail, range(len(tail)), n_header) or not _are_rows(
        cells, header, rows[n_header:]
    ):
        return None
    cells, totals = without_totals(cells, range(n_header + 1, n_header + 1 + len(cells)))
    named, said = name_columns(cells, header, keep_empty=header is None)
    return Regular(cells=named, header_row=n_header or None, said=tuple(said), totals=tuple(totals))


def _names_on_top(
    lines: Sequence[str], dialect: Dialect
) -> tuple[list[str] | None, list[list[str]]] | None:
    """Return the names and the first rows, names among them; None if they do not begin the text."""
    head = read_records(lines[:PROBED_LINES], dialect)
    if not head.rows or head.mended or head.said or head.warnings or head.lines[0] > 1:
        return None
    first, n_header = find_header(head.rows)
    header = header_names(head.rows[first : first + n_header])
    is_whole = header is None or len(header) == dialect.width
    is_plain = n_header <= 1 and not first and is_whole and not any(map(is_rule, head.rows))
    return (header, head.rows) if is_plain else None


def _may_be_regular(lines: Sequence[str], dialect: Dialect) -> bool:
    if dialect.delimiter == BLANKS or dialect.backslash or dialect.width < 2:
        return False
    plain = len(dialect.delimiter.encode()) == 1 and len(dialect.quote.encode()) <= 1
    return plain and not is_typographic(lines) and not lines[0].startswith("#")


def _end(content: bytes) -> int:
    """Return where the last line ends that is not empty."""
    end = len(content)
    while end and content[end - 1] in (LINE_FEED, RETURN):
        end -= 1
    return end


def _arrow(content: bytes, region: Region, dialect: Dialect) -> pd.DataFrame | None:
    from pyarrow import csv

    names = [str(at) for at in range(dialect.width)]
    quote = dialect.quote or False
    try:
        table = csv.read_csv(
            pa.BufferReader(memoryview(content)[slice(*region)]),
            read_options=csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=csv.ParseOptions(delimiter=dialect.delimiter, quote_char=quote),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    cells = table.to_pandas(types_mapper=lambda _: pd.StringDtype(na_value=float("nan")))
    return cells.set_axis(range(dialect.width), axis="columns")


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
    bounds = [start]
    while bounds[-1] < end:  # lines stay whole, as no cell runs over them
        bounds.append(content.rfind(b"\n", bounds[-1], min(end, bounds[-1] + BLOCK)) + 1 or end)
    lines = (signs[one - start : other - start] for one, other in pairwise([*bounds[:-1], end]))
    return all(_are_paired(part, quote[0], delimiter[0]) for part in lines)


def _parts(signs: np.ndarray) -> list[np.ndarray]:
    return [signs[at : at + BLOCK] for at in range(0, len(signs), BLOCK)]


def _are_paired(signs: np.ndarray, quote: int, delimiter: int) -> bool:
    """Return whether every other mark opens a cell and others close one, but for doubled ones."""
    places = np.flatnonzero(signs == quote)
    if len(places) % 2:
        return False
    if not len(places):
        return True
    opens, closes = places[0::2], places[1::2]
    begins = _is_end(signs[opens - 1], delimiter)
    stops = _is_end(signs[(closes + 1) % len(signs)], delimiter)
    begins[0] |= opens[0] == 0
    stops[-1] |= closes[-1] == len(signs) - 1
    if not (begins.all() and stops.all()):
        # A doubled mark inside a cell closes it and opens it again at once.
        is_doubled = opens[1:] == closes[:-1] + 1
        begins[1:] |= is_doubled
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
    odd = (_is_doubtful(row, names, is_formed=any(forms)) for row in doubtful.to_numpy().tolist())
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


def _is_doubtful(row: list[str], names: str, *, is_formed: bool) -> bool:
    """Return whether a row may be none of values; words over numbers may be other names."""
    filled = [cell for cell in row if cell.strip()]
    is_whole = len(filled) == 1 and any(mark in filled[0] for mark in DELIMITERS)
    is_again = bool(names) and row[0].strip().casefold() == names
    is_words = is_formed and len(filled) == len(row) and not any(shape(c) in STRONG for c in row)
    odd = not filled or is_whole or is_again or is_words
    return odd or is_rule(row) or margin_reason(row) is not None
