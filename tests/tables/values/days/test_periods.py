"""Months and quarters, and codes that look like them."""

import pytest

from segmentation.tables.values.days.cells import read_cell
from segmentation.tables.values.days.periods import period_order, periods_fit


def fit(*cells, name="x"):
    """Return whether cells are months."""
    said = [read_cell(cell) for cell in cells]
    assert None not in said
    return periods_fit(said, name)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("08/2020", "09/2020"), True),
        (("2020-08", "2020-09"), True),
        (("8/2020", "9/2021"), True),
        (("1-2020", "2-2020", "3-2020"), False),
        (("2010-11", "2011-12"), False),
        (("10.2020", "11.2020"), False),
        (("10.2020", "11.2020", "12.2020"), True),
        (("2020.08", "2020.09", "2020.10"), False),
        (("202008", "202009"), False),
        (("Aug-20", "Sep-21"), True),
        (("08/2020", "Aug 2020"), False),
        (("08/2020", "09.2020"), False),
        (("14/02/2024",), True),
        (("Q1 2020", "Q2 2020"), True),
    ],
)
def test_months_or_codes(cells, expected):
    """Numbers of invoices, seasons and versions are no months."""
    assert fit(*cells) is expected


def test_days_of_one_year_are_no_years():
    """Jan-01 to Jan-31 may be days."""
    assert not fit(*(f"Jan-{day:02d}" for day in range(1, 15)))
    assert fit(*(f"Jan-{day:02d}" for day in range(1, 12)))


def test_the_name_of_the_column_helps():
    """A column called month has months; letters of eras need a name in their script."""
    assert fit("202008", "202009", name="Monat")
    assert fit("1-2020", "2-2020", name="month_no")
    assert not fit("R6.2.14", "R5.12.1")
    assert fit("R6.2.14", "R5.12.1", name="生年月日")


def test_what_a_period_becomes():
    """For the sentence."""
    assert period_order("month") == "as the first day of the month"
    assert period_order("week") == "as the Monday of the week"
    assert period_order("quarter") == "as the first day of the quarter"
