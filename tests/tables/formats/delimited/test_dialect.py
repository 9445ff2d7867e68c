"""How a text is written is told from its first lines."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.formats.delimited.dialect import find_dialect
from segmentation.tables.formats.delimited.splitting import BLANKS


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


MONTHS = ("January", "February", "March", "April")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("When\tWho", "Friday, {month} {day}, 2024 10:00 AM\tLee, Ann"),
        ("id\tjoined", "{day}\t{month} {day}, 2024"),
        ("name\tcity\tday", "Lee, Ann {day}\tNew York, NY\t{month} {day}, 2024"),
        ("a b\tc d", "{month} {day} and more\tone, two, three"),
    ],
)
def test_tabs_stand_over_commas_and_blanks_in_cells(header, row):
    """Dates and names with commas and blanks stay whole."""
    rows = [row.format(month=MONTHS[at % 4], day=at % 28 + 1) for at in range(30)]
    dialect = find_dialect([header, *rows])
    assert (dialect.delimiter, dialect.width) == ("\t", header.count("\t") + 1)


@pytest.mark.parametrize("row", ["{month} {day}, 2024", "{day},5", "{day}.{day},25 €"])
def test_one_column_of_values_is_not_cut(row):
    """The comma of a date or a decimal under one name is no delimiter."""
    rows = [row.format(month=MONTHS[at % 4], day=at + 1) for at in range(25)]
    dialect = find_dialect(["joined", *rows])
    assert not any(dialect.delimiter in each for each in rows)


@pytest.mark.parametrize(
    ("delimiter", "decimal"), [(",", "."), (";", ","), ("\t", ","), ("|", ".")]
)
def test_a_quoted_name_over_two_lines_does_not_hide_the_delimiter(delimiter, decimal):
    """Its rows of two numbers look like one number with a decimal mark."""
    frame = pd.DataFrame(
        {"two\nlines": [i * 1.5 for i in range(40)], "n": [i % 7 for i in range(40)]}
    )
    text = frame.to_csv(index=False, sep=delimiter, decimal=decimal)
    found = sg.read_table(text.encode(), "shop.csv").frame
    assert list(found.columns) == ["two lines", "n"]
    assert found["two lines"].tolist() == frame["two\nlines"].tolist()
