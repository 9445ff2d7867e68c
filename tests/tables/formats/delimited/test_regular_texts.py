"""Any text is read alike by the fast reader and the careful one: cells, names and report."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segmentation as sg
from segmentation.errors import SegmentationError
from segmentation.tables.formats.delimited import text
from segmentation.tables.parsing import parse

COLUMNS = {
    "id": lambda at: f"K{at:04d}",
    "number": lambda at: str(at * 3),
    "price": lambda at: f"{at / 4:.2f}",
    "comma": lambda at: f'"{at},5"',
    "day": lambda at: f"2024-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
    "last": lambda at: f"{at % 28 + 1:02d}.{at % 12 + 1:02d}.2024",
    "mail": lambda at: f"a{at}@shop.example",
    "word": lambda at: ("red", "blue", "Zürich")[at % 3],
    "quoted": lambda at: f'"say ""{at}"", please"',
    "gaps": lambda at: str(at) if at % 4 else "",
    "empty": lambda _: "",
}
ROWS = (
    *("Total{}", "{}Total", "-----{}", "Page 2 of 7{}", "(3 rows){}", "{}", "# note{}", "NA{}"),
    *('"a, b"{}', '"open{}', "x y{}", "k.A.{}", "Sum:{}"),
)
ENDS = ("", "\n", "\n\n", "\r\n")


@settings(max_examples=60, deadline=None)
@given(
    columns=st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=5, unique=True),
    odd=st.lists(st.tuples(st.integers(0, 69), st.sampled_from(ROWS)), max_size=2),
    again=st.booleans(),
    end=st.sampled_from(ENDS),
    line=st.sampled_from(["\n", "\r\n"]),
)
def test_both_readers_agree(columns, odd, again, end, line):
    """Whatever stands between the rows: totals, rules, names again, notes, other quoting."""
    rows = [",".join(COLUMNS[name](at) for name in columns) for at in range(70)]
    for at, row in odd:
        rows[at] = row.format("," * (len(columns) - 1))
    if again:
        rows.insert(40, ",".join(columns))
    data = (line.join([",".join(columns), *rows]) + end).encode()
    answers = []
    for fast_from in (0, 10**9):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(text, "FAST_FROM", fast_from)
            try:
                answers.append(parse(data, sg.ReadOptions(), "given"))
            except SegmentationError as error:
                answers.append((None, str(error)))
    (fast, fast_said), (careful, careful_said) = answers
    assert fast_said == careful_said
    if careful is not None:
        pd.testing.assert_frame_equal(fast, careful)


def test_part_of_one_table_is_refused(monkeypatch):
    """A part that is asked for is looked for on both ways."""
    monkeypatch.setattr(text, "FAST_FROM", 0)
    data = "\n".join(["id,x", *(f"a{at},{at}" for at in range(50))]).encode()
    with pytest.raises(SegmentationError, match="it holds one only"):
        parse(data, sg.ReadOptions(sheet="Table 2"), "given")


def test_the_second_table_of_a_large_text_is_offered(monkeypatch):
    """Two tables of equal width below each other are a choice, as in a short text."""
    monkeypatch.setattr(text, "FAST_FROM", 0)
    first = ["id,x", *(f"a{at},{at}" for at in range(50))]
    second = ["code,day", *(f"b{at},2024-01-{at % 28 + 1:02d}" for at in range(50))]
    data = "\n".join([*first, *second]).encode()
    _, report = parse(data, sg.ReadOptions(), "given")
    assert len(report.sheets) == 2
    frame, _ = parse(data, sg.ReadOptions(sheet=report.sheets[1]), "given")
    assert list(frame.columns) == ["code", "day"]
