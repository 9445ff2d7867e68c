"""Dates written as text: one order of day and month for a whole column, never mixed.

A time with an offset, such as 23:30 −05:00, stays the time of the place where it was written: the
day of the shop counts, not the one in Greenwich.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.tables.values.patterns import are_few, every, few, rewritten, some_hold

YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(\D.*)?")
YEAR_LAST = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})(\D.*)?")
COMPACT = r"(?:19|20)\d{6}"
FEWEST_COMPACT = 3
"""Different eight-digit numbers that must all be days before they are taken for dates."""

ISO_DAY = r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"

TWELVE_HOURS = tuple(f"%Y-%m-%d %I:%M{rest}" for rest in (":%S %p", " %p", "%p", ":%S%p"))
PADDED = (
    (r"^((?:[0-5]\d|6[0-8])-)", r"20\1"),  # the usual pivot of years in two digits
    (r"^(\d\d-)", r"19\1"),
    (r"-(\d)-", r"-0\1-"),
    (r"-(\d)($|\D)", r"-0\1\2"),
    (r"(\d)[ T]+(\d):", r"\1 0\2:"),
)
LONGEST = 40
OFFSET = re.compile(r"(\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(?:Z|[+-]\d\d(?::?\d\d)?)$")
"""What follows a time: how far its clock is from Greenwich."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january janvier janv enero ene gennaio gen januari janeiro",
            "feb februar february février févr fév febrero febbraio februari fevereiro fev",
            "mar märz mär march mars marzo maart mrt março mrz",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio",
            "jun juni june juin junio giugno giu junho",
            "jul juli july juillet juil julio luglio lug julho",
            "aug august août aoû agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct okt october oktober octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec dez december dezember décembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
DAY_MONTH = re.compile(
    r"(?:[^\W\d_]+\.?, )?(?P<day>\d{1,2})[. -]*(?:de )?(?P<month>[^\W\d_]{3,})[.]?[ ,.-]*(?:de )?"
    r"(?P<year>\d{4}|\d{2})(?P<time>[ T].*)?"
)
MONTH_DAY = re.compile(
    r"(?:[^\W\d_]+\.?, )?(?P<month>[^\W\d_]{3,})[.]?[ -](?P<day>\d{1,2})(?:st|nd|rd|th)?,?[ -]"
    r"(?P<year>\d{4})(?P<time>[ T].*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDates:
    """A column of dates.

    Attributes
    ----------
    values : pandas.Series of datetime64
        NaT where a value was forced and does not fit.
    order : str
        How they were read, for a sentence.
    day_first : bool or None
        Whether day or month comes first where the column settles it; None where it does not.
    """

    values: pd.Series
    order: str
    day_first: bool | None = None


def parse_dates(
    cells: pd.Series,
    *,
    day_first: bool | None = None,
    usual: bool | None = None,
    force: bool = False,
) -> ParsedDates | None:
    """Read a column of dates.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values.
    day_first : bool or None
        Whether 03/04/2025 is in April; None lets a day above 12 decide.
    usual : bool or None
        What the table's other dates settle, for a column that settles nothing. Without it day
        first after dots and dashes, month first after slashes.
    force : bool
        Return NaT for what does not fit, in place of None for the column.

    Returns
    -------
    ParsedDates or None
        None when a cell is no date.
    """
    first = str(cells.iloc[0]) if len(cells) else ""
    if force:
        return _forced(cells, day_first=day_first)
    cells = few(cells)
    if len(first) > LONGEST or not any(map(str.isdigit, first)):
        return None
    if YEAR_FIRST.fullmatch(first):
        return _year_first(cells)
    if first_date := YEAR_LAST.fullmatch(first):
        orders = (True, False) if day_first is None else (day_first,)
        return _year_last(cells, first_date, orders, usual=usual)
    if re.fullmatch(COMPACT, first):
        return _compact(cells)
    return _month_names(cells)


def _forced(cells: pd.Series, *, day_first: bool | None) -> ParsedDates:
    dates = pd.to_datetime(
        cells.str.replace(OFFSET, r"\1", regex=True),
        errors="coerce",
        format="mixed",
        dayfirst=bool(day_first),
        utc=True,
    )
    return ParsedDates(values=dates.dt.tz_localize(None), order=_said(cells, "as asked"))


def _year_first(cells: pd.Series) -> ParsedDates | None:
    values = _parse(cells, r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})((?:\D.*)?)$", r"\1-\2-\3\4")
    said = _said(cells, "year first")
    return None if values is None else ParsedDates(values=values, order=said)


def _year_last(
    cells: pd.Series, first_date: re.Match, orders: tuple[bool, ...], *, usual: bool | None
) -> ParsedDates | None:
    sign = re.escape(first_date[1])
    written = rf"^(\d{{1,2}}){sign}(\d{{1,2}}){sign}(\d{{{len(first_date[2])}}})((?:\D.*)?)$"
    read = {
        is_day_first: values
        for is_day_first in orders
        if (values := _parse(cells, written, r"\3-\2-\1\4" if is_day_first else r"\3-\1-\2\4"))
        is not None
    }
    if not read:
        return None
    settled = next(iter(read)) if len(read) == 1 else None
    by_sign = first_date[1] != "/"
    order = settled if settled is not None else by_sign if usual is None else usual
    said = _said(cells, "day first" if order else "month first")
    return ParsedDates(values=read[order], order=said, day_first=settled)


def _compact(cells: pd.Series) -> ParsedDates | None:
    if len(cells) < FEWEST_COMPACT:
        return None
    values = _parse(cells, r"^((?:19|20)\d\d)(\d\d)(\d\d)$", r"\1-\2-\3")
    return None if values is None else ParsedDates(values=values, order="year, month, day")


def _month_names(cells: pd.Series) -> ParsedDates | None:
    if _spelled(str(cells.iloc[0])) is None:
        return None
    numbers = [_spelled(cell) for cell in cells]
    if None in numbers:
        return None
    iso = pd.Series(numbers, index=cells.index, dtype=cells.dtype)
    values = _parse(iso, r"^(.*)$", r"\1")
    return (
        None if values is None else ParsedDates(values=values, order=_said(cells, "month by name"))
    )


def _spelled(cell: str) -> str | None:
    """Return a date with its month by name as year-month-day."""
    parts = DAY_MONTH.fullmatch(cell) or MONTH_DAY.fullmatch(cell)
    month = MONTHS.get(parts["month"].lower()) if parts else None
    if month is None:
        return None
    return f"{parts['year']}-{month:02d}-{parts['day']}{parts['time'] or ''}"


def _said(cells: pd.Series, order: str) -> str:
    """Add to the order that offsets were left aside, where there were some."""
    has_offset = some_hold(cells, r":\d\d(?:[.,]\d+)?\s*[+-]\d\d(?::?\d\d)?$")
    return f"{order}; days and times as written, without the offset" if has_offset else order


def _parse(cells: pd.Series, written: str, rewritten_as: str) -> pd.Series | None:
    """Bring cells of one way of writing to year-month-day and read them; None if any is no date."""
    if not every(cells, written):
        return None
    iso = rewritten(cells, written, rewritten_as)
    if are_few(iso) and every(iso, ISO_DAY):
        return _days(iso)
    for pattern, padded in ((OFFSET, r"\1"), *PADDED):
        iso = rewritten(iso, pattern, padded)
    dates = pd.to_datetime(iso, errors="coerce", format="ISO8601", utc=True)
    late = dates.isna()
    for form in TWELVE_HOURS if every(iso, r"(?s:.*)[AaPp][Mm]") else ():
        if late.any():
            rest = pd.to_datetime(iso[late], errors="coerce", format=form, utc=True)
            dates = dates.fillna(rest.astype(dates.dtype))
            late = dates.isna()
    return None if late.any() else dates.dt.tz_localize(None).astype("datetime64[us]")


def _days(iso: pd.Series) -> pd.Series | None:
    """Read days without a time; None if the calendar does not have one of them."""
    try:
        days = np.array(iso.tolist(), dtype="datetime64[D]")
    except ValueError:
        return None
    return pd.Series(days.astype("datetime64[us]"), index=iso.index, name=iso.name)
