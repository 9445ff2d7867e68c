"""What a formula finds in the columns of a table, and what it makes of them."""

import numpy as np
import pandas as pd

import segmentation as sg
from segmentation.customers.formulas.columns import (
    column_of,
    source_kinds,
    table_cells,
    usual_numbers,
)


def shop():
    """Three customers with gaps, dates, flags and texts."""
    return sg.read_table(
        pd.DataFrame(
            {
                "spend": [100.0, None, 1e120],
                "member": [1, 0, 1],
                "land": ["D", None, "A"],
                "since": pd.to_datetime(["2025-01-01", None, "1970-01-02"]),
            }
        )
    )


def test_kinds_of_columns():
    """0 and 1 are an answer; a date is one whatever its time."""
    assert source_kinds(shop()) == {
        "spend": "number", "member": "flag", "land": "text", "since": "date",
    }  # fmt: skip


def test_cells_are_numbers_texts_and_days():
    """A number beyond what can be reckoned with is missing."""
    table = shop()
    cells = table_cells(tuple(source_kinds(table).items()), table.frame)
    assert np.array_equal(cells["spend"], [100.0, np.nan, np.nan], equal_nan=True)
    assert cells["member"].tolist() == [1, 0, 1]
    assert cells["land"].tolist() == ["D", None, "A"]
    assert np.array_equal(cells["since"], [20089, np.nan, 1], equal_nan=True)


def test_what_a_formula_gives_is_a_column():
    """Flags are bool where none is missing, else numbers."""
    assert column_of(np.array([1.0, 0.0]), "flag").dtype == bool
    assert column_of(np.array([1.0, np.nan]), "flag").dtype == float
    assert column_of(np.array(["a", None], dtype=object), "text").isna().tolist() == [False, True]


def test_usual_numbers():
    """Neither infinite nor beyond 1e100."""
    found = usual_numbers(np.array([1.0, np.inf, -1e101, np.nan, -1e100]))
    assert np.isnan(found).tolist() == [False, True, True, True, False]
