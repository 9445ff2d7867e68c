"""A file is whole or as it was, and a folder goes with the work."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from segmentation.models.documents import whole_file
from segmentation.models.documents.whole_file import replacing, working_folder, write_whole


def test_it_takes_the_place_of_what_was_there(tmp_path):
    """With its rights; a link stays a link, and nothing is left beside it."""
    file, link = tmp_path / "a.json", tmp_path / "link.json"
    write_whole(file, b"first")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, b"second")
    assert file.read_bytes() == b"second"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert {each.name for each in tmp_path.iterdir()} == {"a.json", "link.json"}


def test_what_fails_leaves_what_was_there(tmp_path, monkeypatch):
    """A full disk, say."""
    file = tmp_path / "a.json"
    write_whole(file, b"first")
    monkeypatch.setattr(whole_file.os, "fsync", _is_full)
    with pytest.raises(OSError, match="full"):
        write_whole(file, b"second")
    assert file.read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def _is_full(_):
    raise OSError("full")


def test_what_is_no_plain_file_is_written_to(tmp_path):
    """A device or a pipe has no place to take; a folder is refused."""
    write_whole(Path("/dev/null"), b"gone")
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"never")


def test_what_a_killed_process_has_left_is_removed(tmp_path):
    """A file, a database's and a folder of parts; that of a process that lives stays."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for left in (f"{gone.pid}", f"0a1b2c3d.{gone.pid}", f"0a1b2c3d.{gone.pid}-journal"):
        (tmp_path / f".o.csv.{left}").touch()
    (tmp_path / f".o.csv.before.{gone.pid}").mkdir()
    stays = {f".o.csv.0a1b2c3d.{os.getppid()}", f".p.csv.{gone.pid}", ".o.csv.text"}
    for name in stays:
        (tmp_path / name).touch()
    write_whole(tmp_path / "o.csv", b"")
    assert {file.name for file in tmp_path.iterdir()} == {*stays, "o.csv"}


def test_two_may_write_at_once(tmp_path):
    """In one process too: the one who ends last counts."""
    with replacing(tmp_path / "a") as first, replacing(tmp_path / "a") as second:
        first.write_bytes(b"first")
        second.write_bytes(b"second")
    assert (tmp_path / "a").read_bytes() == b"first"


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127])
def test_a_name_as_long_as_the_disk_allows(name, tmp_path):
    """The hidden one is no longer; it may end within a letter."""
    write_whole(tmp_path / name, b"all")
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("before", [None, 0o644, 0o640, 0o400])
def test_nobody_else_may_read_what_is_private(before, tmp_path):
    """At no moment, whatever the rights of what was there."""
    file = tmp_path / "copy"
    if before is not None:
        file.touch(before)
    with replacing(file, private=True) as unfinished:
        assert stat.S_IMODE(unfinished.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_rights_are_no_wider_while_it_is_written(tmp_path):
    """What was closed to others stays so."""
    file = tmp_path / "labels.csv"
    file.touch(0o400)
    with replacing(file) as unfinished:
        assert stat.S_IMODE(unfinished.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.stat().st_mode) == 0o400


KILLED = """
import os, signal, sys
from segmentation.models.documents.whole_file import working_folder
with working_folder(sys.argv[1]) as folder:
    (folder / "customers.csv").touch()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_folder_goes_with_the_work_also_where_it_was_killed(tmp_path):
    """The next piece of work removes what the killed one has left, and none that lives."""
    killed = [sys.executable, "-c", KILLED, tmp_path]
    subprocess.run(killed, check=False)  # noqa: S603 - our own
    (left,) = tmp_path.iterdir()
    with working_folder(tmp_path) as first, working_folder(tmp_path) as second:
        assert {*tmp_path.iterdir()} == {first, second}
        assert left not in {first, second}
        assert stat.S_IMODE(first.stat().st_mode) == 0o700
        (first / "rows").touch()
    assert not [*tmp_path.iterdir()]


def test_a_link_that_stands_for_what_was_left_is_not_followed(tmp_path):
    """In a folder of all somebody may put one."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").touch()
    (tmp_path / f".segmentation.0a1b2c3d.{gone.pid}").symlink_to(other)
    with working_folder(tmp_path):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["other"]
    assert (other / "file").exists()
