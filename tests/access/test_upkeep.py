"""A library of every release is brought to this one; what is damaged or foreign is one sentence."""

import sqlite3
from contextlib import closing

import pytest
from made_libraries import RELEASES, filled, released, url_of

import segmentation as sg
from segmentation.access.audit import AuditLog
from segmentation.access.keys import READ, Keys
from segmentation.access.upkeep import SAVED, check, compared, copy_database, migrate
from segmentation.models.library import Library
from segmentation.models.shared_results import SharedResults

LATER_COLUMNS = ["changed_by", "owner", "sharing", "version", "was"]
LACKED = {
    "saved segmentations": (LATER_COLUMNS, 4),
    "links for colleagues": (LATER_COLUMNS, 3),
    "keys with owners": (LATER_COLUMNS, 2),
    "owners and sharing": (["was"], 2),
}
"""By release, columns of saved segmentations, and how many tables."""


@pytest.mark.parametrize("release", RELEASES)
def test_a_library_of_each_release_is_brought_up_to_date(tmp_path, release):
    """Its rows stay, every part of this release works on it, and a second time there is no more."""
    url = released(tmp_path / "library.sqlite", release)
    lacked = migrate(url)
    columns = [each for each in lacked if each.startswith(f"{SAVED}.")]
    names, n_tables = LACKED[release]
    assert columns == [f"{SAVED}.{name}" for name in names]
    assert len(lacked) - len(columns) == n_tables
    assert migrate(url) == ()
    assert Library(url).open("a" * 16).plan == {"a": 7}
    Library(url).restore("b" * 16)
    Keys(url).make("ada", frozenset({READ}))
    SharedResults(url).share("secret", "Spring", "{}")
    AuditLog(url).write("ada", "opened", "a" * 16)
    found = check(url)
    assert (found.saved, found.deleted, found.keys, found.links, found.lines) == (2, 0, 1, 1, 1)
    assert found.damaged == found.lacking == ()


def test_looking_through_changes_nothing(tmp_path):
    """An earlier library says what it lacks, and lacks it still."""
    file = tmp_path / "library.sqlite"
    url = released(file, "saved segmentations")
    before = file.read_bytes()
    found = check(url)
    assert (found.saved, found.deleted) == (1, 1)
    assert "audit_log" in found.lacking
    assert file.read_bytes() == before
    assert compared(url) == found.lacking


def test_a_damaged_segmentation_is_named(tmp_path):
    """The others are counted."""
    url, id_, _ = filled(tmp_path / "library.sqlite")
    other = Library(url).save("Autumn", Library(url).open(id_).model)
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as here:
        here.execute("UPDATE saved_segmentations SET model = '{' WHERE id = ?", [other])
        here.commit()
    assert check(url).damaged == ("Autumn",)


def test_a_library_of_a_later_release_is_left_alone(tmp_path):
    """A column that nobody here knows would be lost."""
    url, _, _ = filled(tmp_path / "library.sqlite")
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as here:
        here.execute("ALTER TABLE saved_segmentations ADD COLUMN mood TEXT")
    for what in (check, migrate):
        with pytest.raises(sg.DataError, match=r"later release: it has saved_segmentations\.mood"):
            what(url)


def test_what_is_no_library(tmp_path):
    """None there, a text, a database of something else, a file torn off: one sentence each."""
    with pytest.raises(sg.DataError, match="There is no library at"):
        check(url_of(tmp_path / "none.sqlite"))
    (tmp_path / "text").write_text("id,name\n" * 300)
    with pytest.raises(sg.DataError, match="is no library of saved segmentations"):
        check(url_of(tmp_path / "text"))
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE cats (name TEXT)")
    with pytest.raises(sg.DataError, match="is no library of saved segmentations: it holds none"):
        check(url_of(tmp_path / "other"))
    filled(tmp_path / "library.sqlite")
    data = (tmp_path / "library.sqlite").read_bytes()
    torn = bytearray(data)
    torn[len(data) // 2 : len(data) // 2 + 6_000] = b"\xff" * 6_000
    (tmp_path / "torn").write_bytes(torn)
    with pytest.raises(sg.DataError, match="is damaged"):
        check(url_of(tmp_path / "torn"))


def test_a_copy_gives_up_on_a_library_that_is_always_written_to(tmp_path, monkeypatch):
    """It waits as long as a save does, and says so."""
    monkeypatch.setattr("segmentation.access.upkeep.BUSY_SECONDS", 0.2)
    filled(tmp_path / "library.sqlite")
    with closing(sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)) as busy:
        busy.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sg.DataError, match=r"being written to for 0\.2 seconds"):
            copy_database(tmp_path / "library.sqlite", tmp_path / "copy")


def test_a_library_in_a_server(postgres):
    """It is brought up to date and looked through like a file."""
    migrate(postgres)
    assert check(postgres).saved == len(Library(postgres).entries())
