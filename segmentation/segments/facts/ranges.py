"""Where most of a segment lie on a number, beside most of all customers: what a small bar draws."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from segmentation.segments.facts.numbers import NumberFact, finite
from segmentation.segments.facts.spoken import spoken
from segmentation.tables.number_format import amount, format_number, shown_number

MIDDLE = (0.1, 0.9)
"""Between them lie at least eight of ten."""

EDGES = (0.02, 0.98)
"""Of all customers: the ends of a bar, so that one far out does not press the others together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A segment on one number.

    Attributes
    ----------
    fact : NumberFact
    low, high : float
        Between them lie at least eight of ten of the segment; NaN where nobody has a value.
    all_low, all_high : float
        The same of all customers.
    start, end : float
        The ends of the bar; they hold both ranges.
    """

    fact: NumberFact
    low: float
    high: float
    all_low: float
    all_high: float
    start: float
    end: float

    @property
    def is_known(self) -> bool:
        """Whether anybody of the segment has a value."""
        return bool(np.isfinite(self.low))

    @property
    def name(self) -> str:
        """What the column is called."""
        return spoken(self.fact.column)

    @property
    def words(self) -> str:
        """What is typical and where most lie: “86.5 k$ (71 to 113)”."""
        if not self.is_known:
            return "no value"
        if shown_number(self.low) == shown_number(self.high):
            return self.fact.said
        return f"{self.fact.said} ({format_number(self.low)} to {format_number(self.high)})"

    @property
    def alt(self) -> str:
        """The bar in words."""
        label, fact = self.fact.label, self.fact
        if not self.is_known:
            return f"{self.name}: no value"
        side = (
            "as"
            if shown_number(fact.typical) == shown_number(fact.typical_of_all)
            else "more than"
            if fact.difference > 0
            else "less than"
        )
        return f"{self.name}: {side} the {fact.measure} of {amount(fact.typical_of_all, label)}"

    def place(self, value: float) -> float:
        """Return where a value lies on the bar, 0 to 1."""
        if not self.end > self.start:
            return 0.5
        return float(np.clip((value - self.start) / (self.end - self.start), 0, 1))


def ranges_of(
    values: pd.Series, labels: np.ndarray, facts: tuple[NumberFact, ...]
) -> tuple[Range, ...]:
    """Return where every segment lies on one number.

    Parameters
    ----------
    values : pandas.Series of shape (n_kept,)
    labels : ndarray of shape (n_kept,), int
    facts : tuple of NumberFact
        Of this column, by segment.

    Returns
    -------
    tuple of Range
        By segment. The ends of a range are values of customers.
    """
    numbers = finite(values)
    known = numbers[~np.isnan(numbers)]
    whole = _between(known, MIDDLE)
    edges = _between(known, EDGES)
    own = [_between(_known(numbers[labels == s]), MIDDLE) for s in range(len(facts))]
    start = np.nanmin([edges[0], *(low for low, _ in own)]) if len(known) else np.nan
    end = np.nanmax([edges[1], *(high for _, high in own)]) if len(known) else np.nan
    return tuple(
        Range(
            fact=fact,
            low=low,
            high=high,
            all_low=whole[0],
            all_high=whole[1],
            start=float(start),
            end=float(end),
        )
        for fact, (low, high) in zip(facts, own, strict=True)
    )


def _known(numbers: np.ndarray) -> np.ndarray:
    return numbers[~np.isnan(numbers)]


def _between(numbers: np.ndarray, quantiles: tuple[float, float]) -> tuple[float, float]:
    if not len(numbers):
        return float("nan"), float("nan")
    low, high = quantiles
    return (
        float(np.quantile(numbers, low, method="inverted_cdf")),
        float(np.quantile(numbers, high, method="higher")),
    )
