"""A row that went wrong is mended when that makes it look like the others, and counted."""

import pytest

from segmentation.tables.formats.delimited.records import (
    OTHER,
    STRAY_QUOTE,
    read_records,
)
from segmentation.tables.formats.delimited.splitting import Dialect
from segmentation.tables.formats.delimited.widths import EXTRA, LOST

PLAIN = [f"{i},2024-01-{i:02d},name {i},{i}.50" for i in range(1, 21)]
DIALECT = Dialect(delimiter=",", width=4)


def read(line, dialect=DIALECT):
    """Read a line among regular ones; return its row and what was mended."""
    found = read_records([*PLAIN[:10], *line.split("\n"), *PLAIN[10:]], dialect)
    assert len(found.rows) == 21
    assert found.lines[10] == 11
    return found.rows[10], dict(found.repairs)


@pytest.mark.parametrize(
    ("line", "row", "repairs"),
    [
        ("7,2024-02-07,Ann,9.50", ["7", "2024-02-07", "Ann", "9.50"], {}),
        ('7,2024-02-07,"Ann, Bo",9.50', ["7", "2024-02-07", "Ann, Bo", "9.50"], {}),
        ('7,2024-02-07,"Ann\nBo",9.50', ["7", "2024-02-07", "Ann\nBo", "9.50"], {}),
        ('7,"2024-02-07,Ann,9.50', ["7", "2024-02-07", "Ann", "9.50"], {STRAY_QUOTE: 1}),
        ('7,2024-02-07,"Ann" Lee",9.50', ["7", "2024-02-07", 'Ann" Lee', "9.50"], {STRAY_QUOTE: 1}),
        ('7,2024-02-07,"Ann 9"",9.50', ["7", "2024-02-07", 'Ann 9"', "9.50"], {STRAY_QUOTE: 1}),
        ("7,,2024-02-07,Ann,9.50", ["7", "2024-02-07", "Ann", "9.50"], {EXTRA: 1}),
        ("7,2024-02-07,Ann, Bo,9.50", ["7", "2024-02-07", "Ann, Bo", "9.50"], {EXTRA: 1}),
        ("72024-02-07,Ann Lee,9.50", ["72024-02-07", "", "Ann Lee", "9.50"], {LOST: 1}),
        ("7;2024-02-07;Ann;9.50", ["7", "2024-02-07", "Ann", "9.50"], {OTHER: 1}),
        ("7,2024-02-07,Ann,9.50,", ["7", "2024-02-07", "Ann", "9.50"], {}),
        ("7,2024-02-07", ["7", "2024-02-07", "", ""], {}),
        ("7,2024-02-07,a,b,c,d,e,f,g", ["7", "2024-02-07", *"abcdefg"], {}),
    ],
)
def test_repairs_by_hand(line, row, repairs):
    """What nothing explains stays as it stands."""
    found, mended = read(line)
    assert ([cell.strip() for cell in found], mended) == (row, repairs)


def test_one_column_is_left_alone():
    """Every delimiter in it is part of the text."""
    found = read_records(["note", '"a', 'b"', "c, d", "", "e"], Dialect())
    assert found.rows == [["note"], ["a\nb"], ["c", " d"], ["e"]]
    assert found.lines == [1, 2, 4, 6]


def test_a_quote_that_never_closes_takes_one_line():
    """Not the rest of the file."""
    lines = ["a,b", '"1,2', *[f"{i},{i}" for i in range(50)]]
    found = read_records(lines, Dialect(delimiter=",", width=2))
    assert len(found.rows) == 52
    assert found.rows[1] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "header"),
    [
        (["name,paid", "1,Ann,2.5", "2,Bo,3.5", "3,Cy,4.5", "4,Di,5.5"], ["", "name", "paid"]),
        (["no,name", "1,Ann,", "2,Bo,", "3,Cy,", "4,Di,"], ["no", "name", ""]),
        (["no,name", "1,Ann,5", "2,Bo,", "3", "4,Di,7", "5,Ed,8"], ["no", "name", ""]),
    ],
)
def test_names_that_are_one_too_few(lines, header):
    """The first column has none when rows were written with their own names."""
    found = read_records(lines, Dialect(delimiter=",", width=3))
    assert found.rows[0] + [""] * (3 - len(found.rows[0])) == header


def test_a_name_too_many_is_an_empty_one():
    """When all other rows agree."""
    lines = ["no,,name,paid", "1,Ann,2.5", "2,Bo,3.5", "3,Cy,4.5", "4,Di,5.5"]
    found = read_records(lines, Dialect(delimiter=",", width=3))
    assert found.rows[0] == ["no", "name", "paid"]
    assert found.said == ["Repaired: the row of names, which has one delimiter too many."]


def test_a_table_of_another_width_below_is_not_mended_into_the_first():
    """It has names of its own, and runs to the end."""
    other = ["no,when,who,paid,left", *[line + "," for line in PLAIN[:5]]]
    found = read_records([*PLAIN, *other], DIALECT)
    assert [len(row) for row in found.rows] == [4] * 20 + [5] * 6
    spaced = read_records([*PLAIN, *[line + "," for line in PLAIN[:5]]], DIALECT)
    assert [len(row) for row in spaced.rows] == [4] * 25
