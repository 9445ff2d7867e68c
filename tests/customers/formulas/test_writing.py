"""Formulas as people write them into a field, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.formulas.grammar import parse
from segmentation.customers.formulas.nodes import Column
from segmentation.customers.formulas.writing import formulas_of, written_name


def test_one_a_line():
    """Blank lines and blanks around play no part; a condition may hold another sign."""
    text = "\n each = spend / orders \n\n`old ones` = age >= 60\n"
    assert formulas_of(text) == (("each", "spend / orders"), ("old ones", "age >= 60"))
    assert formulas_of("  ") == ()


@pytest.mark.parametrize("text", ["each", "= 3", "each =", "a = 1\nb"])
def test_a_line_without_name_or_formula_is_refused(text):
    """With the line and how it is written."""
    with pytest.raises(sg.SpecError, match="makes no column"):
        formulas_of(text)


@given(st.text(min_size=1, max_size=20))
def test_any_name_can_be_written(name):
    """The grammar reads it as that column."""
    assert parse(written_name(name)) == Column(name=name)
