"""What a report is made of: sections of sentences, figures, tables, charts and segments.

A form (a page, slides, a workbook) knows how to show each of these and nothing of segmentation.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import plotly.graph_objects as go

from segmentation.charts.drawing import ChartData
from segmentation.charts.theme import Theme
from segmentation.charts.wording import one_line
from segmentation.segments.facts.tiles import MiniBar
from segmentation.tables.labels import ColumnLabel, is_year, split_unit
from segmentation.tables.number_format import format_share

TEXT, COUNT, SHARE, NUMBER = "text", "count", "share", "number"
"""What a column holds: texts, whole numbers, shares of 0 to 1, or numbers in the file's units."""

MEDIAN = ", median"
"""Behind a column's name where its middle stands for it."""

NO_VALUE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure that stands by itself.

    Attributes
    ----------
    label, value : str
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    title : str
    kind : str
        `TEXT`, `COUNT`, `SHARE` or `NUMBER`.
    decimals : int
        Of a number.
    """

    title: str
    kind: str = TEXT
    decimals: int = 0

    @property
    def label(self) -> ColumnLabel:
        """Its name apart from its unit."""
        return split_unit(self.title.removesuffix(MEDIAN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with typed cells.

    Attributes
    ----------
    key : str
        By which a workbook calls its sheet.
    columns : tuple of Column
    rows : tuple of tuple
        Cells of the kinds of the columns; None where there is no value.
    slots : tuple of int or None
        Per row, the segment's colour and symbol; empty where rows are no segments.
    alt : str
        What it shows, for those who do not see it.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    slots: tuple[int | None, ...] = ()
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A chart.

    Attributes
    ----------
    key : str
    data : ChartData
        By its type a form that draws by itself knows what it is.
    build : callable
        Draws it with Plotly in a theme.
    height : int
        Pixels.
    """

    key: str
    data: ChartData = field(repr=False)
    build: Callable[[ChartData, Theme], go.Figure]
    height: int = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One segment.

    Attributes
    ----------
    slot : int
    name, size : str
        The second in words: “39 customers, 20 % of all”.
    phrase : str
        Its levels: “High income, low spending”; may be empty.
    sentences : tuple of str
        The user's own sentence first.
    rule : str
        How to know them.
    bars : tuple of MiniBar
    told : tuple of Fact
        What to offer, how, with what words.
    """

    slot: int
    name: str
    size: str
    phrase: str
    sentences: tuple[str, ...]
    rule: str
    bars: tuple[MiniBar, ...]
    told: tuple[Fact, ...]


Block = tuple[Fact, ...] | Grid | Picture | Portrait


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Section:
    """A part of the story.

    Attributes
    ----------
    key, title : str
    sentences : tuple of str
    blocks : tuple
        `Grid`, `Picture`, `Portrait`, or a tuple of `Fact`, in their order.
    """

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Story:
    """A report.

    Attributes
    ----------
    title, lead : str
    subject : str
        What it is of: the table and when the report was made.
    sections : tuple of Section
        In their order.
    withheld : tuple of str
        What was left out to protect customers, one sentence each.
    logo : bytes or None
        A PNG or JPEG.
    link : str
        Where it opens in the app; empty where it does not.
    """

    title: str
    lead: str
    subject: str
    sections: tuple[Section, ...]
    withheld: tuple[str, ...] = ()
    logo: bytes | None = field(default=None, repr=False)
    link: str = ""

    def section(self, key: str) -> Section | None:
        """Return a section; None where the story does not tell it."""
        return next((section for section in self.sections if section.key == key), None)


def cell_text(value: object, column: Column) -> str:
    """Write a cell of a table as people read it, the same in every form of a report.

    Parameters
    ----------
    value : object
        None, or not a number, where there is no value.
    column : Column

    Returns
    -------
    str
        On one line; not escaped. Years have no commas, and a minus is one.

    Examples
    --------
    >>> cell_text(-1234.5, Column(title="Balance", kind=NUMBER, decimals=1))
    '−1,234.5'
    >>> cell_text(1984.2, Column(title="Birth Year, median", kind=NUMBER))
    '1984'
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return NO_VALUE
    if column.kind == TEXT:
        return one_line(value)
    if column.kind == SHARE:
        return format_share(float(value))
    if column.kind == NUMBER and is_year(float(value), column.label):
        return f"{value:.0f}"
    decimals = column.decimals if column.kind == NUMBER else 0
    # What rounds to nothing is neither above nor below it.
    rounded = round(float(value), decimals) or 0.0
    return f"{rounded:,.{decimals}f}".replace("-", "−")
