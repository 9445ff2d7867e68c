"""What a visitor is told while waiting, and that the line is left."""

import pytest

from segmentation.cached.apart import waiting
from segmentation.cached.apart.turns import Piece
from segmentation.cached.apart.waiting import compute


class Line:
    """A line that notes who has left it."""

    def __init__(self):
        self.left = []

    def join(self, piece, _visitor):
        """Stand in line."""
        return piece

    def before(self, _piece):
        """Say that nobody comes first."""
        return 0

    def seconds_left(self, _piece):
        """Say nothing of the time."""
        return

    def share_done(self, _piece):
        """Say that half is done."""
        return 0.5

    def leave(self, piece, visitor):
        """Note who has left."""
        self.left.append((piece, visitor))


@pytest.fixture
def told(monkeypatch):
    """Collect what is said."""
    sentences = []

    class Place:
        def progress(self, share, sentence):
            assert share == 0.5
            sentences.append(sentence)
            if sentence == "stop":
                raise KeyboardInterrupt

        def empty(self):
            return

    monkeypatch.setattr(waiting.st, "empty", Place)
    monkeypatch.setattr(waiting, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(waiting, "TOLD_EVERY", 0.01)
    monkeypatch.setattr(
        waiting, "get_script_run_ctx", lambda **_: type("Context", (), {"session_id": "me"})
    )
    return sentences


def piece(result=None):
    """Make work that has a result."""
    return Piece("key", "module", "name", (), 1, result=result)


def test_the_place_and_the_time_are_told(told):
    """First whose turn comes first, then what is done, then how long yet."""
    line = Line()
    visitors, times = iter([2, 1, 0, 0, 0]), iter([None, 12.4, 0.3])

    def before(found):
        if len(told) == 4:
            found.ended.set()
        return next(visitors)

    line.before, line.seconds_left = before, lambda _: next(times)
    assert compute(piece("done"), "Finding segments…", line) == "done"
    assert told == [
        "Waiting for 2 other visitors whose turn comes first…",
        "Waiting for 1 other visitor whose turn comes first…",
        "Finding segments…",
        "Finding segments… About 12 s left.",
        "Finding segments…",
    ]
    assert [visitor for _, visitor in line.left] == ["me"]


def test_short_work_is_done_without_a_word(told):
    """Nothing flickers."""
    done = piece(7)
    done.ended.set()
    assert compute(done, "Finding segments…", Line()) == 7
    assert not told


@pytest.mark.usefixtures("told")
def test_whoever_chooses_anew_leaves_the_line():
    """Streamlit ends the run where something is said."""
    line = Line()
    with pytest.raises(KeyboardInterrupt):
        compute(piece(), "stop", line)
    assert len(line.left) == 1
