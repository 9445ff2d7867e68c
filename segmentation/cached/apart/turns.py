"""Who is next: long work of many visitors, one piece at a time, in fair turns.

The visitor whose turn is longest ago is next. Two who want the same wait for one piece of work. A
piece that nobody wants any more is left out, or ended where it has begun long ago.
"""

import atexit
import threading
import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from segmentation.cached.apart.worker import Argument, Worker, WorkerEndedError
from segmentation.errors import LimitError

PATIENT_SECONDS = 3.0
"""A piece that nobody wants any more may end by itself so long: a new process takes as long."""

IDLE_SECONDS = 120.0
"""A process that has nothing to do so long is ended, and its memory given back."""

TOO_MUCH = (
    "The process that works on this table has ended, most likely for want of memory. Choose fewer "
    "columns or a part of the customers."
)


@dataclass(slots=True, eq=False)
class Piece:
    """A function to be called, and what came of it.

    Attributes
    ----------
    key : str
        Pieces of one key are the same.
    module, name : str
        Of the function.
    arguments : sequence of Argument
    size : int
        Customers, by which the time is told.
    way : str
        The algorithm, where the function leaves a choice: one takes much longer than another.
    wanted_by : dict of hashable to int
        How often each visitor waits for it.
    begun : float or None
        When its turn came, on a clock that only grows.
    told : object
        What it has said of itself last.
    ended : threading.Event
    result, error : object
    """

    key: str
    module: str
    name: str
    arguments: Sequence[Argument]
    size: int
    way: str = ""
    wanted_by: dict[Hashable, int] = field(default_factory=dict)
    begun: float | None = None
    told: object = None
    ended: threading.Event = field(default_factory=threading.Event)
    result: object = None
    error: BaseException | None = None

    def outcome(self) -> object:
        """Return the result, or raise what the function has raised."""
        if self.error is not None:
            raise self.error
        return self.result


class Turns:
    """A line before one process.

    Parameters
    ----------
    worker : Worker
    idle_seconds : float
        After which the process is ended.
    patient_seconds : float
        After which a piece that nobody wants any more is ended.
    """

    def __init__(
        self,
        worker: Worker,
        idle_seconds: float = IDLE_SECONDS,
        patient_seconds: float = PATIENT_SECONDS,
    ) -> None:
        self._worker, self._idle_seconds = worker, idle_seconds
        self._patient_seconds = patient_seconds
        self._line: list[Piece] = []
        self._running: Piece | None = None
        self._served: dict[Hashable, float] = {}
        self._pace: dict[tuple[str, str, str], float] = {}
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def join(self, piece: Piece, visitor: Hashable) -> Piece:
        """Stand in line; return the piece to wait for, which may be there already."""
        with self._changed:
            there = (*self._line, *([self._running] if self._running else []))
            same = next((other for other in there if other.key == piece.key), None)
            if same is None:
                self._line.append(piece)
            same = same or piece
            same.wanted_by[visitor] = same.wanted_by.get(visitor, 0) + 1
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._serve, name="turns", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        return same

    def leave(self, piece: Piece, visitor: Hashable) -> None:
        """Wait no longer; what nobody waits for is not done."""
        with self._changed:
            piece.wanted_by[visitor] -= 1
            if not piece.wanted_by[visitor]:
                del piece.wanted_by[visitor]
            if piece.wanted_by or piece.ended.is_set():
                return
            if piece in self._line:
                self._line.remove(piece)
            elif piece is self._running and time.monotonic() - piece.begun >= self._patient_seconds:
                self._worker.end()

    def before(self, piece: Piece) -> int:
        """Count the visitors whose turn comes earlier."""
        with self._changed:
            if piece not in self._line:
                return 0
            mine = min(self._served.get(visitor, 0.0) for visitor in piece.wanted_by)
            others = {
                visitor
                for other in self._line[: self._line.index(piece)]
                for visitor in other.wanted_by
                if self._served.get(visitor, 0.0) <= mine
            }
            return len(others - set(piece.wanted_by)) + (self._running is not None)

    def tell(self, word: object) -> None:
        """Keep what the piece at work says of itself."""
        with self._changed:
            if self._running is not None:
                self._running.told = word

    def seconds_left(self, piece: Piece) -> float | None:
        """Tell from the last piece of this kind how long it takes yet; None where none was."""
        pace = self._pace.get(_kind(piece))
        if pace is None or piece.begun is None:
            return None
        return max(0.0, pace * piece.size - (time.monotonic() - piece.begun))

    def share_done(self, piece: Piece) -> float:
        """Tell how much of its time a piece has had, 0 to 1; 0 where nothing is known."""
        left = self.seconds_left(piece)
        if left is None:
            return 0.0
        had = time.monotonic() - piece.begun
        return had / (had + left)

    def _next(self) -> Piece | None:
        with self._changed:
            self._changed.wait_for(lambda: self._line, timeout=self._idle_seconds)
            if not self._line:
                self._thread = None
                return None
            self._running = min(
                self._line, key=lambda piece: min(map(self._last_turn, piece.wanted_by))
            )
            self._line.remove(self._running)
            self._running.begun = time.monotonic()
            self._served |= dict.fromkeys(self._running.wanted_by, self._running.begun)
            return self._running

    def _last_turn(self, visitor: Hashable) -> float:
        return self._served.get(visitor, 0.0)

    def _serve(self) -> None:
        while (piece := self._next()) is not None:
            try:
                piece.result = self._worker.call(piece.module, piece.name, piece.arguments)
            except WorkerEndedError:
                piece.error = LimitError(TOO_MUCH)
            except Exception as error:  # noqa: BLE001 - raised again where it is waited for
                piece.error = error
            self._end(piece)
        self._worker.end()

    def _end(self, piece: Piece) -> None:
        with self._changed:
            now = time.monotonic()
            waiting = {visitor for other in self._line for visitor in other.wanted_by}
            self._served = {v: at for v, at in self._served.items() if v in waiting}
            self._served |= dict.fromkeys(piece.wanted_by, now)
            self._pace[_kind(piece)] = (now - piece.begun) / max(1, piece.size)
            self._running = None
            piece.ended.set()


def _kind(piece: Piece) -> tuple[str, str, str]:
    return piece.module, piece.name, piece.way


WORKER = Worker()
atexit.register(WORKER.end)
TURNS = Turns(WORKER)
