"""The fingerprint changes with anything that changes a result."""

import numpy as np
import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.table import fingerprint

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
