"""How sure it is that a column differs between segments, and how much it differs.

A column that the segments were made from differs because it was used: testing it proves nothing, so
it has a size and no p-value. All other columns are tested, corrected for their number, and what is
said of a single segment is tested again, corrected for all that could be said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.claims.derived import derived_columns
from segmentation.segments.describing.claims.draws import test_draws
from segmentation.segments.describing.claims.levels import levels_found_from, levels_sure
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.facts.numbers import NumberFact, finite
from segmentation.segments.facts.spoken import spoken
from segmentation.segments.profiling import SegmentProfile
from segmentation.tables.labels import ColumnLabel

SURE = 0.01
"""Chance of any false claim on one segmentation."""

TEST_ROWS = 20_000
"""Above this, tests are on an even sample of as many customers; sizes are of all."""

MOST_NAMES = 5
N_TESTS = 3
"""On each segment, in a number that it was not made from: of its place, its spread, its shape."""

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
        number, which is about its place, (n_segments, n_levels) for a category.
    shape : ndarray of shape (n_segments,), bool
        Whether the values of a segment are spread or shaped in another way beyond doubt; of a
        number alone.
    found_from : ndarray of shape (n_segments,)
        The difference that would be found half the time: standard deviations of a number, Cohen's
        h of a category; infinite where no difference would, NaN where there is nothing to test.
    is_derived : bool
        Whether the column follows from those that the segments were made from: then it is not
        tested, and nothing is sure.
    """

    column: str
    label: ColumnLabel
    is_feature: bool
    is_number: bool
    size: float
    strength: str
    p_value: float
    sure: np.ndarray = field(repr=False)
    shape: np.ndarray = field(repr=False)
    found_from: np.ndarray = field(repr=False)
    is_derived: bool = False

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
    The numbers of a segment are compared with those of all customers by ranks, folded ranks and
    the largest distance of their distributions (`claims.draws`), levels by the hypergeometric
    distribution. Columns that follow from the features are not tested (`claims.derived`). Tests
    look at one column at a time, and at many customers every difference is sure: read the size
    first.

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
    derived = _derived(rows, labels, profiles[0], random_state)
    level = SURE / max(1, len(profiles) * _n_claims(profiles[0], tables, derived))
    effects = [
        _number_effect(rows, labels, shown, [p.numbers[at] for p in profiles], level)
        for at in range(len(profiles[0].numbers))
    ]
    effects += [_category_effect(table, level) for table in tables.values()]
    effects = [_untested(e) if e.column in derived else e for e in effects]
    return tuple(sorted(_corrected(effects), key=lambda effect: -effect.size))


def derived_words(effects: tuple[Effect, ...]) -> str:
    """Name the columns that are no finding, since they follow from the features.

    Parameters
    ----------
    effects : tuple of Effect

    Returns
    -------
    str
        One sentence; empty when there is none.
    """
    names = [spoken(effect.column) for effect in effects if effect.is_derived]
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    verb = "follows" if len(names) == 1 else "follow"
    return (
        f"Not reported as findings: {', '.join(names[:MOST_NAMES])}{more} {verb} from the "
        "columns that made the segments."
    )


def _derived(
    rows: CustomerRows, labels: np.ndarray, profile: SegmentProfile, random_state: int
) -> frozenset[str]:
    facts = (*profile.numbers, *profile.categories)
    features = tuple(fact.column for fact in facts if fact.is_feature)
    others = tuple(fact.column for fact in facts if not fact.is_feature)
    return derived_columns(rows, labels, others, features, random_state=random_state)


def _n_claims(
    profile: SegmentProfile, tables: Mapping[str, Composition], derived: frozenset[str]
) -> int:
    """Count what is tested on one segment."""
    numbers = sum(
        1 if fact.is_feature else N_TESTS for fact in profile.numbers if fact.column not in derived
    )
    return numbers + sum(len(t.levels) for name, t in tables.items() if name not in derived)


def _untested(effect: Effect) -> Effect:
    """Take back every claim on a column that follows from the features."""
    return replace(
        effect,
        is_derived=True,
        p_value=float("nan"),
        sure=np.zeros_like(effect.sure),
        shape=np.zeros_like(effect.shape),
        found_from=np.full(effect.found_from.shape, np.nan),
    )


def _number_effect(
    rows: CustomerRows,
    labels: np.ndarray,
    shown: np.ndarray,
    facts: list[NumberFact],
    level: float,
) -> Effect:
    weights = np.array([fact.n_known for fact in facts])
    z = np.array([fact.mean_z for fact in facts])
    size = float((weights * z**2).sum() / max(1, weights.sum()))
    values, groups = finite(rows.frame[facts[0].column].iloc[shown]), labels[shown]
    known = ~np.isnan(values)
    values, groups = values[known], groups[known]
    draws = test_draws(values, groups, len(facts), level)
    side = np.sign([fact.z for fact in facts])
    return Effect(
        column=facts[0].column,
        label=facts[0].label,
        is_feature=facts[0].is_feature,
        is_number=True,
        size=size,
        strength=_strength(size, ETA_SQUARED),
        p_value=_kruskal_wallis(values, groups, len(facts)),
        # What is told must be what was tested: more, or less.
        sure=(draws.location != 0) & (draws.location == side),
        shape=draws.shape,
        found_from=draws.found_from,
    )


def _kruskal_wallis(values: np.ndarray, groups: np.ndarray, n_segments: int) -> float:
    from scipy.stats import chi2, rankdata

    if len(values) < 2 or values.min() == values.max():
        return float("nan")
    ranks = rankdata(values)
    ranks -= ranks.mean()
    variance = float(ranks @ ranks) / (len(ranks) - 1)
    counts = np.bincount(groups, minlength=n_segments)
    sums = np.bincount(groups, weights=ranks, minlength=n_segments)
    filled = counts > 0
    means = np.divide(sums, counts, out=np.zeros(n_segments), where=filled)
    return float(chi2.sf((counts * means**2).sum() / variance, max(1, filled.sum() - 1)))


def _category_effect(table: Composition, level: float) -> Effect:
    from scipy.stats import chi2

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
    return Effect(
        column=table.column,
        label=table.label,
        is_feature=table.is_feature,
        is_number=False,
        size=size,
        strength=_strength(size * np.sqrt(max(1, smaller)), COHENS_W),
        p_value=p_value,
        sure=levels_sure(counts, level),
        shape=np.zeros(len(counts), dtype=bool),
        found_from=levels_found_from(counts, level),
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
