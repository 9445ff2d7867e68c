"""The process that parses: reads a request, answers, waits for the next, ends with its parent."""

import json
import os
import sys
from pathlib import Path

from segmentation.errors import LimitError, SegmentationError
from segmentation.tables.process.channel import (
    pack_frame,
    pack_report,
    receive,
    send,
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
    from segmentation.tables.parsing import parse

    while (head := receive(requests)) is not None:
        data = receive(requests)
        if data is None:
            return
        asked = json.loads(head)
        try:
            limit_memory(asked["memory_bytes"])
            frame, report = parse(data, unpack_options(asked["options"]), asked["what"])
            answer = b"table", pack_report(report), pack_frame(frame)
        except SegmentationError as error:
            answer = b"problem", type(error).__name__.encode(), str(error).encode()
        except (MemoryError, RecursionError):
            answer = b"problem", LimitError.__name__.encode(), _too_much(asked).encode()
        del data
        send(answers, *answer)


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
        f"{asked['what']} needs more than {asked['memory_bytes'] / 1e6:,.0f} MB of memory to read, "
        f"far more than tables of its size do. Save it anew as CSV."
    )
