"""Up to a million unexpected inputs at every door of the studio: what each ends in.

``bench_fuzzing.py [SEED] [SECONDS] [SHARE]``: ends after so many seconds, tries a share of all.
Files go through the reader's process, the rest runs where a fault would be seen. A fault is told
with its door and its seed; `knock` of `doors.py` repeats it.
"""

import os
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import doors
from harness import peak_mb, save

from segmentation.tables.process import parent

SHARES = {
    "reader": 20_000,
    "model": 60_000,
    "service": 180_000,
    "command line": 10_000,
    "links": 710_000,
    "upload names": 20_000,
}
"""A million in all; the reader's process and the command line take longest for each."""

PIECE = 250
N_PROCESSES = 2
MOST_FAULTS = 20


@dataclass
class Ends:
    """What inputs at one door ended in.

    Attributes
    ----------
    words : Counter
    faults : list of str
        Seed and error of each that was not handled.
    slowest : float
        Seconds of one input.
    parser_mb, own_mb : float
    """

    words: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    parser_mb: float = 0.0
    own_mb: float = 0.0

    def add(self, other: "Ends") -> None:
        """Take in another's."""
        self.words += other.words
        self.faults += other.faults
        for name in ("slowest", "parser_mb", "own_mb"):
            setattr(self, name, max(getattr(self, name), getattr(other, name)))


def end_of(door: str, seed: str) -> tuple[str, str]:
    """Knock once; return what it ended in, and the fault if that was one."""
    try:
        return doors.knock(door, seed), ""
    except Exception as error:  # noqa: BLE001 - which are what is looked for
        return "fault", f"{seed!r}: {''.join(traceback.format_exception(error)[-3:])}"


def knock_often(door: str, seed: int, start: int, n: int) -> Ends:
    """Knock so often, from one number on."""
    ends = Ends()
    for number in range(start, start + n):
        begun, own = time.perf_counter(), f"{seed} {door} {number}"
        word, fault = end_of(door, own)
        ends.words[word] += 1
        ends.faults += [fault] if fault else []
        ends.slowest = max(ends.slowest, time.perf_counter() - begun)
    for process in parent._idle:  # noqa: SLF001 - to look at its memory
        ends.parser_mb = max(ends.parser_mb, peak_mb(process.pid))
    ends.own_mb = peak_mb(os.getpid())
    return ends


def pieces(share: float) -> list[tuple[str, int, int]]:
    """Return doors, numbers and how many, in turns, so that all have a part whenever it ends."""
    made = [
        (start / amount, door, start, min(PIECE, round(amount * share) - start))
        for door, amount in SHARES.items()
        for start in range(0, round(amount * share), PIECE)
    ]
    return [piece for _, *piece in sorted(made)]


def run(seed: int, most_seconds: float, share: float) -> tuple[dict[str, Ends], float]:
    """Knock at all doors; return the ends of each and how long it took."""
    begun, ends = time.monotonic(), {door: Ends() for door in SHARES}
    waiting = pieces(share)[::-1]
    with ProcessPoolExecutor(N_PROCESSES) as pool:
        running = {}
        while waiting or running:
            while waiting and len(running) < 2 * N_PROCESSES:
                if time.monotonic() - begun > most_seconds:
                    waiting = []
                    break
                door, start, n = waiting.pop()
                running[pool.submit(knock_often, door, seed, start, n)] = door
            if running:
                done = next(as_completed(running))
                ends[running.pop(done)].add(done.result())
    return ends, time.monotonic() - begun


def main() -> int:
    """Run, and write down what came of it; 1 if there was a fault."""
    given = dict(enumerate(sys.argv))
    seed, most = int(given.get(1, 1)), float(given.get(2, "inf"))
    ends, took = run(seed, most, float(given.get(3, 1)))
    faults = [fault for each in ends.values() for fault in each.faults]
    print("\n".join(faults[:MOST_FAULTS]), file=sys.stderr)
    reader = ends["reader"]
    figures = {
        "inputs": sum(each.words.total() for each in ends.values()),
        "files": reader.words.total(),
        "seed": seed,
        "minutes": round(took / 60, 1),
        "faults": len(faults),
        "doors": {door: dict(each.words) for door, each in ends.items()},
        "slowest_s": round(reader.slowest, 2),
        "slowest_at_other_doors_s": round(
            max(each.slowest for door, each in ends.items() if door != "reader"), 2
        ),
        "parser_most_mb": round(reader.parser_mb),
        "ours_most_mb": round(max(each.own_mb for each in ends.values())),
    }
    save(Path(__file__).stem.removeprefix("bench_"), figures)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
