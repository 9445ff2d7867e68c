"""Who holds which kept answers, and which go when there are too many bytes of them.

An answer belongs to the sessions that have asked for it. It ends when they have left: a large one
at once, a small one an hour after it was last asked for, so that the next visitor of a built-in
table does not wait. While they are there it ends only where there is no room, the one that was not
asked for longest first; whoever asks again has it computed again.
"""

import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field

from segmentation.cached.memory.sizes import parts_of

SMALL_BYTES = 1_000_000
LINGER_SECONDS = 3_600.0


@dataclass(slots=True, eq=False, weakref_slot=True)
class Kept:
    """An answer as a cache holds it.

    Attributes
    ----------
    value : object
    drop : callable
        Takes it out of its cache.
    parts : dict of int to int
        Bytes of its large parts.
    holders : dict of hashable to None
        The sessions that have asked for it, the last one at the end.
    used : float
        When it was last asked for.
    found : float
        When its cache was last asked for it, of the same clock.
    is_gone : bool
        Whether its cache holds it no longer.
    """

    value: object
    drop: Callable[[], None]
    parts: dict[int, int] = field(init=False)
    holders: dict[Hashable, None] = field(default_factory=dict)
    used: float = 0.0
    found: float = 0.0
    is_gone: bool = False

    def __post_init__(self) -> None:
        """Measure the value once."""
        self.parts = parts_of(self.value)


class Ledger:
    """The answers that are kept, and their bytes.

    Parameters
    ----------
    most_bytes : int
        Of all together.
    most_of_one : int
        Of those that one session has asked for.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self, most_bytes: int, most_of_one: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_bytes, self._most_of_one, self._clock = most_bytes, most_of_one, clock
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._all: _Sum = _Sum()
        self._of: dict[Hashable, _Sum] = {}
        self._lock = threading.RLock()

    @property
    def n_bytes(self) -> int:
        """Bytes of all answers, what they share counted once."""
        return self._all.n_bytes

    def bytes_of(self, holder: Hashable) -> int:
        """Return the bytes of the answers that a session has asked for.

        Parameters
        ----------
        holder : hashable

        Returns
        -------
        int
        """
        with self._lock:
            return self._of[holder].n_bytes if holder in self._of else 0

    def ask(self, kept: Kept, holder: Hashable) -> object:
        """Return an answer, and remember who asked for it.

        Parameters
        ----------
        kept : Kept
        holder : hashable
            A session.

        Returns
        -------
        object
        """
        with self._lock:
            if kept.is_gone:
                return kept.value
            if id(kept) not in self._kept:
                self._kept[id(kept)] = kept
                self._all.add(kept)
            self._kept.move_to_end(id(kept))
            kept.used = self._clock()
            if holder not in kept.holders:
                kept.holders[holder] = None
                self._of.setdefault(holder, _Sum()).add(kept)
            dropped = self._without_room(kept, holder)
        _drop(dropped)
        return kept.value

    def forget(self, kept: Kept) -> None:
        """Count an answer no longer that its cache has dropped.

        Parameters
        ----------
        kept : Kept
        """
        with self._lock:
            kept.is_gone = True
            if self._kept.pop(id(kept), None) is None:
                return
            self._all.take(kept)
            for holder in [*kept.holders]:
                self._let_go(kept, holder)

    def end(self, there: Collection[Hashable]) -> None:
        """Drop what belongs to sessions that have left.

        Parameters
        ----------
        there : collection of hashable
            The sessions that have not.
        """
        with self._lock:
            dropped, now = [], self._clock()
            for kept in [*self._kept.values()]:
                for holder in [each for each in kept.holders if each not in there]:
                    self._let_go(kept, holder)
                is_small = sum(kept.parts.values()) < SMALL_BYTES
                lingers = is_small and now - kept.used < LINGER_SECONDS
                if not kept.holders and not lingers:
                    self.forget(kept)
                    dropped.append(kept)
        _drop(dropped)

    def _without_room(self, newest: Kept, holder: Hashable) -> list[Kept]:
        dropped: list[Kept] = []
        if self._has_room(holder):  # nearly always; the answers are thousands
            return dropped
        for kept in [*self._kept.values()]:
            if kept is newest or self._has_room(holder):
                break
            too_many = self._all.n_bytes > self._most_bytes
            if not too_many:
                if holder not in kept.holders:
                    continue
                self._let_go(kept, holder)
            if too_many or not kept.holders:
                self.forget(kept)
                dropped.append(kept)
        return dropped

    def _has_room(self, holder: Hashable) -> bool:
        of_one = self._of[holder].n_bytes
        return self._all.n_bytes <= self._most_bytes and of_one <= self._most_of_one

    def _let_go(self, kept: Kept, holder: Hashable) -> None:
        del kept.holders[holder]
        held = self._of[holder]
        held.take(kept)
        if not held:
            del self._of[holder]


class _Sum:
    """Bytes of parts that several answers may share."""

    def __init__(self) -> None:
        self.n_bytes = 0
        self._sizes: dict[int, int] = {}
        self._times: Counter[int] = Counter()
        self._n = 0

    def __bool__(self) -> bool:
        return self._n > 0

    def add(self, kept: Kept) -> None:
        self._n += 1
        for part, size in kept.parts.items():
            self._times[part] += 1
            if part not in self._sizes:
                self._sizes[part] = size
                self.n_bytes += size

    def take(self, kept: Kept) -> None:
        self._n -= 1
        for part in kept.parts:
            self._times[part] -= 1
            if not self._times[part]:
                del self._times[part]
                self.n_bytes -= self._sizes.pop(part)


def _drop(dropped: list[Kept]) -> None:
    """Take answers out of their caches; no lock is held, since a cache has one of its own."""
    for kept in dropped:
        kept.drop()
