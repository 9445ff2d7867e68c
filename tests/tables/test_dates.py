"""One order of day and month for a whole column."""

import pandas as pd
import pytest

from segmentation.tables.dates import parse_dates


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
    """For the report."""
    cells = pd.Series(["31/01/2024"], dtype="str")
    assert parse_dates(cells).order == "day first"
    assert parse_dates(cells.str.replace("31", "01")).order == "month first"


def test_force_keeps_what_fits():
    """The rest is missing."""
    found = parse_dates(pd.Series(["May 2024", "soon"], dtype="str"), force=True)
    assert found.values.isna().tolist() == [False, True]
