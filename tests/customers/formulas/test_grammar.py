"""A formula is read as people write it, or refused in one sentence that says where."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.formulas.grammar import LONGEST, parse
from segmentation.customers.formulas.nodes import Column, Constant, Operation


def shown(node):
    """Write a node with all its brackets."""
    if isinstance(node, Column):
        return f"[{node.name}]"
    if isinstance(node, Constant):
        return repr(node.value)
    return f"{node.name}({', '.join(map(shown, node.parts))})"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a + b * c", "+([a], *([b], [c]))"),
        ("a - b - c", "-(-([a], [b]), [c])"),
        ("a / b / c", "/(/([a], [b]), [c])"),
        ("-(a + 2)", "negative(+([a], 2.0))"),
        ("- 2", "-2.0"),
        ("--2", "2.0"),
        ("a or b and not c", "or([a], and([b], not([c])))"),
        ("NOT NOT a", "[a]"),
        ("a >= 1.5e2", ">=([a], 150.0)"),
        ("a == b", "=([a], [b])"),
        ("a <> b", "!=([a], [b])"),
        ("`Annual Income (k$)` > 5", ">([Annual Income (k$)], 5.0)"),
        ("`a``b` = 1", "=([a`b], 1.0)"),
        ("land = 'Cote d''Ivoire'", '=([land], "Cote d\'Ivoire")'),
        ('land = "D"', "=([land], 'D')"),
        ("Größe between 1 and 2 and b", "and(and(<=(1.0, [Größe]), <=([Größe], 2.0)), [b])"),
        ("land in ('D', 'A')", "in([land], 'D', 'A')"),
        ("land not in ('D')", "not(in([land], 'D'))"),
        ("Days_Since(d, '2026-01-31')", "days_since([d], '2026-01-31')"),
        ("group = order", "=([group], [order])"),
        ("member = yes", "=([member], 1.0)"),
    ],
)
def test_formulas_are_read(text, read):
    """Precedence, signs, quotes and functions, worked out by hand."""
    assert shown(parse(text)) == read


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "at its end"),
        ("a +", "at its end"),
        ("(a", "at its end"),
        ("a b", "at “b”"),
        ("a)", "at “\\)”"),
        ("`a", "at “`a”"),
        ("'a", "at “'a”"),
        ("a; drop table x", "at “; drop table x”"),
        ("a.b", "at “.b”"),
        ("1.2.3", "at “1.2.3”"),
        ("a < b < c", "at “<”"),
        ("a not b", "at “b”"),
        ("a in (b)", "at “in”"),
        ("a in ()", "at “\\)”"),
        ("2e200", "at “2e200”"),
        ("a ** 2", "at “\\*”"),
        ("and", "at “and”"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text, where):
    """The place and what is needed there."""
    with pytest.raises(sg.SpecError, match=rf"cannot be read {where}.* is needed there"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("exp(a)", "“exp” is not a function"),
        ("__import__('os')", "“__import__” is not a function"),
        ("filled(a)", "filled takes 2 values and was given 1"),
        ("one_of(a)", "one_of takes two or more values and was given 1"),
        ("+".join("a" * 300), "at most 200"),
        ("a" * (LONGEST + 1), "at most 1,000"),
        ("(" * 40 + "a" + ")" * 40, "more than 24 brackets"),
    ],
)
def test_limits_are_sentences(text, sentence):
    """Unknown functions and formulas that are too long or too deep."""
    with pytest.raises(sg.SpecError, match=sentence):
        parse(text)


@given(st.text(max_size=60) | st.text("ab1'\"`()=<>+-*/,. ", max_size=60))
def test_any_text_is_read_or_refused(text):
    """Nothing but a node or a SpecError comes out."""
    with contextlib.suppress(sg.SpecError):
        assert isinstance(parse(text), Column | Constant | Operation)
