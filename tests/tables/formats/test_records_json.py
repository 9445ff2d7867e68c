"""JSON in the forms people have."""

import pytest

import segmentation as sg
from segmentation.tables.formats.records_json import is_json

SAME = {
    "records": b'[{"id": 1, "paid": 2.5}, {"id": 2, "paid": null}]',
    "lines": b'{"id": 1, "paid": 2.5}\n{"id": 2, "paid": null}\n',
    "inside": b'{"shop": 12, "customers": [{"id": 1, "paid": 2.5}, {"id": 2}]}',
    "marked": b'\xef\xbb\xbf[{"id": 1, "paid": 2.5}, {"id": 2}]',
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME)
def test_forms_by_hand(data):
    """All give the same table."""
    table = sg.read_table(data)
    assert table.frame.fillna(0).to_dict("list") == {"id": [1, 2], "paid": [2.5, 0]}
    assert table.report.format == "json"


def test_records_inside_records_become_columns():
    """And texts get their types."""
    table = sg.read_table(b'[{"a": {"b": "2024-01-05"}, "c": [1]}, {"a": {"b": "2024-02-05"}}]')
    assert str(table.frame["a.b"].dtype).startswith("datetime64")
    assert table.frame["c"].tolist()[0] == "[1]"


@pytest.mark.parametrize("data", [b"a,b", b"[1, 2]", b"", b"[note],x"])
def test_what_is_none(data):
    """Text that begins like it."""
    assert not is_json(data)


def test_lines_of_which_one_is_broken():
    """JSON with one broken line is refused with the number of a line."""
    with pytest.raises(sg.DataError, match=r"not valid JSON: line \d+ cannot be read"):
        sg.read_table(b'{"a": 1}\n{"a": 2\n{"a": 3}\n')
