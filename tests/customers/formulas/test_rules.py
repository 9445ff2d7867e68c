"""Rules are checked, written, read, and put each customer behind the first that holds."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.rules import (
    all_cells,
    check_rules,
    compared,
    frame_places,
    joined,
    places_of_rules,
    rule_columns,
    rule_holds,
    rules_of_text,
    text_of_rules,
)
from segmentation.customers.formulas.writing import written_name


def derivation_and_frame(rules, formulas=()):
    """Four customers, one with a gap."""
    frame = pd.DataFrame({"spend": [1.0, 50, None, 200], "orders": [1, 2, 3, 4]})
    table = sg.read_table(frame)
    made, derivation, _ = with_formulas(table, formulas, "", rules)
    return derivation, made.frame


def test_the_first_rule_that_holds_counts():
    """A gap makes a condition unknown, which is not that it holds."""
    rules = (("Much", "spend >= 50"), ("Often", "orders >= 2"), ("Each", "each > 49"))
    derivation, frame = derivation_and_frame(rules, (("each", "spend / orders"),))
    assert frame_places(derivation, frame).tolist() == [3, 0, 1, 0]
    assert rule_holds(derivation, frame).tolist() == [
        [False, True, False, True],
        [False, True, True, True],
        [False, False, False, True],
    ]
    cells = all_cells(derivation, frame)
    assert places_of_rules(derivation, cells, 4).tolist() == [3, 0, 1, 0]


def test_columns_that_are_compared():
    """One of which only the gap is asked is no feature: a customer with a gap must stay."""
    rules = (("A", "is_missing(email) or spend > 3"), ("B", "filled(age, 1) > 2 and orders > 1"))
    assert rule_columns(rules) == ("spend", "orders")


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ((), "There is no rule"),
        (tuple((f"r{i}", "a > 1") for i in range(15)), "Keep at most 14"),
        ((("", "a > 1"),), "needs a name"),
        ((("x" * 61, "a > 1"),), "needs a name"),
        ((("a\ud800", "a > 1"),), "half of a character"),
        ((("A", "a > 1"), ("a ", "a > 2")), "Two segments are called"),
        ((("everyone else", "a > 1"),), "those to whom no rule"),
        ((("A", "  "),), "“A” has no condition"),
        ((("A", "a >"),), "cannot be read at its end"),
    ],
)
def test_what_cannot_be_segments_is_told(rules, sentence):
    """One sentence each."""
    with pytest.raises(sg.SpecError, match=sentence):
        check_rules(rules)


@pytest.mark.parametrize(
    ("column", "sign", "value", "written"),
    [
        ("spend", "<=", 30.0, "spend <= 30"),
        ("annual income", ">", 0.1, "`annual income` > 0.1"),
        ("or", "=", "it's", "`or` = 'it''s'"),
        ("tick`ed", ">=", 1e20, "`tick``ed` >= 1e+20"),
    ],
)
def test_a_comparison_is_written_as_it_is_read(column, sign, value, written):
    """Names between backticks where they need them, numbers to the last digit."""
    assert compared(column, sign, value) == written
    check_rules((("A", written),))
    assert rule_columns((("A", written),)) == (column,)


@given(st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_name_of_a_column_can_be_quoted(name):
    """Whatever it is made of, but for line breaks at its ends."""
    assert rule_columns((("A", f"{written_name(name)} > 1"),)) == (name,)


def test_and_holds_for_the_whole_of_what_was_before():
    """What is joined last counts for everything."""
    assert joined("a > 1 or b > 1", "and", "c > 1") == "(a > 1 or b > 1) and c > 1"
    assert joined("a > 1 and b > 1", "or", "c > 1") == "a > 1 and b > 1 or c > 1"


def test_rules_a_line_each():
    """Empty lines play no part; a line without a name is told."""
    text = "Much: spend >= 50\n\n Late : at = '12:30'"
    rules = (("Much", "spend >= 50"), ("Late", "at = '12:30'"))
    assert rules_of_text(text) == rules
    assert rules_of_text(text_of_rules(rules)) == rules
    with pytest.raises(sg.SpecError, match="has no name"):
        rules_of_text("spend > 3")
