"""Dates written as text: one order of day and month for a whole column, never mixed.

A time with an offset, such as 23:30 −05:00, stays the time of the place where it was written: the
day of the shop counts, not the one in Greenwich.

The two usual ways, year first and year last in numbers, are read at once for a column of any
length; all others go through their different days and times, each of which is looked at once.
"""

import datetime as dt
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.tables.values.days.cells import read_cell
from segmentation.tables.values.days.clock import Clock, read_clock, split_time
from segmentation.tables.values.days.glance import LONGEST, looks_like_date
from segmentation.tables.values.days.settle import ENDLESS, YEARS, Choices, settle
from segmentation.tables.values.patterns import are_few, every, few, rewritten, some_hold

YEAR_FIRST = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(\D.*)?")
YEAR_LAST = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}(\D.*)?")
COMPACT = r"(?:19|20)\d{6}"
FEWEST_COMPACT = 3
"""Different eight-digit numbers that must all be days before they are taken for dates."""

ISO_DAY = r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"

TWELVE_HOURS = tuple(f"%Y-%m-%d %I:%M{rest}" for rest in (":%S %p", " %p", "%p", ":%S%p"))
PADDED = (
    (r"-(\d)-", r"-0\1-"),
    (r"-(\d)($|\D)", r"-0\1\2"),
    (r"(\d)[ T]+(\d):", r"\1 0\2:"),
)
FIRST_DAY, DAY_AFTER = (np.datetime64(f"{year}-01-01") for year in (YEARS.start, YEARS.stop))
YEAR_ONE = 1
"""Databases write 0001-01-01 for no day, and 9999-12-31 for no end."""

OFFSET = re.compile(r"(\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$")
"""What follows a time: how far its clock is from Greenwich."""

ZONED = "[ZUG+]|:[^-]*-"
GREENWICH = r":\d\d(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]00(?::?00)?)$"
ELSEWHERE = r":\d\d(?:[.,]\d+)?\s*[+-](?!00(?::?00)?$)\d\d(?::?\d\d)?$"
IN_UTC = "times in UTC"
WITHOUT_OFFSET = "days and times as written, without the offset"
WITHOUT_ZONE = "days and times as written, without the time zone"


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
        Without missing values. Its name tells years of birth, and months from numbers.
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

    Notes
    -----
    A month, a quarter or a week stands for its first day, which `order` says. A year of two digits
    is at most 20 years ahead, and never ahead in a column of births.
    """
    choices = Choices(name=cells.name, day_first=day_first, usual=usual)
    if force:
        return _forced(cells, choices)
    first = str(next(iter(cells), ""))
    if len(first) > LONGEST or not any(map(str.isdigit, first)):
        return None
    cells = few(cells)
    read = _at_once(cells, first, choices)
    if read is not None and not _years_fit(read.values):
        return _day_by_day(cells, first, choices)
    return read if read is not None else _day_by_day(cells, first, choices)


def _at_once(cells: pd.Series, first: str, choices: Choices) -> ParsedDates | None:
    """Read a column that is written in one of the usual ways."""
    if YEAR_FIRST.fullmatch(first):
        return _year_first(cells)
    if first_date := YEAR_LAST.fullmatch(first):
        orders = (True, False) if choices.day_first is None else (choices.day_first,)
        return _year_last(cells, first_date, orders, usual=choices.usual)
    if re.fullmatch(COMPACT, first):
        return _compact(cells)
    return None


def _years_fit(values: pd.Series) -> bool:
    """Return whether days lie where days of customers may; numbers of telephones do not."""
    days = values.to_numpy()
    if days.min() >= FIRST_DAY and days.max() < DAY_AFTER:
        return True
    years = days.astype("datetime64[Y]").astype(int) + 1970
    usual = (years >= YEARS.start) & (years < YEARS.stop)
    return bool((usual | (years == ENDLESS) | (years == YEAR_ONE)).all())


def _forced(cells: pd.Series, choices: Choices) -> ParsedDates:
    """Read what can be read: as a column would be, the rest one by one."""
    known = pd.Series([looks_like_date(cell) for cell in cells], index=cells.index, dtype=bool)
    read = _day_by_day(cells[known], str(next(iter(cells[known]), "")), choices)
    if read is not None:
        return ParsedDates(values=read.values.reindex(cells.index), order=read.order)
    dates = pd.to_datetime(
        cells.str.replace(OFFSET, r"\1", regex=True),
        errors="coerce",
        format="mixed",
        dayfirst=bool(choices.day_first),
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
    written = rf"^(\d{{1,2}}){sign}(\d{{1,2}}){sign}(\d{{4}})((?:\D.*)?)$"
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


def _day_by_day(cells: pd.Series, first: str, choices: Choices) -> ParsedDates | None:
    """Read a column by its different days and times."""
    if not looks_like_date(first):
        return None
    parted = _parted(cells.tolist())
    if parted is None:
        return None
    days, clocks = parted
    settled = settle(dict.fromkeys(days), choices)
    if settled is None or (any(clocks) and not _may_have_time(settled.order)):
        return None
    number = {text: (day - dt.date(1970, 1, 1)).days for text, day in settled.days.items()}
    whole = np.array([number[day] for day in days], dtype="timedelta64[D]")
    since = np.array([clock.microseconds if clock else 0 for clock in clocks], "timedelta64[us]")
    values = np.datetime64(0, "us") + whole + since
    order = "; ".join(filter(None, (settled.order, _zone_said(clocks))))
    return ParsedDates(
        values=pd.Series(values, index=cells.index, name=cells.name),
        order=order,
        day_first=settled.day_first,
    )


def _parted(texts: list[str]) -> tuple[list[str], list[Clock | None]] | None:
    """Part days from times; each is looked at once, however often it stands in the column."""
    known_days: set[str] = set()
    known: dict[str, Clock] = {}
    days, clocks = [], []
    for text in texts:
        day, _, time = text.partition(" ")
        if day not in known_days or time not in known:
            day, time = split_time(text)
            clock = read_clock(time) if time else None
            if time and clock is not None:
                known_days.add(day)
                known[time] = clock
            elif time:
                day, time = text, ""
            if read_cell(day) is None:
                return None
        days.append(day)
        clocks.append(known[time] if time else None)
    return days, clocks


def _may_have_time(order: str) -> bool:
    """Return whether days were read, and not months, quarters or weeks."""
    return ", as the " not in order and not order.startswith("as the ")


def _zone_said(clocks: list[Clock | None]) -> str:
    zones = {clock.zone for clock in clocks if clock} - {""}
    if not zones:
        return ""
    if zones == {"utc"}:
        return IN_UTC
    return WITHOUT_ZONE if "zone" in zones else WITHOUT_OFFSET


def _said(cells: pd.Series, order: str) -> str:
    """Add to the order that offsets were left aside, where there were some."""
    if not some_hold(cells, ZONED):
        return order
    if some_hold(cells, ELSEWHERE):
        return f"{order}; {WITHOUT_OFFSET}"
    return f"{order}; {IN_UTC}" if some_hold(cells, GREENWICH) else order


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
