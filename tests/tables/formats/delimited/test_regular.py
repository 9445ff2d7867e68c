"""The fast reader gives what the careful one gives, or leaves the text to it."""

import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.formats.delimited import text
from segmentation.tables.parsing import parse

ROWS = [f'{i},"name, {i}",{i}.5,2024-01-{1 + i % 28:02d},' for i in range(500)]
REGULAR = "\n".join(["id,name,paid,day,", *ROWS])

TEXTS = {
    "regular": REGULAR,
    "no names": "\n".join(ROWS),
    "a title": "Shop 12\n" + REGULAR,
    "a total": REGULAR + "\nTotal,,900,,",
    "names again": REGULAR + "\nid,name,paid,day,\n" + ROWS[0],
    "a short row": REGULAR + "\n5,x",
    "a long row": REGULAR + "\n5,x,1.5,2024-01-01,,9",
    "cells over lines": REGULAR.replace("name, 7", "name\n7"),
    "empty lines": REGULAR.replace("\n", "\n\n"),
    "a stray quote": REGULAR + '\n5,"x,1.5,2024-01-01,',
    "names in two rows": REGULAR.replace("day,\n", "day,\n#,,EUR,day,\n", 1),
}


@pytest.mark.parametrize("given", TEXTS.values(), ids=TEXTS)
def test_both_readers_agree(given, monkeypatch):
    """The fast reader gives the cells, names and report of the careful one."""
    careful = parse(given.encode(), sg.ReadOptions(), "given")
    monkeypatch.setattr(text, "FAST_FROM", 0)
    fast = parse(given.encode(), sg.ReadOptions(), "given")
    pd.testing.assert_frame_equal(fast[0], careful[0])
    assert fast[1] == careful[1]


def test_the_fast_reader_is_used(monkeypatch):
    """For a regular text it alone."""
    monkeypatch.setattr(text, "FAST_FROM", 0)
    monkeypatch.setattr(text, "read_records", None)
    assert len(parse(REGULAR.encode(), sg.ReadOptions(), "given")[0]) == 500
