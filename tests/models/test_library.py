"""A library keeps what was saved, whatever happens in between."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from killing import kill_while_saving
from made_models import drop_all, mall_model

import segmentation as sg
from segmentation.models.library import VARIABLE, Library, default_url

KILLS = 8
MODEL = mall_model()
START = datetime(2025, 1, 31, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Run a test on a file, and on a server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'library.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    yield address
    drop_all(sa.create_engine(address, poolclass=sa.pool.NullPool))


@pytest.fixture
def library(url):
    """Return a library with a clock that stands still."""
    return Library(url, clock=lambda: START)


def test_what_was_saved_opens(library):
    """The model, the link and the plan, byte for byte."""
    view, plan = {"k": ["5"], "features": ["Age", "Größe"]}, {"owner_1": "Ada", "budget": 2.5}
    saved = library.save("  Spring   2025 ", MODEL, note="For the board", view=view, plan=plan)
    found = library.open(saved)
    assert found.model.to_bytes() == MODEL.to_bytes()
    assert (found.view, found.plan) == (view, plan)
    (entry,) = library.entries()
    assert entry == found.entry
    assert (entry.name, entry.note, entry.id) == ("Spring 2025", "For the board", saved)
    assert (entry.n_clusters, entry.n_customers) == (5, 200)
    assert entry.features == MODEL.features
    assert entry.created == entry.changed == START


def test_saving_again_replaces(url):
    """The same id, another content, a later change."""
    moments = iter([START, START + timedelta(hours=1)])
    library = Library(url, clock=lambda: next(moments))
    saved = library.save("First", MODEL, plan={"a": 1})
    assert library.save("Second", MODEL, plan={"a": 2}, replaces=saved) == saved
    found = library.open(saved)
    assert (found.entry.name, found.plan) == ("Second", {"a": 2})
    assert found.entry.changed - found.entry.created == timedelta(hours=1)
    assert len(library.entries()) == 1


def test_the_latest_change_comes_first(url):
    """The list of saved segmentations starts with the one that was changed last."""
    moments = iter(START + timedelta(days=day) for day in (1, 3, 2))
    library = Library(url, clock=lambda: next(moments))
    for name in "abc":
        library.save(name, MODEL)
    assert [entry.name for entry in library.entries()] == ["b", "c", "a"]


def test_deleting_can_be_undone(library):
    """A deleted entry is listed and opened by nobody until it is restored."""
    saved = library.save("A", MODEL)
    library.delete(saved)
    assert library.entries() == ()
    with pytest.raises(sg.ModelError, match="no such saved segmentation"):
        library.open(saved)
    library.restore(saved)
    assert library.open(saved).entry.name == "A"


def test_after_thirty_days_it_is_gone(url):
    """After thirty days the next save removes what was deleted; younger ones can come back."""
    now = [START]
    library = Library(url, clock=lambda: now[0])
    early, late = library.save("Early", MODEL), library.save("Late", MODEL)
    library.delete(early)
    for day in range(31):
        now[0] += timedelta(days=1)
        if day == 1:
            library.delete(late)
        library.save("New", MODEL)
    library.restore(late)
    with pytest.raises(sg.ModelError, match="no such saved segmentation"):
        library.restore(early)


def test_renaming(library):
    """Renaming an entry changes its name and its note."""
    saved = library.save("A", MODEL)
    library.rename(saved, "B", "Why")
    assert [(entry.name, entry.note) for entry in library.entries()] == [("B", "Why")]


def test_what_is_not_there_is_said(library):
    """By every way to it."""
    for use in (library.open, library.delete, library.restore):
        with pytest.raises(sg.ModelError, match="it was deleted, or the link is wrong"):
            use("0" * 16)
    with pytest.raises(sg.ModelError, match="no such"):
        library.rename("x'; DROP TABLE saved_segmentations; --", "A", "")
    with pytest.raises(sg.ModelError, match="no such"):
        library.save("A", MODEL, replaces="0" * 16)
    for odd in ("\0", "\ud800", "", "a" * 10_000):
        for use in (library.open, library.restore):
            with pytest.raises(sg.ModelError, match="no such"):
                use(odd)
    assert library.entries() == ()


@pytest.mark.parametrize("name", ["", "  ", "\0"])
def test_a_name_is_wanted(library, name):
    """A segmentation without a name is not saved, because nobody would find it again."""
    with pytest.raises(sg.DataError, match="has no name"):
        library.save(name, MODEL)


def test_odd_names_and_notes_come_back(library):
    """Markup, quotes, emoji; long ones are cut."""
    name = '<b>O\'Brien</b> "x"; -- 🧭'
    saved = library.save(name, MODEL, note="n" * 5_000)
    entry = library.open(saved).entry
    assert (entry.name, len(entry.note)) == (name, 2_000)
    library.rename(saved, "x" * 500, "")
    assert len(library.entries()[0].name) == 200


def test_a_plan_that_is_no_plan_is_refused(library):
    """A plan of two megabytes is refused with its size."""
    with pytest.raises(sg.DataError, match=r"The plan has 2\.0 MB"):
        library.save("A", MODEL, plan={"notes": "x" * 2_000_000})


def test_a_damaged_entry_is_said_and_the_others_open(library, url):
    """A damaged entry is refused by its name; it stays listed and the others open."""
    good, bad = library.save("Good", MODEL), library.save("Bad", MODEL)
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        change = sa.text("UPDATE saved_segmentations SET model = '{}' WHERE id = :id")
        connection.execute(change, {"id": bad})
    with pytest.raises(sg.ModelError, match="“Bad” is not a model"):
        library.open(bad)
    assert library.open(good).entry.name == "Good"
    assert len(library.entries()) == 2


def test_many_sessions_save_at_once(url):
    """From the first, that makes the table; all succeed."""
    saved, problems = [], []

    def session(number):
        try:
            saved.append(Library(url).save(f"Session {number}", MODEL))
        except sg.SegmentationError as error:
            problems.append(str(error))

    threads = [threading.Thread(target=session, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert {entry.id for entry in Library(url).entries()} == set(saved)
    assert len(saved) == 12


def test_a_killed_program_loses_nothing(tmp_path):
    """Killed at moments nobody chose: all saves that were done are whole, others are not."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    n_said, n_lost = kill_while_saving(url, KILLS)
    assert n_said >= KILLS
    assert n_lost == 0
    with sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


FULL = """
import resource, sys
from made_models import drop_all, mall_model
from segmentation.errors import DataError
from segmentation.models.library import Library
library, model = Library(sys.argv[1]), mall_model()
first = library.save("First", model)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    library.save("Second", model, plan={"notes": "x" * 200_000})
except DataError as error:
    print(error)
print([entry.name for entry in library.entries()], library.open(first).entry.name)
"""


def test_a_full_disk_loses_nothing(tmp_path):
    """The sentence says what it is; what was there is there."""
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    here = Path(__file__).parent
    path = os.pathsep.join([str(here.parents[1]), str(here)])
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", FULL, url],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    sentence, names = done.stdout.strip().splitlines()
    assert sentence.startswith("The library of saved segmentations cannot be used: ")
    assert "Nothing was changed" in sentence
    assert names == "['First'] First"


@pytest.fixture
def read_only():
    """Return a folder with a library that this process cannot write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Library(f"sqlite:///{folder / 'library.sqlite'}").save("First", MODEL)
        folder.chmod(0o555)
        (folder / "library.sqlite").chmod(0o444)
        is_root = os.geteuid() == 0
        if is_root:  # whom no mode keeps out
            os.seteuid(65_534)
        yield folder
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_loses_nothing(read_only):
    """What is there is still read."""
    library = Library(f"sqlite:///{read_only / 'library.sqlite'}")
    with pytest.raises(sg.DataError, match=r"cannot be used: .*readonly"):
        library.save("Second", MODEL)
    assert [entry.name for entry in library.entries()] == ["First"]
    with pytest.raises(sg.DataError, match="cannot be used: "):
        Library(f"sqlite:///{read_only / 'new' / 'library.sqlite'}").entries()


def test_a_server_that_is_down_is_said():
    """With the way to another."""
    with pytest.raises(sg.DataError, match=r"cannot be used: .*SEGMENTATION_LIBRARY names another"):
        Library("postgresql://nobody@127.0.0.1:1/none").entries()


def test_where_the_library_is(monkeypatch, tmp_path):
    """In the user's data directory, or where the variable says."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url() == f"sqlite:///{tmp_path}/segmentation-studio/library.sqlite"
    monkeypatch.setenv(VARIABLE, "postgresql://team@host/library")
    assert default_url() == "postgresql://team@host/library"


def test_no_customer_is_in_the_library(tmp_path):
    """Not even in the bytes of the file."""
    frame = sg.load_sample("mall_customers").frame.copy()
    frame["CustomerID"] = [f"customer-{at:04}" for at in range(len(frame))]
    spec = sg.SegmentationSpec(features=MODEL.features, n_clusters=5)
    model = sg.segment(sg.read_table(frame, "mall"), spec).model
    path = tmp_path / "library.sqlite"
    Library(f"sqlite:///{path}").save("Mall", model, view={"k": ["5"]})
    assert b"customer-0" not in path.read_bytes()
    assert json.loads(model.to_bytes())["data"]["n_customers"] == 200
