"""Columns read as a user says."""

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.table import ReadOptions
from segmentation.tables.values.asked import as_asked, forced_numbers


def numbers(*texts, **options):
    """Return what is a number."""
    found = forced_numbers(pd.Series(texts, dtype="str"), ReadOptions(**options))
    return [None if pd.isna(value) else value for value in found]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1", "x", "007"), [1, None, 7]),
        (("€1.5M", "$900K"), [1_500_000, 900_000]),
        (("١٢", "5"), [12, 5]),
        (("1,5", "1.234,5"), [1.5, 1234.5]),
        (("+49 1", "450,-"), [None, 450]),
    ],
)
def test_numbers_are_found(texts, expected):
    """Whatever stands beside them."""
    assert numbers(*texts) == expected


def test_dates_are_found():
    """What is none becomes missing and is counted by cells."""
    text = pd.Series(["令和6年2月14日", "soon", "2024年3月1日"], name="d", dtype="str")
    values, said = as_asked(text, "date", ReadOptions(), np.array([1, 2, 1]))
    assert values[0] == pd.Timestamp(2024, 2, 14)
    assert values[2] == pd.Timestamp(2024, 3, 1)
    assert said == "“d” was read as date, as you asked; 2 values did not fit and became missing."


def test_texts_stay():
    """Nothing is said of them."""
    text = pd.Series(["1", "2"], name="d", dtype="str")
    values, said = as_asked(text, "text", ReadOptions(), np.array([1, 1]))
    assert values.tolist() == ["1", "2"]
    assert said is None
