"""Whose key a request has brought: those of the library, and those of the environment."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass

from segmentation.access.keys import FORM, SCOPES, Key, Keys
from segmentation.access.people import PROGRAM, VIEWER, Person, person_of

FRESH_SECONDS = 2.0
"""How long keys are believed before the library is asked again: so long may a revoked one open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks the service.

    Attributes
    ----------
    owner : str
        Empty for a key of the environment, and for this machine without a key.
    scopes : frozenset of str
    """

    owner: str = ""
    scopes: frozenset[str] = frozenset(SCOPES)

    @property
    def person(self) -> Person:
        """As whom it looks at the library: its owner, with the role that the lists give today.

        A viewer where there are no lists, and for a key that names nobody.
        """
        return person_of(self.owner, without_lists=VIEWER) if self.owner else PROGRAM


class Keyring:
    """The keys that open a service.

    Parameters
    ----------
    fixed : tuple of str
        Of the environment: they open everything and end with it.
    keys : Keys or None
        Of the library.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self,
        fixed: tuple[str, ...],
        keys: Keys | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fixed = [key.encode() for key in fixed]
        self._keys, self._clock = keys, clock
        self._known: dict[str, Key] = {}
        self._read: float | None = None

    @property
    def has_fixed(self) -> bool:
        """Whether the environment names keys."""
        return bool(self._fixed)

    def is_fixed(self, given: bytes) -> bool:
        """Tell whether a key is one of the environment.

        Parameters
        ----------
        given : bytes

        Returns
        -------
        bool
            All are compared, each in constant time: how long it takes tells nothing.
        """
        return bool(sum(hmac.compare_digest(given, key) for key in self._fixed))

    def may_be_kept(self, given: bytes) -> bool:
        """Tell whether a text is written as a key of the library; others never ask the database.

        Parameters
        ----------
        given : bytes

        Returns
        -------
        bool
        """
        return self._keys is not None and bool(FORM.fullmatch(given.decode("latin-1")))

    def is_fresh(self) -> bool:
        """Tell whether the library need not be asked."""
        return self._read is not None and self._clock() - self._read <= FRESH_SECONDS

    def refresh(self) -> None:
        """Read the keys of the library."""
        if self._keys is not None:
            self._known = {key.id: key for key in self._keys.all()}
            self._read = self._clock()

    def kept(self, given: bytes) -> tuple[Caller | None, str]:
        """Return who has a key of the library, and how it stands.

        Parameters
        ----------
        given : bytes

        Returns
        -------
        Caller or None
            None where it opens nothing.
        str
            ``unknown``, or what `Key.state` says.
        """
        written = FORM.fullmatch(given.decode("latin-1"))
        key = self._known.get(written[1]) if written else None
        if key is None or not key.is_of(given):
            return None, "unknown"
        state = key.state(self._keys.clock())
        return (Caller(owner=key.owner, scopes=key.scopes) if state == "holds" else None), state
