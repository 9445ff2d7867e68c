"""Decimal marks and thousands separators."""

import pandas as pd
import pytest

from segmentation.tables.values.amounts.marks import fits, is_number, own_digits


@pytest.mark.parametrize(
    ("bare", "expected"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("12", "12"),
        ("-0,125", "-0.125"),
        ("1.234", None),
        ("1,234", None),
        ("1.23,4", None),
        ("12.34.56", None),
    ],
)
def test_what_a_number_tells_by_itself(bare, expected):
    """Three digits behind a mark can be thousands or decimals."""
    assert own_digits(bare) == expected


def test_one_pair_of_marks_for_all():
    """Thousands are groups of three."""
    cells = pd.Series(["1.234,5", "12"], dtype=object)
    assert fits(cells, ",", ".")
    assert not fits(cells, ".", ",")
    assert is_number("12,34,567.5")
    assert not is_number("20. 10. 18.")
    assert not is_number("1.2.3")
