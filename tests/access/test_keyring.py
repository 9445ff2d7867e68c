"""Whose key it is, asked of the library only where a text may be one of its keys."""

from datetime import UTC, datetime, timedelta

import pytest

from segmentation.access.keyring import FRESH_SECONDS, Caller, Keyring
from segmentation.access.keys import READ, SCOPES, Keys


@pytest.fixture
def kept(tmp_path):
    """Return a ring of the library's keys, one of them, its text, and the ring's clock."""
    now = [0.0]
    keys = Keys(f"sqlite:///{tmp_path / 'library.sqlite'}")
    made, text = keys.make("ada", frozenset({READ}))
    ring = Keyring(("fixed",), keys, clock=lambda: now[0])
    ring.refresh()
    return ring, keys, made, text.encode(), now


def test_a_key_says_whose_it_is(kept):
    """The owner and the scopes of the library; another random part is unknown."""
    ring, _, _, text, _ = kept
    assert ring.may_be_kept(text)
    assert ring.kept(text) == (Caller(owner="ada", scopes=frozenset({READ})), "holds")
    assert ring.kept(text[:-1] + b"!") == (None, "unknown")
    assert ring.kept(text[:16] + b"A" * 43) == (None, "unknown")


def test_keys_of_the_environment_stay(kept):
    """They open all scopes and name nobody."""
    ring, *_ = kept
    assert ring.has_fixed
    assert ring.is_fixed(b"fixed")
    assert not ring.is_fixed(b"fixe")
    assert Caller() == Caller(owner="", scopes=frozenset(SCOPES))


def test_a_revoked_key_opens_for_two_seconds_at_most(kept):
    """The ring asks the library again after them."""
    ring, keys, made, text, now = kept
    keys.revoke(made.id)
    assert ring.is_fresh()
    now[0] += FRESH_SECONDS + 0.1
    assert not ring.is_fresh()
    ring.refresh()
    assert ring.kept(text) == (None, "revoked")


def test_a_key_that_has_ended_opens_nothing(tmp_path):
    """Its end is looked at with every request, not when the keys are read."""
    now = [datetime(2026, 5, 4, tzinfo=UTC)]
    keys = Keys(f"sqlite:///{tmp_path / 'library.sqlite'}", clock=lambda: now[0])
    _, text = keys.make("ada", frozenset({READ}), 1)
    ring = Keyring((), keys)
    ring.refresh()
    assert ring.kept(text.encode())[1] == "holds"
    now[0] += timedelta(days=1)
    assert ring.kept(text.encode()) == (None, "ended")


@pytest.mark.parametrize("given", [b"", b"fixed", b"\xff" * 60, b"studio_0123456_" + b"a" * 43])
def test_other_texts_never_ask_the_library(kept, given):
    """A flood of wrong keys costs no query."""
    ring, *_ = kept
    assert not ring.may_be_kept(given)
    assert ring.kept(given) == (None, "unknown")
    assert not Keyring(()).may_be_kept(b"studio_01234567_" + b"a" * 43)


def test_all_keys_are_compared_in_constant_time(kept, monkeypatch):
    """Those of the environment all of them, the first being right; of the others the digest."""
    compared = []

    def compare(one, other):
        compared.append((len(one), len(other)))
        return one == other

    monkeypatch.setattr("hmac.compare_digest", compare)
    ring, _, _, text, _ = kept
    assert Keyring(("first", "second", "third")).is_fixed(b"first")
    assert len(compared) == 3
    compared.clear()
    assert ring.kept(text)[0] is not None
    assert ring.kept(text[:16] + b"A" * 43)[0] is None
    assert compared == [(64, 64)] * 2
