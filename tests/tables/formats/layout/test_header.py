"""Column names are told from titles above and values below."""

import pytest

from segmentation.tables.formats.layout.header import find_header, header_names, is_header

BODY = [["1", "Ann", "2024-01-05"], ["2", "Bo", "2024-02-05"], ["3", "Cy", "2024-03-05"]]
NAMES = ["no", "name", "joined"]


@pytest.mark.parametrize(
    ("above", "first", "n_names"),
    [
        ([NAMES], 0, 1),
        ([], 0, 0),
        ([["Shop 12"], NAMES], 1, 1),
        ([["Shop 12", "", ""], ["", "", "of 2024"], NAMES], 2, 1),
        ([["Shop 12"], []], 2, 0),
        ([NAMES, ["", "", "day"]], 0, 1),
        ([NAMES, ["#", "", "day"]], 0, 2),
        ([NAMES, NAMES], 0, 2),
        ([["", "name", "joined"]], 0, 1),
    ],
)
def test_places_by_hand(above, first, n_names):
    """The first row that is as full as the others begins the table."""
    rows = [row for row in [*above, *BODY] if row]
    first -= sum(not row for row in above)
    assert find_header(rows) == (first, n_names)


@pytest.mark.parametrize("odd", [":", "none", "0:0"])
def test_a_code_below_the_names_is_somebodys(odd):
    """However odd the rest of its row is."""
    rows = [["id", "n", "m"], ["C0", odd, "unknown"], *([f"C{at}", "5", "6"] for at in range(1, 6))]
    assert find_header(rows) == (0, 1)
    named = [["id", "n", "m"], ["", "pieces", "days"], *rows[2:]]
    assert find_header(named) == (0, 2)


@pytest.mark.parametrize(
    ("row", "below", "expected"),
    [
        (["a", "b"], [["1", "x"]], True),
        (["1", "b"], [["1", "x"]], False),
        (["red", "blue"], [["red", "green"], ["green", "blue"]], False),
        (["color", "shade"], [["red", "green"], ["green", "blue"]], True),
        (["city", "2023", "2024"], [["Oslo", "5", "6"]], False),
        (["id", "2023", "2024"], [["1", "5", "6"]], True),
        (["n/a", "5", "6"], [["1", "5", "6"]], False),
        (["a", "b"], [], True),
        (["1", "2"], [], False),
    ],
)
def test_names_and_values_by_hand(row, below, expected):
    """Names are unlike their columns, and do not occur again."""
    assert is_header(row, below) == expected


def test_rows_of_names_are_joined():
    """What both say is said once."""
    assert header_names([["a", "b", ""], ["a", "k$", "c"]]) == ["a", "b k$", "b c"]
    assert header_names([]) is None
