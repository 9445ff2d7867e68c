"""The line of runs: order, no two at once, nobody waits for a slow one, nothing is left behind."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shell.serving.one_by_one import OneByOne

PATIENT = 20.0


def started(line: OneByOne, name: str, log: list[str], go: threading.Event) -> threading.Thread:
    """Start a run that stays in its turn until it may go; return once it is in line or running."""
    before = len(line._line), line._running

    def run() -> None:
        with line.turn():
            log.append(name)
            go.wait(PATIENT)
            log.append(f"{name} ended")

    thread = threading.Thread(target=run)
    thread.start()
    until = time.monotonic() + PATIENT
    while (len(line._line), line._running) == before and time.monotonic() < until:
        time.sleep(0.001)
    return thread


def test_runs_come_in_the_order_in_which_they_were_asked_for():
    """First come, first served, each after the one before has ended."""
    line, log, go = OneByOne(longest=PATIENT), [], threading.Event()
    threads = [started(line, name, log, go) for name in "abcde"]
    assert log == ["a"]
    go.set()
    for thread in threads:
        thread.join(PATIENT)
    assert log == [text for name in "abcde" for text in (name, f"{name} ended")]


def test_nobody_waits_for_a_slow_run():
    """After the stated time the next goes on beside it, and the slow one ends without harm."""
    line, log, slow, go = OneByOne(longest=0.02), [], threading.Event(), threading.Event()
    go.set()
    first = started(line, "slow", log, slow)
    second = started(line, "quick", log, go)
    second.join(PATIENT)
    assert log == ["slow", "quick", "quick ended"]
    third = OneByOne.turn(line)
    with third:  # the slow one no longer has the turn
        slow.set()
        first.join(PATIENT)
        assert line._running is not None
    assert line._running is None


def test_a_run_within_a_run_goes_straight_on():
    """A page has the turn already when a part of it asks."""
    line = OneByOne(longest=PATIENT)
    with line.turn():
        with line.turn():
            pass
        assert line._running is not None
    assert line._running is None


def test_an_exception_passes_the_turn_on():
    """Streamlit ends a run by an exception when the visitor has chosen anew."""
    line = OneByOne(longest=PATIENT)
    with pytest.raises(KeyError), line.turn():
        raise KeyError
    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: line.turn().__enter__()).result(1.0)


def test_no_two_run_at_once():
    """Of forty short runs from eight threads."""
    line, at_once, most = OneByOne(longest=PATIENT), [], []

    def run(_: int) -> None:
        with line.turn():
            at_once.append(1)
            most.append(len(at_once))
            time.sleep(0.0005)
            at_once.pop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(40)))
    assert max(most) == 1
    assert len(most) == 40
    assert line._running is None
