"""Programs are killed in the middle of saves of every kind: what was said to be done is there.

``bench_kills.py [KILLS [KIND …]]``: so many of each kind, or of these alone: the others keep their
figures. A library that forgets, or is half of two states, makes somebody do their work again.
"""

import json
import sys
import tempfile
from pathlib import Path

import harness
from kept import KINDS
from kills import kill, saving

KILLS = 200


def main(n_kills: int, *kinds: str) -> int:
    """Kill, look, and write down what was lost."""
    found = {}
    if kinds:
        before = (harness.RESULTS / "kills.json").read_text(encoding="utf-8")
        found = json.loads(before)["figures"]["kinds"]
    with saving() as program:
        for kind in kinds or KINDS:
            with tempfile.TemporaryDirectory() as folder:
                found[kind] = kill(program, kind, Path(folder), n_kills, seed=[*KINDS].index(kind))
            print(kind, found[kind], flush=True)
    harness.save("kills", {"kinds": {kind: found[kind] for kind in KINDS if kind in found}})
    return sum(each["lost"] for each in found.values())


if __name__ == "__main__":
    sys.exit(main(int((sys.argv[1:] or [KILLS])[0]), *sys.argv[2:]))
