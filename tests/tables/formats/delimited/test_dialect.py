"""How a text is written is told from its first lines."""

import pytest

from segmentation.tables.formats.delimited.dialect import (
    BLANKS,
    Dialect,
    closing,
    find_dialect,
    n_quotes,
    split_line,
    unescaped,
)

COMMA = Dialect(delimiter=",", width=2)


@pytest.mark.parametrize(
    ("text", "delimiter", "width"),
    [
        ("a,b\n1,2\n3,4", ",", 2),
        ("a;b\n1,5;2,5\n3,5;4,5", ";", 2),
        ("a\tb c\n1\t2 3", "\t", 2),
        ("a|b|c\n1|2|3", "|", 3),
        ("name:city\nAnn:Oslo\nBo:Bergen", ":", 2),
        ("sep=~\na~b\n1~2", "~", 2),
        (" 00001 19970101  1   11.77\n 00002 19970112  5   77.00", BLANKS, 4),
        ("city\nOslo\nBergen", ",", 1),
        ("when\n10:15\n11:30", ",", 1),
        ("note\nhe came, late\nshe left", ",", 1),
        ("a,note\n1,one; two\n2,three; four", ",", 2),
        ('a;b\n"1;2";3\n"4;5";6', ";", 2),
        ("", ",", 1),
    ],
)
def test_delimiters_by_hand(text, delimiter, width):
    """The one under which lines agree and cells look whole."""
    found = find_dialect(text.split("\n"))
    assert (found.delimiter, found.width) == (delimiter, width)


def test_a_delimiter_that_is_known_is_taken():
    """Only its width is found."""
    found = find_dialect(["a,b;c", "1,2;3", "4,5;6"], ";")
    assert (found.delimiter, found.width) == (";", 2)


def test_quotes_are_found():
    """Single ones only where cells begin and end with them; a backslash where it escapes."""
    assert find_dialect(["'a','b'", "'1,0','2'", "'3','4'"]).quote == "'"
    assert find_dialect(["a,b", "it's,2", "o'er,3"]).quote == '"'
    assert find_dialect(["a,b", r'"x \"y\" z",1', r'"p \"q\" r",2']).backslash
    assert not find_dialect(["a,b", '"x ""y"" z",1']).backslash


def test_cells_over_lines_do_not_confuse():
    """Lines inside quotes belong together."""
    lines = ["a,b,c", '1,"x', 'y, z",3', '4,"p', 'q",6']
    assert find_dialect(lines).width == 3


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
