"""Hands a file to the parsing process and takes the table back, or says what went wrong.

One process is kept warm, so that an upload does not wait for Python to start. A file that crashes
its parser, or does not end, costs that process and no more. What a file may take is processor time
of its parser, which the system counts and stops; the clock is a far limit behind it, because on a
busy machine the smallest file can wait for minutes.
"""

import atexit
import json
import os
import signal
import subprocess
import threading
from pathlib import Path

import pandas as pd

from segmentation import errors
from segmentation.errors import DataError, LimitError
from segmentation.tables.limits import Budget
from segmentation.tables.process.channel import (
    end_process,
    pack_options,
    receive,
    receive_frame,
    send,
    send_file,
    unpack_report,
)
from segmentation.tables.process.starting import started
from segmentation.tables.table import ReadOptions, ReadReport

MOST_AT_ONCE = 4
MOST_IDLE_BYTES = 400_000_000
"""What a process may hold that waits for the next file; a new one holds a third of that."""

TOO_LONG = -getattr(signal, "SIGXCPU", 0)
"""How a process ends that took too much processor time."""

FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1"),
}
"""Allocators and threads that reserve far more memory than they use would meet the limit."""

_idle: list[subprocess.Popen] = []
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


def parse_apart(
    data: bytes | Path, options: ReadOptions, what: str, budget: Budget
) -> tuple[pd.DataFrame, ReadReport]:
    """Parse a file in a process of its own.

    Parameters
    ----------
    data : bytes or pathlib.Path
        A path is read and sent piece by piece.
    options : ReadOptions
    what : str
        The file, for sentences.
    budget : Budget
        Processor time, time on the clock and memory it may take.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport

    Raises
    ------
    DataError
        If it is no table, or crashed its parser.
    LimitError
        If it takes too much time or memory.
    """
    asked = {"options": pack_options(options), "what": what}
    asked |= {"memory_bytes": budget.memory_bytes, "seconds": budget.seconds}
    with _places:
        process = _taken()
        late = threading.Event()
        timer = threading.Timer(budget.wall_seconds, lambda: (late.set(), process.kill()))
        timer.start()
        try:
            answer = _asked(process, json.dumps(asked).encode(), data)
        finally:
            timer.cancel()
            timer.join()
        if answer is None:
            end_process(process)
            _explain(what, budget, process.returncode, late=late.is_set())
        _give_back(process)
    if answer[0] == b"problem":
        raise getattr(errors, answer[1].decode())(answer[2].decode())
    return answer[2], unpack_report(answer[1])


def warm_up() -> None:
    """Start the parsing process before it is needed."""
    _give_back(_taken())


def _explain(what: str, budget: Budget, code: int, *, late: bool) -> None:
    if code == TOO_LONG < 0:
        raise LimitError(
            f"{what} takes more than {budget.seconds:.0f} seconds of processor time to read, far "
            "more than tables of its size do. Save it again as CSV and choose that."
        )
    if late:
        raise LimitError(
            f"{what} was not read within {budget.wall_seconds:.0f} seconds: it cannot be read, "
            "or this machine is too busy. Try again later, or save it again as CSV."
        )
    raise DataError(
        f"{what} is damaged: reading it fails, or takes more memory than any table of its size. "
        "Save it again, or as CSV."
    )


def _asked(process: subprocess.Popen, head: bytes, data: bytes | Path) -> list | None:
    """Return the three parts of an answer, None if the process ends without one."""
    try:
        if isinstance(data, Path):
            send(process.stdin, head)
            send_file(process.stdin, data)
        else:
            send(process.stdin, head, data)
        parts = [receive(process.stdout) for _ in range(3)]
        if parts[0] == b"table":
            parts[2] = receive_frame(process.stdout)
    except (OSError, ValueError):
        return None
    return None if any(part is None for part in parts) else parts


def _taken() -> subprocess.Popen:
    """Return an idle process, or a new one."""
    while (process := _next_idle()) is not None:
        if process.poll() is None:
            return process
        end_process(process)
    return started("segmentation.tables.process.child", FRUGAL)


def _next_idle() -> subprocess.Popen | None:
    try:
        return _idle.pop()
    except IndexError:  # none, or another thread was quicker
        return None


def _give_back(process: subprocess.Popen) -> None:
    """Keep one process for the next file, end others and one that has become large."""
    if _idle or process.poll() is not None or _held_bytes(process) > MOST_IDLE_BYTES:
        end_process(process)
    else:
        _idle.append(process)


def _held_bytes(process: subprocess.Popen) -> int:
    """Return the memory that a process holds, 0 where the system does not tell."""
    try:
        text = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")


@atexit.register
def _end_idle() -> None:
    while _idle:
        end_process(_idle.pop())
