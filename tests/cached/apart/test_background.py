"""Passes have a line of their own; pages look at them and wait for none."""

import threading
import time

import pytest

from segmentation.cached.apart import background as room
from segmentation.cached.apart.background import Background
from segmentation.cached.apart.telling import HowFar
from segmentation.cached.apart.turns import Piece, Turns
from segmentation.cached.apart.worker import Worker, WorkerEndedError
from segmentation.errors import DataError

SOON = 10


class Stepped:
    """A worker whose calls end when they are told to, or when it is ended."""

    def __init__(self):
        self.begun, self.go_on, self.killed = [], threading.Semaphore(0), threading.Event()

    def call(self, _module, name, arguments):
        """Note the call and wait."""
        self.begun.append(name)
        self.go_on.acquire()
        if self.killed.is_set():
            self.killed.clear()
            raise WorkerEndedError
        if arguments:
            raise arguments[0]
        return name.upper()

    def end(self):
        """End the call at work."""
        self.killed.set()
        self.go_on.release()


def piece(name, *arguments):
    """Describe a pass."""
    return Piece(name, "module", name, arguments, 0)


@pytest.fixture
def passes():
    """Stand before a worker whose steps are ours."""
    worker = Stepped()
    turns = Turns(worker, idle_seconds=0.2, patient_seconds=0.0)
    return Background(turns), worker, turns


def wait_until(true):
    """Wait until something is true."""
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_what_two_want_is_done_once_and_kept(passes):
    """Whoever wants it later has it at once."""
    background, worker, _ = passes
    assert background.look("sizes") is None
    background.begin(piece("sizes"), "me")
    background.begin(piece("sizes"), "me")
    background.begin(piece("sizes"), "you")
    background.leave("sizes", "me")
    wait_until(lambda: worker.begun)
    worker.go_on.release()
    assert background.look("sizes").ended.wait(SOON)
    background.begin(piece("sizes"), "third")
    assert background.look("sizes").outcome() == "SIZES"
    assert worker.begun == ["sizes"]
    background.leave("sizes", "you")  # done is done
    assert background.look("sizes").outcome() == "SIZES"
    background.forget("sizes")
    assert background.look("sizes") is None


def test_a_pass_that_is_left_ends_and_can_begin_anew(passes):
    """At once, however short it has been at work; the next in line is not held up."""
    background, worker, _ = passes
    background.begin(piece("labels"), "me")
    wait_until(lambda: worker.begun)
    background.begin(piece("sizes"), "you")
    assert background.before(background.look("sizes")) == 1
    background.leave("labels", "me")
    assert background.look("labels") is None
    wait_until(lambda: worker.begun == ["labels", "sizes"])
    worker.go_on.release()
    assert background.look("sizes").ended.wait(SOON)
    background.begin(piece("labels"), "me")
    worker.go_on.release()
    assert background.look("labels").ended.wait(SOON)
    assert background.look("labels").outcome() == "LABELS"


def test_a_pass_that_failed_is_done_again(passes):
    """Its error is kept until then."""
    background, worker, _ = passes
    background.begin(piece("sizes", DataError("a part is damaged")), "me")
    worker.go_on.release()
    assert background.look("sizes").ended.wait(SOON)
    with pytest.raises(DataError, match="damaged"):
        background.look("sizes").outcome()
    background.begin(piece("sizes"), "me")
    worker.go_on.release()
    wait_until(background.look("sizes").ended.is_set)
    assert background.look("sizes").outcome() == "SIZES"


def test_what_a_pass_says_of_itself_can_be_read(passes):
    """The last word."""
    background, worker, turns = passes
    background.begin(piece("sizes"), "me")
    wait_until(lambda: worker.begun)
    turns.tell("half")
    assert background.look("sizes").told == "half"
    worker.go_on.release()
    assert background.look("sizes").ended.wait(SOON)
    turns.tell("nobody is at work")
    assert background.look("sizes").told == "half"


def test_the_oldest_results_go(passes, monkeypatch):
    """Not those that are at work."""
    monkeypatch.setattr(room, "MOST_KEPT", 2)
    background, worker, _ = passes
    for name in "abcd":
        background.begin(piece(name), "me")
        worker.go_on.release()
        assert background.look(name).ended.wait(SOON)
    assert [name for name in "abcd" if background.look(name)] == ["c", "d"]


def test_a_process_tells_while_it_works(tmp_path):
    """Words arrive before the result."""
    worker, told = Worker(), []
    worker.told = told.append
    (tmp_path / "a.csv").write_text("id,spend\n" + "1,2\n" * 50, encoding="utf-8")
    arguments = [(None, (str(tmp_path), "a.csv", str(tmp_path)))]
    found = worker.call("segmentation.cached.whole", "open_here", arguments)
    worker.end()
    assert len(found.frame) == 50
    assert told[0] == HowFar(sentence="Reading a.csv once, as Parquet…", share=None)
    assert told[1] == HowFar(sentence="Looking at the columns…", share=0.0)
