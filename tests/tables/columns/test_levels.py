"""A level has one name, however a file holds it."""

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.columns.levels import is_coded, level_names

WAYS = [
    pd.Series([1, 0]),
    pd.Series([1.0, 0.0]),
    pd.Series([True, False]),
    pd.Series(["true", "False"]),
    pd.Series(["Yes", " no "]),
    pd.Series(["1", "0"]),
    pd.Series([True, 0], dtype=object),
    pd.Series([np.True_, np.int64(0)], dtype=object),
    pd.Series(["t", "f"], dtype="category"),
]


@pytest.mark.parametrize("values", WAYS, ids=lambda values: repr(values.tolist()))
def test_yes_and_no_in_every_way_of_holding_them(values):
    """A file, a database and a request write them differently."""
    assert level_names(values, coded=True).tolist() == ["yes", "no"]


def test_a_third_value_of_a_coded_column_is_neither():
    """It must not count as no."""
    assert level_names(pd.Series([2, 1]), coded=True).tolist() == ["2", "yes"]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (pd.Series(["a", None, " a"]), ["a", None, " a"]),
        (pd.Series([7, 8]), ["7", "8"]),
        (pd.Series([7.0, np.nan, 0.5]), ["7", None, "0.5"]),
        (pd.Series([True, False]), ["True", "False"]),
        (pd.Series([1, True, "1", None, pd.NA], dtype=object), ["1", "True", "1", None, None]),
        (pd.Series([1e300, np.inf]), ["1e+300", "inf"]),
        (pd.Series([[1], {}], dtype=object), ["[1]", "{}"]),
        (pd.Series([], dtype="str"), []),
    ],
)
def test_names_of_other_categories(values, names):
    """As text, whole numbers without decimals; a gap has none."""
    assert level_names(values, coded=False).tolist() == names


def test_one_row_reads_as_it_does_in_a_batch():
    """A gap elsewhere turns whole numbers into decimals; the name must not change."""
    batch = pd.Series([1, 2, None])
    assert level_names(batch, coded=False)[0] == level_names(pd.Series([1]), coded=False)[0]


def test_what_is_coded():
    """Numbers and true/false are; words are not."""
    assert is_coded(pd.Series([0, 1]))
    assert is_coded(pd.Series([True]))
    assert not is_coded(pd.Series(["yes"]))
