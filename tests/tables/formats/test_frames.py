"""Typed sources come to the five types of a table."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import segmentation as sg

UTC_NOON = pd.Timestamp("2024-01-31 12:00", tz="UTC")


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (pd.array([1, 2, 3], dtype="int8"), "int64"),
        (pd.array([1, None, 3], dtype="Int64"), "float64"),
        (pd.array([1, 2, 3], dtype="uint64"), "int64"),
        (np.array([1, 2, 2**64 - 1], dtype="uint64"), "str"),
        (np.array([1, 2.5, np.nan], dtype="float32"), "float64"),
        ([1.0, 2.0, 3.0], "float64"),
        ([True, False, True], "bool"),
        (pd.array([True, None, False], dtype="boolean"), "str"),
        ([True, None, False], "str"),
        (["a", None, "b"], "str"),
        (pd.Categorical(["a", "b", None]), "str"),
        (pd.Categorical([1, 2, 2]), "int64"),
        ([1, "x", None], "str"),
        ([1, 2, None], "float64"),
        ([10**30, 1, 2], "str"),
        ([Decimal("1.5"), Decimal(2), None], "float64"),
        ([dt.date(2024, 1, 31), None, dt.date(2024, 2, 1)], "datetime64"),
        ([UTC_NOON, UTC_NOON, None], "datetime64"),
        ([dt.timedelta(1), dt.timedelta(2), None], "str"),
        ([[1], [2, 3], None], "str"),
        ([{"a": 1}, None, {}], "str"),
        ([b"x", b"y", None], "str"),
        (pd.period_range("2024-01", periods=3, freq="M"), "str"),
    ],
    ids=lambda value: str(getattr(value, "dtype", value))[:40],
)
def test_types_by_hand(values, dtype):
    """Every kind of column a frame can have; missing stays missing."""
    frame = pd.DataFrame({"x": pd.Series(values, dtype=getattr(values, "dtype", object))})
    read = sg.read_table(frame).frame["x"]
    assert str(read.dtype).split("[")[0] == dtype
    assert read.isna().tolist() == frame["x"].isna().tolist()


def test_a_time_zone_keeps_the_local_day():
    """Half past eleven at night in New York stays on that day, whatever it is in Greenwich."""
    late = pd.Timestamp("2024-01-31 23:30", tz="America/New_York")
    for frame in (pd.DataFrame({"x": [late] * 2}), pd.DataFrame({"x": [late, None]}, dtype=object)):
        assert sg.read_table(frame).frame["x"][0] == pd.Timestamp("2024-01-31 23:30")


def test_a_time_in_oslo_is_the_time_there():
    """Without a zone, as the clock on the wall."""
    frame = pd.DataFrame({"x": [pd.Timestamp("2024-01-31 13:00", tz="Europe/Oslo")] * 2})
    assert sg.read_table(frame).frame["x"][0] == pd.Timestamp("2024-01-31 13:00")


def test_a_named_index_becomes_a_column():
    """An index without a name goes."""
    frame = pd.DataFrame({"x": [1, 2]}, index=pd.Index(["a", "b"], name="customer"))
    assert list(sg.read_table(frame).frame.columns) == ["customer", "x"]
    plain = sg.read_table(frame.rename_axis(None)).frame
    assert list(plain.columns) == ["x"]
    assert plain.index.equals(pd.RangeIndex(2))


def test_odd_column_names():
    """Numbers, tuples and repetitions become distinct text."""
    frame = pd.DataFrame([[1, 2, 3]], columns=pd.Index([5, ("a", 1), 5], tupleize_cols=False))
    assert list(sg.read_table(frame).frame.columns) == ["5", "a_1", "5 (2)"]


EMPTY = (pd.DataFrame(), pd.DataFrame({"x": []}), pd.DataFrame(index=[1]))


@pytest.mark.parametrize("frame", EMPTY)
def test_a_frame_without_rows_or_columns(frame):
    """A frame without rows or columns is refused in one sentence."""
    with pytest.raises(sg.DataError, match="has no rows"):
        sg.read_table(frame)


@pytest.mark.parametrize(
    "values",
    [
        pd.Series([pd.Timestamp("2024-01-31 23:30", tz="Europe/Oslo")] * 2),
        pd.Series([pd.Timestamp("2024-01-31 23:30", tz="Europe/Oslo"), None], dtype=object),
        pd.Series([pd.Timestamp("2024-01-31 23:30", tz="Europe/Oslo")] * 2, dtype="category"),
    ],
    ids=["zone", "objects", "category"],
)
def test_the_report_says_that_the_local_day_counts(values):
    """As it does for the offsets of a file."""
    table = sg.read_table(pd.DataFrame({"bought": values}))
    assert table.frame["bought"][0] == pd.Timestamp("2024-01-31 23:30")
    (said,) = table.report.converted
    assert said.startswith("“bought” has the time zone Europe/Oslo: days and times count as they")


def test_times_of_several_zones_are_counted():
    """Each keeps its own day."""
    times = [pd.Timestamp("2024-01-31 23:30", tz=zone) for zone in ("Asia/Tokyo", "US/Eastern")]
    table = sg.read_table(pd.DataFrame({"bought": pd.Series(times, dtype=object)}))
    assert "“bought” has 2 time zones" in table.report.converted[0]


@pytest.mark.parametrize("values", [["a", "b"], [1, 2], pd.to_datetime(["2024-01-01"] * 2)])
def test_nothing_is_said_of_zones_where_there_are_none(values):
    """Texts, numbers and times on the wall."""
    assert sg.read_table(pd.DataFrame({"bought": values})).report.converted == ()
