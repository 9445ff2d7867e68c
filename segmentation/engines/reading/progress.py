"""How far a long piece of work is: rows done, rows a second, time left."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Progress:
    """Counts the rows of one step after the other; this one tells nobody.

    Attributes
    ----------
    step : str
        What is being done, as a marketer would say it.
    n_rows, done : int
        Of this step, and how many of them are done.
    """

    step: str = ""
    n_rows: int = 0
    done: int = 0
    _begun: float = field(default=0.0, repr=False)

    def begin(self, step: str, n_rows: int) -> None:
        """Begin a step.

        Parameters
        ----------
        step : str
        n_rows : int
            That it goes through.
        """
        self.end()
        self.step, self.n_rows, self.done = step, n_rows, 0
        self._begun = time.monotonic()

    def add(self, n_rows: int) -> None:
        """Count some more rows of the step.

        Parameters
        ----------
        n_rows : int
        """
        self.done += n_rows
        self.tell()

    def end(self) -> None:
        """End the step, if there is one."""

    def tell(self) -> None:
        """Tell how far it is."""

    @property
    def seconds(self) -> float:
        """Since the step began."""
        return time.monotonic() - self._begun

    @property
    def sentence(self) -> str:
        """How far the step is, how fast it is, and how long it will take."""
        speed = self.done / max(self.seconds, 1e-9)
        left = max(0, self.n_rows - self.done) / max(speed, 1e-9)
        return (
            f"{self.step}: {self.done:,} of {self.n_rows:,} rows, {speed:,.0f} a second, "
            f"{_time(left)} left"
        )

    @property
    def verdict(self) -> str:
        """What the step has taken."""
        return f"{self.step}: {self.done:,} rows in {_time(self.seconds)}."


def _time(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
