"""What one cell says of a day."""

import pytest

from segmentation.tables.values.days.cells import read_cell


@pytest.mark.parametrize(
    ("cell", "kind", "numbers", "word"),
    [
        ("14/02/2024", "open", (14, 2, 2024), ""),
        ("5. 1. 2024", "open", (5, 1, 2024), ""),
        ("24/3/5", "open", (24, 3, 5), ""),
        ("20. 2. 1.", "open", (20, 2, 1), ""),
        ("2024-02-14", "day", (2024, 2, 14), ""),
        ("8.04.2020 г.", "open", (8, 4, 2020), ""),
        ("14th February 2024", "day", (2024, 0, 14), "February"),
        ("1st of March, 2024", "day", (2024, 0, 1), "March"),
        ("February 14th, 2024", "day", (2024, 0, 14), "February"),
        ("le 14 février 2024", "day", (2024, 0, 14), "février"),
        ("14 de febrero de 2024", "day", (2024, 0, 14), "febrero"),
        ("28 d’octubre del 2020", "day", (2020, 0, 28), "octubre"),
        ("14FEB2024", "day", (2024, 0, 14), "FEB"),
        ("2024. február 14.", "day", (2024, 0, 14), "február"),
        ("2024年2月14日", "day", (2024, 2, 14), ""),
        ("2024년 2월 14일", "day", (2024, 2, 14), ""),
        ("令和6年2月14日", "day", (2024, 2, 14), ""),
        ("令和元年5月1日", "day", (2019, 5, 1), ""),
        ("民國113年2月14日", "day", (2024, 2, 14), ""),
        ("2024年2月", "month", (2024, 2), ""),
        ("08/2020", "month", (2020, 8), ""),
        ("Aug-20", "month", (20, 0), "Aug"),
        ("août 2020", "month", (2020, 0), "août"),
        ("Q1 2020", "quarter", (2020, 1), ""),
        ("2. Quartal 2020", "quarter", (2020, 2), ""),
        ("2024年第3四半期", "quarter", (2024, 3), ""),
        ("2024-W05", "week", (2024, 5), ""),
        ("KW 5/2024", "week", (2024, 5), ""),
    ],
)
def test_cells_by_hand(cell, kind, numbers, word):
    """Numbers as written; what only the column can tell stays open."""
    said = read_cell(cell)
    assert (said.kind, said.numbers, said.word) == (kind, numbers, word)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("Wed, 14 Feb 2024", "wed"),
        ("Mi, 14.02.2024", "mi"),
        ("Tuesday, March 5th 2024", "tuesday"),
        ("quinta-feira, 28 de fevereiro de 2019", "quinta-feira"),
        ("2024年2月14日(水)", "水"),
        ("2019. május 8., szerda", "szerda"),
    ],
)
def test_a_weekday_is_kept_apart(cell, word):
    """Whether it is one, its column tells."""
    assert read_cell(cell).weekday == word


@pytest.mark.parametrize(
    "cell",
    [
        *("1.2.3", "10-12", "1/2", "10:30", "192.168.1.10", "5 apples 2024", "May", "Room 12"),
        *("Q5 2020", "2024-W60", "A1 2024", "12345", "555-123-4567", "13/2020", "(030) 1234567"),
    ],
)
def test_what_is_no_day(cell):
    """Versions, sizes, fractions, times, addresses and telephones."""
    assert read_cell(cell) is None
