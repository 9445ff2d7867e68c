"""Whatever comes in at any door ends in an answer or a sentence; the benchmark tries far more."""

import os
from pathlib import Path

import bench_fuzzing
import doors
import pytest
from bench_fuzzing import SHARES, knock_often, pieces

SEED = 20_260_131
SOME = {
    "reader": 12,
    "model": 250,
    "service": 500,
    "command line": 50,
    "links": 1_200,
    "upload names": 120,
}


@pytest.fixture(autouse=True)
def where_it_was(monkeypatch):
    """Type commands in a folder of their own, and go on where the tests were."""
    monkeypatch.setenv("SEGMENTATION_LIBRARY", os.environ.get("SEGMENTATION_LIBRARY", ""))
    monkeypatch.chdir(Path.cwd())
    doors.folder.cache_clear()
    doors.answering.cache_clear()
    yield
    if doors.answering.cache_info().currsize:
        doors.answering()[0].close()


@pytest.mark.parametrize("door", SHARES)
def test_nothing_unhandled(door):
    """With a seed of its own, which stays the same."""
    ends = knock_often(door, SEED, 0, SOME[door])
    assert not ends.faults, ends.faults[0]
    assert len(ends.words) > 1 or door == "upload names"


def test_a_fault_is_seen(monkeypatch):
    """With what repeats it."""

    def fails(_):
        raise ZeroDivisionError("for the test")

    monkeypatch.setitem(doors.DOORS, "links", fails)
    ends = knock_often("links", 1, 7, 1)
    assert ends.words == {"fault": 1}
    assert ends.faults[0].startswith("'1 links 7': ")
    assert "ZeroDivisionError: for the test" in ends.faults[0]


def test_all_doors_have_their_part_whenever_it_stops():
    """A million in all, and none comes last."""
    assert sum(SHARES.values()) == 1_000_000
    made = pieces(1.0)
    assert sum(n for _, _, n in made) == 1_000_000
    half = made[: len(made) // 2]
    for door, amount in SHARES.items():
        assert 0.4 < sum(n for each, _, n in half if each == door) / amount < 0.6
    assert min(SHARES.values()) > bench_fuzzing.PIECE
