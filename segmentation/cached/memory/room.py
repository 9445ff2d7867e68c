"""How many bytes of visitors' own files are open at once; who comes too late is told so."""

import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pandas as pd

from segmentation.errors import LimitError

FRAME_PER_BYTE = 2
"""How much larger than its file a table is held, while nobody knows."""

MEGABYTE = 1_000_000


class Room:
    """The room for files that are open: their bytes as they came, and their cells.

    Parameters
    ----------
    most_bytes : int
    free : callable
        Ends one more session that has been left; returns whether there was one.
    """

    def __init__(self, most_bytes: int, free: Callable[[], bool]) -> None:
        self._most_bytes, self._free = most_bytes, free
        self._lock = threading.Lock()
        self.n_bytes = 0

    @contextmanager
    def taken(self, n_bytes: int, what: str) -> Iterator[Callable[[pd.DataFrame], None]]:
        """Take room for a file while it is read, and for its cells as long as they are held.

        Parameters
        ----------
        n_bytes : int
            Of the file.
        what : str
            The file, for the sentence.

        Yields
        ------
        callable
            Is called with the frame.

        Raises
        ------
        LimitError
            If there is no room, though the sessions that were left have been ended.
        """
        wanted = n_bytes * (1 + FRAME_PER_BYTE)
        while not self._add(wanted):
            if not self._free():
                raise LimitError(
                    f"The files that are open on this server take the "
                    f"{self._most_bytes / MEGABYTE:,.0f} MB it has for them, and {what} needs "
                    f"{max(1, wanted / MEGABYTE):,.0f} MB more. Close another tab of yours or try "
                    f"again in some minutes, when others have left."
                )
        try:
            yield lambda frame: self._hold(frame, n_bytes)
        finally:
            self._take(wanted)

    def _hold(self, frame: pd.DataFrame, n_bytes: int) -> None:
        held = n_bytes + int(frame.memory_usage(deep=True).sum())
        with self._lock:
            self.n_bytes += held
        weakref.finalize(frame, self._take, held).atexit = False

    def _add(self, n_bytes: int) -> bool:
        with self._lock:
            if self.n_bytes and self.n_bytes + n_bytes > self._most_bytes:
                return False
            self.n_bytes += n_bytes
            return True

    def _take(self, n_bytes: int) -> None:
        with self._lock:
            self.n_bytes -= n_bytes
