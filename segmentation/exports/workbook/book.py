"""The sheets of a workbook, one after the other."""

from typing import BinaryIO

from xlsxwriter import Workbook

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.palette import LIGHT, segment_color
from segmentation.charts.wording import one_line
from segmentation.exports.report.story import COUNT, TEXT, Fact, Grid, Portrait, Story
from segmentation.exports.tables import WORKBOOK_ROWS
from segmentation.exports.workbook import words
from segmentation.exports.workbook.cells import (
    LONGEST,
    MOST_COLUMNS,
    Looks,
    row_height,
    sheet_name,
    story_format,
    width,
)
from segmentation.exports.workbook.customers import (
    Listed,
    customer_columns,
    hidden_columns,
    ledger_columns,
    n_sheets,
    write_list,
)

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
CHART_WIDTH, CHART_ROW = 560, 30
RULE_WIDTH, TEXT_WIDTH = 90, 100


class Book:
    """A workbook in the making.

    Parameters
    ----------
    book : xlsxwriter.Workbook
    """

    def __init__(self, book: Workbook) -> None:
        self.book, self.looks = book, Looks(book=book)
        self.told: list[str] = []
        self._names: set[str] = set()

    def sheet(self, name: str) -> object:
        """Add a sheet.

        Parameters
        ----------
        name : str

        Returns
        -------
        xlsxwriter.worksheet.Worksheet
        """
        sheet = self.book.add_worksheet(sheet_name(name, self._names))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # as wide as the paper, as long as it is
        sheet.repeat_rows(0)
        return sheet

    def pairs(self, sheet: object, heads: tuple[str, str], rows: list[tuple[str, str]]) -> None:
        """Write texts in two columns.

        Parameters
        ----------
        sheet : xlsxwriter.worksheet.Worksheet
        heads : tuple of str
        rows : list of (str, str)
        """
        wrapped = self.looks.of(text_wrap=True, valign="top")
        wide = [width(heads[0], [left for left, _ in rows]), TEXT_WIDTH]
        sheet.set_column(0, 0, wide[0])
        sheet.set_column(1, 1, wide[1])
        for y, row in enumerate([heads, *rows]):
            sheet.set_row(y, row_height(list(row), wide))
            for x, text in enumerate(row):
                looks = self.looks.head if y == 0 else wrapped
                sheet.write_string(y, x, self.looks.text(text), looks)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), 1)

    def grid(self, grid: Grid) -> None:
        """Write a table of the story on a sheet of its own.

        Parameters
        ----------
        grid : Grid
        """
        name = words.SHEETS.get(grid.key, grid.key.capitalize() or words.OTHER)
        sheet = self.sheet(name)
        columns = list(zip(*grid.rows, strict=True)) or [()] * len(grid.columns)
        formats, wide = [], []
        for column, cells in zip(grid.columns, columns, strict=True):
            texts = [one_line(cell) for cell in cells if cell is not None]
            wide.append(width(column.title, texts if column.kind == TEXT else []))
        sheet.set_row(0, row_height([column.title for column in grid.columns], wide))
        for x, (column, cells) in enumerate(zip(grid.columns, columns, strict=True)):
            sheet.set_column(x, x, wide[x])
            sheet.write_string(0, x, self.looks.text(column.title), self.looks.head)
            number_format = story_format(column, list(cells), has_units=bool(grid.slots))
            formats.append(
                self.looks.of(number_format, text_wrap=column.kind == TEXT, valign="top")
            )
        for y, row in enumerate(grid.rows, start=1):
            texts = [cell if isinstance(cell, str) else "" for cell in row]
            sheet.set_row(y, row_height(texts, wide))
            for x, (cell, looks) in enumerate(zip(row, formats, strict=True)):
                self._cell(sheet, (y, x), cell, self._marked(grid, y, looks) if x == 0 else looks)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(grid.rows), 1), len(grid.columns) - 1)
        counts = [x for x, column in enumerate(grid.columns) if column.kind == COUNT]
        if grid.key == "segments" and grid.slots and counts:
            self._chart(sheet, grid, counts[0])

    def lists(self, name: str, columns: list[Listed], n_rows: int) -> None:
        """Write a list, on several sheets where it is long.

        Parameters
        ----------
        name : str
        columns : list of Listed
        n_rows : int
        """
        n = n_sheets(n_rows, WORKBOOK_ROWS)
        if n > 1:
            self.told.append(words.SPLIT.format(sheet=name, most=WORKBOOK_ROWS, n=n))
        sheets = [self.sheet(name) for _ in range(n)]
        write_list(sheets, columns, n_rows, self.looks, WORKBOOK_ROWS)

    def _marked(self, grid: Grid, y: int, looks: object) -> object:
        return self.looks.segment(grid.slots[y - 1]) if grid.slots else looks

    def _cell(self, sheet: object, at: tuple[int, int], cell: object, looks: object) -> None:
        if cell is None:
            sheet.write_blank(*at, None, looks)
        elif isinstance(cell, str):
            sheet.write_string(*at, self.looks.text(cell), looks)
        elif isinstance(cell, bool):
            sheet.write_boolean(*at, cell, looks)
        else:
            sheet.write_number(*at, cell, looks)

    def _chart(self, sheet: object, grid: Grid, x: int) -> None:
        """Draw the sizes of the segments in their colours beside their table."""
        name, last = sheet.get_name(), len(grid.rows)
        colors = (LIGHT.reference if s is None else segment_color(LIGHT, s) for s in grid.slots)
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, x, last, x],
                "points": [{"fill": {"color": color}} for color in colors],
                "data_labels": {"value": True},
                "gap": 45,
            }
        )
        chart.set_title({"name": words.CHART, "name_font": {"size": 12, "color": LIGHT.text}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True, "line": {"color": LIGHT.reference}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_size({"width": CHART_WIDTH, "height": 120 + CHART_ROW * last})
        told = "; ".join(f"{one_line(row[0])}: {row[x]:,}" for row in grid.rows)
        place = (1, len(grid.columns) + 1)
        sheet.insert_chart(*place, chart, {"description": f"{words.CHART}. {told}."})


def write_book(
    file: BinaryIO | str, story: Story, result: Segmentation | None, *, personal: bool
) -> None:
    """Write a report as a workbook.

    Parameters
    ----------
    file : binary file or str
    story : Story
    result : Segmentation or None
    personal : bool
    """
    with Workbook(file, OPTIONS) as made:
        made.set_properties({"title": one_line(story.title)[:255]})
        book = Book(made)
        about = book.sheet(words.ABOUT)
        grids = [b for s in story.sections for b in s.blocks if isinstance(b, Grid)]
        first = [grid for grid in grids if grid.key == "segments"]
        for grid in first:
            book.grid(grid)
        if result is not None:
            _customers(book, result, personal=personal)
        for grid in grids:
            if grid not in first and grid.rows:
                book.grid(grid)
        _rules(book, story)
        if result is not None and len(result.ledger):
            book.lists(words.LEDGER, ledger_columns(result, personal=personal), len(result.ledger))
        book.pairs(book.sheet(words.SETTINGS), (words.WHAT, words.VALUE), _settings(story))
        if book.looks.n_cut:
            book.told.append(words.CUT.format(n=book.looks.n_cut, most=LONGEST))
        book.pairs(about, (words.WHAT, words.VALUE), _about(story, book.told))


def _customers(book: Book, result: Segmentation, *, personal: bool) -> None:
    n_rows, n_columns = result.table.frame.shape
    hidden = () if personal else hidden_columns(result)
    who = result.rows.identifier
    by_row = who is None or who in hidden
    known = words.BY_ROW if by_row else words.IDENTIFIED.format(column=who)
    if hidden:
        told = words.COLUMNS_LEFT_OUT.format(columns=", ".join(map(one_line, hidden)), rest=known)
        book.told.append(told)
    else:
        book.told.append(known)
    book.told.append(words.LISTED.format(sheet=words.CUSTOMERS))
    too_many = n_columns - len(hidden) - (MOST_COLUMNS - 5)
    if too_many > 0:
        book.told.append(words.TOO_WIDE.format(most=MOST_COLUMNS, n=too_many))
    book.lists(words.CUSTOMERS, customer_columns(result, personal=personal), n_rows)


def _rules(book: Book, story: Story) -> None:
    """Write how to know the customers of each segment."""
    told = [b for s in story.sections for b in s.blocks if isinstance(b, Portrait) and b.rule]
    if not told:
        return
    sheet = book.sheet(words.RULES)
    wide = [width(words.SEGMENT, [portrait.name for portrait in told]), RULE_WIDTH]
    sheet.set_column(0, 0, wide[0])
    sheet.set_column(1, 1, wide[1])
    for x, head in enumerate((words.SEGMENT.capitalize(), words.RULE)):
        sheet.write_string(0, x, head, book.looks.head)
    for y, portrait in enumerate(told, start=1):
        sheet.set_row(y, row_height([portrait.name, portrait.rule], wide))
        sheet.write_string(y, 0, book.looks.text(portrait.name), book.looks.segment(portrait.slot))
        sheet.write_string(y, 1, book.looks.text(portrait.rule), book.looks.of(text_wrap=True))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(told), 1)


def _about(story: Story, told: list[str]) -> list[tuple[str, str]]:
    rows = [(words.TITLE, story.title), (words.LEAD, story.lead), (words.SUBJECT, story.subject)]
    rows += [(words.WITHHELD, said) for said in story.withheld]
    rows += [(words.SHEET, said) for said in told]
    return [(left, one_line(right)) for left, right in rows]


def _settings(story: Story) -> list[tuple[str, str]]:
    """Return figures and sentences of every section."""
    rows = []
    for section in story.sections:
        facts = [fact for block in section.blocks if isinstance(block, tuple) for fact in block]
        rows += [(fact.label, fact.value) for fact in facts if isinstance(fact, Fact)]
        rows += [(section.title, said) for said in section.sentences]
    return [(one_line(left), one_line(right)) for left, right in rows]
