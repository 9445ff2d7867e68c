"""Passes over all rows of a table that is not loaded, in a line of their own.

Nobody waits for them: pages stay as quick as they are, and look how far a pass is. One pass is at
work at a time; two visitors who want the same have one. What it came to is kept for all.
"""

import atexit
import threading
from collections import OrderedDict
from collections.abc import Hashable

from segmentation.cached.apart.turns import Piece, Turns
from segmentation.cached.apart.worker import Worker

MOST_KEPT = 64


class Background:
    """The passes that are wanted, at work or done.

    Parameters
    ----------
    turns : Turns
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._pieces: OrderedDict[str, Piece] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, piece: Piece, visitor: Hashable) -> None:
        """Want a pass; one that is done already is not done again, one that failed is."""
        with self._lock:
            known = self._pieces.get(piece.key)
            if known is not None and (
                (known.ended.is_set() and known.error is None)
                or (not known.ended.is_set() and visitor in known.wanted_by)
            ):
                return
            self._pieces[piece.key] = self._turns.join(piece, visitor)
            self._pieces.move_to_end(piece.key)
            done = [key for key, each in self._pieces.items() if each.ended.is_set()]
            for key in done[: max(0, len(self._pieces) - MOST_KEPT)]:
                del self._pieces[key]

    def look(self, key: str) -> Piece | None:
        """Return a pass that somebody wanted, at work or done; None where nobody has."""
        return self._pieces.get(key)

    def before(self, piece: Piece) -> int:
        """Count the visitors whose passes come earlier."""
        return self._turns.before(piece)

    def leave(self, key: str, visitor: Hashable) -> None:
        """Want a pass no longer; it ends where nobody else wants it."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is None or piece.ended.is_set() or visitor not in piece.wanted_by:
                return
            self._turns.leave(piece, visitor)
            if not piece.wanted_by:
                del self._pieces[key]

    def forget(self, key: str) -> None:
        """Keep no longer what a pass came to."""
        with self._lock:
            piece = self._pieces.get(key)
            if piece is not None and piece.ended.is_set():
                del self._pieces[key]


_WORKER = Worker()
atexit.register(_WORKER.end)
_TURNS = Turns(_WORKER, patient_seconds=0.0)
_WORKER.told = _TURNS.tell
BACKGROUND = Background(_TURNS)
