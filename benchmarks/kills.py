"""Kills programs in the middle of saves of every kind, at moments nobody chose.

As a program it makes, for each line “KIND FOLDER” that it is given, a copy of itself that saves
without end: all share one start, which takes longest. A copy says its process, then each save that
is done.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import takewhile
from pathlib import Path

from kept import KINDS, url

from segmentation.access.upkeep import check

LEAST_SECONDS, MORE_THAN_A_SAVE = 0.12, 1.2
"""Of the time in which the moment is drawn: it covers all of a save, however long it takes."""


@contextmanager
def saving() -> Iterator[subprocess.Popen]:
    """Start the program whose copies are killed.

    Yields
    ------
    subprocess.Popen
    """
    paths = [str(Path(__file__).parents[1]), *sys.path]
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    ) as program:
        yield program


def kill(
    program: subprocess.Popen, kind: str, folder: Path, n_kills: int, seed: int = 0
) -> dict[str, int]:
    """Kill so many copies of a program in the middle of saving.

    Parameters
    ----------
    program : subprocess.Popen
        Of `saving`.
    kind : str
        Of `KINDS`.
    folder : Path
        Empty.
    n_kills, seed : int

    Returns
    -------
    dict of str to int
        ``kills``, ``said`` to be done, and of these ``lost`` or half.

    Raises
    ------
    AssertionError
        If the library is not sound afterwards.
    """
    chance, said = random.Random(seed), []  # noqa: S311 - no secret
    KINDS[kind].begin(folder)
    for _ in range(n_kills):
        print(kind, folder, sep="\t", file=program.stdin, flush=True)
        answers = map(str.strip, program.stdout)
        copy, begun = int(next(answers)), time.monotonic()
        said.append(next(answers))
        one_save = time.monotonic() - begun
        time.sleep(chance.uniform(0, max(LEAST_SECONDS, MORE_THAN_A_SAVE * one_save)))
        os.kill(copy, signal.SIGKILL)
        said += takewhile("killed".__ne__, answers)
    if (folder / "library.sqlite").exists():
        assert check(url(folder)).damaged == ()
        with closing(sqlite3.connect(folder / "library.sqlite")) as there:
            assert there.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {"kills": n_kills, "said": len(said), "lost": KINDS[kind].lost(folder, said)}


def _load(kind: str) -> None:
    """Save once elsewhere, so that no copy has to load what saving takes."""
    with tempfile.TemporaryDirectory() as folder:
        KINDS[kind].begin(Path(folder))
        next(KINDS[kind].saves(Path(folder)))


def main() -> None:
    """Save without end, in copies of this program."""
    known = set()
    for line in sys.stdin:
        kind, folder = line.rstrip("\n").split("\t")
        if kind not in known:
            _load(kind)
            known.add(kind)
        copy = os.fork()
        if not copy:
            print(os.getpid(), flush=True)
            for done in KINDS[kind].saves(Path(folder)):
                print(done, flush=True)
        os.waitpid(copy, 0)
        print("killed", flush=True)


if __name__ == "__main__":
    main()
