"""The statistics that fitting the preparation takes from a column of numbers.

The preparation asks a column for its quantiles, its mean and its shares, never for its values. A
column that is held in memory answers here; one that is read in pieces answers the same questions in
`segmentation.engines.large.streamed`. So there is one preparation, whatever the size of the file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from segmentation.customers.outliers import best_power

Placed = Callable[[np.ndarray], np.ndarray]
"""What capping and a transform make of numbers; it never falls."""


class Numbers(Protocol):
    """The finite numbers of a column, of which there is at least one.

    Attributes
    ----------
    lowest, highest : float
    is_whole : bool
        Whether all are whole numbers.
    """

    lowest: float
    highest: float
    is_whole: bool

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the values at some shares, between two customers where one falls there."""

    def median(self) -> float:
        """Return the value of the customer in the middle, or the mean of the two."""

    def steps(self, shares: Sequence[float]) -> np.ndarray:
        """Return the different values of the customers at some shares, ascending."""

    def counts(self, edges: np.ndarray) -> np.ndarray:
        """Count the values up to each edge, above the one before, and above the last."""

    def moments(self, placed: Placed | None) -> tuple[float, float]:
        """Return the mean and the standard deviation, of what is made of the values if anything."""

    def quartiles(self, placed: Placed) -> tuple[float, float, float]:
        """Return the quartiles of what is made of the values."""

    def ends(self, placed: Placed) -> tuple[float, float]:
        """Return the lowest and the highest of what is made of the values."""

    def power(self, placed: Placed) -> float:
        """Return the Yeo-Johnson power under which they look most normal, once capped."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HeldNumbers:
    """`Numbers` in memory.

    Attributes
    ----------
    values : ndarray of shape (n_values,), float64
    """

    values: np.ndarray = field(repr=False)

    @property
    def lowest(self) -> float:
        """The lowest value."""
        return float(self.values.min())

    @property
    def highest(self) -> float:
        """The highest value."""
        return float(self.values.max())

    @property
    def is_whole(self) -> bool:
        """Whether all are whole numbers."""
        return bool((self.values % 1 == 0).all())

    def quantiles(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Return the values at some shares, between two customers where one falls there."""
        return tuple(map(float, np.quantile(self.values, shares)))

    def median(self) -> float:
        """Return the value of the customer in the middle, or the mean of the two."""
        return float(np.median(self.values))

    def steps(self, shares: Sequence[float]) -> np.ndarray:
        """Return the different values of the customers at some shares, ascending."""
        return np.unique(np.quantile(self.values, shares, method="inverted_cdf"))

    def counts(self, edges: np.ndarray) -> np.ndarray:
        """Count the values up to each edge, above the one before, and above the last."""
        return np.bincount(np.searchsorted(edges, self.values), minlength=len(edges) + 1)

    def moments(self, placed: Placed | None) -> tuple[float, float]:
        """Return the mean and the standard deviation, of what is made of the values if anything."""
        made = self.values if placed is None else placed(self.values)
        return float(made.mean()), float(made.std())

    def quartiles(self, placed: Placed) -> tuple[float, float, float]:
        """Return the quartiles of what is made of the values."""
        return tuple(map(float, np.percentile(placed(self.values), [25, 50, 75])))

    def ends(self, placed: Placed) -> tuple[float, float]:
        """Return the lowest and the highest of what is made of the values."""
        made = placed(self.values)
        return float(made.min()), float(made.max())

    def power(self, placed: Placed) -> float:
        """Return the Yeo-Johnson power under which they look most normal, once capped."""
        return best_power(placed(self.values))
