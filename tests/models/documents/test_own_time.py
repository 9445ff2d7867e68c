"""What was deleted is kept by the library's own time, whatever the server's clock says."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from made_models import mall_model

import segmentation as sg
from segmentation.models.documents.library_table import connected
from segmentation.models.documents.own_time import LONGEST_STEP, NAME, own_time, own_time_table
from segmentation.models.library import KEPT_AFTER_DELETION, Library

START = datetime(2026, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3_650)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Make an empty library of each kind, and leave nothing of it behind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite'}"
        return
    found = request.getfixturevalue("postgres")
    forget(found)
    yield found
    forget(found)


def forget(url):
    """Drop the tables of a library."""
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        for name in ("saved_segmentations", NAME):
            connection.execute(sa.text(f"DROP TABLE IF EXISTS {name}"))


@pytest.fixture
def clock():
    """Make a clock to be moved."""
    return SimpleNamespace(now=START)


@pytest.fixture
def library(url, clock):
    """Make a library with that clock."""
    return Library(url, clock=lambda: clock.now)


@pytest.mark.parametrize("wrong", [YEARS, -YEARS])
def test_a_clock_that_is_wrong_by_ten_years_empties_no_bin(library, clock, wrong):
    """Neither while it is wrong, however often is saved, nor once it is right again."""
    gone = library.save("Gone", mall_model())
    library.delete(gone)
    clock.now += wrong
    for _ in range(40):
        library.save("New", mall_model())
        clock.now += timedelta(minutes=1)
    clock.now -= wrong
    library.save("Later", mall_model())
    library.restore(gone)
    assert "Gone" in {entry.name for entry in library.entries()}


def test_what_is_deleted_while_the_clock_is_ahead_goes_in_its_time(library, clock):
    """Not ten years later."""
    clock.now += YEARS
    library.save("First", mall_model())
    clock.now -= YEARS
    gone = library.save("Gone", mall_model())
    clock.now += YEARS
    library.delete(gone)
    clock.now -= YEARS
    for _ in range(KEPT_AFTER_DELETION // LONGEST_STEP + 2):
        clock.now += LONGEST_STEP
        library.save("New", mall_model())
    with pytest.raises(sg.ModelError, match="no such saved segmentation"):
        library.restore(gone)


def test_a_library_without_a_time_begins_with_the_latest_it_has_written(library, clock, url):
    """As one of an earlier release, opened first when the clock is ahead."""
    gone = library.save("Gone", mall_model())
    library.delete(gone)
    engine, _ = connected(url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE library_time"))
    clock.now += YEARS
    later = Library(url, clock=lambda: clock.now)
    later.save("New", mall_model())
    later.restore(gone)


STEPS = st.lists(st.integers(-5_000, 5_000).map(lambda hours: timedelta(hours=hours)), max_size=20)


@given(STEPS)
def test_it_goes_with_the_clock_but_never_back_nor_far(steps):
    """Whatever the clock does."""
    metadata = sa.MetaData()
    saved = sa.Table("saved", metadata, sa.Column("changed", sa.DateTime(timezone=True)))
    time, now = own_time_table(metadata), START
    with sa.create_engine("sqlite://").begin() as connection:
        metadata.create_all(connection)
        connection.execute(time.insert().values(id=1))
        before = own_time(connection, saved, now)
        assert before == START
        for step in steps:
            now += step
            after = own_time(connection, saved, now)
            assert after - before == min(max(step, timedelta(0)), LONGEST_STEP)
            before = after
