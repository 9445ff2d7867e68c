"""Rows of the same customer become one, and nobody else changes."""

import numpy as np
import pandas as pd
import pytest

from segmentation.customers.duplicates import merge_duplicates
from segmentation.errors import SpecError

FRAME = pd.DataFrame(
    {
        "id": ["a", "b", "a", None, None, "a"],
        "spend": [1.0, 2.0, 3.0, 4.0, 5.0, np.nan],
        "visits": [1, 2, 3, 4, 5, 6],
        "city": ["x", "y", "z", "x", "y", "z"],
    }
)


@pytest.mark.parametrize(
    ("how", "stays", "spend", "visits"),
    [
        ("keep", [1, 1, 1, 1, 1, 1], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]),
        ("first", [1, 1, 0, 1, 1, 0], [1, 2, 4, 5], [1, 2, 4, 5]),
        ("last", [0, 1, 0, 1, 1, 1], [2, 4, 5], [2, 4, 5, 6]),
        ("sum", [1, 1, 0, 1, 1, 0], [4, 2, 4, 5], [10, 2, 4, 5]),
        ("mean", [1, 1, 0, 1, 1, 0], [2, 2, 4, 5], [10 / 3, 2, 4, 5]),
    ],
)
def test_each_way_by_hand(how, stays, spend, visits):
    """A row without an identifier is a customer of its own."""
    before = FRAME.copy(deep=True)
    merged, kept = merge_duplicates(FRAME, "id", how)
    assert kept.tolist() == [bool(stay) for stay in stays]
    assert merged.loc[kept, "spend"].dropna().tolist() == spend
    assert merged.loc[kept, "visits"].tolist() == pytest.approx(visits)
    pd.testing.assert_frame_equal(FRAME, before)


def test_without_an_identifier_nothing_can_be_merged():
    """Merging without an identifier is refused in a sentence; keeping all rows works."""
    with pytest.raises(SpecError, match="no column identifies customers"):
        merge_duplicates(FRAME, None, "sum")
    assert merge_duplicates(FRAME, None, "keep")[1].all()
