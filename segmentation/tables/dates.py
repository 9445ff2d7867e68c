"""Dates written as text: one order of day and month for a whole column, never mixed."""

from dataclasses import dataclass

import pandas as pd

ISO = r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?"
SLASHED = r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?: (\d{2}:\d{2}(?::\d{2})?))?$"
LAST_MONTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDates:
    """A column of dates.

    Attributes
    ----------
    values : pandas.Series of datetime64
        NaT where a value was forced and does not fit.
    order : str
        How they were read, for a sentence.
    """

    values: pd.Series
    order: str


def parse_dates(
    cells: pd.Series, *, day_first: bool | None = None, force: bool = False
) -> ParsedDates | None:
    """Read a column of dates.

    Parameters
    ----------
    cells : pandas.Series of str
        Without missing values.
    day_first : bool or None
        Whether 03/04/2025 is in April; None lets a day above 12 decide, and the sign when none
        does: day first after dots and dashes, month first after slashes.
    force : bool
        Return NaT for what does not fit, in place of None for the column.

    Returns
    -------
    ParsedDates or None
        None when a cell is no date.
    """
    if force:
        dates = pd.to_datetime(
            cells, errors="coerce", format="mixed", dayfirst=bool(day_first), utc=True
        )
        return ParsedDates(values=dates.dt.tz_localize(None), order="as asked")
    if cells.str.fullmatch(ISO).all():
        return _parsed(cells, "ISO8601", "year first")
    parts = cells.str.extract("^" + SLASHED)
    if parts[0].isna().any():
        return None
    first, second = parts[0].astype(int).max(), parts[2].astype(int).max()
    if day_first is None:
        by_sign = bool((parts[1] != "/").all())
        day_first = first > LAST_MONTH or (second <= LAST_MONTH and by_sign)
    day, month = (parts[0], parts[2]) if day_first else (parts[2], parts[0])
    iso = parts[3] + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)
    iso = iso + (" " + parts[4].astype("str")).where(parts[4].notna(), "")
    return _parsed(iso, "ISO8601", "day first" if day_first else "month first")


def _parsed(cells: pd.Series, written: str, order: str) -> ParsedDates | None:
    dates = pd.to_datetime(cells, errors="coerce", format=written)
    return None if dates.isna().any() else ParsedDates(values=dates, order=order)
