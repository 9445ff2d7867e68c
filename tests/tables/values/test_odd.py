"""Why a column stays text."""

import numpy as np
import pandas as pd
import pytest

from segmentation.tables.values.odd import odd_value


def said(*cells):
    """Return the sentence of a column of different cells."""
    values = pd.Series(cells, name="x", dtype=object)
    return odd_value(values, values, np.arange(len(values)))


TEN = [str(n) for n in range(10, 20)]
DAYS = [f"2024-03-{day:02d}" for day in range(1, 11)]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([*TEN, "ask"], "row 11 holds “ask”, while 10 other values are numbers."),
        ([*TEN, "007"], "row 11 holds “007”, while 10 other values are numbers."),
        (["10E35", *TEN], "row 1 holds “10E35”, while 10 other values are numbers."),
        ([*(f"{n}%" for n in TEN), "5"], "row 11 holds “5”, while 10 other values are numbers."),
        (["1.234", "2.5", "3,75"], "row 3 holds “3,75”, while 2 other values are numbers."),
        (["€5", "$7", "€8"], "it holds amounts in € (2) and $ (1), which do not add up."),
        ([*DAYS, "soon"], "row 11 holds “soon”, while 10 other values are dates."),
        (
            ["31/01/2024", "02/02/2024", "01/31/2024"],
            "row 3 holds “01/31/2024”, which is no date in the order of those before it.",
        ),
        (["12 kg", "7 kg", "9 kg"], "its numbers have “kg” behind them."),
    ],
)
def test_the_odd_cell_is_named(cells, expected):
    """The first one, with its row."""
    assert said(*cells) == f"“x” stays text: {expected}"


@pytest.mark.parametrize(
    "cells",
    [
        ["Ann", "Bo", "Cy"],
        ["007", "008", "12"],
        ["+4917155512", "+4917255513"],
        ["1.2.3", "1.2.4", "2.0.0"],
        ["10-12", "14-16", "18-20"],
        ["10:30", "11:45", "12:00"],
        ["192.168.1.10", "10.0.0.1", "10.0.0.2"],
        ["12A", "3B", "7B"],
        ["1/2", "3/4", "1/4"],
        ["a 1", "2", "3"],
    ],
)
def test_texts_and_codes_need_no_word(cells):
    """They are what they look like."""
    assert said(*cells) is None


def test_rows_are_those_of_the_table():
    """Counted from one, and a text that stands often counts as often."""
    values = pd.Series(["1", "x"], name="x", dtype=object)
    codes = np.array([0] * 20 + [1])
    assert odd_value(values, values, codes) == (
        "“x” stays text: row 21 holds “x”, while 20 other values are numbers."
    )
    assert odd_value(values, values, np.array([0, 1])) is None
