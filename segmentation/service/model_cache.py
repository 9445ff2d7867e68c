"""Saved models kept open for a moment, so that a service need not read them for every customer."""

import math
import time
from collections.abc import Callable

from segmentation.models.documents.library_records import LibraryEntry, Saved
from segmentation.models.library import Library

FRESH_SECONDS = 2.0
"""How long an opened model is used before the library is asked again."""

MOST_OPEN = 32


class ModelCache:
    """Models of a library, each kept open for a moment.

    Parameters
    ----------
    library : Library
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, library: Library, clock: Callable[[], float] = time.monotonic) -> None:
        self._library, self._clock = library, clock
        self._open: dict[str, tuple[float, Saved]] = {}

    def entries(self) -> tuple[LibraryEntry, ...]:
        """List what is saved."""
        return tuple(entry for entry in self._library.entries() if not entry.is_damaged)

    def open_now(self, id_: str) -> Saved | None:
        """Return one that is open already, without asking the library."""
        opened, saved = self._open.get(id_, (-math.inf, None))
        return saved if self._clock() - opened <= FRESH_SECONDS else None

    def open(self, id_: str) -> Saved:
        """Open a saved segmentation, the same one for a moment."""
        saved = self.open_now(id_)
        if saved is None:
            self._open.pop(id_, None)
            saved = self._library.open(id_)
            if len(self._open) >= MOST_OPEN:
                self._open.pop(next(iter(self._open)))
            self._open[id_] = self._clock(), saved
        return saved
