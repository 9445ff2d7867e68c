"""A key opens what it was made for, until it ends, and is kept as a digest."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

import segmentation as sg
from segmentation.access.keys import FORM, READ, SCOPES, SCORE, Keys, digest

START = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Run a test on a file, and on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    yield address
    with sa.create_engine(address, poolclass=sa.pool.NullPool).begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS service_keys")


def test_a_key_is_listed_with_what_it_opens(url):
    """Owner in small letters, scopes, end; the key itself is not in the list."""
    keys = Keys(url, clock=lambda: START)
    made, text = keys.make(" Ada@Shop.example", frozenset({SCORE}), 30)
    (listed,) = keys.all()
    assert listed == made
    assert (listed.owner, listed.scopes) == ("ada@shop.example", {SCORE})
    assert (listed.made, listed.ends) == (START, START + timedelta(days=30))
    assert FORM.fullmatch(text)[1] == made.id
    assert text not in repr(listed)
    assert listed.digest not in repr(listed)


def test_only_a_digest_is_kept(tmp_path):
    """Neither the key nor its random part is in the bytes of the file."""
    path = tmp_path / "library.sqlite"
    _, text = Keys(f"sqlite:///{path}").make("ada", frozenset(SCOPES))
    kept = path.read_bytes()
    assert text.encode() not in kept
    assert text[16:].encode() not in kept
    assert hashlib.sha256(text.encode()).hexdigest().encode() in kept


def test_a_key_is_itself_and_nothing_else_is(url):
    """Not another key, a shorter one or one with a blank behind it."""
    keys = Keys(url)
    made, text = keys.make("ada", frozenset({READ}))
    _, other = keys.make("ada", frozenset({READ}))
    assert made.is_of(text.encode())
    for wrong in (other, text[:-1], f"{text} ", "", digest(text.encode())):
        assert not made.is_of(wrong.encode())


def test_a_key_ends_at_its_moment_and_when_it_is_revoked(url):
    """It holds a second before the end, and not at the end."""
    now = [START]
    keys = Keys(url, clock=lambda: now[0])
    made, _ = keys.make("ada", frozenset({READ}), 1)
    assert made.state(START + timedelta(days=1, seconds=-1)) == "holds"
    assert made.state(START + timedelta(days=1)) == "ended"
    keys.revoke(made.id)
    (listed,) = keys.all()
    assert (listed.revoked, listed.state(START)) == (START, "revoked")
    with pytest.raises(sg.DataError, match="There is no key"):
        keys.revoke(made.id)


@pytest.mark.parametrize(
    ("owner", "scopes", "days", "sentence"),
    [
        ("", {READ}, 1, "names nobody"),
        ("a b", {READ}, 1, "names nobody"),
        ("*", {READ}, 1, "names nobody"),
        ("ada", set(), 1, "opens nothing"),
        ("ada", {READ, "all"}, 1, "opens all. Choose among read, score"),
        ("ada", {READ}, 0, "holds for 0 days"),
        ("ada", {READ}, 3_651, "Choose 1 to 3,650 days"),
    ],
)
def test_a_key_that_makes_no_sense_is_refused(tmp_path, owner, scopes, days, sentence):
    """With what was found and what may be chosen; nothing is kept."""
    keys = Keys(f"sqlite:///{tmp_path / 'library.sqlite'}")
    with pytest.raises(sg.DataError, match=sentence):
        keys.make(owner, frozenset(scopes), days)
    assert keys.all() == ()


@pytest.mark.parametrize("odd", ["0" * 8, "x'; DROP TABLE service_keys; --", "\0", "\ud800", ""])
def test_a_key_that_is_not_there_cannot_be_revoked(url, odd):
    """Whatever text names it."""
    with pytest.raises(sg.DataError, match="There is no key"):
        Keys(url).revoke(odd)
