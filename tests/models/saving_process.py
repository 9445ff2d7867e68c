"""A program that makes copies of itself which save without end, to be killed while they do.

For each line it is given it makes one; so all share one start, which takes longest. A copy says its
process and then each save that is done; after it was killed the program says so.
"""

import os
import sys

from made_models import mall_model

from segmentation.models.library import Library


def save_without_end(url: str) -> None:
    """Save again and again, and say each id."""
    library, model = Library(url), mall_model()
    plan = {f"note {at}": "x" * 50 for at in range(2_000)}
    number = 0
    while True:
        number += 1
        say(library.save(f"Number {number}", model, plan=plan, note="y" * 1_000))


def say(line: object) -> None:
    """Tell the parent at once."""
    print(line, flush=True)  # noqa: T201 - its parent listens


if __name__ == "__main__":
    mall_model()  # kept, so that no copy has to fit
    for _ in sys.stdin:
        copy = os.fork()
        if not copy:
            say(os.getpid())
            save_without_end(sys.argv[1])
        os.waitpid(copy, 0)
        say("killed")
