"""Columns of numbers that answer what the preparation asks, read in pieces.

Counts, extremes, quantiles and shares are exact. Means and deviations are sums of sums and agree
with those in memory to the last few bits. One thing is of a sample: the power of a Yeo-Johnson
transform, fitted to every so-many-th value (`POWER_VALUES` of them).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.pool import run_all
from segmentation.clustering.preparing.numbers import Placed
from segmentation.customers.outliers import best_power
from segmentation.engines.large.ranks import RankSearch, first_counts, keys_of

POWER_VALUES = 200_000

Passes = Callable[[Sequence[str]], Iterator[Mapping[str, np.ndarray]]]
"""Reads the finite values of some columns of the kept rows, piece by piece."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranks:
    """The values at some ranks.

    Attributes
    ----------
    ranks : ndarray of shape (n_ranks,), int64
        0-based, ascending.
    values : ndarray of shape (n_ranks,)
    up_to : ndarray of shape (n_ranks,), int64
        How many values are no larger than each.
    """

    ranks: np.ndarray = field(repr=False)
    values: np.ndarray = field(repr=False)
    up_to: np.ndarray = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreamedNumbers:
    """`Numbers` of a column that is read in pieces.

    Attributes
    ----------
    name : str
    n_values : int
    lowest, highest, mean, deviation : float
    is_whole : bool
    search : RankSearch or Ranks
        Which has found the values at the ranks that a preparation needs.
    drawn : ndarray of shape (about POWER_VALUES,)
        Values at even distances.
    passes : callable
    """

    name: str
    n_values: int
    lowest: float
    highest: float
    mean: float
    deviation: float
    is_whole: bool
    search: RankSearch | Ranks = field(repr=False)
    drawn: np.ndarray = field(repr=False)
    passes: Passes = field(repr=False)

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the values at some shares, between two customers where one falls there."""
        return tuple(self._between(share) for share in shares)

    def median(self) -> float:
        """Return the value of the customer in the middle, or the mean of the two."""
        middle = [self._at((self.n_values - 1) // 2), self._at(self.n_values // 2)]
        return float(np.mean(middle)) if self.n_values % 2 == 0 else middle[0]

    def steps(self, shares: Sequence[float]) -> np.ndarray:
        """Return the different values of the customers at some shares, ascending."""
        return np.unique([self._at(step_rank(self.n_values, share)) for share in shares])

    def counts(self, edges: np.ndarray) -> np.ndarray:
        """Count the values up to each edge, above the one before, and above the last."""
        up_to = dict(zip(self.search.values.tolist(), self.search.up_to.tolist(), strict=True))
        ends = [up_to[edge] for edge in np.asarray(edges).tolist()]
        return np.diff([0, *ends, self.n_values])

    def moments(self, placed: Placed | None) -> tuple[float, float]:
        """Return the mean and the standard deviation, of what is made of the values if anything."""
        if placed is None:
            return self.mean, self.deviation
        mean = math.fsum(float(placed(values).sum()) for values in self._read()) / self.n_values
        squares = (float(((placed(values) - mean) ** 2).sum()) for values in self._read())
        return mean, math.sqrt(math.fsum(squares) / self.n_values)

    def quartiles(self, placed: Placed) -> tuple[float, float, float]:
        """Return the quartiles of what is made of the values."""
        return tuple(self._between(share, placed) for share in (0.25, 0.5, 0.75))

    def ends(self, placed: Placed) -> tuple[float, float]:
        """Return the lowest and the highest of what is made of the values."""
        low, high = placed(np.array([self.lowest, self.highest]))
        return float(low), float(high)

    def power(self, placed: Placed) -> float:
        """Return the Yeo-Johnson power under which a sample looks most normal, once capped."""
        return best_power(placed(self.drawn))

    def _read(self) -> Iterator[np.ndarray]:
        return (arrays[self.name] for arrays in self.passes([self.name]))

    def _at(self, rank: int) -> float:
        return float(self.search.values[np.searchsorted(self.search.ranks, rank)])

    def _between(self, share: float, placed: Placed = np.asarray) -> float:
        """Return a quantile as NumPy computes it, of two neighbours instead of all values."""
        first, following = linear_ranks(self.n_values, share)
        pair = placed(np.array([self._at(first), self._at(following)]))
        return float(np.quantile(pair, (self.n_values - 1) * share - first))


def linear_ranks(n_values: int, share: float) -> tuple[int, int]:
    """Return the two ranks between which a quantile lies.

    Parameters
    ----------
    n_values : int
    share : float

    Returns
    -------
    tuple of int
    """
    first = math.floor((n_values - 1) * share)
    return first, min(first + 1, n_values - 1)


def step_rank(n_values: int, share: float) -> int:
    """Return the rank at which the share of values that are no larger first reaches a share.

    Parameters
    ----------
    n_values : int
    share : float

    Returns
    -------
    int
    """
    return max(0, math.ceil(n_values * share - 1))


@dataclass(slots=True, eq=False)
class _Summary:
    """What the first two passes add up of a column."""

    step: int
    n_values: int = 0
    lowest: float = math.inf
    highest: float = -math.inf
    is_whole: bool = True
    counts: np.ndarray | int = 0
    search: RankSearch | None = None
    sums: list[float] = field(default_factory=list)
    squares: list[float] = field(default_factory=list)
    drawn: list[np.ndarray] = field(default_factory=list)

    @property
    def mean(self) -> float:
        return math.fsum(self.sums) / max(1, self.n_values)

    def count(self, values: np.ndarray) -> None:
        if not len(values):
            return
        # A copy: a view of a few would hold the whole batch, and in the end all rows.
        self.drawn.append(values[-self.n_values % self.step :: self.step].copy())
        self.n_values += len(values)
        self.sums.append(float(values.sum()))
        self.lowest = min(self.lowest, float(values.min()))
        self.highest = max(self.highest, float(values.max()))
        self.is_whole = self.is_whole and bool((np.floor(values) == values).all())
        self.counts = self.counts + first_counts(keys_of(values))

    def look(self, values: np.ndarray, *, with_squares: bool) -> None:
        if with_squares:
            self.squares.append(float(((values - self.mean) ** 2).sum()))
        if not self.search.is_done:
            self.search.add(keys_of(values))

    def begin(self, ranks: Callable[[int], Sequence[int]]) -> None:
        self.search = RankSearch.begin(self.counts, np.asarray(ranks(self.n_values), np.int64))
        self.counts = 0
        self._settle()

    def end_pass(self) -> None:
        if not self.search.is_done:
            self.search.end_pass()
            if not self.search.is_done:
                self._settle()

    def _settle(self) -> None:
        self.search.settle(max(-self.lowest, self.highest), is_whole=self.is_whole)


def streamed_numbers(
    names: Sequence[str], passes: Passes, ranks: Callable[[int], Sequence[int]], n_rows: int
) -> dict[str, StreamedNumbers]:
    """Read columns of numbers as often as it takes to know what is asked of them.

    Parameters
    ----------
    names : sequence of str
    passes : callable
        `Passes`.
    ranks : callable
        Returns the ranks whose values are needed, of so many.
    n_rows : int
        About how many values a column has.

    Returns
    -------
    dict of str to StreamedNumbers
        Without the columns that have no value.
    """
    step = max(1, n_rows // POWER_VALUES)
    told = {name: _Summary(step) for name in names}
    for arrays in passes(names):
        run_all(lambda name: told[name].count(arrays[name]), names)  # noqa: B023 - runs at once
    told = {name: summary for name, summary in told.items() if summary.n_values}
    for summary in told.values():
        summary.begin(ranks)
    is_second, left = True, list(told)
    while left:
        for arrays in passes(left):
            run_all(
                lambda name: told[name].look(arrays[name], with_squares=is_second),  # noqa: B023
                left,
            )
        for name in left:
            told[name].end_pass()
        is_second, left = False, [name for name in left if not told[name].search.is_done]
    return {
        name: StreamedNumbers(
            name=name,
            n_values=summary.n_values,
            lowest=summary.lowest,
            highest=summary.highest,
            mean=summary.mean,
            deviation=math.sqrt(math.fsum(summary.squares) / summary.n_values),
            is_whole=summary.is_whole,
            search=summary.search,
            drawn=np.concatenate(summary.drawn),
            passes=passes,
        )
        for name, summary in told.items()
    }
