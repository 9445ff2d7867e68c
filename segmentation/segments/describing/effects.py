"""How sure it is that a column differs between segments, and how much it differs.

A column that the segments were made from differs because it was used: testing it proves nothing, so
it has a size and no p-value. All other columns are tested, corrected for their number, and what is
said of a single segment is tested again, corrected for all that could be said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.profiling import (
    NumberFact,
    SegmentProfile,
    finite,
)
from segmentation.tables.labels import ColumnLabel

SURE = 0.01
"""Chance of any false claim on one segmentation."""

TEST_ROWS = 20_000
"""Above this, tests are on an even sample of as many customers; sizes are of all."""

ETA_SQUARED = {"large": 0.14, "medium": 0.06, "small": 0.01}
COHENS_W = {"large": 0.5, "medium": 0.3, "small": 0.1}
"""Bounds of Cohen (1988); Cramér’s V is compared after times √(smaller side of the table − 1)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """How a column differs between the segments.

    Attributes
    ----------
    column : str
    label : ColumnLabel
    is_feature : bool
    is_number : bool
    size : float
        Share of the variance between segments (eta²) of a number, Cramér’s V of a category; 0 to 1.
    strength : str
        ``large``, ``medium``, ``small`` or ``none``, by the usual bounds.
    p_value : float
        Kruskal–Wallis or chi², corrected after Holm over all columns tested; NaN for a feature and
        where nothing can be tested.
    sure : ndarray of bool
        Whether a segment differs from all customers beyond doubt: of shape (n_segments,) for a
        number, (n_segments, n_levels) for a category.
    """

    column: str
    label: ColumnLabel
    is_feature: bool
    is_number: bool
    size: float
    strength: str
    p_value: float
    sure: np.ndarray = field(repr=False)

    @property
    def is_sure(self) -> bool:
        """Whether the column differs beyond doubt, or was used to make the segments differ."""
        return self.is_feature or self.p_value <= SURE


def measure_effects(
    rows: CustomerRows,
    labels: np.ndarray,
    profiles: tuple[SegmentProfile, ...],
    *,
    random_state: int = 0,
) -> tuple[Effect, ...]:
    """Measure and test every described column.

    Parameters
    ----------
    rows : CustomerRows
    labels : ndarray of shape (n_kept,), int
    profiles : tuple of SegmentProfile
        Of these labels.
    random_state : int
        Draws the sample above `TEST_ROWS`.

    Returns
    -------
    tuple of Effect
        The largest first.

    Notes
    -----
    The numbers of a segment are compared with those of all customers by mean rank, whose spread
    under random labels is known whatever the distribution; levels by the hypergeometric
    distribution. Tests look at one column at a time, and at many customers every difference is
    sure: read the size first.

    References
    ----------
    Kruskal, W. and Wallis, W. (1952). JASA 47(260). Cramér, H. (1946). Mathematical Methods of
    Statistics. Holm, S. (1979). Scandinavian Journal of Statistics 6(2). Cohen, J. (1988).
    Statistical Power Analysis for the Behavioral Sciences.
    """
    shown = np.arange(len(labels))
    if len(labels) > TEST_ROWS:
        random = np.random.default_rng(random_state)
        shown = np.sort(random.choice(len(labels), TEST_ROWS, replace=False))
    tables = {
        fact.column: composition(rows, fact.column, labels, is_feature=fact.is_feature)
        for fact in profiles[0].categories
    }
    n_claims = len(profiles) * (
        len(profiles[0].numbers) + sum(len(table.levels) for table in tables.values())
    )
    level = SURE / max(1, n_claims)
    effects = [
        _number_effect(rows, labels, shown, [p.numbers[at] for p in profiles], level)
        for at in range(len(profiles[0].numbers))
    ]
    effects += [_category_effect(table, level) for table in tables.values()]
    return tuple(sorted(_corrected(effects), key=lambda effect: -effect.size))


def _number_effect(
    rows: CustomerRows,
    labels: np.ndarray,
    shown: np.ndarray,
    facts: list[NumberFact],
    level: float,
) -> Effect:
    from scipy.stats import chi2, norm, rankdata

    weights = np.array([fact.n_known for fact in facts])
    z = np.array([fact.z for fact in facts])
    size = float((weights * z**2).sum() / max(1, weights.sum()))
    values, groups = finite(rows.frame[facts[0].column].iloc[shown]), labels[shown]
    known = ~np.isnan(values)
    values, groups = values[known], groups[known]
    p_value, sure = float("nan"), np.zeros(len(facts), dtype=bool)
    if len(values) > 1 and np.ptp(values) > 0:
        ranks = rankdata(values)
        ranks -= ranks.mean()
        variance = float(ranks @ ranks) / (len(ranks) - 1)
        counts = np.bincount(groups, minlength=len(facts))
        sums = np.bincount(groups, weights=ranks, minlength=len(facts))
        filled = counts > 0
        means = np.divide(sums, counts, out=np.zeros(len(facts)), where=filled)
        p_value = float(chi2.sf((counts * means**2).sum() / variance, max(1, filled.sum() - 1)))
        # The mean of so many ranks drawn without replacement.
        error = np.sqrt(variance / np.maximum(counts, 1) * (len(ranks) - counts) / len(ranks))
        reached = np.divide(np.abs(means), error, out=np.zeros(len(facts)), where=error > 0)
        sure = filled & (reached >= norm.isf(level / 2))
    return Effect(
        column=facts[0].column,
        label=facts[0].label,
        is_feature=facts[0].is_feature,
        is_number=True,
        size=size,
        strength=_strength(size, ETA_SQUARED),
        p_value=p_value,
        sure=sure,
    )


def _category_effect(table: Composition, level: float) -> Effect:
    from scipy.stats import chi2, hypergeom

    counts = table.counts
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    used, total = counts[rows > 0], int(counts.sum())
    smaller = min(used.shape) - 1 if used.size else 0
    size, p_value = 0.0, float("nan")
    if smaller > 0:
        expected = rows[rows > 0, None] * columns / total
        statistic = float(((used - expected) ** 2 / expected).sum())
        size = float(np.sqrt(statistic / total / smaller))
        p_value = float(chi2.sf(statistic, (used.shape[0] - 1) * (used.shape[1] - 1)))
    drawn = (total, columns[None], rows[:, None])
    tails = np.minimum(hypergeom.sf(counts - 1, *drawn), hypergeom.cdf(counts, *drawn))
    return Effect(
        column=table.column,
        label=table.label,
        is_feature=table.is_feature,
        is_number=False,
        size=size,
        strength=_strength(size * np.sqrt(max(1, smaller)), COHENS_W),
        p_value=p_value,
        sure=2 * tails <= level,
    )


def _strength(size: float, bounds: Mapping[str, float]) -> str:
    return next((name for name, bound in bounds.items() if size >= bound), "none")


def holm(p_values: list[float]) -> list[float]:
    """Correct several tests together after Holm.

    Parameters
    ----------
    p_values : list of float
        NaN where nothing was tested; it stays and does not count.

    Returns
    -------
    list of float
    """
    order = sorted((p, at) for at, p in enumerate(p_values) if np.isfinite(p))
    corrected, largest = list(p_values), 0.0
    for place, (p, at) in enumerate(order):
        largest = max(largest, min(1.0, p * (len(order) - place)))
        corrected[at] = largest
    return corrected


def _corrected(effects: list[Effect]) -> list[Effect]:
    """Correct the p-values of the columns that were not clustered on."""
    corrected = holm([float("nan") if e.is_feature else e.p_value for e in effects])
    return [replace(e, p_value=p) for e, p in zip(effects, corrected, strict=True)]
