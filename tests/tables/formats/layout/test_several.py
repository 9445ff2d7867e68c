"""Several tables below each other are a choice; groups, pages and gaps of one are not."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.layout.several import REASON, find_tables

ORDERS = "id,name,n\n1,Ann,5\n2,Bo,6\n3,Cy,7\n"
REGIONS = "region,paid,day\nNorth,1.5,2024-01-01\nSouth,2.5,2024-01-02\nEast,3.5,2024-01-03\n"
CODES = "code,label\nA,active\nB,lost\nC,new\n"
MANY = "customer,spend\n" + "".join(f"K{n},{3 * n}\n" for n in range(99))
ONE, TWO = "Table 1: id, name, n", "Table 2: region, paid, day"


def read(text: str, **options):
    """Read a text."""
    return sg.read_table(text.encode(), options=sg.ReadOptions(**options))


@pytest.mark.parametrize("between", ["\n", "\n\n\n", "", "\nRegions\n", "\nRegions,,\n"])
def test_two_tables_are_a_choice(between):
    """After an empty line, a title, or nothing; what is read alone is read the same way."""
    text = ORDERS + between + REGIONS
    first = read(text)
    second_name = "Table 2: Regions" if "Regions" in between else TWO
    assert first.report.sheets == (ONE, second_name)
    assert (first.report.sheet, first.report.part) == (ONE, "table")
    assert first.frame.equals(read(ORDERS).frame)
    assert first.report.warnings[0] == (
        f"Read from the table “{ONE}”, one of 2; not read: “{second_name}”."
    )
    assert sum(skip.reason == REASON for skip in first.report.skipped) >= 4
    second = read(text, sheet=second_name)
    assert second.frame.equals(read(REGIONS).frame)
    assert second.report.sheet == second_name
    assert not any(said.startswith("Read from") for said in second.report.warnings)


def test_lines_are_those_of_the_file():
    """Also in a table that begins below."""
    report = read(ORDERS + "\n" + REGIONS + "Total,7.5,\n", sheet=TWO).report
    assert report.header_row == 6
    assert (10, "it stands below the table") in [(s.line, s.reason) for s in report.skipped]


def test_a_far_larger_table_is_read_after_a_small_one():
    """As with sheets."""
    table = read(ORDERS + "\n" + MANY + "\n" + CODES)
    assert table.report.sheet == "Table 2: customer, spend"
    assert len(table.frame) == 99
    assert len(table.report.sheets) == 3


ONES = {
    "a gap": "id,n\n1,5\n2,6\n\n3,7\n4,8\n",
    "pages": ORDERS + "\n" + ORDERS,
    "groups": "North\n" + ORDERS + "\nSouth\n" + ORDERS.replace("Ann", "Di"),
    "a total": ORDERS + "\nTotal,,18\n",
    "notes": ORDERS + "\nSource: our shop\nMade on 2024-05-01\n",
    "a note of cells": ORDERS + "\nmade by,Ann\n",
    "words": "name,city,mood\n" + "Ann,Rome,good\nBo,Bonn,bad\n\nCy,Oslo,good\nDi,Rome,bad\n" * 3,
    "a missing number": "id,n,m\n1,5,6\n2,none,unknown\n3,7,8\n4,9,9\n",
    "a customer of words": "id,n,m\n"
    + "".join(f"C{at},5,{at}\n" for at in range(6))
    + "C6,none,unknown\nC7,5,8\nC8,4,-\n",
    "a word among numbers": "id,n\n1,5\n2,6\nx,y\n3,7\n4,8\n5,9\n",
}


@pytest.mark.parametrize("text", ONES.values(), ids=ONES)
def test_one_table_stays_one(text):
    """And nothing is said of others."""
    report = read(text).report
    assert report.sheets == ()
    assert not any("Read from" in said for said in report.warnings)


def test_no_such_table():
    """Of two, and of one."""
    with pytest.raises(sg.DataError, match=r"has no table “x”\. Choose one of: Table 1"):
        read(ORDERS + "\n" + REGIONS, sheet="x")
    with pytest.raises(sg.DataError, match="has no table “x”: it holds one only"):
        read(ORDERS, sheet="x")


def test_two_tables_of_a_sheet():
    """Named after the sheet; the other sheets stay a choice."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "May"
    for row in (*ORDERS.split("\n"), *REGIONS.split("\n")):
        sheet.append([float(c) if c.replace(".", "").isdigit() else c for c in row.split(",")])
    book.create_sheet("Notes").append(["by Ann"])
    made = io.BytesIO()
    book.save(made)
    table = sg.read_table(made.getvalue())
    assert table.report.sheets == (f"May › {ONE}", f"May › {TWO}", "Notes")
    assert table.frame["n"].tolist() == [5, 6, 7]
    options = sg.ReadOptions(sheet=f"May › {TWO}")
    assert sg.read_table(made.getvalue(), options=options).frame["paid"].tolist() == [1.5, 2.5, 3.5]
    whole = sg.read_table(made.getvalue(), options=sg.ReadOptions(sheet="May"))
    assert whole.report.sheet == f"May › {ONE}"


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 99)), min_size=3, max_size=20),
    st.sets(st.integers(1, 19), max_size=4),
)
def test_empty_lines_never_split_a_table(rows, gaps):
    """Wherever they stand."""
    grid = [["kind", "paid"], *([kind, str(paid)] for kind, paid in rows)]
    lines, line = [], 0
    for at in range(len(grid)):
        line += 2 if at in gaps else 1
        lines.append(line)
    assert len(find_tables(grid, lines)) < 2


@given(st.lists(st.lists(st.sampled_from(["", "a", "b", "1", "2024-01-01", "x\ny"]), max_size=4)))
def test_any_rows_end_in_places_in_order(rows):
    """From the first to the last row."""
    places = find_tables(rows, list(range(1, len(rows) + 1)))
    ends = [place.end for place in places]
    assert ends == sorted(ends)
    assert not places or (places[0].start, places[-1].end) == (0, len(rows))
