"""Digits of other scripts."""

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.values.amounts.digits import ascii_digits

ZEROS = "0٠۰०০๐０"


@given(st.text("0123456789.,-", max_size=12), st.sampled_from(ZEROS))
@pytest.mark.parametrize("many", [False, True])
def test_digits_of_every_script(many, text, zero):
    """A text comes back as it would be written here."""
    other = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in text)
    cells = pd.Series([other, "Łódź"], dtype="str" if many else object)
    assert ascii_digits(cells).tolist() == [text, "Łódź"]


def test_marks_and_spaces():
    """Those of the scripts, and spaces that do not break."""
    cells = pd.Series(["١٬٢٣٤٫٥", "１，２３４", "1\u202f234 €", "\u200f12،5"], dtype=object)
    assert ascii_digits(cells).tolist() == ["1,234.5", "1,234", "1 234 €", "12,5"]


@pytest.mark.parametrize("dtype", ["str", object])
def test_plain_texts_stay_the_same_object(dtype):
    """So that most columns cost nothing."""
    cells = pd.Series(["abc", "Łódź", "12"], dtype=dtype)
    assert ascii_digits(cells) is cells


def test_every_zero_is_a_zero():
    """Of the scripts tried above."""
    assert {unicodedata.decimal(zero) for zero in ZEROS} == {0}
