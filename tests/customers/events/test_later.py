"""Customers before a day, and what they did from it on."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.customers.events.columns import EventColumns
from segmentation.customers.events.later import FEWEST_DAYS, later_of
from segmentation.customers.transactions import SaleColumns

SALES = SaleColumns(customer="who", date="day", amount="paid")


def lines(*rows: tuple) -> sg.Table:
    """Make lines of who, day of a year, and money."""
    frame = pd.DataFrame(rows, columns=["who", "day", "paid"])
    frame["day"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(frame["day"], "D")
    return sg.read_table(frame)


LEDGER = (
    ("Ann", 0, 5.0),
    ("Bo", 10, 7.0),
    ("Bo", 74, 9.0),
    ("Cy", 70, 3.0),
    ("Ann", 75, 20.0),
    ("Ann", 80, -4.0),
    ("Ann", 80, 1.0),
    ("Bo", 99, -50.0),
    ("Cy", 99, 2.0),
    ("Di", 90, 8.0),
)
"""100 days, so that the later time begins on day 75, the sixteenth of March."""


def test_a_ledger_by_hand():
    """Bo's purchase of the day before is early; a return is taken off, and never below zero."""
    later = later_of(lines(*LEDGER), SALES)
    assert later.day == pd.Timestamp("2024-03-16")
    assert later.last == pd.Timestamp("2024-04-09")
    assert later.customers.frame["who"].tolist() == ["Ann", "Bo", "Cy"]
    assert later.customers.frame["recency_days"].tolist() == [74, 0, 4]
    assert later.customers.frame["monetary_value"].tolist() == [5.0, 16.0, 3.0]
    assert later.amount.tolist() == [17.0, 0.0, 2.0]
    assert later.came_back.tolist() == [True, False, True]


def test_returns_that_are_ignored_are_not_taken_off():
    """As the user has chosen."""
    dropped = SaleColumns(customer="who", date="day", amount="paid", returns="drop")
    assert later_of(lines(*LEDGER), dropped).amount.tolist() == [21.0, 0.0, 2.0]


def test_customers_are_those_of_the_earlier_rows_alone():
    """Nothing of a customer depends on what came from the day on."""
    draw = np.random.default_rng(3)
    rows = [(int(w), int(d), float(m)) for w, d, m in zip(
        draw.integers(0, 40, 500), draw.integers(0, 200, 500), draw.lognormal(2, 1, 500).round(2),
        strict=True,
    )]  # fmt: skip
    rows += [(0, 0, 1.0), (0, 199, 1.0)]
    later = later_of(lines(*rows), SALES)
    early = [row for row in rows if row[1] < 150]
    alone = sg.rfm(
        lines(*early), customer="who", date="day", amount="paid", as_of="2024-05-29"
    ).frame  # the day before the 150th after the first
    pd.testing.assert_frame_equal(later.customers.frame, alone)
    spent = pd.Series(0.0, index=later.customers.frame["who"])
    for who, day, paid in rows:
        if day >= 150 and who in spent.index:
            spent[who] += paid
    np.testing.assert_allclose(later.amount, spent.to_numpy())


def test_without_money_days_are_counted():
    """Two lines of a day are one."""
    visits = SaleColumns(customer="who", date="day")
    later = later_of(lines(*LEDGER), visits)
    assert not later.is_money
    assert later.amount.tolist() == [2.0, 1.0, 1.0]


def test_events_count_days():
    """Visitors before the day; a row without a visitor or a time counts nowhere."""
    frame = lines(*LEDGER).frame.rename(columns={"day": "time"})
    frame.loc[9, "who"] = None
    later = later_of(sg.read_table(frame), EventColumns(visitor="who", time="time"))
    assert later.day == pd.Timestamp("2024-03-16")
    assert later.customers.frame["who"].tolist() == ["Ann", "Bo", "Cy"]
    assert later.amount.tolist() == [2.0, 1.0, 1.0]
    assert later_of(sg.read_table(frame), EventColumns(visitor="who")) is None


def test_rows_after_the_users_day_count_nowhere():
    """Neither for the day of the division nor for what came later."""
    later = later_of(lines(*LEDGER, ("Ann", 300, 900.0)), SALES, "2024-04-09")
    assert later.day == pd.Timestamp("2024-03-16")
    assert later.amount.tolist() == [17.0, 0.0, 2.0]


@pytest.mark.parametrize("n_days", [1, FEWEST_DAYS - 1])
def test_a_short_time_is_not_divided(n_days):
    """A few days are no later time."""
    assert later_of(lines(("Ann", 0, 1.0), ("Ann", n_days - 1, 1.0)), SALES) is None


def test_nobody_before_the_day_or_other_columns():
    """None, not an error."""
    assert later_of(lines(("Ann", 0, 1.0), ("Ann", FEWEST_DAYS, 1.0)), SALES) is not None
    other = SaleColumns(customer="nobody", date="day", amount="paid")
    assert later_of(lines(*LEDGER), other) is None
    only_returns = lines(*[(who, day, -paid) for who, day, paid in LEDGER if paid > 0])
    assert later_of(only_returns, SALES) is None
