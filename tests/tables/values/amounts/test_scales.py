"""Thousands and millions by word, and sizes that look like them."""

import pytest

from segmentation.tables.values.amounts.scales import SCALES, are_meant


@pytest.mark.parametrize(
    ("scales", "currencies", "marks", "largest", "expected"),
    [
        ({"k"}, (), "", 900, True),
        ({"k"}, (), "", 24, False),
        ({"K"}, (), "", 6500, False),
        ({"k"}, ("USD",), "", 5, True),
        ({"B"}, (), "", 12, False),
        ({"B"}, (), ".", 2, True),
        ({"B"}, (), ",", 2, False),
        ({"B"}, ("TRY",), ",", 2, False),
        ({"M"}, (), "", 5, False),
        ({"K", "M"}, (), "", 5, True),
        ({"m"}, (), ".", 2, False),
        ({"k", "m"}, (), ".", 2, True),
        ({"L"}, (), ".", 1, False),
        ({"L"}, ("INR",), ".", 1, True),
        ({"L"}, ("EUR",), ".", 1, False),
        ({"Mio."}, (), "", 5, True),
        (set(), (), "", 0, True),
    ],
)
def test_letters_need_something_beside_them(scales, currencies, marks, largest, expected):
    """Carats, kelvins, flats, litres and metres stay what they are."""
    found = are_meant(scales, currencies=currencies, marks=marks, largest=largest)
    assert found is expected


def test_factors():
    """A word stands for a thousand, a million, a billion, or what India and China count by."""
    assert set(SCALES.values()) == {1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}
