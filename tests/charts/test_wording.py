"""Texts of the data do no harm in a chart, and numbers read well."""

import html
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.charts.wording import (
    escape,
    format_number,
    format_share,
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


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (60.0, "60"),
        (12.345, "12.3"),
        (0.012345, "0.0123"),
        (999.4, "999"),
        (999.6, "1,000"),
        (1234.5678, "1,235"),
        (9999.5, "10,000"),
        (1234567, "1,234,567"),
        (-7, "−7"),
        (-0.5, "−0.5"),
        (0.00012, "0.00012"),
        (0.0000123, "1.23e-5"),
        (2.5e20, "2.5e20"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_read_well(number, text):
    """Three significant digits, thousands set apart, a true minus."""
    assert format_number(number) == text


@given(st.floats(1e-4, 1e14))
def test_a_number_as_read_is_the_number(number):
    """Within half of the third digit."""
    read = float(format_number(number).replace(",", ""))
    assert read == pytest.approx(number, rel=0.006)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.004, "<1%"),
        (0.01, "1%"),
        (0.125, "12%"),
        (0.56, "56%"),
        (0.99, "99%"),
        (0.9951, ">99%"),
        (1, "100%"),
        (math.nan, "–"),
    ],
)
def test_shares_never_round_to_none_or_all(share, text):
    """Some are never 0%, and not all are never 100%."""
    assert format_share(share) == text
