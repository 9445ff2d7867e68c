"""Kills a program that saves, at moments nobody chose, and looks at what it left."""

import os
import random
import signal
import subprocess
import sys
import time
from itertools import takewhile
from pathlib import Path

from segmentation.models.library import Library

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def kill_while_saving(url: str, n_kills: int, seed: int = 0) -> tuple[int, int]:
    """Kill so many programs in the middle of saving to a library.

    Returns
    -------
    n_said, n_lost : int
        Saves that the programs said were done, and those of them that do not open afterwards.
    """
    chance, said = random.Random(seed), []  # noqa: S311 - no secret
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(HERE / "saving_process.py"), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])},
    ) as program:
        for _ in range(n_kills):
            print(file=program.stdin, flush=True)
            lines = map(str.strip, program.stdout)
            copy = int(next(lines))
            said.append(next(lines))
            time.sleep(chance.uniform(0, 0.12))
            os.kill(copy, signal.SIGKILL)
            said += takewhile("killed".__ne__, lines)
    library = Library(url)
    there = {entry.id for entry in library.entries()}
    lost = sum(not _opens(library, saved) for saved in {*said, *there})
    return len(said), lost


def _opens(library: Library, saved: str) -> bool:
    """Return whether a save is whole."""
    found = library.open(saved)
    return found.model.n_clusters == 5 and len(found.plan) == 2_000
