"""Texts of the data do no harm in a chart, and numbers read well."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.wording import (
    distinct_short,
    escape,
    one_line,
    shorten,
    wrap,
)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<a href="x">k</a>', '&lt;a href="x"&gt;k&lt;/a&gt;'),
        ("R&D", "R&amp;D"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("$x$", "&#36;x&#36;"),
        ("%{y}", "&#37;{y}"),
        ("50%", "50%"),
        ("one\n two\t\x00three", "one two three"),
        (5, "5"),
    ],
)
def test_markup_becomes_plain_text(text, safe):
    """Tags, entities, formulas and templates are shown, not obeyed."""
    assert escape(text) == safe


@given(st.text())
def test_escaped_text_holds_no_markup(text):
    """Nothing Plotly reads is left, and decoding gives the line back."""
    safe = escape(text)
    assert not set(safe) & set("<>$\n\r")
    assert "%{" not in safe
    assert html.unescape(safe) == one_line(text)


def test_halves_of_characters_are_replaced():
    """A lone surrogate cannot be sent to a browser."""
    assert one_line("a\ud800b") == "a?b"


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_fits(text, limit):
    """It is the line itself or a beginning of it."""
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == one_line(text) or one_line(text).startswith(short[:-1])


def test_a_text_that_just_fits_stays():
    """One character more is cut."""
    assert shorten("abcde", 5) == "abcde"
    assert shorten("abcdef", 5) == "abcd…"


def test_long_texts_are_wrapped_between_words():
    """Lines are escaped after they are cut."""
    assert wrap("one <two> three four", 11) == ("one &lt;two&gt;", "three four")
    assert wrap("") == ()


def test_a_short_remark_in_brackets_is_not_torn():
    """(r = 0.01) goes to the next line as a whole."""
    assert wrap("they move (r = 0.01) so", 14) == ("they move", "(r = 0.01) so")


def test_names_that_begin_alike_show_where_they_differ():
    """Two segments of one beginning are two on an axis."""
    names = ("Active big buyers, larger orders", "Active big buyers, smaller orders", "Others")
    assert distinct_short(names, 20) == (
        "Acti…larger orders",
        "Acti…smaller orders",
        "Others",
    )


@given(st.lists(st.text(alphabet="ab cé🛍ع", max_size=70), max_size=15), st.integers(6, 40))
def test_short_names_are_as_many_as_names(names, limit):
    """No two are the same, also of equal names; a name that is short and alone stays."""
    short = distinct_short(names, limit)
    assert len(set(short)) == len(names)
    for name, told in zip(names, short, strict=True):
        line = one_line(name)
        if len(line) <= limit and sum(one_line(other) == line for other in names) == 1:
            assert told == line or told.startswith(f"{line} (") or line.endswith(")")
