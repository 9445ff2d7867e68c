"""Levels by segment: counts by hand, missing values, yes and no."""

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.customers.cleaning import customer_rows
from segmentation.segments.describing.composition import composition

FRAME = pd.DataFrame(
    {
        "spend": [1.0, 2, 3, 4, 5, 6],
        "city": ["Rome", "Oslo", "Rome", None, "Oslo", "Bonn"],
        "member": [True, False, True, True, False, False],
    }
)
LABELS = np.array([0, 0, 0, 1, 1, 2])


def found(column):
    """Count the levels of a column of the made table."""
    rows = customer_rows(sg.read_table(FRAME, "made"), ("spend",))
    return composition(rows, column, LABELS, is_feature=False)


def test_counts_by_hand():
    """A missing value counts nowhere."""
    cities = found("city")
    assert cities.levels == ("Bonn", "Oslo", "Rome")
    assert cities.counts.tolist() == [[0, 1, 2], [0, 1, 0], [1, 0, 0]]
    assert cities.shares[0].tolist() == [0, 1 / 3, 2 / 3]
    assert cities.overall.tolist() == [0.2, 0.4, 0.4]


def test_yes_and_no_are_read():
    """A column of True and False has the levels “yes” and “no”."""
    assert found("member").levels == ("no", "yes")
    assert found("member").counts.tolist() == [[1, 2], [1, 1], [1, 0]]


def test_a_column_without_any_value_has_no_level():
    """And shares of nothing are nothing."""
    frame = FRAME.assign(city=pd.Series([None] * 6, dtype="str"))
    rows = customer_rows(sg.read_table(frame, "made"), ("spend",))
    empty = composition(rows, "city", LABELS)
    assert empty.levels == ()
    assert empty.shares.shape == (3, 0)
