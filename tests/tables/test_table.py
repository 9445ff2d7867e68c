"""The fingerprint changes with anything that changes a result."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.table import fingerprint, former_fingerprint

FRAME = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": ["x", "y", None]})

CHANGES = {
    "a cell": FRAME.assign(a=[1.0, 2.0, 3.0000001]),
    "a text": FRAME.assign(b=["x", "y", "z"]),
    "an empty text": FRAME.assign(b=["x", "y", ""]),
    "the order of rows": FRAME.iloc[[1, 0, 2]],
    "the order of columns": FRAME[["b", "a"]],
    "a name": FRAME.rename(columns={"a": "A"}),
    "a type": FRAME.astype({"a": "int64"}),
    "one row less": FRAME.head(2),
    "one column less": FRAME[["a"]],
}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_any_change_is_seen(changed):
    """Any change of a frame, in values, names, order or types, changes its fingerprint."""
    assert fingerprint(changed) != fingerprint(FRAME)


def test_the_same_table_has_the_same_fingerprint():
    """The index does not count."""
    assert fingerprint(FRAME.copy()) == fingerprint(FRAME.set_axis([5, 6, 7]))
    assert len(fingerprint(FRAME)) == 32


def test_one_cell_of_many_is_seen():
    """Nothing is sampled: any single edit in 100,000 rows counts."""
    values = np.arange(100_000.0)
    before = fingerprint(pd.DataFrame({"x": values}))
    for at in (0, 1, 50_001, 99_999):
        edited = values.copy()
        edited[at] += 0.5
        assert fingerprint(pd.DataFrame({"x": edited})) != before


def test_the_bare_table_is_what_the_key_stands_for():
    """The same cells under two names, read in two ways, are one bare table."""
    first = sg.read_table(b"id,x\na,1\nb,2\n", "anna.csv").with_identifier("id")
    second = sg.read_table(b"id;x\na;1\nb;2\n", "bert.csv").with_identifier("id")
    assert first.key == second.key == first.bare().key
    assert first.bare().frame is first.frame
    assert (first.bare().name, first.bare().report) == (second.bare().name, second.bare().report)
    assert "anna" not in repr(first.bare())


def test_noughts_and_gaps_are_the_same_however_they_are_written():
    """A reader may write −0 or a missing number with a sign; nobody can see that."""
    plain = pd.DataFrame({"x": [0.0, np.nan, 1.5]})
    signed = pd.DataFrame({"x": [-0.0, -np.nan, 1.5]})
    assert fingerprint(plain) == fingerprint(signed)


def test_older_links_are_understood():
    """What the first links named, written down when they were made."""
    frame = pd.DataFrame({"id": [1, 2], "city": ["Oslo", None], "paid": [1.5, np.nan]})
    assert former_fingerprint(frame) == "f11d286b276d3ff02c7aaeae5fcca2cd"
    table = sg.read_table(b"id,paid\n1,1.5\n2,\n", "shop.csv")
    frame = table.frame
    assert table.is_known_as(fingerprint(frame)[:12])
    assert table.is_known_as(former_fingerprint(frame)[:12])
    assert not table.is_known_as("0123456789ab")
