"""A number by segments: what is typical of each, and how far that is from all customers.

Where a column has a long tail or far outliers, its mean says little of anybody: there the middle
customer is told, and how far away a segment is comes from the order of the customers alone.
"""

from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import pandas as pd

from segmentation.segments.facts.standing import Standing, standings
from segmentation.tables.labels import ColumnLabel, split_unit
from segmentation.tables.number_format import amount

SKEWED_FROM = 1.0
"""|Skewness| above which a column has a long tail (Bulmer 1979: highly skewed)."""

FAR_OUT_FROM = 3.0
"""Excess kurtosis above which outliers on both sides make the deviation (a Laplace has 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact:
    """The typical value of a number in a segment beside that of all customers.

    Attributes
    ----------
    column : str
    label : ColumnLabel
    mean, overall : float
        Of the segment and of all customers, in the file's units; NaN when every value is missing.
    z : float
        How far the segment is from all customers, in standard deviations: (mean − overall) /
        `deviation`; where `is_skewed`, √2 Φ⁻¹(mean rank / n), which is the same number for two
        normal distributions and that no outlier can move; 0 for a constant.
    n_known : int
        Customers of the segment with a value.
    is_feature : bool
        Whether the segments were made from this column.
    deviation : float
        Standard deviation of all customers (population).
    is_skewed : bool
        Whether a long tail or outliers make the mean a poor word for a typical customer.
    median, overall_median : float
        As the means; NaN unless `is_skewed`.
    standing : Standing or None
        Of how many members a word is true; None where nobody was counted.

    References
    ----------
    Bulmer, M. G. (1979). Principles of Statistics. McGraw, K. and Wong, S. (1992). A common
    language effect size statistic. Psychological Bulletin 111(2).
    """

    column: str
    label: ColumnLabel
    mean: float
    overall: float
    z: float
    n_known: int
    is_feature: bool
    deviation: float = 0.0
    is_skewed: bool = False
    median: float = float("nan")
    overall_median: float = float("nan")
    standing: Standing | None = None

    @property
    def typical(self) -> float:
        """The mean of the segment, or its median where the column is skewed."""
        return self.median if self.is_skewed else self.mean

    @property
    def typical_of_all(self) -> float:
        """The mean of all customers, or their median where the column is skewed."""
        return self.overall_median if self.is_skewed else self.overall

    @property
    def measure(self) -> str:
        """What `typical` is: ``average`` or ``median``."""
        return "median" if self.is_skewed else "average"

    @property
    def said(self) -> str:
        """What is typical with its unit; a median says so: “median 86.7 k$”."""
        return f"{'median ' * self.is_skewed}{amount(self.typical, self.label)}"

    @property
    def difference(self) -> float:
        """What is typical of the segment less what is typical of all, in the file's units."""
        return self.typical - self.typical_of_all

    @property
    def index(self) -> float:
        """What is typical of the segment as a percentage of that of all; NaN unless that is > 0."""
        of_all = self.typical_of_all
        return 100 * (self.typical / of_all) if of_all > 0 else float("nan")

    @property
    def mean_z(self) -> float:
        """(mean − overall) / `deviation`, also where the column is skewed; 0 for a constant."""
        if not (self.deviation > 0 and np.isfinite(self.mean)):
            return 0.0
        return self.mean / self.deviation - self.overall / self.deviation


def finite(values: pd.Series) -> np.ndarray:
    """Return a column as floats, (n_samples,), with NaN for whatever is no finite number."""
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return (
        numbers if np.isfinite(numbers).all() else np.where(np.isfinite(numbers), numbers, np.nan)
    )


def is_skewed(apart: np.ndarray) -> bool:
    """Say whether a long tail or far outliers make the mean a poor word for a typical customer.

    Parameters
    ----------
    apart : ndarray of shape (n_samples,)
        Distances to the mean in standard deviations, without NaN.

    Returns
    -------
    bool
    """
    squared = apart * apart
    skewness, kurtosis = float(np.mean(squared * apart)), float(np.mean(squared * squared)) - 3
    return abs(skewness) > SKEWED_FROM or kurtosis > FAR_OUT_FROM


def number_facts(
    values: pd.Series, labels: np.ndarray, n_segments: int, *, is_feature: bool
) -> list[NumberFact]:
    """Say what is typical of every segment in a column.

    Parameters
    ----------
    values : pandas.Series of shape (n_samples,)
    labels : ndarray of shape (n_samples,), int
        0-based.
    n_segments : int
    is_feature : bool
        Whether the segments were made from this column.

    Returns
    -------
    list of NumberFact
        One per segment. Cost O(n), and O(n log n) for a skewed column.
    """
    numbers = finite(values)
    known = ~np.isnan(numbers)
    stand = standings(numbers, labels, n_segments)
    if not known.all():
        numbers, labels = numbers[known], labels[known]
    counts = np.bincount(labels, minlength=n_segments)
    numbers, power = scaled(numbers)
    means, medians = np.full(n_segments, np.nan), np.full(n_segments, np.nan)
    overall, overall_median, spread = float("nan"), float("nan"), 0.0
    z, skewed = np.zeros(n_segments), False
    if len(numbers):
        overall = float(numbers.mean())
        apart = numbers - overall
        spread = float(np.sqrt(np.mean(apart**2)))
        sums = np.bincount(labels, weights=numbers, minlength=n_segments)
        np.divide(sums, counts, out=means, where=counts > 0)
    if spread > 0:
        z = np.where(counts > 0, (means - overall) / spread, 0.0)
        skewed = is_skewed(apart / spread)
    if skewed:
        overall_median = float(np.median(numbers))
        medians = _medians(numbers, labels, n_segments)
        z = _rank_z(numbers, labels, counts)
    means, medians = np.ldexp(means, power), np.ldexp(medians, power)
    name = str(values.name)
    return [
        NumberFact(
            column=name,
            label=split_unit(name),
            mean=float(means[segment]),
            overall=float(np.ldexp(overall, power)),
            z=float(z[segment]),
            n_known=int(counts[segment]),
            is_feature=is_feature,
            deviation=float(np.ldexp(spread, power)),
            is_skewed=skewed,
            median=float(medians[segment]),
            overall_median=float(np.ldexp(overall_median, power)),
            standing=stand[segment],
        )
        for segment in range(n_segments)
    ]


def with_median(fact: NumberFact, values: pd.Series, members: np.ndarray) -> NumberFact:
    """Return a fact that tells medians, also where its column is not skewed.

    Parameters
    ----------
    fact : NumberFact
    values : pandas.Series of shape (n_samples,)
        Its column.
    members : ndarray of shape (n_samples,), bool
        Who is in its segment.

    Returns
    -------
    NumberFact
    """
    if fact.is_skewed:
        return fact
    numbers = finite(values)
    known = ~np.isnan(numbers)
    own, everyone = numbers[known & members], numbers[known]
    median, of_all = (float(np.median(v)) if len(v) else np.nan for v in (own, everyone))
    return replace(fact, is_skewed=True, median=median, overall_median=of_all)


def scaled(numbers: np.ndarray) -> tuple[np.ndarray, int]:
    """Return numbers whose squares can be summed, and the power of two they were divided by.

    Parameters
    ----------
    numbers : ndarray of shape (n_samples,)
        Without NaN.

    Returns
    -------
    numbers : ndarray of shape (n_samples,)
        The same unless they are near the largest or the smallest numbers there are.
    power : int
        Dividing by a power of two changes no digit.
    """
    largest_one = float(np.abs(numbers).max(initial=0.0))
    if largest_one == 0 or 1e-60 < largest_one < 1e60:
        return numbers, 0
    power = int(np.frexp(largest_one)[1])
    return np.ldexp(numbers, -power), power


def _medians(numbers: np.ndarray, labels: np.ndarray, n_segments: int) -> np.ndarray:
    medians = np.full(n_segments, np.nan)
    for segment in range(n_segments):
        own = numbers[labels == segment]
        if len(own):
            middle = [(len(own) - 1) // 2, len(own) // 2]
            medians[segment] = np.partition(own, middle)[middle].sum() / 2
    return medians


def _rank_z(numbers: np.ndarray, labels: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return how far each segment is by the mean rank of its customers; ties share theirs."""
    # The mean rank says how often one of the segment has more than one of all; two normal
    # distributions d deviations apart have Φ(d/√2) there (McGraw and Wong 1992).
    _, place, ties = np.unique(numbers, return_inverse=True, return_counts=True)
    shares = (np.cumsum(ties) - ties / 2) / len(numbers)
    sums = np.bincount(labels, weights=shares[place], minlength=len(counts))
    quantile = NormalDist().inv_cdf
    return np.array(
        [
            2**0.5 * quantile(total / count) if count else 0.0
            for total, count in zip(sums.tolist(), counts.tolist(), strict=True)
        ]
    )
