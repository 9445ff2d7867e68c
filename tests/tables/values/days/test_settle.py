"""What all cells of a column settle together."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.values.days.settle import Choices, settle


def days(*cells, **choices):
    """Return ISO days."""
    found = settle(cells, Choices(**choices))
    return found and [found.days[cell].isoformat() for cell in cells]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("02/14/2024", "3/5/24"), ["2024-02-14", "2024-03-05"]),
        (("14.02.2024", "2024-03-01"), ["2024-02-14", "2024-03-01"]),
        (("01.02.2024", "2024-03-01"), ["2024-02-01", "2024-03-01"]),
        (("01/02/2024", "2024-03-01"), None),
        (("14.02.2024", "02/15/2024"), ["2024-02-14", "2024-02-15"]),
        (("24/03/15", "24/04/16", "23/05/21", "24/06/09"), ["2024-03-15", "2024-04-16"]),
        (("15/03/24", "16/04/24", "21/05/23", "09/06/24"), ["2024-03-15", "2024-04-16"]),
        (("1.2.10", "1.3.11"), None),
        (("01.02.10", "01.03.11"), ["2010-02-01", "2011-03-01"]),
        (("14/02/2567", "29/02/2567"), ["2024-02-14", "2024-02-29"]),
        (("12-12-3456", "12-11-1111"), None),
        (("08/2020", "14/08/2020"), None),
        (("bis 14.02.2024", "bis 15.02.2024"), None),
        (("Mi 14.02.2024", "Do 15.02.2024"), ["2024-02-14", "2024-02-15"]),
        (("30.02.2024", "01.02.2024"), None),
        (("2020-W53",), ["2020-12-28"]),
        (("2021-W53",), None),
    ],
)
def test_columns_by_hand(cells, expected):
    """What stays open in a column of several ways is no date."""
    assert (found := days(*cells)) == expected or found[: len(expected)] == expected


def test_birthdays_of_two_digits():
    """By the name of the column, or by years far back beside them."""
    assert days("03/05/25", "03/07/26", name="dob") == ["2025-03-05", "1926-03-07"]
    assert days("15.03.52", "21.05.41") == ["1952-03-15", "1941-05-21"]
    assert days("15.03.24", "21.05.41") == ["2024-03-15", "2041-05-21"]
    assert settle(["03/07/26"], Choices(name="dob")).order == (
        "month first; years of two digits lie in 1926–2025"
    )


def test_choices_settle_what_is_open():
    """A user's word, then the table's other columns."""
    assert days("01/02/2024", day_first=True) == ["2024-02-01"]
    assert days("01/02/2024", usual=True) == ["2024-02-01"]
    assert days("31/01/2024", day_first=False) is None
    assert days("01.02.2024", "2024-03-01", usual=True) == ["2024-02-01", "2024-03-01"]


WRITERS = {
    "%d.%m.%Y": True,
    "%m/%d/%y": False,
    "%d/%m/%y": True,
    "%d %B %Y": None,
    "%B %d, %Y": None,
    "%Y年%m月%d日": None,
    "%d-%b-%y": None,
}


@given(
    st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2026, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(sorted(WRITERS)),
)
def test_what_is_written_is_read(written, way):
    """A day after the twelfth settles the order."""
    written = [*written, dt.date(2019, 8, 23)]
    cells = [day.strftime(way) for day in written]
    found = settle(dict.fromkeys(cells), Choices())
    assert [found.days[cell] for cell in cells] == written
    assert found.day_first is WRITERS[way]


@given(st.randoms(use_true_random=False), st.integers(3, 30))
def test_codes_are_no_days(draw: random.Random, n):
    """Versions, addresses, sizes, fractions, ranges and numbers of invoices."""
    writers = (
        lambda: f"{draw.randint(1, 9)}.{draw.randint(0, 12)}.{draw.randint(0, 9)}",
        lambda: f"10.{draw.randint(0, 255)}.{draw.randint(0, 255)}.{draw.randint(0, 255)}",
        lambda: f"{draw.randint(1, 99)}-{draw.randint(1, 99)}",
        lambda: f"{draw.randint(1, 9)}/{draw.randint(1, 9)}",
        lambda: f"{draw.randint(0, 23)}:{draw.randint(0, 59):02d}",
        lambda: f"{draw.randint(100, 999)}-{draw.randint(1000, 9999)}",
        lambda: f"{draw.randint(10, 999)}-2024",
        lambda: f"0{draw.randint(100, 999)} {draw.randint(10000, 99999)}",
    )
    write = draw.choice(writers)
    cells = (
        {write() for _ in range(n)} | {"13-2024"}
        if write is writers[6]
        else {write() for _ in range(n)}
    )
    assert settle(cells, Choices()) is None
