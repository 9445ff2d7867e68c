"""What the rules look at is taken from a column once, in every type and length."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thoroughness import tried

from segmentation.tables.columns.cells import DATE, FEW, NUMBER, TEXT, YES_NO, cells_of


@pytest.mark.parametrize(
    ("values", "kind", "missing", "distinct"),
    [
        (pd.Series([3, 1, 3]), NUMBER, 0, 2),
        (pd.Series([3.5, np.nan, 3.5]), NUMBER, 1, 1),
        (pd.Series([1, None], dtype="Int64"), NUMBER, 1, 1),
        (pd.Series([True, False, True]), YES_NO, 0, 2),
        (pd.Series(pd.to_datetime(["2024-01-01", None])), DATE, 1, 1),
        (pd.Series(pd.to_datetime(["2024-01-01", None], utc=True)), DATE, 1, 1),
        (pd.Series(["a", None, " A"], dtype="str"), TEXT, 1, 2),
        (pd.Series(["a", None, pd.NA, np.nan, 7], dtype=object), TEXT, 3, 2),
        (pd.Series([], dtype="str"), TEXT, 0, 0),
        (pd.Series([], dtype=float), NUMBER, 0, 0),
    ],
)
def test_columns_by_hand(values, kind, missing, distinct):
    """A gap is no value, whatever it is held as."""
    cells = cells_of(values)
    assert (cells.type, cells.missing, cells.distinct) == (kind, missing, distinct)
    assert cells.n_filled == len(values) - missing


def test_steps_head_and_levels_by_hand():
    """Numbers from the lowest to the highest, texts as they come."""
    assert cells_of(pd.Series([3.0, 1.0, np.nan, 3.0])).steps.tolist() == [1, 3]
    texts = cells_of(pd.Series([" Oslo ", "oslo", None], dtype="str"))
    assert (texts.head, texts.levels) == (("Oslo", "oslo"), {"oslo"})
    assert cells_of(pd.Series([1, 2])).is_whole
    assert not cells_of(pd.Series([1, 2.5])).is_whole
    assert not cells_of(pd.Series([-1, 2])).is_whole
    assert not cells_of(pd.Series([1.0, np.inf])).steps[-1] <= 2
    assert not cells_of(pd.Series(["1"])).is_whole


def test_a_long_column_is_not_held_twice():
    """Its ends and whether all are whole are known all the same."""
    cells = cells_of(pd.Series(np.arange(50_000)[::-1]))
    assert (len(cells.steps), cells.steps[0], cells.steps[-1]) == (FEW, 0, 49_999)
    assert (cells.distinct, cells.is_whole) == (50_000, True)
    odd = np.arange(50_000.0)
    odd[7] = 7.5
    assert not cells_of(pd.Series(odd)).is_whole


@settings(max_examples=tried(60, quick=20), deadline=None)
@given(
    st.one_of(
        st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=30),
        st.lists(st.one_of(st.none(), st.floats(allow_nan=False)), max_size=30),
        st.lists(st.one_of(st.none(), st.text(max_size=3)), max_size=30),
    )
)
def test_what_is_counted_is_what_pandas_counts(cells):
    """Also in a table long enough to be left to pandas."""
    text = any(isinstance(cell, str) for cell in cells)
    values = pd.Series(cells, dtype="str" if text else float)
    long = pd.concat([values] * (FEW // max(1, len(values)) + 1), ignore_index=True)
    for column in (values, long):
        told = cells_of(column)
        assert told.missing == column.isna().sum()
        assert told.distinct == column.nunique()
    short = cells_of(values)
    assert (cells_of(long).levels, short.type) == (short.levels, cells_of(long).type)
