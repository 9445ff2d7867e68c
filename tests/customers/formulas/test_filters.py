"""What is chosen is written as a condition, and read back as what was chosen."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.customers.formulas.columns import source_kinds
from segmentation.customers.formulas.derivation import with_formulas
from segmentation.customers.formulas.filters import Filter, changed, filters_of, filters_text
from segmentation.customers.formulas.grammar import LONGEST, parse
from segmentation.errors import SpecError

KINDS = {"age": "number", "land": "text", "agreed": "flag", "last order": "date"}
YOUNG = Filter(column="age", kind="number", low=18.0, high=30.0)
GERMAN = Filter(column="land", kind="text", values=("Germany",))
AGREED = Filter(column="agreed", kind="flag", answer=True)
SPRING = Filter(column="last order", kind="date", low=date(2026, 3, 1), high=date(2026, 5, 31))


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        (GERMAN, "land = 'Germany'"),
        (Filter(column="land", kind="text", values=("D", "it's")), "land in ('D', 'it''s')"),
        (Filter(column="age", kind="number", values=(1.0, 2.5)), "age in (1, 2.5)"),
        (YOUNG, "age between 18 and 30"),
        (Filter(column="age", kind="number", low=-0.5), "age >= -0.5"),
        (AGREED, "agreed = yes"),
        (SPRING, "`last order` between '2026-03-01' and '2026-05-31'"),
        (
            Filter(column="last order", kind="date", high=date(987, 1, 2)),
            "`last order` <= '0987-01-02'",
        ),
    ],
)
def test_a_filter_is_one_condition(chosen, text):
    """By hand, both ways."""
    assert filters_text((chosen,)) == text
    assert filters_of(text, KINDS) == ((chosen,), "")


def test_several_are_joined_by_and():
    """An empty one is not written."""
    empty = Filter(column="land", kind="text")
    text = filters_text((YOUNG, empty, AGREED, SPRING))
    assert text.count(" and ") == 4  # two of them within a range
    assert filters_of(text, KINDS) == ((YOUNG, AGREED, SPRING), "")
    assert filters_of(" ", KINDS) == ((), "")


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("age >= 18 AND (age <= 30)", (YOUNG,)),
        ("30 >= age and 18 <= age", (YOUNG,)),
        ("'Germany' = land", (GERMAN,)),
        ('agreed = 1 and land == "Germany"', (AGREED, GERMAN)),
        (
            "`last order` = '2026-03-01'",
            (
                Filter(
                    column="last order", kind="date", low=date(2026, 3, 1), high=date(2026, 3, 1)
                ),
            ),
        ),
        (
            "land in ('a and b', 'or', '(')",
            (Filter(column="land", kind="text", values=("a and b", "or", "(")),),
        ),
    ],
)
def test_what_is_written_by_hand_is_read_too(text, filters):
    """Whatever the order, the case and the brackets."""
    assert filters_of(text, KINDS) == (filters, "")


@pytest.mark.parametrize(
    "text",
    [
        "age > 30",
        "age >= 18 or age <= 5",
        "not agreed = yes",
        "land != 'D'",
        "age + 1 >= 18",
        "land not in ('D', 'A')",
        "agreed in (yes, no)",
        "nothing = 'there'",
        "age >=",
        "(land = 'D' and agreed = yes)",
    ],
)
def test_what_says_more_stays_as_it_is(text):
    """As text, not a letter changed."""
    assert filters_of(text, KINDS) == ((), text)


def test_the_rest_stands_beside_the_filters():
    """A column filtered in two ways has the second as text."""
    text = "age > 30 and land = 'Germany' and land in ('A', 'Germany')"
    assert filters_of(text, KINDS) == ((GERMAN,), "age > 30 and land in ('A', 'Germany')")


def test_changing_one_column_leaves_the_others():
    """Replaced in its place, joined to what is written by hand, removed when it is empty."""
    text = filters_text((GERMAN, YOUNG))
    austrian = Filter(column="land", kind="text", values=("Austria",))
    assert changed(text, KINDS, austrian) == filters_text((austrian, YOUNG))
    assert changed(text, KINDS, Filter(column="age", kind="number")) == filters_text((GERMAN,))
    assert changed("age > 30", KINDS, GERMAN) == "age > 30 and land = 'Germany'"
    either = changed("age > 30 or agreed = no", KINDS, GERMAN)
    assert either == "(age > 30 or agreed = no) and land = 'Germany'"
    again = changed(either, KINDS, austrian)
    assert again == "(age > 30 or agreed = no) and land = 'Austria'"
    assert changed(either, KINDS, Filter(column="land", kind="text")) == "(age > 30 or agreed = no)"
    assert changed("age >= ", KINDS, GERMAN) == "land = 'Germany'"


def test_more_than_a_filter_can_hold_is_refused():
    """One sentence, and the caller still has the condition of before."""
    many = Filter(column="land", kind="text", values=tuple(f"{i:060d}" for i in range(20)))
    with pytest.raises(SpecError, match="Choose fewer values"):
        changed("", KINDS, many)
    short = Filter(column="age", kind="number", values=tuple(map(float, range(120))))
    assert len(filters_text((short,))) < LONGEST
    with pytest.raises(SpecError, match="Choose fewer values"):
        changed("", KINDS, short)


ODD = "'\"`\\ ()=,and or\tÄ🙂👩‍👧שלוםمرحبا%$*_[]<>"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=60)
NAMES = TEXTS.filter(lambda name: name.strip() == name and name)
NUMBERS = st.floats(-1e12, 1e12).filter(lambda x: not 0 < abs(x) < 1e-90).map(lambda x: x + 0.0)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def filters(draw, column: str) -> Filter:
    """Choose of one column what the control offers."""
    kind = draw(st.sampled_from(["text", "values", "number", "flag", "date"]))
    if kind == "flag":
        return Filter(column=column, kind=kind, answer=draw(st.booleans()))
    if kind in {"text", "values"}:
        each, kind = (TEXTS, "text") if kind == "text" else (NUMBERS, "number")
        values = draw(st.lists(each, min_size=1, max_size=4, unique=True))
        return Filter(column=column, kind=kind, values=tuple(values))
    bound = NUMBERS if kind == "number" else DAYS
    low, high = draw(st.tuples(st.none() | bound, st.none() | bound).filter(any_end))
    return Filter(column=column, kind=kind, low=low, high=high)


def any_end(ends: tuple) -> bool:
    """Return whether a range has an end."""
    return ends != (None, None)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_control_to_text_to_control(data):
    """Whatever columns and values are called: the condition says exactly what was chosen."""
    names = data.draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    chosen = tuple(data.draw(filters(name)) for name in names)
    kinds = {each.column: each.kind for each in chosen}
    text = filters_text(chosen)
    assume(len(text) <= LONGEST)
    assert filters_of(text, kinds) == (chosen, "")
    assert filters_of(f"  {text} ", kinds) == (chosen, "")
    for each in chosen:  # set anew, column by column, as the control does
        text = changed(text, kinds, each)
    assert filters_of(text, kinds) == (chosen, "")


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=12), NAMES, st.data())
def test_the_condition_keeps_those_who_were_chosen(cells, name, data):
    """Reckoned beside it, on a table with such names and values."""
    table = sg.read_table(pd.DataFrame({name: [*cells, "other"], "n": np.arange(len(cells) + 1)}))
    column = table.frame.columns[0]
    levels = table.frame[column].astype(str)
    assume(source_kinds(table)[column] == "text")
    values = tuple(data.draw(st.lists(st.sampled_from(levels.tolist()), min_size=1, unique=True)))
    text = filters_text((Filter(column=column, kind="text", values=values),))
    assume(len(text) <= LONGEST)
    _, _, kept = with_formulas(table, (), text)
    assert kept.tolist() == levels.isin(values).tolist()


def test_what_is_read_means_the_same():
    """A condition and the filters that it is read as keep the same customers."""
    frame = pd.DataFrame({"age": [17, 18, 24, 30, 31, None], "land": [*list("DDAAD"), None]})
    table = sg.read_table(frame)
    kinds = source_kinds(table)
    for text in (
        "18 <= age and age <= 30",
        "age between 18 and 30 and 'D' = land",
        "land in ('D')",
    ):
        filters, rest = filters_of(text, kinds)
        assert not rest
        one, two = (with_formulas(table, (), t)[2] for t in (text, filters_text(filters)))
        assert one.tolist() == two.tolist()
        parse(filters_text(filters))
