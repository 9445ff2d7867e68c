"""The process that parses: reads a request, answers, waits for the next, ends with its parent."""

import json
import os
import sys

from segmentation.errors import LimitError, SegmentationError
from segmentation.tables.process.channel import (
    pack_report,
    receive,
    send,
    send_frame,
    unpack_options,
)
from segmentation.tables.process.limiting import (
    give_back,
    limit_memory,
    limit_time,
    prepare_limits,
)

MOST_THREADS = 4


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
        give_back()


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


def _too_much(asked: dict) -> str:
    return (
        f"{asked['what']} needs more than {asked['memory_bytes'] / 1e6:,.0f} MB of memory to "
        "read, far more than tables of its size do. Save it again as CSV."
    )
