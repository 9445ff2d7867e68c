"""Times behind days, on clocks of the world."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.tables.values.days.clock import read_clock, split_time

MINUTE = 60_000_000


@pytest.mark.parametrize(
    ("cell", "day", "minutes", "zone"),
    [
        ("14/02/2024 10:05", "14/02/2024", 605, ""),
        ("14/02/2024 3:04 p. m.", "14/02/2024", 904, ""),
        ("2/14/24 3 PM", "2/14/24", 900, ""),
        ("2/14/24 12:30 am", "2/14/24", 30, ""),
        ("2/14/24 12:30 pm", "2/14/24", 750, ""),
        ("2024/2/14 下午3:04", "2024/2/14", 904, ""),
        ("2024年2月14日 午前10時05分", "2024年2月14日", 605, ""),
        ("2024. 2. 14. 오후 3:04", "2024. 2. 14.", 904, ""),
        ("14/2/2024 3:04 μ.μ.", "14/2/2024", 904, ""),
        ("14 Şubat 2024 ÖS 3:04", "14 Şubat 2024", 904, ""),
        ("21/9/2023, 3:52 ص", "21/9/2023", 232, ""),
        ("14.2.2024 10.05", "14.2.2024", 605, ""),
        ("14.02.2024 um 10:05 Uhr", "14.02.2024", 605, ""),
        ("14/02/2024 à 10h05", "14/02/2024", 605, ""),
        ("10:46 22/6/22", "22/6/22", 646, ""),
        ("20240214T100500Z", "2024-02-14", 605, "utc"),
        ("2024-02-14 10:05:00 UTC", "2024-02-14", 605, "utc"),
        ("2024-02-14 10:05:00 +0000 UTC", "2024-02-14", 605, "utc"),
        ("2024-02-14 10:05 CET", "2024-02-14", 605, "zone"),
        ("2024-02-14T10:05+01:00[Europe/Berlin]", "2024-02-14", 605, "offset"),
        ("Wed Feb 14 10:05:00 CET 2024", "Wed Feb 14 2024", 605, "zone"),
        ("14/Feb/2024:10:05:00 +0100", "14/Feb/2024", 605, "offset"),
        ("14FEB2024:10:05:00", "14FEB2024", 605, ""),
    ],
)
def test_days_and_times_are_parted(cell, day, minutes, zone):
    """Whatever stands between them."""
    found, time = split_time(cell)
    clock = read_clock(time)
    assert (found, clock.microseconds, clock.zone) == (day, minutes * MINUTE, zone)


@pytest.mark.parametrize("cell", ["14.02.2024", "5. 1. 2024", "14 Feb 2024", "20240214", "Room 12"])
def test_a_day_alone_has_no_time(cell):
    """Nothing is taken from it."""
    assert split_time(cell) == (cell, "")
    assert read_clock("").microseconds == 0


@pytest.mark.parametrize("time", ["25:00", "10:61", "10:05 XYZ", "10:05 kg", "noon"])
def test_what_is_no_time(time):
    """Hours that no clock has, and letters that are no zone."""
    assert read_clock(time) is None


@given(st.integers(0, 1439), st.sampled_from(["AM/PM", "a. m./p. m.", "π.μ./μ.μ.", "vorm./nachm."]))
def test_clocks_of_twelve_hours(minutes, words):
    """Every minute of the day comes back."""
    word = words.split("/")[minutes >= 720]
    text = f"{minutes // 60 % 12 or 12}:{minutes % 60:02d} {word}"
    assert read_clock(text).microseconds == minutes * MINUTE
