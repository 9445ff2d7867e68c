"""Tables that bring their own types: data frames and Parquet."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.errors import DataError
from segmentation.tables.formats.layout.names import tidy_names
from segmentation.tables.table import ReadOptions, ReadReport

LARGEST_INT = np.iinfo(np.int64).max
PARQUET_MARK = b"PAR1"


def is_parquet(data: bytes) -> bool:
    """Return whether a file looks like Parquet.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    bool
    """
    return data.startswith(PARQUET_MARK)


def parquet_frame(data: bytes, options: ReadOptions, what: str) -> tuple[pd.DataFrame, ReadReport]:  # noqa: ARG001 - one interface
    """Read a Parquet file.

    Parameters
    ----------
    data : bytes
    options : ReadOptions
        Say nothing of Parquet.
    what : str
        The file, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport

    Raises
    ------
    DataError
        If it is damaged or empty.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        frame = pq.read_table(io.BytesIO(data)).to_pandas()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DataError(
            f"{what} is damaged: it cannot be read as Parquet. Write it again, or as CSV."
        ) from error
    typed, report = plain_frame(frame, what)
    return typed, replace(report, format="parquet")


def plain_frame(frame: pd.DataFrame, what: str) -> tuple[pd.DataFrame, ReadReport]:
    """Bring a frame's columns to the five types of a table; the caller's frame is not touched.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_rows, n_columns)
        Of any types; an index that has a name becomes a column.
    what : str
        What to call it in sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
        Types int64, float64, bool, datetime64 and str; RangeIndex.
    ReadReport

    Raises
    ------
    DataError
        If it has no rows or no columns.
    """
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    if not len(frame) or not frame.shape[1]:
        raise DataError(f"{what} has no rows. Choose a table with one row per customer.")
    names = ["_".join(map(str, n)) if isinstance(n, tuple) else str(n) for n in frame.columns]
    names, repaired = tidy_names(names)
    zones = [_zone_of(frame.iloc[:, at]) for at in range(len(names))]
    columns = [plain_column(frame.iloc[:, at].reset_index(drop=True)) for at in range(len(names))]
    typed = pd.concat(columns, axis=1)
    typed.columns = pd.Index(names, dtype="str")
    report = ReadReport(
        format="frame",
        n_rows=len(typed),
        n_columns=len(names),
        converted=tuple(
            f"“{name}” has {zone}: days and times count as they are there, without it."
            for name, zone in zip(names, zones, strict=True)
            if zone and pd.api.types.is_datetime64_dtype(typed[name].dtype)
        ),
        repaired=tuple(repaired),
    )
    return typed, report


def _zone_of(values: pd.Series) -> str:
    """Return the time zone of a column in words, “” when its times have none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.cat.categories.to_series()
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return f"the time zone {values.dt.tz}"
    if not pd.api.types.is_object_dtype(values.dtype):
        return ""
    zones = {str(value.tzinfo) for value in values if getattr(value, "tzinfo", None)}
    if len(zones) > 1:
        return f"{len(zones)} time zones"
    return f"the time zone {zones.pop()}" if zones else ""


def plain_column(values: pd.Series) -> pd.Series:
    """Return a column as one of the five types.

    Parameters
    ----------
    values : pandas.Series
        Of any type.

    Returns
    -------
    pandas.Series
    """
    dtype = values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        values = values.astype(dtype.categories.dtype)
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)  # the day of the place, not the one in Greenwich
    if pd.api.types.is_object_dtype(values.dtype):
        values = _inferred(values)
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.astype("str") if values.hasnans else values.astype(bool)
    if pd.api.types.is_integer_dtype(values.dtype):
        return _plain_integers(values)
    if pd.api.types.is_float_dtype(values.dtype):
        return values.astype(float)
    return values if pd.api.types.is_datetime64_dtype(values.dtype) else values.astype("str")


def _without_zone(value: object) -> object:
    return value.replace(tzinfo=None) if getattr(value, "tzinfo", None) else value


def _plain_integers(values: pd.Series) -> pd.Series:
    if values.hasnans:
        return values.astype(float)
    if len(values) and values.max() > LARGEST_INT:
        return values.astype("str")
    return values.astype(np.int64)


def _inferred(values: pd.Series) -> pd.Series:
    """Return Python objects as what they all are; mixtures become text."""
    kind = pd.api.types.infer_dtype(values, skipna=True)
    if kind in {"integer", "floating", "mixed-integer-float", "decimal"}:
        numbers = pd.to_numeric(values)
        if not pd.api.types.is_object_dtype(numbers.dtype):  # beyond 64 bits they stay objects
            return numbers
    if kind == "boolean":
        return values.astype("boolean")
    if kind in {"date", "datetime", "datetime64"}:
        local = values.map(_without_zone, na_action="ignore")
        dates = pd.to_datetime(local, errors="coerce", utc=True).dt.tz_localize(None)
        if dates.isna().sum() == values.isna().sum():
            return dates
    return values.map(str, na_action="ignore").astype("str")
