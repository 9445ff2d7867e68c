"""The process that parses: reads a request, answers, waits for the next, ends with its parent."""

import json
import math
import os
import signal
import sys
from pathlib import Path

from segmentation.errors import LimitError, SegmentationError
from segmentation.tables.process.channel import (
    pack_report,
    receive,
    send,
    send_frame,
    unpack_options,
)

MOST_THREADS = 4
STATM = Path("/proc/self/statm")


def main() -> None:
    """Serve requests until the parent ends; nothing else may write where the answers go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests = sys.stdin.buffer
    prepare_arrow()
    prepare_limits()
    from segmentation.tables.parsing import parse

    while (head := receive(requests)) is not None:
        held = [receive(requests)]
        if held[0] is None:
            return
        asked = json.loads(head)
        try:
            limit_memory(asked["memory_bytes"])
            limit_time(asked["seconds"])
            frame, report = parse(held.pop(), unpack_options(asked["options"]), asked["what"])
            answer = b"table", pack_report(report), b""
        except SegmentationError as error:
            frame = None
            answer = b"problem", type(error).__name__.encode(), str(error).encode()
        except (MemoryError, RecursionError):
            frame = None
            answer = b"problem", LimitError.__name__.encode(), _too_much(asked).encode()
        send(answers, *answer)
        if frame is not None:
            send_frame(answers, frame)
            del frame
        limit_time(None)


def prepare_arrow() -> None:
    """Start the threads of Arrow while memory is not limited."""
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import csv

    pa.set_cpu_count(min(MOST_THREADS, pa.cpu_count()))
    pa.set_io_thread_count(1)
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": ["b"]}), buffer)
    pq.read_table(io.BytesIO(buffer.getvalue())).to_pandas()
    csv.read_csv(io.BytesIO(b"a,b\n" + b"1,2\n" * 500_000))


def prepare_limits() -> None:
    """See that too much processor time ends this process, and leaves no picture of its memory."""
    try:
        import resource
    except ImportError:
        return
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def limit_time(seconds: float | None) -> None:
    """Let this process take so much more processor time; the system ends it when that is used up.

    What it took for its start and for files before does not count, nor does waiting for a
    processor that others use.

    Parameters
    ----------
    seconds : float or None
        Rounded up to whole seconds; None for no limit.
    """
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = hard
    if seconds is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(usage.ru_utime + usage.ru_stime + seconds)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def limit_memory(n_bytes: int) -> None:
    """Let this process take so much more memory than it holds; a system without limits has none.

    Parameters
    ----------
    n_bytes : int
    """
    try:
        import resource
    except ImportError:
        return
    if STATM.exists():
        held = int(STATM.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (held + n_bytes, hard))


def _too_much(asked: dict) -> str:
    return (
        f"{asked['what']} needs more than {asked['memory_bytes'] / 1e6:,.0f} MB of memory to "
        "read, far more than tables of its size do. Save it again as CSV."
    )
