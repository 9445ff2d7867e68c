"""A row of names with other cells than the rest is mended where that is clear, else told."""

import pytest

from segmentation.tables.formats.delimited.names_row import mend_names
from segmentation.tables.formats.delimited.splitting import Dialect

ROWS = [[f"A{i}", f"2024-01-0{i}", str(i), f"{i}.5"] for i in range(1, 7)]


@pytest.mark.parametrize(
    ("names", "wanted", "warned"),
    [
        (["no", "date", "qty", "price"], ["no", "date", "qty", "price"], False),
        (["date", "qty", "price"], ["", "date", "qty", "price"], True),
        (["no", "date", "price"], ["no", "date", "price", ""], True),
        (["x", "y", "z"], ["", "x", "y", "z"], True),
        (["no", "", "date", "qty", "price"], ["no", "date", "qty", "price"], False),
        (["no", "date", "qty", "price", " net"], ["no", "date", "qty", "price, net"], True),
        (["a", "b", "c", "d", "e"], ["a", "b", "c", "d", "e"], True),
    ],
)
def test_names_by_hand(names, wanted, warned):
    """What a name says of its column decides; where nothing does, rows are taken to be named."""
    rows = [names, *map(list, ROWS)]
    _, warnings = mend_names(rows, Dialect(delimiter=",", width=4))
    mended = [name.replace(",", ", ").replace("  ", " ") for name in rows[0]]
    assert (mended, bool(warnings)) == (wanted, warned)
    assert rows[1:] == ROWS


def test_decimal_commas_need_equal_fractions():
    """Two columns of whole numbers are no column of decimals."""
    dialect = Dialect(delimiter=",", width=3)
    rows = [["id", "paid"], ["A", "1", "50"], ["B", "2", "25"], ["C", "3", "75"]]
    said, _ = mend_names(rows, dialect)
    assert rows[1] == ["A", "1.50"]
    assert "“paid”" in said[0]
    rows = [["id", "paid"], ["A", "1", "5"], ["B", "2", "125"], ["C", "3", "75"]]
    assert mend_names(rows, dialect)[0] == []
    assert rows[1] == ["A", "1", "5"]
