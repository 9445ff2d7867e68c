"""Choices that are more than one widget survive a link."""

import pytest

from pages.shell.links import pack, unpack
from segmentation.customers.transactions import SaleColumns
from segmentation.tables.table import ReadOptions


@pytest.mark.parametrize(
    "choices",
    [
        ReadOptions(),
        ReadOptions(delimiter="\t", day_first=False, kinds=(("Größe “x”", "text"),)),
        SaleColumns(customer="a", date="b", returns="drop"),
    ],
)
def test_what_is_packed_is_unpacked(choices):
    """Only what differs from the defaults is written."""
    text = pack(choices)
    assert unpack(type(choices), text or "{}") == choices
    assert "decimal" not in text


@pytest.mark.parametrize("text", ["", "{", "[]", "5", '{"nobody": 1}', '{"sheet": {"a": 1}}'])
def test_nonsense_is_nothing(text):
    """A setting in the address that cannot be unpacked is no setting, and no exception."""
    assert unpack(ReadOptions, text) is None
