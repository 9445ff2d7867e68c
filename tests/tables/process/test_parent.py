"""A file that harms its parser costs a process of ours, and no more."""

import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

import segmentation as sg
from segmentation.tables.limits import Budget, budget
from segmentation.tables.process import parent, starting
from segmentation.tables.process.parent import parse_apart

PLENTY = Budget(memory_bytes=500_000_000, seconds=30)
MOMENT = Budget(memory_bytes=500_000_000, seconds=0.1)
SLOW = b",".join(b"c%d" % n for n in range(9_000)) + b"\n" + (b"1.5,a 1,2024-01-02," * 3_000)[:-1]
TABLE = b"a,b\n1,2\n3,4\n"


def read(data=TABLE, budget=PLENTY):
    """Parse under a budget."""
    return parse_apart(data, sg.ReadOptions(), "given.csv", budget)[0]


@pytest.fixture
def acting(monkeypatch):
    """Return a function that gives the parsing process other code to run."""

    def act(code: str) -> None:
        parent._end_idle()
        monkeypatch.setattr(starting, "BOOT", code)

    yield act
    parent._end_idle()


def test_the_process_is_kept_warm():
    """The next file is read by the same one."""
    read()
    first = parent._idle[0].pid
    read()
    assert parent._idle[0].pid == first


def test_what_a_file_took_is_given_back():
    """The process that waits for the next one holds no more than before, but for a little."""
    read()
    before = parent._held_bytes(parent._idle[0])
    table = "a,b,c,d\n" + "".join(f"{n},{n}.5,x{n},2024-01-02\n" for n in range(200_000))
    assert len(read(table.encode())) == 200_000
    end = time.monotonic() + 30
    while parent._held_bytes(parent._idle[0]) > before + 20_000_000:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_that_died_meanwhile_is_replaced():
    """A waiting process that was killed is replaced, and the file is read all the same."""
    parent.warm_up()
    parent._idle[0].kill()
    parent._idle[0].wait()
    assert len(read()) == 2


def test_a_parser_that_crashes(acting):
    """One sentence, and the next file is read."""
    acting("import os; os.abort()")
    with pytest.raises(sg.DataError, match=r"given\.csv is damaged"):
        read()


def test_a_parser_that_says_nothing_useful(acting):
    """It ends in the middle of its answer."""
    acting(r"import sys; sys.stdout.write('\x05'); sys.stdout.flush()")
    with pytest.raises(sg.DataError, match="is damaged"):
        read()


def test_a_parser_that_waits(acting):
    """Time on the clock ends it as well, far later."""
    acting("import time; time.sleep(60)")
    with pytest.raises(sg.LimitError, match="was not read within 0 seconds"):
        read(budget=replace(PLENTY, wall_seconds=0.2))


def test_a_file_that_takes_too_long():
    """Its processor time is counted, its process ended; the next file is read normally."""
    with pytest.raises(sg.LimitError, match="takes more than 0 seconds of processor time"):
        read(SLOW, MOMENT)
    assert not parent._idle
    assert len(read(budget=replace(PLENTY, seconds=1))) == 2


def test_the_time_of_files_before_does_not_count():
    """One process reads files that take more together than each may take."""
    table = "a,b,c,d\n" + "".join(f"{n},{n}.5,x{n},2024-01-02\n" for n in range(20_000))
    allowed = replace(PLENTY, seconds=2)
    read()
    first, spent, n_read = parent._idle[0].pid, 0.0, 0
    while spent < 4 and n_read < 60:
        started = time.monotonic()
        assert len(read(table.encode(), allowed)) == 20_000
        spent, n_read = spent + time.monotonic() - started, n_read + 1
    assert parent._idle[0].pid == first


def test_a_busy_machine_refuses_no_small_file():
    """Processes that use up every core; a parser that is killed; the next file starts a new one."""
    burning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    try:
        parent._end_idle()
        for n in range(4):
            if n == 2:
                with pytest.raises(sg.LimitError, match="processor time"):
                    read(SLOW, MOMENT)
            assert len(read(TABLE * 20, budget(300))) >= 2
    finally:
        for process in burning:
            process.kill()
            process.wait()


def test_a_file_that_takes_too_much_memory():
    """The same process reads the next one."""
    wide = b",".join(b"%d" % n for n in range(9_000)) + b"\n"
    with pytest.raises(sg.SegmentationError, match="memory"):
        read(wide * 400, Budget(memory_bytes=10_000_000, seconds=30))
    assert len(read()) == 2


def test_many_files_at_once():
    """Each gets its own answer."""
    found = {}

    def work(n: int) -> None:
        found[n] = read(b"a\n" + b"%d\n" % n * (n + 2))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: (len(frame), frame["a"][0]) for n, frame in found.items()} == {
        n: (n + 2, n) for n in range(8)
    }
    assert len(parent._idle) == 1


def test_it_ends_with_its_parent():
    """A closed input is the end."""
    parent.warm_up()
    process = parent._idle.pop()
    process.stdin.close()
    for _ in range(100):
        if process.poll() is not None:
            break
        time.sleep(0.1)
    assert process.poll() == 0
    process.stdout.close()
