"""Codes that look like numbers."""

import pandas as pd
import pytest

from segmentation.tables.values.amounts.codes import are_codes


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["007", "8"], True),
        (["12345678901234567"], True),
        (["+4917155512", "+4917255513"], True),
        (["+1500000", "-200000"], False),
        (["+5", "-3"], False),
        (["10234", "10E35", "10299"], True),
        (["1E35", "1024", "1299"], True),
        (["1e3", "2"], False),
        (["204", "1E5", "88"], True),
        (["204", "1e5", "88"], False),
        (["1e3", "2e4"], False),
        (["1.5E+03", "2"], False),
        (["1E+05", "123456"], False),
        (["12", "1.5"], False),
    ],
)
@pytest.mark.parametrize("dtype", ["str", object])
def test_codes_by_hand(cells, expected, dtype):
    """Telephones, an E among digits, leading zeros; powers of ten are numbers."""
    assert are_codes(pd.Series(cells, dtype=dtype)) is expected


@pytest.mark.parametrize("name", ["Vorwahl", "dial_code", "Mobile phone", "Tel."])
def test_a_plus_is_dialled(name):
    """However short the number, by the name of the column."""
    assert are_codes(pd.Series(["+49", "+43"], name=name))
    assert not are_codes(pd.Series(["49", "43"], name=name))
    assert not are_codes(pd.Series(["+49", "+43"], name="change"))
