"""Tables of web pages, which shop systems save under the name of a workbook.

A page is a table when most of what can be read on it stands in tables; other pages are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.encodings.decoding import decode
from segmentation.tables.encodings.registry import title_of
from segmentation.tables.formats.layout.grid import Grid
from segmentation.tables.formats.layout.several import table_columns
from segmentation.tables.formats.parts import PROBED_ROWS, TABLE, choose, n_tabular, within
from segmentation.tables.formats.spreadsheet_xml import is_spreadsheet_xml
from segmentation.tables.limits import check_shape
from segmentation.tables.table import ReadOptions, ReadReport

PROBED_BYTES = 4_096
PAGE = re.compile(rb"<(?:!doctype html|html|table|head|body|meta|style|thead|tr)\b", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript"})
MOSTLY = 0.5
MOST_SPANNED, SHORT = 1_000, 40
WANTED = "Open it in a spreadsheet and save it as CSV."


@dataclass(frozen=True, slots=True, kw_only=True)
class WebTable:
    """One table of a page.

    Attributes
    ----------
    name : str
        Its caption or its first cells, after its number.
    rows : list of list of str
    """

    name: str
    rows: list[list[str]]


def is_web_page(data: bytes) -> bool:
    """Return whether a file looks like a web page, or a piece of one.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    head = _start(data).lstrip()
    return head.startswith(b"<") and bool(PAGE.search(head)) and not is_spreadsheet_xml(data)


def web_columns(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Read a table of a web page.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` names one of several; `encoding` and `header_row` are taken when given.
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
        If the page is not mostly a table.
    """
    decoded = decode(data, options.encoding or _declared(data), what)
    tables = _tables(decoded.text)
    if not tables:
        raise DataError(f"{what} is not a table: it is a web page. {WANTED}")
    sizes = {t.name: n_tabular(t.rows[:PROBED_ROWS], len(t.rows)) for t in tables}
    asked = options.sheet if len(tables) > 1 else None
    choice = choose(sizes, asked, what, TABLE)
    rows = next(table.rows for table in tables if table.name == choice.name)
    check_shape(len(rows), max(map(len, rows)), what)
    report = ReadReport(
        format="html",
        n_rows=0,
        n_columns=0,
        encoding=decoded.encoding,
        warnings=(*decoded.warnings, *choice.said),
    )
    filled = [(at, row) for at, row in enumerate(rows, start=1) if any(row)]
    grid = Grid(rows=[row for _, row in filled], lines=[at for at, _ in filled], report=report)
    inside = choice.inside if len(tables) > 1 else options.sheet
    cells, report = table_columns(grid, options, what, inside)
    if len(tables) > 1:
        report = within(report, list(sizes), choice.name, TABLE)
    return cells, replace(report, format="html")


def _start(data: bytes) -> bytes:
    """Return the first bytes as ASCII, also those of UTF-16 and after a mark."""
    return data[:PROBED_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page says of itself, if it is one and the bytes fit."""
    found = CHARSET.search(data[:PROBED_BYTES])
    name = found[1].decode() if found else ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            data.decode(name or "none")
        except (LookupError, UnicodeError):
            return None
        return name if title_of(name) != "UTF-8" else None
    return None


def _tables(text: str) -> list[WebTable]:
    """Return the tables of a page; none when most of it stands outside of them."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        return []
    tables = []
    for element in root.iter("table"):
        rows = list(_rows(element))
        if sum(sum(map(bool, row)) > 1 for row in rows) > 1:
            caption = _text(element.find("caption"))
            tables.append(WebTable(name=_name(caption, rows, len(tables) + 1), rows=rows))
    inside = sum(len(cell) for table in tables for row in table.rows for cell in row)
    return tables if inside >= MOSTLY * len(_text(root).replace(" ", "")) else []


def _name(caption: str, rows: list[list[str]], number: int) -> str:
    first = next(row for row in rows if any(row))
    name = caption or ", ".join(cell for cell in first if cell)
    return f"Table {number}: {name[:SHORT].rstrip(' ,')}" if name else f"Table {number}"


def _rows(table) -> Iterator[list[str]]:  # noqa: ANN001 - an element of lxml
    """Yield the rows of a table, cells that span several as often as they do."""
    below: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is not table:
            continue
        is_head = row.getparent().tag == "thead"
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill_from_above(cells, below)
            text = _text(cell)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            kept = "" if is_head or cell.tag == "th" else text
            for at in range(across):
                if down > 1:
                    below[len(cells)] = (down - 1, kept if not at else "")
                cells.append("" if at else text)
        _fill_from_above(cells, below)
        yield cells


def _fill_from_above(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    while len(cells) in below:
        at = len(cells)
        left, text = below.pop(at)
        cells.append(text)
        if left > 1:
            below[at] = (left - 1, text)


def _span(cell, name: str) -> int:  # noqa: ANN001 - an element of lxml
    text = cell.get(name)
    if not text:
        return 1
    text = text.strip()
    return max(1, min(int(text), MOST_SPANNED)) if text.isascii() and text.isdigit() else 1


def _text(element) -> str:  # noqa: ANN001 - an element of lxml
    """Return what can be read of an element, tables inside of a cell left out."""
    if element is None:
        return ""
    if not len(element):
        return " ".join((element.text or "").split())
    pieces: list[str] = []
    _collect(element, pieces, is_cell=element.tag in {"td", "th"})
    return " ".join("".join(pieces).split())


def _collect(element, pieces: list[str], *, is_cell: bool) -> None:  # noqa: ANN001
    pieces.append(element.text or "")
    for child in element:
        is_seen = isinstance(child.tag, str) and child.tag not in UNSEEN
        if is_seen and not (is_cell and child.tag == "table"):
            if child.tag in {"br", "p", "div", "td", "th", "tr", "li"}:
                pieces.append(" ")
            _collect(child, pieces, is_cell=is_cell)
        pieces.append(child.tail or "")
