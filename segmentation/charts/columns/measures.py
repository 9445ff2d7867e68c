"""What a chart needs of a column: its numbers, its name, its unit, and why there may be none."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.charts.wording import LEVEL_LIMIT, format_number, shorten
from segmentation.errors import SpecError
from segmentation.tables.labels import split_unit

# Beyond these a number is a slip of the keyboard, and its square is not a number any more.
LARGEST, SMALLEST = 1e100, 1e-100
FIRST_DATE, LAST_DATE = -62_135_596_800_000, 253_402_300_799_000  # years 1 to 9999, in ms


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """A column as numbers on an axis.

    Attributes
    ----------
    label : str
        The column's name without its unit, on one line, shortened; not escaped.
    unit : str
        Empty when there is none.
    axis : str
        Name and unit for an axis, shortened; not escaped.
    is_date : bool
        Whether `values` are milliseconds since 1970.
    is_whole : bool
        Whether every value is a whole number.
    values : ndarray of shape (n_samples,)
        In the column's unit; NaN where there is no usable number.
    why : str
        Why there is nothing to draw, as a sentence; empty when there is something.
    """

    label: str
    unit: str
    axis: str
    is_date: bool
    is_whole: bool
    values: np.ndarray = field(repr=False)
    why: str

    @property
    def known(self) -> np.ndarray:
        """The usable numbers, in the order of the table."""
        return self.values[~np.isnan(self.values)]

    def amount(self, value: float) -> str:
        """Return a value of this column as read, without the unit."""
        return format_date(value) if self.is_date else format_number(value)

    def take(self, rows: np.ndarray) -> "Measure":
        """Return the same column for some rows of the table."""
        return replace(self, values=self.values[rows])

    def say(self, value: float) -> str:
        """Return a value of this column as read, with the unit."""
        # A range such as 1-100 says what the scale is; it is no unit to count in.
        named = self.unit and not any(sign.isdigit() for sign in self.unit)
        if not named or self.is_date:
            return self.amount(value)
        return f"{self.amount(value)}{'' if self.unit == '%' else ' '}{self.unit}"


def column_of(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of the table.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str

    Returns
    -------
    pandas.Series

    Raises
    ------
    SpecError
        If the table has no such column.
    """
    if column not in frame.columns:
        raise SpecError(
            f"There is no column “{shorten(column)}” in this table. Choose one of its columns."
        )
    return frame[column]


def measure(frame: pd.DataFrame, column: str) -> Measure:
    """Return a column as numbers, or the reason why it has none.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, n_columns)
    column : str
        Numbers or dates; anything else gives a value with a reason.

    Returns
    -------
    Measure
    """
    series = column_of(frame, column)
    name = split_unit(str(column))
    label = shorten(name.label) or "(no name)"
    is_date = pd.api.types.is_datetime64_any_dtype(series)
    is_number = pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series)
    values = np.full(len(series), np.nan)
    if is_date:
        values = _milliseconds(series)
    elif is_number:
        values = _numbers(series)
    known = values[~np.isnan(values)]
    return Measure(
        label=label,
        unit=shorten(name.unit or "", LEVEL_LIMIT),
        axis=shorten(name.axis) or label,
        is_date=is_date,
        is_whole=bool(known.size) and not is_date and bool((known == np.round(known)).all()),
        values=values,
        why=_why_nothing(series, known.size, label, is_measure=is_date or is_number),
    )


def _why_nothing(series: pd.Series, n_known: int, label: str, *, is_measure: bool) -> str:
    if not len(series):
        return "The table has no rows. Choose a table with customers in it."
    if series.isna().all():
        return f"Every value of “{label}” is missing. Choose another column."
    if not is_measure:
        return f"“{label}” holds categories, not numbers. Choose a column of numbers instead."
    if not n_known:
        return f"“{label}” has no usable number in it. Choose another column."
    return ""


def _numbers(series: pd.Series) -> np.ndarray:
    values = series.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    size = np.abs(values)
    values[size > LARGEST] = np.nan
    values[size < SMALLEST] = 0.0
    return values


def _milliseconds(series: pd.Series) -> np.ndarray:
    plain = series.dt.tz_localize(None) if series.dt.tz is not None else series
    stamps = plain.to_numpy(dtype="datetime64[ms]")
    values = stamps.astype(np.int64).astype(np.float64)
    values[np.isnat(stamps) | (values < FIRST_DATE) | (values > LAST_DATE)] = np.nan
    return values


def format_date(milliseconds: float) -> str:
    """Return a moment, in milliseconds since 1970, as its day: 3 Mar 2021."""
    day = np.datetime64(round(milliseconds), "ms").astype("datetime64[D]").item()
    if isinstance(day, int):  # numpy has no calendar date before the year 1 and after 9999
        return str(np.datetime64(day, "D"))
    return f"{day.day} {day:%b} {day.year}"


def left_out(*columns: Measure) -> str:
    """Return the caption on rows that lack a number in one of the columns.

    Parameters
    ----------
    *columns : Measure
        Of the same table.

    Returns
    -------
    str
        A sentence; empty when no row is left out.
    """
    usable = ~np.isnan([column.values for column in columns]).any(axis=0)
    n_missing = int((~usable).sum())
    if not n_missing:
        return ""
    verb = "has" if n_missing == 1 else "have"
    are = "is" if n_missing == 1 else "are"
    return f"{n_missing:,} of {usable.size:,} {verb} no usable value and {are} left out."
