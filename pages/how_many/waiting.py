"""How far the evidence is and how long it takes yet, from how long its parts have taken."""

from collections.abc import Callable
from time import monotonic

from streamlit.delta_generator import DeltaGenerator

from pages.how_many import words


class Waiting:
    """A bar that tells what is done and how long the rest takes.

    Parameters
    ----------
    place : DeltaGenerator
        Holds the bar.
    last : int
        The largest number of segments that is weighed.
    clock : callable
        Seconds.
    """

    def __init__(
        self, place: DeltaGenerator, last: int, clock: Callable[[], float] = monotonic
    ) -> None:
        self._bar = place.progress(0.0, words.BEGINNING)
        self._last, self._clock = last, clock
        self._begin = self._before = clock()
        self._done = 0.0

    def tell(self, done: float, k: int) -> None:
        """Show that a share of the work is done and which number comes next.

        Parameters
        ----------
        done : float
            0 to 1.
        k : int
        """
        left = self.seconds_left(done)
        text = words.WEIGHING if left is None else words.WEIGHING_LEFT
        told = "" if left is None else words.time_left(left)
        self._bar.progress(done, text.format(k=k, last=self._last, left=told))

    def seconds_left(self, done: float) -> float | None:
        """Return how long the rest takes, None while too little is known.

        What was kept from before takes no time: the last part may tell more than all of them, so
        the slower of the two counts.
        """
        now = self._clock()
        pace = (now - self._begin) / done if done > 0 else 0.0
        if done > self._done:
            pace = max(pace, (now - self._before) / (done - self._done))
            self._before, self._done = now, done
        return pace * (1 - done) if now - self._begin >= words.FROM_SECONDS else None
