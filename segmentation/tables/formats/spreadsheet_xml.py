"""Workbooks as Excel 2003 writes them in XML (SpreadsheetML), and as shop systems still do."""

import io
from dataclasses import dataclass, field

import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.layout.grid import Grid
from segmentation.tables.formats.layout.several import table_columns
from segmentation.tables.formats.parts import PROBED_ROWS, SHEET, choose, n_tabular, within
from segmentation.tables.formats.workbook import cell_text
from segmentation.tables.limits import COLUMNS, ROWS, check_shape
from segmentation.tables.table import ReadOptions, ReadReport

SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
MARK = b"urn:schemas-microsoft-com:office:spreadsheet"
PROBED_BYTES = 4_096
MIDNIGHT = "T00:00:00.000"


@dataclass(slots=True, kw_only=True)
class _Sheet:
    name: str
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    last: int = 0
    is_hidden: bool = False


def is_spreadsheet_xml(data: bytes) -> bool:
    """Return whether a file is a workbook in XML.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    head = data[:PROBED_BYTES].replace(b"\x00", b"")
    return b"<" in head[:40] and MARK in head and b"Workbook" in head


def spreadsheet_columns(
    data: bytes, options: ReadOptions, what: str
) -> tuple[pd.DataFrame, ReadReport]:
    """Read one sheet of a workbook in XML.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        `sheet` and `header_row` are taken when given.
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
        If it is damaged or holds no table.
    """
    from lxml import etree

    try:
        sheets = {sheet.name: sheet for sheet in _sheets(data, what)}
    except etree.XMLSyntaxError as error:
        raise DataError(
            f"{what} is damaged: it cannot be read as a workbook. Save it again, or as CSV."
        ) from error
    if not any(sheet.rows for sheet in sheets.values()):
        raise DataError(f"{what} is empty: none of its sheets holds anything. Choose another file.")
    sizes = {
        name: n_tabular(each.rows[:PROBED_ROWS], len(each.rows)) for name, each in sheets.items()
    }
    hidden = [name for name, sheet in sheets.items() if sheet.is_hidden]
    choice = choose(sizes, options.sheet, what, SHEET, hidden)
    read = sheets[choice.name]
    if not read.rows:
        raise DataError(f"{what} has nothing on the sheet “{choice.name}”. Choose another one.")
    report = ReadReport(format="excel_xml", n_rows=0, n_columns=0, warnings=choice.said)
    grid = Grid(rows=read.rows, lines=read.lines, report=report)
    cells, report = table_columns(grid, options, what, choice.inside)
    return cells, within(report, list(sheets), choice.name, SHEET)


def _sheets(data: bytes, what: str) -> list[_Sheet]:
    from lxml import etree

    sheets: list[_Sheet] = []
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=(f"{SPACE}Worksheet", f"{SPACE}Row", f"{EXCEL}Visible"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in events:
        if element.tag == f"{SPACE}Worksheet" and event == "start":
            name = element.get(f"{SPACE}Name") or f"Sheet{len(sheets) + 1}"
            sheets.append(_Sheet(name=name))
        elif event == "end" and sheets:
            if element.tag == f"{EXCEL}Visible":
                sheets[-1].is_hidden = "Hidden" in (element.text or "")
            elif element.tag == f"{SPACE}Row":
                _add_row(sheets[-1], element, what)
                element.clear()
    return sheets


def _add_row(sheet: _Sheet, element, what: str) -> None:  # noqa: ANN001 - an element of lxml
    sheet.last = _number(element, "Index", ROWS) or sheet.last + 1
    cells: list[str] = []
    for cell in element.iterchildren(f"{SPACE}Cell"):
        place = _number(cell, "Index", COLUMNS + 1)
        cells.extend([""] * max(0, place - 1 - len(cells)))
        cells.append(_value(cell.find(f"{SPACE}Data")))
        cells.extend([""] * _number(cell, "MergeAcross", COLUMNS))
    check_shape(1, len(cells), what)
    if any(cells):
        sheet.lines.append(sheet.last)
        sheet.rows.append(cells)


def _number(element, name: str, most: int) -> int:  # noqa: ANN001 - an element of lxml
    text = element.get(f"{SPACE}{name}")
    if not text:
        return 0
    return min(int(text), most) if text.isascii() and text.isdigit() else 0


def _value(data) -> str:  # noqa: ANN001 - an element of lxml
    """Write a cell as a text file would hold it."""
    if data is None:
        return ""
    text = "".join(data.itertext()) if len(data) else data.text or ""
    text, kind = text.strip(), data.get(f"{SPACE}Type")
    if kind == "Number":
        try:
            return cell_text(float(text))
        except ValueError:
            return text
    if kind == "DateTime":
        return text.removesuffix(MIDNIGHT).replace("T", " ")
    if kind == "Boolean":
        return str(text == "1")
    return "" if kind == "Error" else text
