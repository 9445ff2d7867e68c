"""What a cell holds and how it is written: numbers as numbers, texts that never run."""

import re
from dataclasses import dataclass, field
from math import ceil

import numpy as np
import pandas as pd

from segmentation.charts.palette import LIGHT, segment_color
from segmentation.exports.report.story import COUNT, NUMBER, SHARE, Column
from segmentation.tables.labels import is_year, split_unit
from segmentation.tables.number_format import RANGE

LONGEST = 32_767
"""Letters that a cell holds."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_DECIMALS, PROBED = 4, 1_000
LONGEST_UNIT = 12
WHOLE, TEXT, DAY, TIME = "#,##0", "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
NARROW, WIDE, HEAD_LETTERS = 9, 60, 22
LINE_HEIGHT, HIGHEST = 15, 405
SHEET_LETTERS, MOST_COLUMNS = 31, 16_384


@dataclass(slots=True, kw_only=True, eq=False)
class Looks:
    """The formats of a workbook, each made once.

    Attributes
    ----------
    book : xlsxwriter.Workbook
    n_cut : int
        Texts that were cut short so far.
    """

    book: object = field(repr=False)
    n_cut: int = 0
    _made: dict[tuple, object] = field(default_factory=dict, repr=False)

    def of(self, number_format: str = "", **looks: object) -> object:
        """Return a format.

        Parameters
        ----------
        number_format : str
            Empty for the usual one.
        **looks : object
            As xlsxwriter calls them.

        Returns
        -------
        xlsxwriter.format.Format
        """
        key = (number_format, *sorted(looks.items()))
        if key not in self._made:
            told = {"num_format": number_format} if number_format else {}
            self._made[key] = self.book.add_format({**told, **looks})
        return self._made[key]

    @property
    def head(self) -> object:
        """The format of a head."""
        return self.of(
            bold=True, bottom=1, bottom_color=LIGHT.reference, text_wrap=True, valign="top"
        )

    def segment(self, slot: int | None) -> object:
        """Return the format of a segment's name: a line in its colour stands before it."""
        if slot is None:
            return self.of(valign="top", indent=1)
        color = segment_color(LIGHT, slot)
        return self.of(left=5, left_color=color, valign="top", indent=1)

    def text(self, cell: object) -> str:
        """Return a text that a sheet can hold; whether it is cut is counted."""
        text = str(cell)
        if ILLEGAL.search(text):
            text = ILLEGAL.sub(" ", text)
        if 2 * len(text) > LONGEST:  # letters beyond the first plane count twice
            units = text.encode("utf-16-le")
            if len(units) > 2 * LONGEST:
                self.n_cut += 1
                text = units[: 2 * LONGEST].decode("utf-16-le", "ignore")
        return text


def unit_format(plain: str, unit: str) -> str:
    """Return a number format with a unit behind the number.

    Parameters
    ----------
    plain : str
    unit : str
        One that is only a range, or long, is left out.

    Returns
    -------
    str

    Examples
    --------
    >>> unit_format("#,##0", "k$"), unit_format("0.0", "1-100"), unit_format("0", "")
    ('#,##0" k$"', '0.0', '0')
    """
    if not unit or RANGE.fullmatch(unit) or len(unit) > LONGEST_UNIT or not unit.isprintable():
        return plain
    return f'{plain}" {unit.replace(chr(34), "")}"'


def decimals_format(decimals: int) -> str:
    """Return the format of a number with so many decimals."""
    return WHOLE + ("." + "0" * decimals if decimals else "")


def story_format(column: Column, cells: list[object], *, has_units: bool = True) -> str:
    """Return the number format of a column of the story.

    Parameters
    ----------
    column : Column
    cells : list
        None where there is no value.
    has_units : bool
        Whether brackets in its title are a unit, and no explanation.

    Returns
    -------
    str
        Empty for texts.
    """
    if column.kind == COUNT:
        return WHOLE
    if column.kind == SHARE:
        return "0.0%"
    if column.kind != NUMBER:
        return ""
    label = column.label
    known = [cell for cell in cells if cell is not None]
    if known and all(is_year(cell, label) for cell in known):
        return "0"
    return unit_format(decimals_format(column.decimals), label.unit if has_units else "")


def number_format(name: str, values: pd.Series, *, is_code: bool) -> str:
    """Return the number format of a column of the customers.

    Parameters
    ----------
    name : str
    values : pandas.Series
        Numbers.
    is_code : bool
        Whether they count nothing, as an identifier.

    Returns
    -------
    str
        With the unit and the decimals that the first cells need; empty where they need more than
        a few.
    """
    label = split_unit(name)
    probe = values.iloc[:PROBED].dropna().to_numpy(dtype=float)
    probe = probe[np.isfinite(probe)]
    if is_code or (len(probe) and all(is_year(value, label) for value in probe.tolist())):
        return "0"
    for decimals in range(MOST_DECIMALS + 1):
        if np.allclose(np.round(probe, decimals), probe, rtol=0, atol=1e-9):
            return unit_format(decimals_format(decimals), label.unit)
    large = len(probe) and np.abs(probe).max() >= 1
    return unit_format(decimals_format(2), label.unit) if large else ""


def width(head: str, texts: list[str]) -> float:
    """Return how wide a column is, in letters.

    Parameters
    ----------
    head : str
        It may take several lines.
    texts : list of str
        Some cells as they are shown.

    Returns
    -------
    float
    """
    longest = max((len(text) for text in texts), default=0)
    return float(min(WIDE, max(NARROW, min(len(head), HEAD_LETTERS) + 3, longest + 2)))


def row_height(texts: list[str], widths: list[float]) -> float:
    """Return how high a row is whose texts take several lines; not every program finds out.

    Parameters
    ----------
    texts : list of str
    widths : list of float
        Of their columns, in letters.

    Returns
    -------
    float
        Points, at most those that a row may have.
    """
    lines = (ceil(1.05 * len(text) / wide) for text, wide in zip(texts, widths, strict=True))
    return float(min(HIGHEST, LINE_HEIGHT * max(1, max(lines, default=1))))


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and none of the others has.

    Parameters
    ----------
    name : str
    taken : set of str
        In small letters; the name is added.

    Returns
    -------
    str

    Examples
    --------
    >>> taken = set()
    >>> [sheet_name(name, taken) for name in ("a/b", "A:B", "'", "History")]
    ['a b', 'A B 2', 'Sheet', 'History 2']
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", ILLEGAL.sub(" ", name)).split()).strip("'")
    plain = "".join(sign for sign in plain if sign.isprintable())[:SHEET_LETTERS].strip(" '")
    base = free = plain or "Sheet"
    number = 1
    while free.casefold() in taken | {"history"}:
        number += 1
        ending = f" {number}"
        free = base[: SHEET_LETTERS - len(ending)] + ending
    taken.add(free.casefold())
    return free
