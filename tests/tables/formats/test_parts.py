"""Files of several tables: which is read, what is offered, what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.formats.parts import FILE, SHEET, STEP, likeliest, said_parts, step, within
from segmentation.tables.table import ReadReport


def test_a_part_of_a_part_is_found_by_both_names():
    """Also when a name holds the mark between the two."""
    names = ["a", f"a{STEP}b", "c"]
    assert step(None, names, "x", SHEET) == (None, None)
    assert step("c", names, "x", SHEET) == ("c", None)
    assert step(f"a{STEP}b", names, "x", SHEET) == (f"a{STEP}b", None)
    assert step(f"a{STEP}b{STEP}d", names, "x", SHEET) == (f"a{STEP}b", "d")
    with pytest.raises(sg.DataError, match=r"x has no file “d”\. Choose one of: a, a › b, c\."):
        step("d", names, "x", FILE)


def test_reports_are_put_into_each_other():
    """The names of the inner parts stand where the outer one stood."""
    report = ReadReport(format="excel", n_rows=1, n_columns=1, sheet="Y", sheets=("X", "Y"))
    outer = within(report, ["a.csv", "b.xlsx", "c.csv"], "b.xlsx", FILE)
    assert outer.sheets == ("a.csv", "b.xlsx › X", "b.xlsx › Y", "c.csv")
    assert (outer.sheet, outer.part) == ("b.xlsx › Y", FILE)
    plain = within(ReadReport(format="csv", n_rows=1, n_columns=1), ["a", "b"], "b", FILE)
    assert (plain.sheet, plain.sheets) == ("b", ("a", "b"))


def test_what_was_passed_over_is_named():
    """The first ones where there are many; nothing of a file of one part."""
    assert said_parts("a", ["a"], SHEET) == ()
    assert said_parts("a", ["a", "b"], FILE, ["b"]) == (
        "Read from the file “a”, one of 2; hidden and not read: “b”.",
    )
    (many,) = said_parts("0", list("0123456789"), SHEET)
    assert many.endswith("“5” and others.")


@given(st.lists(st.integers(0, 500), max_size=8))
def test_the_likeliest_part_is_a_table(sizes):
    """The first, unless it is small and another far larger."""
    at = likeliest(sizes)
    if at is None:
        assert not any(sizes)
        return
    first = next(size for size in sizes if size)
    assert sizes[at] == first or sizes[at] > 10 * first
    assert first <= 30 or sizes[at] == first
