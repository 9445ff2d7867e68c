"""Programs are killed in the middle of saves of every kind: what was said to be done is there.

``bench_kills.py [KILLS]``: so many of each kind. A library that forgets, or is half of two states,
makes somebody do their work again.
"""

import sys
import tempfile
from pathlib import Path

import harness
from kept import KINDS
from kills import kill, saving

KILLS = 200


def main(n_kills: int = KILLS) -> int:
    """Kill, look, and write down what was lost."""
    found = {}
    with saving() as program:
        for seed, kind in enumerate(KINDS):
            with tempfile.TemporaryDirectory() as folder:
                found[kind] = kill(program, kind, Path(folder), n_kills, seed)
            print(kind, found[kind], flush=True)
    harness.save("kills", {"kinds": found})
    return sum(each["lost"] for each in found.values())


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
