"""Who is next, who waits for the same, and what nobody wants any more."""

import threading
import time

import pytest

from segmentation.cached.apart.turns import Piece, Turns
from segmentation.cached.apart.worker import WorkerEndedError
from segmentation.errors import LimitError

SOON = 10


class Slow:
    """A worker whose calls end when they are told to."""

    def __init__(self):
        self.order, self.ends, self.n_ended = [], [], 0
        self.go_on = threading.Semaphore(0)
        self.killed = threading.Event()

    def call(self, _module, name, arguments):
        """Note the call and wait."""
        self.order.append(name)
        self.go_on.acquire()
        if self.killed.is_set():
            self.killed.clear()
            raise WorkerEndedError
        if arguments:
            raise arguments[0]
        return name.upper()

    def end(self):
        """Note the end, of a call too."""
        self.n_ended += 1
        self.killed.set()
        self.go_on.release()


def piece(name, *arguments, size=1):
    """Make a piece of work."""
    return Piece(name, "module", name, arguments, size)


@pytest.fixture
def line():
    """Stand before a slow worker, until nobody is left."""
    worker = Slow()
    return Turns(worker, idle_seconds=0.2), worker


def wait_until(true):
    """Wait until something is true."""
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_turns_are_fair(line):
    """Somebody with much work lets one with little go first, as soon as the piece at work ends."""
    turns, worker = line
    much = [turns.join(piece(f"much{i}"), "heavy") for i in range(4)]
    wait_until(lambda: worker.order)
    little = turns.join(piece("little"), "light")
    assert turns.before(little) == 1  # the one at work
    assert turns.before(much[0]) == 0
    for _ in range(5):
        worker.go_on.release()
    for each in (*much, little):
        assert each.ended.wait(SOON)
    assert worker.order == ["much0", "little", "much1", "much2", "much3"]
    assert little.outcome() == "LITTLE"


def test_two_who_want_the_same_wait_for_one(line):
    """It is done once, and goes on as long as one of them waits."""
    turns, worker = line
    turns.join(piece("first"), "somebody")
    wait_until(lambda: worker.order)
    mine, yours = turns.join(piece("same"), "me"), turns.join(piece("same"), "you")
    assert mine is yours
    turns.leave(mine, "me")
    for _ in range(2):
        worker.go_on.release()
    assert yours.ended.wait(SOON)
    assert worker.order == ["first", "same"]


def test_what_nobody_wants_is_not_done(line):
    """Whoever chooses anew leaves the line."""
    turns, worker = line
    first = turns.join(piece("first"), "somebody")
    wait_until(lambda: worker.order)
    unwanted = turns.join(piece("unwanted"), "me")
    last = turns.join(piece("last"), "me")
    turns.leave(unwanted, "me")
    for _ in range(2):
        worker.go_on.release()
    assert first.ended.wait(SOON)
    assert last.ended.wait(SOON)
    assert worker.order == ["first", "last"]


@pytest.mark.parametrize("patient", [True, False])
def test_long_work_that_nobody_wants_is_ended(patient):
    """Short work may end by itself; the next piece is done all the same."""
    worker = Slow()
    turns = Turns(worker, idle_seconds=0.2, patient_seconds=SOON if patient else 0)
    long = turns.join(piece("long"), "me")
    wait_until(lambda: worker.order)
    turns.leave(long, "me")
    assert worker.n_ended == (0 if patient else 1)
    following = turns.join(piece("following"), "me")
    for _ in range(2):
        worker.go_on.release()
    assert following.ended.wait(SOON)


def test_errors_are_raised_where_they_are_waited_for(line):
    """A process that ended by itself is one sentence."""
    turns, worker = line
    wrong = turns.join(piece("wrong", ZeroDivisionError("by nought")), "me")
    worker.go_on.release()
    assert wrong.ended.wait(SOON)
    with pytest.raises(ZeroDivisionError, match="by nought"):
        wrong.outcome()
    dead = turns.join(piece("dead"), "me")
    wait_until(lambda: len(worker.order) == 2)
    worker.end()
    assert dead.ended.wait(SOON)
    with pytest.raises(LimitError, match="want of memory"):
        dead.outcome()


def test_the_time_left_is_that_of_the_last_one_by_size(line):
    """Nothing is said of a kind that was not met before, or does not run."""
    turns, worker = line
    first = turns.join(piece("fit", size=100), "me")
    wait_until(lambda: worker.order)
    assert turns.seconds_left(first) is None
    assert turns.share_done(first) == 0
    time.sleep(0.2)
    worker.go_on.release()
    assert first.ended.wait(SOON)
    second = Piece("other", "module", "fit", (), 1_000)
    assert turns.seconds_left(second) is None
    turns.join(second, "me")
    wait_until(lambda: len(worker.order) == 2)
    assert 1 < turns.seconds_left(second) < 60
    assert 0 < turns.share_done(second) < 0.5
    worker.go_on.release()
    assert second.ended.wait(SOON)


def test_an_algorithm_tells_nothing_of_the_time_of_another(line):
    """A mixture takes many times as long as K-means of the same customers."""
    turns, worker = line
    for way, is_known in (("kmeans", False), ("gaussian_mixture", False), ("kmeans", True)):
        asked = turns.join(Piece(f"{way}{is_known}", "module", "fit", (), 100, way), "me")
        wait_until(lambda asked=asked: asked.begun is not None)
        assert (turns.seconds_left(asked) is not None) == is_known
        worker.go_on.release()
        assert asked.ended.wait(SOON)


def test_a_process_with_nothing_to_do_is_ended(line):
    """Its memory is given back; the next visitor starts another."""
    turns, worker = line
    for n in (1, 2):
        done = turns.join(piece("work"), "me")
        worker.go_on.release()
        assert done.ended.wait(SOON)
        wait_until(lambda n=n: worker.n_ended == n)
        worker.killed.clear()
        worker.go_on.acquire(blocking=False)
