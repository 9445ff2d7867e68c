"""A visitor's file is found by the same browser for a while, and by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.cached.kept_files import HOURS_VARIABLE, USUAL_HOURS, KeptFiles, hours_of

HOUR = 3600.0


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        """Return the seconds."""
        return self.now


@pytest.fixture
def clock():
    """Make a clock."""
    return Clock()


def test_only_the_same_browser_finds_its_file(clock):
    """Neither another browser nor one without a secret, nor by another fingerprint."""
    kept = KeptFiles(HOUR, clock=clock)
    kept.put("mine", "abc", "shop.csv", b"1")
    kept.put("", "abc", "nobodys.csv", b"2")
    found = kept.get("mine", "abc")
    assert (found.name, found.data) == ("shop.csv", b"1")
    assert kept.get("yours", "abc") is None
    assert kept.get("", "abc") is None
    assert kept.get("mine", "abd") is None


def test_a_file_ends_after_its_time_and_use_prolongs_it(clock):
    """Exactly at the end it is gone."""
    kept = KeptFiles(HOUR, clock=clock)
    kept.put("mine", "abc", "shop.csv", b"1")
    clock.now = HOUR - 1
    assert kept.get("mine", "abc")
    clock.now = 2 * HOUR - 2
    assert kept.get("mine", "abc")
    clock.now = 3 * HOUR - 2
    assert kept.get("mine", "abc") is None


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), max_size=30))
def test_all_together_stay_below_the_budget(files):
    """The ones that were not used longest go first; what was brought last is there."""
    kept, there = KeptFiles(HOUR, most_bytes=12, clock=Clock()), {}
    for name, size in files:
        kept.put("mine", name, name, b"x" * size)
        there.pop(name, None)
        there[name] = size
        while sum(there.values()) > 12:
            del there[next(iter(there))]
        assert kept.get("mine", name).data == b"x" * size
    assert {name for name in "abcd" if kept.get("mine", name)} == set(there)


def test_what_is_too_large_or_switched_off_is_not_kept(clock):
    """One file above the budget does not drive the others out."""
    kept = KeptFiles(HOUR, most_bytes=5, clock=clock)
    kept.put("mine", "small", "a", b"12345")
    kept.put("mine", "large", "b", b"123456")
    assert kept.get("mine", "large") is None
    assert kept.get("mine", "small")
    off = KeptFiles(0.0, clock=clock)
    off.put("mine", "small", "a", b"1")
    assert off.get("mine", "small") is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("", USUAL_HOURS), (" 0.5 ", 0.5), ("0", 0), ("off", 0), ("-3", 0), ("nan", 0), ("inf", 0)],
)
def test_the_operator_sets_the_time(text, hours):
    """What cannot be understood keeps nothing."""
    assert hours_of({HOURS_VARIABLE: text}) == hours
    assert hours_of({}) == USUAL_HOURS
