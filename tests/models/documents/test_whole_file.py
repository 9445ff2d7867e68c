"""A file is whole or as it was."""

import stat
from pathlib import Path

import pytest

from segmentation.models.documents import whole_file
from segmentation.models.documents.whole_file import write_whole


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
