"""Years of two digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.values.days.centuries import (
    LAST_AHEAD,
    LAST_BIRTH,
    are_buddhist,
    is_birth,
    last_year,
    with_century,
)


@given(st.sets(st.integers(0, 99), min_size=1))
def test_no_birthday_lies_ahead(years):
    """And none is more than a hundred years back."""
    last = last_year(years, birth=True)
    full = [with_century(year, last) for year in years]
    assert max(full) <= LAST_BIRTH
    assert min(full) > LAST_BIRTH - 100
    assert {year % 100 for year in full} == years


@pytest.mark.parametrize(
    ("years", "last"),
    [
        ({23, 24}, LAST_AHEAD),
        ({24, 31, 40}, LAST_AHEAD),
        ({99, 1, 24}, LAST_AHEAD),
        ({52, 71, 41}, LAST_BIRTH),
    ],
)
def test_contracts_run_ahead_unless_others_lie_far_back(years, last):
    """1952 and 2041 rarely stand in one column."""
    assert last_year(years, birth=False) == last


@pytest.mark.parametrize(
    "name", ["Birthdate", "date_of_birth", "DOB", "Geburtstag", "geb", "Geb.-Datum", "生年月日"]
)
def test_columns_named_after_birth(name):
    """In several languages."""
    assert is_birth(name)


@pytest.mark.parametrize(
    "name", ["Gebiet", "Gebühr", "dobson", "valid_to", "order date", "geboten"]
)
def test_other_names(name):
    """That only begin alike."""
    assert not is_birth(name)


def test_years_of_the_thai_calendar():
    """All of them, or none."""
    assert are_buddhist({2567, 2566})
    assert not are_buddhist({2567, 2024})
    assert not are_buddhist(set())
