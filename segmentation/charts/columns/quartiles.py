"""The five numbers that stand for many, and the sentences they make."""

from dataclasses import dataclass

import numpy as np

from segmentation.charts.columns.groups import Groups, Part
from segmentation.charts.columns.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """Where the quarters of some numbers begin and end.

    Attributes
    ----------
    n : int
        How many numbers.
    low, q1, median, q3, high : float
        In the unit of the column; `low` and `high` are the smallest and the largest.
    """

    n: int
    low: float
    q1: float
    median: float
    q3: float
    high: float

    @property
    def spread(self) -> float:
        """The interquartile range."""
        return self.q3 - self.q1


def quartiles(values: np.ndarray) -> Quartiles:
    """Return the quartiles of some numbers.

    Parameters
    ----------
    values : ndarray of shape (n,)
        Finite, at least one.

    Returns
    -------
    Quartiles

    Notes
    -----
    Between two numbers the quantile lies on the line that joins them (type 7).

    References
    ----------
    Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American
    Statistician 50(4).
    """
    low, q1, median, q3, high = np.quantile(values, (0, 0.25, 0.5, 0.75, 1)).tolist()
    return Quartiles(n=values.size, low=low, q1=q1, median=median, q3=q3, high=high)


def middle_half(column: Measure, summary: Quartiles) -> str:
    """Return what the quartiles say, as a clause: half of all customers lie between two values."""
    if summary.n == 1:
        return f"the only customer with a value has {column.say(summary.median)}"
    if summary.low == summary.high:
        return f"every customer has {column.say(summary.median)}"
    if summary.q1 == summary.q3:
        return f"at least half of all customers have {column.say(summary.median)}"
    ends = column.amount(summary.q1), column.say(summary.q3)
    if column.amount(summary.q1) == column.amount(summary.q3):
        return f"half of all customers lie close to {column.say(summary.median)}"
    return f"half of all customers lie between {ends[0]} and {ends[1]}"


def finding(column: Measure, told: Groups, shares: tuple[Part, ...]) -> str:
    """Return the title of a chart of one number: its middle half, or its medians by group.

    Parameters
    ----------
    column : Measure
    told : Groups
    shares : tuple of Part
        At least one.

    Returns
    -------
    str
        Not escaped.
    """
    if not told.label:
        return f"{column.label}: {middle_half(column, quartiles(column.known))}"
    # “Other” and “no value” are leftovers, and no finding.
    named = [part for part in shares if part.slot is not None] or shares
    return f"{column.label} by {told.label}: {_medians(column, named)}"


def _medians(column: Measure, named: list[Part] | tuple[Part, ...]) -> str:
    medians = sorted((float(np.median(part.values)), i) for i, part in enumerate(named))
    (low, first), (high, last) = medians[0], medians[-1]
    if column.amount(low) == column.amount(high):
        return f"the median is {column.say(high)}{' in every group' if len(named) > 1 else ''}"
    few, many = column.amount(low), column.say(high)
    return f"medians from {few} ({named[first].name}) to {many} ({named[last].name})"
