"""Thousands of spoiled files: what reading them ends in, and the most time and memory it takes."""

import os
import sys
import time
from collections import Counter
from pathlib import Path

from harness import peak_mb, save
from mutations import mutations

import segmentation as sg
from segmentation.tables.process import parent

N_FILES = 20_000


def main() -> int:
    """Read every file as an upload is read."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    most_seconds = float(sys.argv[2]) if len(sys.argv) > 2 else float("inf")
    started = time.monotonic()
    ends: Counter[str] = Counter()
    slowest = most = 0.0
    sg.read_table(b"a,b\n1,2\n")
    for name, data in mutations(seed, N_FILES):
        if time.monotonic() - started > most_seconds:
            break
        begun = time.perf_counter()
        try:
            sg.read_table(data, name)
            ends["table"] += 1
        except sg.SegmentationError as error:
            crashed = "reading it fails" in str(error)
            ends["crash of the parser" if crashed else type(error).__name__] += 1
        slowest = max(slowest, time.perf_counter() - begun)
        for process in parent._idle:  # noqa: SLF001 - to look at its memory
            most = max(most, peak_mb(process.pid))
    figures = {
        "files": ends.total(),
        "seed": seed,
        "ends": dict(ends),
        "slowest_s": round(slowest, 2),
        "parser_most_mb": round(most),
        "ours_most_mb": round(peak_mb(os.getpid())),
    }
    save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
