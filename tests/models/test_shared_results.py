"""Shared results end, can be ended by who made them, and leave nothing behind."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from segmentation.errors import DataError, LimitError, ModelError
from segmentation.models import shared_results
from segmentation.models.shared_results import DAYS, GONE, ID, SharedResults

START = datetime(2026, 1, 31, 12, tzinfo=UTC)
MINE, YOURS = "a" * 43, "b" * 43


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Run a test on a file, and on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'library.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    yield address
    engine = sa.create_engine(address, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS shared_results")


@pytest.fixture
def clock():
    """Return a clock to be moved."""
    return Clock()


@pytest.fixture
def shared(url, clock):
    """Return the shared results with that clock."""
    return SharedResults(url, clock=clock)


def rows(url: str) -> list:
    """Read the table as whoever has the database."""
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        return connection.exec_driver_sql("SELECT * FROM shared_results").all()


def test_who_has_the_link_can_open_it(shared):
    """The content as it was given, with when it was made and when it ends."""
    link = shared.share(MINE, "shop: 5 segments", '{"größe": "\u202e<b>\\u0000"}', 7)
    found = shared.open(link.id)
    assert found.content == '{"größe": "\u202e<b>\\u0000"}'
    assert found.link == link
    assert (link.created, link.ends) == (START, START + timedelta(days=7))
    assert ID.fullmatch(link.id)


@pytest.mark.parametrize("days", DAYS)
def test_it_ends_with_its_time_and_is_deleted(shared, clock, url, days):
    """To the second; whoever comes later leaves no trace of it."""
    link = shared.share(MINE, "x", "secret figures", days)
    clock.now = START + timedelta(days=days, seconds=-1)
    assert shared.open(link.id).content == "secret figures"
    clock.now = START + timedelta(days=days)
    with pytest.raises(ModelError, match="its time has ended"):
        shared.open(link.id)
    assert rows(url) == []
    assert shared.shared_by(MINE) == ()


def test_only_who_made_it_can_end_it(shared, url):
    """Another browser cannot, and its own list does not show it."""
    link = shared.share(MINE, "x", "figures")
    assert shared.shared_by(YOURS) == ()
    with pytest.raises(ModelError, match="was revoked"):
        shared.revoke(YOURS, link.id)
    assert [each.id for each in shared.shared_by(MINE)] == [link.id]
    shared.revoke(MINE, link.id)
    assert rows(url) == []
    with pytest.raises(ModelError) as gone:
        shared.open(link.id)
    assert str(gone.value) == GONE


def test_the_secret_is_not_stored(shared, url):
    """Whoever reads the database cannot act as the browser."""
    shared.share(MINE, "x", "figures")
    assert MINE not in str(rows(url))


def test_the_list_is_the_latest_first(shared, clock):
    """With what each is about."""
    first = shared.share(MINE, "first", "1", 90)
    clock.now += timedelta(days=1)
    second = shared.share(MINE, "second", "2", 1)
    assert shared.shared_by(MINE) == (second, first)
    clock.now += timedelta(days=2)
    assert shared.shared_by(MINE) == (first,)


@pytest.mark.parametrize(
    "id_", ["", "x", "a" * 42, "a" * 44, "../" + "a" * 40, "a" * 42 + "\n", "\0" * 43, "é" * 43]
)
def test_an_id_of_another_form_is_the_same_sentence(shared, id_):
    """As is one that nobody has made."""
    for asked in (id_, "Z" * 43):
        with pytest.raises(ModelError) as gone:
            shared.open(asked)
        assert str(gone.value) == GONE
    with pytest.raises(ModelError):
        shared.revoke(MINE, id_)


def test_no_two_links_are_alike(shared):
    """Each is drawn anew."""
    assert len({shared.share(MINE, "x", "1").id for _ in range(20)}) == 20


def test_limits_are_sentences(shared, monkeypatch):
    """Too long, too large, too many."""
    with pytest.raises(DataError, match="for 1, 7, 30, 90 days, not for 3650"):
        shared.share(MINE, "x", "1", 3650)
    monkeypatch.setattr(shared_results, "LARGEST", 10)
    with pytest.raises(LimitError, match="Choose fewer columns"):
        shared.share(MINE, "x", "12345678901")
    monkeypatch.setattr(shared_results, "MOST_LINKS", 2)
    for _ in range(2):
        shared.share(MINE, "x", "1")
    with pytest.raises(LimitError, match="You have shared 2 links"):
        shared.share(MINE, "x", "1")
    assert shared.share(YOURS, "x", "1")


def test_a_library_that_cannot_be_used_is_one_sentence(tmp_path):
    """And nothing was changed."""
    (tmp_path / "file").write_text("no database")
    with pytest.raises(DataError, match="Shared links cannot be used: file is not a database"):
        SharedResults(f"sqlite:///{tmp_path / 'file'}").share(MINE, "x", "1")
