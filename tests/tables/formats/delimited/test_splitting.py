"""A line is cut into cells by its delimiter and its quotation marks."""

import pytest

from segmentation.tables.formats.delimited.splitting import (
    BLANKS,
    Dialect,
    closing,
    n_quotes,
    split_line,
    unescaped,
)

COMMA = Dialect(delimiter=",", width=2)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a,b", ["a", "b"]),
        ('"a,b",c', ["a,b", "c"]),
        ('"a ""b"" c",d', ['a "b" c', "d"]),
        ('say "a",b', ['say "a"', "b"]),
        ('"a" , b', ["a", " b"]),
        ('"a,b', ['"a', "b"]),
        ('"8"9" long",b', ['8"9" long', "b"]),
        ("a,", ["a", ""]),
        ("", [""]),
    ],
)
def test_lines_by_hand(line, cells):
    """A mark that does not close is a character like any other."""
    assert split_line(line, COMMA) == cells


def test_parts():
    """Where quotes close, what they hold, how many there are."""
    slashed = Dialect(delimiter=",", backslash=True)
    assert closing(r'"a\"b",c', 1, slashed) == 5
    assert closing('"ab', 1, COMMA) is None
    assert unescaped(r"a\"b", slashed) == 'a"b'
    assert n_quotes(r'"a\"b"', slashed) == 2
    assert split_line("  a \t b ", Dialect(delimiter=BLANKS)) == ["a", "b"]
    assert split_line('"a' * 3_000, COMMA) == ['"a' * 3_000]
