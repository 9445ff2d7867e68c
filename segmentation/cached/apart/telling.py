"""What long work says of itself while it runs, to whoever looks how far it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from segmentation.engines.reading.progress import Progress

TOLD_EVERY = 0.5

_listeners: list[Callable[[object], None]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    """How far a pass over all rows is.

    Attributes
    ----------
    sentence : str
    share : float or None
        0 to 1; None where it is not known how many rows there are.
    """

    sentence: str
    share: float | None


def listen(listener: Callable[[object], None]) -> None:
    """Have a function called with every word from now on.

    Parameters
    ----------
    listener : callable
    """
    _listeners[:] = [listener]


class Told(Progress):
    """Tells the listener now and then, and always when a step begins."""

    __slots__ = ("_told",)

    def begin(self, step: str, n_rows: int) -> None:
        """Begin a step."""
        super().begin(step, n_rows)
        self._told = 0.0
        self.tell()

    def tell(self) -> None:
        """Say how far it is."""
        now = time.monotonic()
        if now - self._told < TOLD_EVERY:
            return
        self._told = now
        sentence = self.sentence if self.n_rows and self.done else f"{self.step}…"
        share = min(1.0, self.done / self.n_rows) if self.n_rows else None
        for listener in _listeners:
            listener(HowFar(sentence=sentence, share=share))
