"""CSV is written in one place, and no spreadsheet runs what stands in it."""

import ast

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from source import ROOT, python_files

from segmentation.exports.csv_text import SIGNS, csv_bytes, neutral, neutral_frame


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_would_run_gets_an_apostrophe(sign):
    """Each of the six signs, in front of anything."""
    assert neutral(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    "text", ["+4930123456", "-12.5", "+1", "-1,234.50", "+3e5", "Ann", "", "a=b"]
)
def test_numbers_and_plain_texts_stay(text):
    """A plus and digits is a telephone number; a minus and a number is a number."""
    assert neutral(text) == text


@pytest.mark.parametrize(
    "text", ["+49 30 123", "+1-555-1234", "-a", "--1", "+", "=1", "@ann", "-1+1"]
)
def test_what_only_begins_like_a_number_is_none(text):
    """Blanks and signs within make a formula of it."""
    assert neutral(text) == f"'{text}"


@given(st.text(max_size=12))
def test_no_text_begins_with_a_sign_afterwards(text):
    """Unless it is a number; and nothing else of a text changes."""
    made = neutral(text)
    assert made.removeprefix("'").endswith(text.removeprefix("'"))
    if made[:1] in SIGNS and made:
        assert made[1:2].isdigit()


def test_every_kind_of_column():
    """Texts and names of columns change; numbers, dates, answers and gaps do not."""
    frame = pd.DataFrame(
        {
            "=n": [-1.5, None],
            "text": ["=1", None],
            "level": pd.Categorical(["@a", "b"]),
            "mixed": pd.Series([-3, "+x"], dtype=object),
            "yes": [True, False],
            "day": pd.to_datetime(["2024-01-01", None]),
        }
    )
    before = frame.copy()
    said = csv_bytes(frame, encoding="utf-8").decode().splitlines()
    assert said == [
        "'=n,text,level,mixed,yes,day",
        "-1.5,'=1,'@a,-3,True,2024-01-01",
        ",,b,'+x,False,",
    ]
    pd.testing.assert_frame_equal(frame, before)
    assert csv_bytes(frame, raw=True, encoding="utf-8") == frame.to_csv(index=False).encode()


def test_no_column_and_no_row():
    """Nothing is written of nothing, and a head of an empty table."""
    assert neutral_frame(pd.DataFrame(index=range(2))).shape == (2, 0)
    assert csv_bytes(pd.DataFrame({"a": []}), encoding="utf-8") == b"a\n"


def test_csv_is_written_in_this_place_alone():
    """Every other writer of the product comes through here."""
    writers = [
        path
        for path in python_files("segmentation", "pages")
        if "to_csv" in ast.unparse(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    ]
    assert writers == ["segmentation/exports/csv_text.py"]
