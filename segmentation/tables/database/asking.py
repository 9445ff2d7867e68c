"""Hands a query to a process of its own and takes the rows back, or says what went wrong.

Whatever the database does, that process is ended when the time is over: no driver is relied upon.
"""

import atexit
import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import pandas as pd

from segmentation import errors
from segmentation.errors import LimitError
from segmentation.tables.formats.frames import plain_frame
from segmentation.tables.process.channel import (
    end_process,
    receive,
    receive_frame,
    send,
    unpack_report,
)
from segmentation.tables.process.starting import started
from segmentation.tables.table import ReadReport

MOST_AT_ONCE = 4
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ARROW_IO_THREADS"), "1")

_idle: list[subprocess.Popen] = []
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may take.

    Attributes
    ----------
    rows, bytes : int
        Of what it returns, as Python holds it.
    seconds : float
        Of the database.
    grace_seconds : float
        After them, for the start of the process, the connection and the way back.
    memory_bytes : int
        Of the process.
    """

    rows: int = 2_000_000
    bytes: int = 1_000_000_000
    seconds: float = 60.0
    grace_seconds: float = 60.0
    memory_bytes: int = 4_000_000_000


def query_apart(
    url: str, query: str, parameters: Mapping[str, object], name: str, limits: QueryLimits
) -> tuple[pd.DataFrame, ReadReport]:
    """Run a query in a process of its own.

    Parameters
    ----------
    url, query : str
    parameters : mapping of str to object
        What JSON can say.
    name : str
        The query, for sentences.
    limits : QueryLimits

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport

    Raises
    ------
    SpecError
        If it is not one SELECT, or a value is missing.
    DataError
        If the database cannot be reached, refuses it, or returns no rows.
    LimitError
        If it takes more than the limits.
    """
    asked = {"url": url, "query": query, "parameters": dict(parameters), "name": name}
    asked |= {"limits": asdict(limits)}
    with _places:
        process = _taken()
        late = threading.Event()
        seconds = limits.seconds + limits.grace_seconds
        timer = threading.Timer(seconds, lambda: (late.set(), process.kill()))
        timer.start()
        try:
            answer = _asked(process, json.dumps(asked, default=str).encode())
        finally:
            timer.cancel()
            timer.join()
        if answer is None:
            end_process(process)
            raise LimitError(too_long(name, limits) if late.is_set() else too_large(name, limits))
        _give_back(process)
    if answer[0] == b"problem":
        raise getattr(errors, answer[1].decode())(answer[2].decode())
    return answer[2], unpack_report(answer[1])


def no_rows(name: str) -> str:
    """Say that a query finds nothing."""
    return f"{name} returns no rows. Change what it asks for."


def too_long(name: str, limits: QueryLimits) -> str:
    """Say that a query takes too long."""
    return f"{name} takes longer than {limits.seconds:g} seconds. Ask for less, or add an index."


def too_large(name: str, limits: QueryLimits) -> str:
    """Say that a query takes too much memory."""
    return (
        f"{name} returns more than {limits.bytes / 1e6:,.0f} MB, or takes more memory than may be. "
        f"Choose fewer columns or rows in the query, or sums per customer."
    )


def as_frame(
    columns: Sequence[str], rows: Sequence[tuple], name: str
) -> tuple[pd.DataFrame, ReadReport]:
    """Return the rows of a query as columns of plain types.

    Parameters
    ----------
    columns : sequence of str
    rows : sequence of tuple
    name : str
        The query, for sentences.

    Returns
    -------
    pandas.DataFrame of shape (n_rows, n_columns)
    ReadReport
    """
    frame, report = plain_frame(pd.DataFrame(rows, columns=columns), name)
    return frame, replace(report, format="database")


def _asked(process: subprocess.Popen, request: bytes) -> list | None:
    try:
        send(process.stdin, request)
        parts = [receive(process.stdout) for _ in range(3)]
        if parts[0] == b"table":
            parts[2] = receive_frame(process.stdout)
    except (OSError, ValueError):
        return None
    return None if any(part is None for part in parts) else parts


def _taken() -> subprocess.Popen:
    """Return an idle process, or a new one."""
    while _idle:
        try:
            process = _idle.pop()
        except IndexError:  # another thread was quicker
            break
        if process.poll() is None:
            return process
        end_process(process)
    return started("segmentation.tables.database.answering", ONE_THREAD)


def _give_back(process: subprocess.Popen) -> None:
    """Keep one process for the next query, end others."""
    if _idle or process.poll() is not None:
        end_process(process)
    else:
        _idle.append(process)


@atexit.register
def _end_idle() -> None:
    while _idle:
        end_process(_idle.pop())
