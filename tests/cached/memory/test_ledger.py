"""Kept answers end with their sessions, and where there is no room the least used go first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segmentation.cached.memory.ledger import LINGER_SECONDS, SMALL_BYTES, Kept, Ledger


class Clock:
    """A clock that goes when it is told to."""

    now = 0.0

    def __call__(self):
        """Return the seconds."""
        return self.now


@pytest.fixture
def clock():
    """Make a clock."""
    return Clock()


def answers(ledger, *values):
    """Keep values, as caches do that tell the ledger what they have dropped."""
    cache = {}
    for at, value in enumerate(values):
        cache[at] = Kept(value, lambda at=at: ledger.forget(cache.pop(at)))
    return cache


def mega(n=1):
    """Return an array of so many megabytes."""
    return np.zeros(n * SMALL_BYTES, dtype=np.uint8)


def test_a_large_answer_ends_with_the_last_session_that_asked(clock):
    """Not with the first."""
    ledger = Ledger(10**9, 10**9, clock)
    cache = answers(ledger, mega(3))
    for session in ("anna", "bert"):
        ledger.ask(cache[0], session)
    assert (ledger.n_bytes, ledger.bytes_of("anna")) == (3_000_000, 3_000_000)
    ledger.end({"bert"})
    assert (cache.keys(), ledger.bytes_of("anna")) == ({0}, 0)
    ledger.end(set())
    assert not cache
    assert ledger.n_bytes == 0


def test_a_small_one_stays_for_an_hour(clock):
    """The next visitor of a built-in table need not wait."""
    ledger = Ledger(10**9, 10**9, clock)
    cache = answers(ledger, np.zeros(2_000))
    ledger.ask(cache[0], "anna")
    clock.now = LINGER_SECONDS - 1
    ledger.end(set())
    assert ledger.n_bytes == 16_000
    clock.now = LINGER_SECONDS
    ledger.end(set())
    assert not cache
    assert ledger.n_bytes == 0


def test_the_one_not_asked_for_longest_goes_first(clock):
    """Asking is using."""
    ledger = Ledger(3_000_000, 10**9, clock)
    cache = answers(ledger, *(mega() for _ in range(4)))
    for at in (0, 1, 2, 0, 3):
        ledger.ask(cache[at], "anna")
    assert cache.keys() == {0, 2, 3}
    assert ledger.n_bytes == 3_000_000


def test_one_session_does_not_take_the_place_of_others(clock):
    """Its own go first; what another holds too stays."""
    ledger = Ledger(10**9, 2_000_000, clock)
    cache = answers(ledger, *(mega() for _ in range(4)))
    ledger.ask(cache[0], "bert")
    for at in range(4):
        ledger.ask(cache[at], "anna")
    assert cache.keys() == {0, 2, 3}
    assert (ledger.bytes_of("anna"), ledger.bytes_of("bert")) == (2_000_000, 1_000_000)


def test_what_answers_share_counts_once_and_until_the_last_is_gone(clock):
    """A table and what was computed from it hold one frame."""
    ledger = Ledger(10**9, 10**9, clock)
    shared = mega(5)
    cache = answers(ledger, shared, (shared, mega(1)))
    ledger.ask(cache[0], "anna")
    ledger.ask(cache[1], "bert")
    assert ledger.n_bytes == 6_000_000
    ledger.end({"bert"})
    assert ledger.n_bytes == 6_000_000
    ledger.end(set())
    assert ledger.n_bytes == 0


def test_one_that_is_larger_than_all_may_be_is_given_all_the_same(clock):
    """Else it would be computed for ever."""
    ledger = Ledger(2_000_000, 1_000_000, clock)
    cache = answers(ledger, mega(1), mega(9))
    ledger.ask(cache[0], "anna")
    assert len(ledger.ask(cache[1], "anna")) == 9_000_000
    assert cache.keys() == {1}


ASKED = st.lists(st.tuples(st.integers(0, 6), st.sampled_from("abc")), max_size=40)


@given(ASKED, st.sets(st.sampled_from("abc")))
def test_sums_are_those_of_what_is_there(asked, there):
    """Whatever was asked for, by whom, and who has left."""
    ledger = Ledger(3_000_000, 2_500_000)
    shared = np.zeros(100_000)
    values = {at: (shared, np.zeros(100_000 * (1 + at % 3))) for at in range(7)}
    cache = {}
    for at, session in asked:
        if at not in cache:
            cache[at] = Kept(values[at], lambda at=at: cache.pop(at))
        ledger.ask(cache[at], session)
        assert ledger.n_bytes <= 3_000_000 + 2_400_000
    ledger.end(there)
    sizes = {at: kept for at, kept in cache.items() if not kept.is_gone}
    parts = {part: size for kept in sizes.values() for part, size in kept.parts.items()}
    assert ledger.n_bytes == sum(parts.values())
    for session in "abc":
        mine = [kept.parts for kept in sizes.values() if session in kept.holders]
        held = {part: size for each in mine for part, size in each.items()}
        assert ledger.bytes_of(session) == sum(held.values())
        assert not held or session in there
