"""A copy is whole, and brings everything back but what was revoked since."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from itertools import takewhile
from pathlib import Path

import pytest
from made_libraries import RELEASES, filled, released, url_of
from made_models import mall_model
from source import ROOT

import segmentation as sg
from segmentation.access.audit import AuditLog
from segmentation.access.copies import backup, restore
from segmentation.access.keys import READ, Keys
from segmentation.access.upkeep import check
from segmentation.models.library import Library
from segmentation.models.shared_results import SharedResults

KILLS = 6
BROWSER = "of a browser"


@pytest.fixture
def library(tmp_path):
    """Make a library with something of everything and a copy of it."""
    url, id_, key = filled(tmp_path / "library.sqlite")
    backup(url, tmp_path / "copy")
    return url, id_, key


def test_a_copy_brings_everything_to_another_machine(library, tmp_path):
    """Segmentations, keys, links and log; the copy is for nobody else to read."""
    url, id_, key = library
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    other = url_of(tmp_path / "elsewhere" / "library.sqlite")
    restored = restore(other, tmp_path / "copy")
    assert restored.kept is None
    assert check(other) == check(url)
    assert Library(other).entry(id_).owner == "ada"
    assert [each.id for each in Keys(other).all()] == [key]
    assert AuditLog(other).lines() == AuditLog(url).lines()
    assert SharedResults(other).shared_by(BROWSER) == SharedResults(url).shared_by(BROWSER)
    with (
        closing(sqlite3.connect(tmp_path / "elsewhere" / "library.sqlite")) as here,
        pytest.raises(sqlite3.IntegrityError, match="takes new rows alone"),
    ):
        here.execute("DELETE FROM audit_log")


def test_what_is_newer_is_not_lost_without_saying_so(library, tmp_path):
    """Changed, what it was, and made since: three; said so they go, and are kept beside it."""
    url, id_, _ = library
    here = Library(url)
    here.rename(id_, "Renamed", "")
    made = here.save("Made since", mall_model())
    with pytest.raises(sg.DataError, match="The library holds 3 segmentations that the copy does"):
        restore(url, tmp_path / "copy")
    assert {entry.name for entry in here.entries()} == {"Renamed", "Made since"}
    kept = restore(url, tmp_path / "copy", over_newer=True).kept
    assert [entry.name for entry in Library(url).entries()] == ["Spring"]
    assert {entry.id for entry in Library(url_of(kept)).entries()} == {id_, made}
    restore(url, kept, over_newer=True)
    assert {entry.name for entry in here.entries()} == {"Renamed", "Made since"}


def test_a_copy_revives_nothing_that_was_revoked(library, tmp_path):
    """Keys and links end for good, later keys hold, and no line leaves the log."""
    url, id_, key = library
    Keys(url).revoke(key)
    later, _ = Keys(url).make("bob", frozenset({READ}))
    shared = SharedResults(url)
    shared.revoke(BROWSER, shared.shared_by(BROWSER)[0].id)
    AuditLog(url).write("bob", "opened", id_)
    before = AuditLog(url).lines()
    restore(url, tmp_path / "copy")
    states = {each.id: each.state(Keys(url).clock()) for each in Keys(url).all()}
    assert states == {key: "revoked", later.id: "holds"}
    assert shared.shared_by(BROWSER) == ()
    assert AuditLog(url).lines() == before


@pytest.mark.parametrize("release", RELEASES)
def test_a_copy_of_each_release_comes_back(tmp_path, release):
    """It is brought up to date on the way; the copy stays as it was."""
    released(tmp_path / "old", release)
    before = (tmp_path / "old").read_bytes()
    url = url_of(tmp_path / "library.sqlite")
    assert restore(url, tmp_path / "old").condition.lacking
    assert [entry.name for entry in Library(url).entries()] == ["Spring"]
    assert (tmp_path / "old").read_bytes() == before


def test_a_copy_that_is_damaged_replaces_nothing(library, tmp_path):
    """Neither does one that is none; an earlier copy stays where the library is damaged."""
    url, _, _ = library
    before = check(url)
    copy = bytearray((tmp_path / "copy").read_bytes())
    copy[8_000:16_000] = b"\xff" * 8_000
    (tmp_path / "bad").write_bytes(copy)
    (tmp_path / "text").write_text("no library")
    faults = {"bad": "is damaged", "text": "is no library", "none": "no library"}
    for name, sentence in faults.items():
        with pytest.raises(sg.DataError, match=sentence):
            restore(url, tmp_path / name, over_newer=True)
    assert check(url) == before
    good = (tmp_path / "copy").read_bytes()
    (tmp_path / "library.sqlite").write_bytes(copy)
    with pytest.raises(sg.DataError, match="is damaged"):
        backup(url, tmp_path / "copy", replace=True)
    assert (tmp_path / "copy").read_bytes() == good
    kept = restore(url, tmp_path / "copy").kept
    assert kept.read_bytes() == copy
    assert check(url) == before
    assert {path.name for path in tmp_path.iterdir()} >= {"copy", "library.sqlite", kept.name}


def test_a_library_that_was_emptied_comes_back(library, tmp_path):
    """With its links: nobody has revoked them."""
    url, _, _ = library
    before = check(url)
    (tmp_path / "library.sqlite").write_bytes(b"")
    assert restore(url, tmp_path / "copy").kept is None
    assert check(url) == before


def test_files_that_are_in_the_way(library, tmp_path, monkeypatch):
    """A copy there already, the library itself, no folder to write to, a server."""
    url, _, _ = library
    with pytest.raises(sg.DataError, match="is there already"):
        backup(url, tmp_path / "copy")
    backup(url, tmp_path / "copy", replace=True)
    for act in (backup, restore):
        with pytest.raises(sg.DataError, match="is the library itself"):
            act(url, tmp_path / "library.sqlite")
    with pytest.raises(sg.DataError, match="cannot be written"):
        backup(url, tmp_path / "copy" / "below a file")
    with pytest.raises(sg.DataError, match="pg_dump"):
        backup("postgresql://db.example/shop", tmp_path / "x")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(sg.DataError, match="No space left"):
        backup(url, tmp_path / "copy", replace=True)
    monkeypatch.undo()
    assert check(url_of(tmp_path / "copy")) == check(url)


def _full(_):
    raise OSError(28, "No space left on device")


def test_copies_while_others_save(tmp_path):
    """Each holds every save that was done before it began, and nobody's save fails."""
    url, _, _ = filled(tmp_path / "library.sqlite")
    done, problems, model = [], [], mall_model()
    stop = threading.Event()

    def save():
        try:
            while not stop.is_set():
                done.append(Library(url).save("Again", model))
        except sg.SegmentationError as error:
            problems.append(error)

    savers = [threading.Thread(target=save) for _ in range(3)]
    for saver in savers:
        saver.start()
    for number in range(5):
        before = set(done)
        backup(url, tmp_path / f"copy {number}")
        held = {entry.id for entry in Library(url_of(tmp_path / f"copy {number}")).entries()}
        assert before <= held
    stop.set()
    for saver in savers:
        saver.join()
    assert not problems
    assert set(done) <= {entry.id for entry in Library(url).entries()}


def test_a_killed_restoration_leaves_one_state_or_the_other(tmp_path):
    """Killed at fifteen moments nobody chose: the library is the one copy or the other, whole."""
    url, _, _ = filled(tmp_path / "library.sqlite")
    library, model = Library(url), mall_model()
    ids, copies = [], [tmp_path / "one", tmp_path / "two"]
    for copy in copies:
        for _ in range(3):
            library.save(copy.name, model, note="y" * 1_000, plan={"x": "z" * 900_000})
        backup(url, copy)
        ids.append({entry.id for entry in Library(url_of(copy)).entries()})
    chance, said = random.Random(1), 0  # noqa: S311 - no secret
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, Path(__file__).with_name("restoring_process.py"), url, *copies],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as program:
        for _ in range(KILLS):
            print(file=program.stdin, flush=True)
            lines = map(str.strip, program.stdout)
            child = int(next(lines))
            time.sleep(chance.uniform(0.05, 0.8))
            os.kill(child, signal.SIGKILL)
            said += len(list(takewhile("killed".__ne__, lines)))
            assert {entry.id for entry in library.entries()} in ids
            assert check(url).damaged == ()
    assert said > 0
