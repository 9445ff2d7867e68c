"""The day from which recency is counted, however a user gives it."""

import re

import pandas as pd

from segmentation.errors import SpecError
from segmentation.tables.values.dates import parse_dates

SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/\d{2,4}")
HOW = "Write it like 2025-01-31."


def reference_day(as_of: object) -> pd.Timestamp | None:
    """Return the day that is meant.

    Parameters
    ----------
    as_of : date, datetime, numpy.datetime64, str or None
        Of a time with a zone the day at that place. A text is read like a column of dates: day
        first after dots and dashes.

    Returns
    -------
    pandas.Timestamp or None
        At midnight, without a zone; None where none is given.

    Raises
    ------
    SpecError
        If it is no day, or one whose order of day and month cannot be told.

    Examples
    --------
    >>> reference_day("05.06.2014")
    Timestamp('2014-06-05 00:00:00')
    """
    if as_of is None:
        return None
    if isinstance(as_of, str):
        return _from_text(as_of.strip())
    if isinstance(as_of, (int, float)):
        raise SpecError(f"The reference day is {as_of}, which is not a date. {HOW}")
    try:
        day = pd.Timestamp(as_of)
    except (ValueError, TypeError, OverflowError) as error:
        raise SpecError(f"The reference day is “{as_of}”, which is not a date. {HOW}") from error
    if day is pd.NaT:
        raise SpecError(f"The reference day is empty. {HOW}")
    return day.tz_localize(None).normalize()


def _from_text(text: str) -> pd.Timestamp:
    slashed = SLASHES.match(text)
    if slashed and max(map(int, slashed.groups())) <= 12 and slashed[1] != slashed[2]:
        raise SpecError(f"The reference day “{text}” may be two days. {HOW}")
    try:
        read = parse_dates(pd.Series([text], dtype="str"))
    except (ValueError, OverflowError) as error:
        raise SpecError(f"The reference day “{text}” was not understood. {HOW}") from error
    if read is None:
        raise SpecError(f"The reference day “{text}” was not understood. {HOW}")
    return read.values.iloc[0].normalize()
