"""The values at some ranks of a column that is never held, exactly.

A double is read as a whole number that rises with it. The first pass counts how many values share
the first `FIRST_BITS` of it; then only the few beginnings in which a wanted rank falls are looked
into, by their next bits, until what is left can be held and sorted, or all bits are known. Two
passes are the rule, five the most, whatever the values are; memory does not grow with the rows.

References
----------
Munro, J. I. and Paterson, M. S. (1980). Selection and sorting with limited storage. Theoretical
Computer Science 12(3).
"""

from dataclasses import dataclass, field

import numpy as np

FIRST_BITS, NEXT_BITS = 18, 16
SHIFT = 64 - FIRST_BITS
HALF = 1 << (FIRST_BITS - 1)
MANTISSA_BITS = 52
HELD_VALUES = 1_500_000
"""Values of a column that are held and sorted."""

_MAGNITUDE = np.int64(2**63 - 1)


def keys_of(values: np.ndarray) -> np.ndarray:
    """Return whole numbers that stand in the order of the values.

    Parameters
    ----------
    values : ndarray of shape (n_values,), float64

    Returns
    -------
    ndarray of shape (n_values,), int64
    """
    bits = (values + 0.0).view(np.int64)  # there are two noughts
    return bits ^ ((bits >> 63) & _MAGNITUDE)


def values_of(keys: np.ndarray) -> np.ndarray:
    """Return the values that `keys_of` made keys of.

    Parameters
    ----------
    keys : ndarray of shape (n_values,), int64

    Returns
    -------
    ndarray of shape (n_values,), float64
    """
    return (keys ^ ((keys >> 63) & _MAGNITUDE)).view(np.float64)


def first_counts(keys: np.ndarray) -> np.ndarray:
    """Count keys by what they begin with.

    Parameters
    ----------
    keys : ndarray of shape (n_values,), int64

    Returns
    -------
    ndarray of shape (2 ** FIRST_BITS,), int64
    """
    return np.bincount((keys >> SHIFT) + HALF, minlength=2 * HALF)


@dataclass(slots=True, eq=False)
class RankSearch:
    """The search for the values at some ranks of one column.

    Attributes
    ----------
    ranks : ndarray of shape (n_ranks,), int64
        0-based, ascending.
    shift : int
        Bits that are not known yet.
    prefixes : ndarray of shape (n_prefixes,), int64
        What the wanted values begin with.
    below, counts : ndarray of shape (n_prefixes,), int64
        Values before those that begin so, and how many do.
    values : ndarray of shape (n_ranks,) or None
        What was found.
    up_to : ndarray of shape (n_ranks,), int64, or None
        How many values are no larger.
    """

    ranks: np.ndarray
    shift: int
    prefixes: np.ndarray
    below: np.ndarray
    counts: np.ndarray
    values: np.ndarray | None = None
    up_to: np.ndarray | None = None
    _held: list[np.ndarray] = field(default_factory=list, repr=False)
    _next: np.ndarray | None = field(default=None, repr=False)
    _wanted: np.ndarray | None = field(default=None, repr=False)

    @classmethod
    def begin(cls, counts: np.ndarray, ranks: np.ndarray) -> "RankSearch":
        """Look for ranks with what a first pass has counted.

        Parameters
        ----------
        counts : ndarray of shape (2 ** FIRST_BITS,), int64
        ranks : ndarray of shape (n_ranks,), int64

        Returns
        -------
        RankSearch
        """
        ranks = np.unique(ranks)
        ends = np.cumsum(counts)
        at = np.unique(np.searchsorted(ends, ranks, "right"))
        below = ends[at] - counts[at]
        search = cls(ranks, SHIFT, at - HALF, below, counts[at])
        search._wanted = np.zeros(2 * HALF, dtype=bool)
        search._wanted[at] = True
        return search

    @property
    def is_done(self) -> bool:
        """Whether the values are known."""
        return self.values is not None

    def settle(self, farthest: float, *, is_whole: bool) -> None:
        """End the search where what is known of the bits already gives the values.

        Parameters
        ----------
        farthest : float
            The largest distance from 0.
        is_whole : bool
            Whether all values are whole: then those near 0 have no further bits.
        """
        known = MANTISSA_BITS - self.shift + 1
        if self.shift and not (is_whole and known > 0 and farthest < 2.0**known):
            return
        rest = np.where(self.prefixes < 0, (np.int64(1) << self.shift) - 1, 0)
        each = values_of((self.prefixes << self.shift) | rest)
        at = np.searchsorted(self.below + self.counts, self.ranks, "right")
        self.values, self.up_to = each[at], (self.below + self.counts)[at]

    def add(self, keys: np.ndarray) -> None:
        """Look at some more keys of the pass.

        Parameters
        ----------
        keys : ndarray of shape (n_values,), int64
        """
        begins = keys >> self.shift
        if self._wanted is not None:
            hits = self._wanted[begins + HALF]
        else:
            at = np.minimum(np.searchsorted(self.prefixes, begins), len(self.prefixes) - 1)
            hits = self.prefixes[at] == begins
        found = keys[hits]
        if self.counts.sum() <= HELD_VALUES:
            self._held.append(found)
            return
        bits = min(NEXT_BITS, self.shift)
        at = np.searchsorted(self.prefixes, begins[hits])
        cells = (at << bits) + ((found >> (self.shift - bits)) & ((1 << bits) - 1))
        counts = np.bincount(cells, minlength=len(self.prefixes) << bits)
        self._next = counts if self._next is None else self._next + counts

    def end_pass(self) -> None:
        """Take in what the pass has found."""
        if self._next is None:
            keys = np.sort(np.concatenate(self._held))
            starts = np.cumsum(self.counts) - self.counts
            at = np.searchsorted(self.below + self.counts, self.ranks, "right")
            found = keys[starts[at] + self.ranks - self.below[at]]
            last = np.searchsorted(keys, found, "right")
            self.values, self.up_to = values_of(found), self.below[at] + last - starts[at]
            self._held = []
            return
        bits = min(NEXT_BITS, self.shift)
        counts = self._next.reshape(len(self.prefixes), -1)
        ends = self.below[:, None] + counts.cumsum(axis=1)
        cells = np.unique(np.searchsorted(ends.ravel(), self.ranks, "right"))
        before, at = np.divmod(cells, 1 << bits)
        self.below, self.counts = (ends - counts).ravel()[cells], counts.ravel()[cells]
        self.prefixes = (self.prefixes[before] << bits) | at
        self.shift -= bits
        self._next = self._wanted = None
