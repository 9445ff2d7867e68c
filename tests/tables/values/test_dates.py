"""One order of day and month for a whole column."""

import pandas as pd
import pytest

from segmentation.tables.values.dates import parse_dates


def dates(*cells, **options):
    """Parse a column of dates; return ISO days."""
    found = parse_dates(pd.Series(cells, dtype="str"), **options)
    return found and [value.date().isoformat() for value in found.values]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("2024-01-31", "2024-02-29"), ["2024-01-31", "2024-02-29"]),
        (("2024-01-31 10:30", "2024-02-29T23:59:59"), ["2024-01-31", "2024-02-29"]),
        (("31/01/2024", "02/03/2024"), ["2024-01-31", "2024-03-02"]),
        (("01/31/2024", "02/03/2024"), ["2024-01-31", "2024-02-03"]),
        (("01/02/2024", "03/04/2024"), ["2024-01-02", "2024-03-04"]),
        (("01.02.2024", "3.4.2024"), ["2024-02-01", "2024-04-03"]),
        (("31/01/2024 10:30", "01/02/2024"), ["2024-01-31", "2024-02-01"]),
        (("31/01/2024", "01/31/2024"), None),
        (("2024-02-30", "2024-02-01"), None),
        (("2024-01-31", "yesterday"), None),
        (("20240131", "20240201"), None),
        (("20240131", "20240201", "19991231"), ["2024-01-31", "2024-02-01", "1999-12-31"]),
        (("20240131", "20240201", "20241301"), None),
        (("2024/1/5", "2024/12/31"), ["2024-01-05", "2024-12-31"]),
        (("1/2/24", "3/4/70"), ["2024-01-02", "1970-03-04"]),
        (("5-Jan-24", "28-Feb-2024"), ["2024-01-05", "2024-02-28"]),
        (("5-Jan-24", "28-Feb-23"), ["2024-01-05", "2023-02-28"]),
        (("Jan 5, 2024", "March 16, 2023"), ["2024-01-05", "2023-03-16"]),
        (("5. März 2024", "1 décembre 2023"), ["2024-03-05", "2023-12-01"]),
        (("5 de mayo de 2024",), ["2024-05-05"]),
        (("1/5/2024 3:04 PM", "2/16/2024 11:00 AM"), ["2024-01-05", "2024-02-16"]),
        (("2024-01-05T23:30:00+02:00",), ["2024-01-05"]),
        (("2024-01-31", "2024"), None),
        (("5 apples 2024",), None),
        (("May",), None),
    ],
)
def test_orders_by_hand(cells, expected):
    """A day above twelve decides; without one the sign does; a mixture is no date."""
    assert dates(*cells) == expected


def test_the_order_can_be_set():
    """And is refused when it cannot be."""
    assert dates("01/02/2024", day_first=True) == ["2024-02-01"]
    assert dates("01.02.2024", day_first=False) == ["2024-01-02"]
    assert dates("31/01/2024", day_first=False) is None


def test_the_order_is_said():
    """The order of day and month that was found is kept for the report."""
    cells = pd.Series(["31/01/2024"], dtype="str")
    assert parse_dates(cells).order == "day first"
    assert parse_dates(cells.str.replace("31", "01")).order == "month first"


def test_force_keeps_what_fits():
    """When forced, cells that are no dates become missing and the others stay."""
    found = parse_dates(pd.Series(["May 2024", "soon"], dtype="str"), force=True)
    assert found.values.isna().tolist() == [False, True]


def test_an_afternoon_is_an_afternoon():
    """Twelve-hour clocks are read; a time with an offset stays the time of its place."""
    cells = pd.Series(["1/5/2024 3:04 PM"], dtype="str")
    assert parse_dates(cells).values[0] == pd.Timestamp(2024, 1, 5, 15, 4)
    cells = pd.Series(["2024-01-05T23:30:00+02:00"], dtype="str")
    assert parse_dates(cells).values[0] == pd.Timestamp(2024, 1, 5, 23, 30)


def test_what_a_column_settles():
    """For the columns that settle nothing."""
    assert parse_dates(pd.Series(["31/01/2024"], dtype="str")).day_first is True
    assert parse_dates(pd.Series(["01/31/2024"], dtype="str")).day_first is False
    assert parse_dates(pd.Series(["01/02/2024"], dtype="str")).day_first is None
    assert dates("01/02/2024", usual=True) == ["2024-02-01"]
    assert dates("01/31/2024", usual=True) == ["2024-01-31"]


def test_the_day_of_the_shop_counts():
    """Half past eleven at night, five hours west of Greenwich, is not the next day; it is said."""
    cells = pd.Series(["2024-03-08 23:30 -05:00", "2024-03-09T08:00:00+0100"], dtype="str")
    read = parse_dates(cells)
    assert [str(day)[:10] for day in read.values] == ["2024-03-08", "2024-03-09"]
    assert read.order == "year first; days and times as written, without the offset"
    assert "offset" not in parse_dates(pd.Series(["2024-03-08 23:30Z"], dtype="str")).order
