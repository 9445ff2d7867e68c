"""Choices that are more than one widget survive a link."""

import pytest

from pages.shell.links import is_day, pack, unpack
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        '{"nobody": 1}',
        '{"sheet": {"a": 1}}',
        '{"sheet": 5}',
        '{"header_row": true}',
        '{"header_row": 1.5}',
        '{"kinds": ["a"]}',
        '{"kinds": [["a", "text", "b"]]}',
        "[" * 100_000,
        '{"kinds": ' + "[" * 100_000,
    ],
)
def test_nonsense_is_nothing(text):
    """A setting in the address that cannot be unpacked is no setting, and no exception."""
    assert unpack(ReadOptions, text) is None


def test_a_choice_without_what_it_needs_is_nothing():
    """Columns of sales need a customer and a date, both by name."""
    assert unpack(SaleColumns, '{"customer": "a"}') is None
    assert unpack(SaleColumns, '{"customer": "a", "date": null}') is None
    assert unpack(SaleColumns, '{"customer": "a", "date": "b"}') is not None


@pytest.mark.parametrize(
    ("text", "right"),
    [("2025-02-28", True), ("2025-02-30", False), ("ward", False), ("20250228", False)],
)
def test_a_day_of_a_link_is_one_of_the_calendar(text, right):
    """Anything else is left out before it is reckoned with."""
    assert is_day(text) is right
