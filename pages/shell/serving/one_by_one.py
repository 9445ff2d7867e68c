"""Runs of pages go one by one, in the order in which they came; none waits for a slow one.

A run of a page is some hundredths of a second of Python, of which one thread goes at a time. Fifty
runs at once end no sooner: they take the interpreter from each other every few milliseconds, and
from the loop that sends what they have made, so that the processor idles and all end late. In line,
the first has ended while the last still waits.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LONGEST_SECONDS = 0.1
"""A run that takes longer (it computes, or waits for work beside the server) goes on beside the
next."""


@dataclass(slots=True, eq=False)
class _Run:
    may_go: threading.Event = field(default_factory=threading.Event)
    begun: float = 0.0


class OneByOne:
    """A line of runs, first come, first served."""

    def __init__(self, longest: float = LONGEST_SECONDS) -> None:
        """Begin with nobody in line.

        Parameters
        ----------
        longest : float
            Seconds after which the next no longer waits for the one before.
        """
        self.longest = longest
        self._line: deque[_Run] = deque()
        self._running: _Run | None = None
        self._lock = threading.Lock()
        self._of_thread = threading.local()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, and pass it on at the end; a thread that has it goes straight on."""
        if getattr(self._of_thread, "in_turn", False):
            yield
            return
        run = self._join()
        self._of_thread.in_turn = True
        try:
            yield
        finally:
            self._of_thread.in_turn = False
            with self._lock:
                if self._running is run:
                    self._next()

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits in line."""
        return bool(self._line)

    def _join(self) -> _Run:
        run = _Run()
        with self._lock:
            self._line.append(run)
            if self._running is None:
                self._next()
        while not run.may_go.wait(self.longest):
            with self._lock:
                if self._running and time.monotonic() - self._running.begun >= self.longest:
                    self._next()
        return run

    def _next(self) -> None:
        """Give the turn to the first in line; the lock is held."""
        self._running = self._line.popleft() if self._line else None
        if self._running:
            self._running.begun = time.monotonic()
            self._running.may_go.set()


RUNS = OneByOne()
"""Of this server."""
