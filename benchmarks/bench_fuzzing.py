"""Thousands of spoiled files: what reading them ends in, and the most time and memory it takes."""

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from harness import save
from mutations import mutations

import segmentation as sg

N_FILES = 6_000


def main() -> int:
    """Read every file as an upload is read."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    ends: Counter[str] = Counter()
    slowest = 0.0
    sg.read_table(b"a,b\n1,2\n")
    for name, data in mutations(seed, N_FILES):
        begun = time.perf_counter()
        try:
            sg.read_table(data, name)
            ends["table"] += 1
        except sg.SegmentationError as error:
            crashed = "reading it fails" in str(error)
            ends["crash of the parser" if crashed else type(error).__name__] += 1
        slowest = max(slowest, time.perf_counter() - begun)
    figures = {
        "files": N_FILES,
        "seed": seed,
        "ends": dict(ends),
        "slowest_s": round(slowest, 2),
        "parser_most_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "ours_most_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
