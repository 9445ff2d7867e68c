"""A program that makes copies of itself which restore, to be killed while they do.

For each line it is given it makes one, which brings back the two copies by turns, without end; they
have been looked through, so that most of its time is the transaction.
"""

import os
import sys
from itertools import cycle
from pathlib import Path

from segmentation.access import copies as copies_of_libraries
from segmentation.access.upkeep import file_of


def restore_without_end(url: str, copies: list[str]) -> None:
    """Restore again and again, and say each that is done."""
    for copy in cycle(copies):
        kept = copies_of_libraries._fill(url, file_of(url), Path(copy), True)
        print(copy, flush=True)  # noqa: T201 - its parent listens
        kept.unlink()


if __name__ == "__main__":
    # What takes longest is loaded once, before there are copies of it.
    copies_of_libraries.restore(sys.argv[1], Path(sys.argv[2]), over_newer=True).kept.unlink()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            print(os.getpid(), flush=True)  # noqa: T201
            restore_without_end(sys.argv[1], sys.argv[2:])
        os.waitpid(child, 0)
        print("killed", flush=True)  # noqa: T201
