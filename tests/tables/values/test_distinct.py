"""Different texts are found once, and every cell gets its own back."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmentation.tables.values.distinct import SHORT, distinct, objects, spread


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["a", " a", "b ", "", "\u00a0c", "12", "é"]), min_size=1, max_size=30)
)
def test_cells_come_back_without_outer_spaces(texts):
    """Whatever the column; a long one gives the same as a short one."""
    for cells in (texts, texts * (SHORT // len(texts) + 1)):
        column = pd.Series(cells, index=range(5, 5 + len(cells)), name="x", dtype="str")
        codes, values = distinct(column)
        back = spread(values, codes, column)
        pd.testing.assert_series_equal(back, column.str.strip())
        assert values.is_unique


@pytest.mark.parametrize("n", [1, 499, 501, 3_000])
def test_few_and_many_different_texts(n):
    """Few are kept as objects, many as strings; both come back as strings."""
    column = pd.Series([f"t{at}" for at in range(n)], dtype="str")
    codes, values = distinct(column)
    assert (values.dtype == object) == (n <= 500)
    pd.testing.assert_series_equal(spread(values, codes, column), column)


def test_missing_texts_are_missing_strings():
    """None becomes the missing value of strings."""
    column = pd.Series(["a", "na", "a"], dtype="str")
    codes, _ = distinct(column)
    back = spread(objects(["a", None], "x"), codes, column)
    assert str(back.dtype) == "str"
    assert back.isna().tolist() == [False, True, False]
