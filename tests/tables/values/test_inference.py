"""Columns take a type only when all their cells agree."""

import pandas as pd
import pytest

from segmentation.tables.table import ReadOptions
from segmentation.tables.values.inference import infer_columns


def infer(cells, *others, usual=".", settled=False, **options):
    """Type a column named “x”, with other columns beside it."""
    columns = {"x": cells} | dict(enumerate(others))
    frame = pd.DataFrame({name: pd.Series(c, dtype="str") for name, c in columns.items()})
    return infer_columns(frame, ReadOptions(**options), usual=usual, settled=settled)[0]


@pytest.mark.parametrize(
    ("cells", "dtype", "values"),
    [
        (["1", "2", " 3 "], "int64", [1, 2, 3]),
        (["-1", "+2", "0"], "int64", [-1, 2, 0]),
        (["1.0", "2.0"], "int64", [1, 2]),
        (["1.5", ".5", "2."], "float64", [1.5, 0.5, 2.0]),
        (["1e3", "2E-1"], "float64", [1000.0, 0.2]),
        (["1,5", "2"], "float64", [1.5, 2.0]),
        (["1", "", "n/a", "-", "None"], "float64", [1.0, None, None, None, None]),
        (["", "NA", "null"], "float64", [None, None, None]),
        (["2.5", "#DIV/0!"], "float64", [2.5, None]),
        (["007", "008"], "str", ["007", "008"]),
        (["1", "02"], "str", ["1", "02"]),
        (["12345678901234567", "1"], "str", ["12345678901234567", "1"]),
        (["123456789012345", "1"], "int64", [123456789012345, 1]),
        (["true", "FALSE"], "bool", [True, False]),
        (["true", ""], "str", ["true", None]),
        (["yes", "no"], "str", ["yes", "no"]),
        (["a", "NA", "-"], "str", ["a", None, "-"]),
        (["inf", "1"], "str", ["inf", "1"]),
        (["1.2.3", "1"], "str", ["1.2.3", "1"]),
        (["0x10", "1"], "str", ["0x10", "1"]),
        (["٣", "1"], "int64", [3, 1]),
    ],
)
def test_types_by_hand(cells, dtype, values):
    """Cells of each form become a column of the expected type with the expected values."""
    found = infer(cells).values
    assert str(found.dtype) == dtype
    assert [None if pd.isna(value) else value for value in found] == values


@pytest.mark.parametrize(
    ("cells", "others", "usual", "values"),
    [
        (["1,234", "2,345"], (), ".", [1234, 2345]),
        (["1,234", "2,345"], (), ",", [1.234, 2.345]),
        (["1,234", "2,345"], (["0,5", "1"],), ".", [1.234, 2.345]),
        (["1.234", "2.345"], (), ".", [1.234, 2.345]),
        (["1.234", "2.345"], (["12,50", "1"],), ".", [1234, 2345]),
        (["1.234", "2.345"], (["12,50", "1.5"],), ".", [1.234, 2.345]),
    ],
)
def test_what_a_column_leaves_open_follows_its_table(cells, others, usual, values):
    """A thousand or a decimal: the other columns tell, else what the format suggests."""
    assert infer(cells, *others, usual=usual).values.tolist() == values


def test_numbers_of_a_workbook_keep_their_point():
    """Whatever its columns of text say."""
    assert infer(["1.234", "2.345"], ["12,50", "1"], settled=True).values.tolist() == [1.234, 2.345]


def test_a_date_that_leaves_its_order_open_follows_its_table():
    """Else its own sign: a slash puts the month first."""
    open_dates = ["01/02/2024", "03/04/2024"]
    assert infer(open_dates).values[0] == pd.Timestamp(2024, 1, 2)
    assert infer(open_dates, ["31/01/2024", "01/02/2024"]).values[0] == pd.Timestamp(2024, 2, 1)
    assert infer(open_dates, day_first=True).values[0] == pd.Timestamp(2024, 2, 1)
    assert infer(open_dates, ["1,5", "2,5"]).values[0] == pd.Timestamp(2024, 2, 1)
    american = ["01/31/2024", "02/03/2024"]
    assert infer(open_dates, american, ["1,5", "2,5"]).values[0] == pd.Timestamp(2024, 1, 2)


def test_how_dressed_numbers_were_understood_is_said():
    """By the value that shows most."""
    found = infer(["7 €", "1.234,56 €", "-"])
    assert found.values.tolist()[:2] == [7.0, 1234.56]
    assert found.converted == "“x” was read as numbers: “1.234,56 €” is 1,234.56."
    assert found.decimal == ","
    assert infer(["1.5", "2"]).converted is None


def test_the_first_odd_value_is_reported():
    """With its row and how many others are numbers; text columns report nothing."""
    found = infer(["1", "2", "", "n. n.", "5", "6", "7", "x"])
    assert found.warning is None, "below four fifths are numbers"
    found = infer(["1", "2", "", "3", "4", "ask"])
    assert found.warning == "“x” stays text: row 6 holds “ask”, while 4 other values are numbers."
    assert str(found.values.dtype) == "str"
    assert infer(["a", "b"]).warning is None
    assert infer(["1", "02"]).warning is None


def test_the_user_s_word_stands():
    """What does not fit becomes missing, and is counted."""
    asked = infer(["1", "x", "3"], kinds=(("x", "number"),))
    assert asked.values.isna().tolist() == [False, True, False]
    assert asked.converted == (
        "“x” was read as number, as you asked; 1 value did not fit and became missing."
    )
    assert infer(["1", "2"], kinds=(("x", "text"),)).values.tolist() == ["1", "2"]
    assert infer(["1", "0"], kinds=(("x", "boolean"),)).values.tolist() == [True, False]
    assert str(infer(["1", "7"], kinds=(("x", "boolean"),)).values.dtype) == "str"
    dates = infer(["3 May 2024", "soon"], kinds=(("x", "date"),)).values
    assert dates[0] == pd.Timestamp(2024, 5, 3)
    assert pd.isna(dates[1])


def test_large_exact_integers_are_exact():
    """15 digits survive the way through a float."""
    assert infer(["999999999999999", "999999999999998"]).values.tolist() == [
        999999999999999,
        999999999999998,
    ]


def test_a_day_that_never_was_is_missing():
    """As some databases write it."""
    found = infer(["2024-01-05", "0000-00-00"]).values
    assert found[0] == pd.Timestamp(2024, 1, 5)
    assert pd.isna(found[1])
