"""Files of visitors, kept in memory for a while so that reloading a page does not lose them.

A file is found by a secret of the browser that has brought it and by what it holds. No link and no
other browser can open it, nothing is written to the disk, and all of it ends with the server.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

HOURS_VARIABLE = "SEGMENTATION_KEEP_FILES_HOURS"
USUAL_HOURS = 2.0
MOST_BYTES = 500_000_000
MOST_OF_ONE = MOST_BYTES // 2
"""Of one browser, so that none takes the place of all others."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was brought.

    Attributes
    ----------
    name : str
    data : bytes
    until : float
        When it is forgotten, on the store's clock.
    """

    name: str
    data: bytes
    until: float


class KeptFiles:
    """Files by the secret of a browser and their fingerprint.

    Parameters
    ----------
    seconds : float
        How long a file is kept after it was last used; 0 keeps none.
    most_bytes, most_of_one : int
        Of all files together, and of one browser's; the ones that were not used longest are
        forgotten first.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self,
        seconds: float,
        most_bytes: int = MOST_BYTES,
        clock: Callable[[], float] = time.monotonic,
        most_of_one: int = MOST_OF_ONE,
    ) -> None:
        self._seconds, self._most_bytes, self._clock = seconds, most_bytes, clock
        self._most_of_one = most_of_one
        self._files: OrderedDict[tuple[str, str], KeptFile] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, secret: str, fingerprint: str, name: str, data: bytes) -> None:
        """Keep a file.

        Parameters
        ----------
        secret : str
            Of the browser; empty keeps nothing.
        fingerprint : str
            Of what it holds, as links name it.
        name : str
        data : bytes
        """
        if not secret or not self._seconds or len(data) > self._most_bytes:
            return
        with self._lock:
            self._files[_key(secret, fingerprint)] = KeptFile(name, data, self._later())
            self._files.move_to_end(_key(secret, fingerprint))
            self._forget()

    def get(self, secret: str, fingerprint: str) -> KeptFile | None:
        """Return a file and keep it on; None where there is none.

        Parameters
        ----------
        secret, fingerprint : str

        Returns
        -------
        KeptFile or None
        """
        with self._lock:
            self._forget()
            found = self._files.pop(_key(secret, fingerprint), None)
            if found is not None:
                found = KeptFile(found.name, found.data, self._later())
                self._files[_key(secret, fingerprint)] = found
            return found

    def tidy(self) -> None:
        """Forget the files whose time is over."""
        with self._lock:
            self._forget()

    def _later(self) -> float:
        return self._clock() + self._seconds

    def _forget(self) -> None:
        now = self._clock()
        for key in [key for key, file in self._files.items() if file.until <= now]:
            del self._files[key]
        self._forget_more_than(self._most_bytes, [*self._files])
        for browser in {browser for browser, _ in self._files}:
            of_one = [key for key in self._files if key[0] == browser]
            self._forget_more_than(self._most_of_one, of_one)

    def _forget_more_than(self, most_bytes: int, keys: list[tuple[str, str]]) -> None:
        held = sum(len(self._files[key].data) for key in keys)
        for key in keys[:-1]:  # the newest is smaller than all may be
            if held <= most_bytes:
                return
            held -= len(self._files.pop(key).data)


def hours_of(environment: Mapping[str, str]) -> float:
    """Return how long files are kept, as the operator has set it.

    Parameters
    ----------
    environment : mapping of str to str
        `HOURS_VARIABLE` in it is a number of hours; what is no number keeps none, so that a
        mistyped “off” is off.

    Returns
    -------
    float
    """
    text = environment.get(HOURS_VARIABLE, "").strip()
    if not text:
        return USUAL_HOURS
    try:
        hours = float(text)
    except ValueError:
        return 0.0
    return hours if 0 < hours < float("inf") else 0.0


def _key(secret: str, fingerprint: str) -> tuple[str, str]:
    # The secret itself is not kept: whoever could read this memory could not act as the browser.
    return hashlib.sha256(secret.encode()).hexdigest(), fingerprint
