r"""Whether later customers are still those a model was fitted on.

The population stability index of a column is :math:`\sum_i (q_i - p_i)\ln(q_i / p_i)` over bins i,
with the shares p of the fitted and q of the later customers. By custom below 0.1 nothing has
changed, from 0.25 on the population is another one.

References
----------
Siddiqi, N. (2006). Credit Risk Scorecards. Wiley. Yurdakul, B. and Naranjo, J. (2020). Statistical
properties of the population stability index. Journal of Risk Model Validation 14(4).
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.clustering.features import CategoryFeature, FeatureSpace, NumberFeature
from segmentation.clustering.preparing.numbers import HeldNumbers, Numbers
from segmentation.models.input_validation import InputValues
from segmentation.models.rule import AssignmentRule, InputColumn, reach
from segmentation.tables.columns.levels import level_names

N_BINS = 10
DECILES = tuple(np.arange(1, N_BINS) / N_BINS)
"""Where the bins of a number end."""

SOME, MUCH = 0.1, 0.25
CERTAIN = 3.0
"""Standard deviations above what chance alone gives, below which nothing is claimed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDrift:
    """How a column has changed.

    Attributes
    ----------
    column : str
    index : float
        Population stability index.
    expected : float
        What it would be on average by chance, for so many customers.
    outside, missing : float
        Shares of the later customers, 0 to 1: values never seen in the fit; no value.
    level : str
        ``none``, ``some`` or ``much``.
    """

    column: str
    index: float
    expected: float
    outside: float
    missing: float
    level: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drift:
    """How later customers differ from the fitted ones.

    Attributes
    ----------
    columns : tuple of ColumnDrift
    segments : ColumnDrift
        The same of the segments' sizes.
    shares_then, shares_now : ndarray of shape (k,)
        Of the customers in each segment.
    out_of_range : float
        Share of the scored customers with any value outside.
    n_scored, n_unscored : int
    """

    columns: tuple[ColumnDrift, ...]
    segments: ColumnDrift
    shares_then: np.ndarray = field(repr=False)
    shares_now: np.ndarray = field(repr=False)
    out_of_range: float
    n_scored: int
    n_unscored: int

    @property
    def worst(self) -> ColumnDrift:
        """The column, or the sizes, that changed most."""
        return max((*self.columns, self.segments), key=lambda each: each.index)

    @property
    def should_refit(self) -> bool:
        """Whether any column or the sizes have changed much."""
        return any(each.level == "much" for each in (*self.columns, self.segments))


def input_columns(frame: pd.DataFrame, space: FeatureSpace) -> tuple[InputColumn, ...]:
    """Describe the columns of the fitted customers, to judge later ones by.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, any)
    space : FeatureSpace

    Returns
    -------
    tuple of InputColumn
        One per feature.
    """
    return tuple(_describe(frame[feature.name], feature) for feature in space.features)


def measure_drift(
    rule: AssignmentRule, sizes: np.ndarray, cells: InputValues, segments: np.ndarray
) -> Drift:
    """Compare later customers with the fitted ones.

    Parameters
    ----------
    rule : AssignmentRule
    sizes : ndarray of shape (k,)
        Of the segments in the fit.
    cells : InputValues
        Of the later customers.
    segments : ndarray of shape (n_rows,), int
        Theirs; what stands in rows that cannot be scored plays no part.

    Returns
    -------
    Drift
    """
    scored = pd.isna(cells.reasons)
    n_rows, n_scored, n_fitted = len(scored), int(scored.sum()), int(sizes.sum())
    columns = []
    for at, (feature, column) in enumerate(zip(rule.space.features, rule.columns, strict=True)):
        counts = _counts(feature, column, cells.values[at][scored])
        share_out, share_gap = (float(n[at] / max(1, n_rows)) for n in (cells.outside, cells.gaps))
        columns.append(_judged(column.name, column.shares, counts, n_fitted, share_out, share_gap))
    now = np.bincount(segments[scored], minlength=len(sizes))
    outside = float((~cells.in_range[scored]).mean()) if n_scored else 0.0
    return Drift(
        columns=tuple(columns),
        segments=_judged("", tuple(sizes / n_fitted), now, n_fitted),
        shares_then=sizes / n_fitted,
        shares_now=now / max(1, n_scored),
        out_of_range=outside,
        n_scored=n_scored,
        n_unscored=n_rows - n_scored,
    )


def stability_index(then: np.ndarray, now: np.ndarray, *, n_then: int, n_now: int) -> float:
    """Return the population stability index of two sets of shares.

    Parameters
    ----------
    then, now : ndarray of shape (n_bins,)
        Shares, 0 to 1.
    n_then, n_now : int
        Customers behind them: an empty bin counts as half a customer.

    Returns
    -------
    float
        0 or more.
    """
    p = np.maximum(then, 0.5 / max(1, n_then))
    q = np.maximum(now, 0.5 / max(1, n_now))
    return float(((q - p) * np.log(q / p)).sum())


def _judged(
    name: str,
    shares: tuple[float, ...],
    counts: np.ndarray,
    n_then: int,
    outside: float = 0.0,
    missing: float = 0.0,
) -> ColumnDrift:
    """Measure a change, and call it one only where chance would hardly make it."""
    n_now = int(counts.sum())
    then, freedom = np.array(shares), max(0, len(counts) - 1)
    # A share of the fit may be 0 for a level that only its gaps are filled with.
    index = stability_index(then, counts / max(1, n_now), n_then=n_then, n_now=n_now)
    # Under no change the index is near (1/n + 1/m) times a chi-square with bins − 1 degrees.
    unit = 1 / n_then + 1 / max(1, n_now)
    sure = index > unit * (freedom + CERTAIN * np.sqrt(2 * freedom))
    level = "none" if index < SOME or not sure else "some" if index < MUCH else "much"
    return ColumnDrift(
        column=name,
        index=index if n_now else 0.0,
        expected=unit * freedom,
        outside=outside,
        missing=missing,
        level=level if n_now else "none",
    )


def _describe(values: pd.Series, feature: NumberFeature | CategoryFeature) -> InputColumn:
    if isinstance(feature, CategoryFeature):
        names = level_names(values.dropna(), coded=feature.coded)
        return category_column(feature, [int((names == level).sum()) for level in feature.levels])
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return number_column(feature, HeldNumbers(values=numbers[np.isfinite(numbers)]))


def category_column(feature: CategoryFeature, counts: list[int]) -> InputColumn:
    """Describe a category by the fitted customers of each of its levels.

    Parameters
    ----------
    feature : CategoryFeature
    counts : list of int

    Returns
    -------
    InputColumn
    """
    shares = np.array(counts) / sum(counts)
    return InputColumn(
        name=feature.name,
        low=None,
        high=None,
        whole=False,
        limit=None,
        edges=(),
        shares=tuple(map(float, shares)),
    )


def number_column(feature: NumberFeature, numbers: Numbers) -> InputColumn:
    """Describe a number by the values of the fitted customers.

    Parameters
    ----------
    feature : NumberFeature
    numbers : Numbers

    Returns
    -------
    InputColumn
    """
    edges = numbers.steps(DECILES)
    edges = edges[edges < numbers.highest]  # a bin must be able to hold somebody
    counts = numbers.counts(edges)
    return InputColumn(
        name=feature.name,
        low=numbers.lowest,
        high=numbers.highest,
        whole=numbers.is_whole,
        limit=reach(feature),
        edges=tuple(map(float, edges)),
        shares=tuple(map(float, counts / counts.sum())),
    )


def _counts(
    feature: NumberFeature | CategoryFeature, column: InputColumn, values: np.ndarray
) -> np.ndarray:
    """Count later customers in the bins of a column; unknown levels are told as outside."""
    if isinstance(feature, CategoryFeature):
        return np.bincount(values[values >= 0], minlength=len(feature.levels))
    return np.bincount(np.searchsorted(column.edges, values), minlength=len(column.edges) + 1)
