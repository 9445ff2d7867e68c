"""What this server holds for its visitors, and the one round in which it is given back."""

import gc
import os
from collections.abc import Mapping

from segmentation.cached.memory import sessions
from segmentation.cached.memory.ledger import Ledger
from segmentation.cached.memory.room import Room

VARIABLE = "SEGMENTATION_MEMORY_MB"
USUAL_MEGABYTES = 4_000
LEAST_MEGABYTES = 100


def bytes_for_files(environment: Mapping[str, str]) -> int:
    """Return how many bytes open files may take, as the operator has set it.

    Parameters
    ----------
    environment : mapping of str to str
        `VARIABLE` in it is a number of megabytes; what is none, or too few for one file, leaves
        the usual one.

    Returns
    -------
    int
    """
    text = environment.get(VARIABLE, "").strip()
    is_number = text.isdecimal() and text.isascii() and int(text[:9]) >= LEAST_MEGABYTES
    return 1_000_000 * (int(text[:9]) if is_number else USUAL_MEGABYTES)


def free_one() -> bool:
    """End one session that was left, with what was kept for it; False where there is none."""
    if not sessions.end_one_left():
        return False
    tidy()
    gc.collect()
    return True


def tidy() -> bool:
    """End what belongs to sessions that have left; return whether one has since the last time."""
    there = sessions.end_left()
    if there is None:
        return False
    MEMORY.end(there)
    have_left = bool(_there - there)
    _there.clear()
    _there.update(there)
    return have_left


def limit_uploads() -> None:
    """Limit what Streamlit holds of files that were sent."""
    sessions.limit_uploads(MOST_BYTES, MOST_BYTES // 4)


_there: set[str] = set()
MOST_BYTES = bytes_for_files(os.environ)
ROOM = Room(MOST_BYTES, free_one)
"""For files that are open: their bytes and cells."""

MEMORY = Ledger(MOST_BYTES // 2, MOST_BYTES // 4)
"""For answers that can be computed again: half as much, a quarter for one session."""
