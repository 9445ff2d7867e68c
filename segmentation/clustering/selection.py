"""The scan over the number of clusters: one row of criteria per k, and the k they support."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.clustering.evidence.chance import ChanceOfK, p_over_all
from segmentation.clustering.evidence.decision import (
    Decision,
    decide,
    ks_of_size,
    smallest_allowed,
)
from segmentation.clustering.gaps.borders import Border
from segmentation.clustering.result import Clustering
from segmentation.clustering.stability import Stability
from segmentation.clustering.validity import Metrics

SCORE_COLUMNS = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "bic",
    "smallest",
    "gap",
    "gap_error",
    "stability",
    "p_value",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """What was gathered beyond the criteria.

    Attributes
    ----------
    chance, power_transformed : mapping of int to ChanceOfK
        The data beside reference sets, as they are and with long tails shortened; the latter is
        empty when there are none.
    borders : mapping of int to tuple of Border
        What lies between the segments.
    stabilities : mapping of int to Stability
    n_tested : int
        Points the test against chance looked at.
    """

    chance: Mapping[int, ChanceOfK] = field(default_factory=dict, repr=False)
    power_transformed: Mapping[int, ChanceOfK] = field(default_factory=dict, repr=False)
    borders: Mapping[int, tuple[Border, ...]] = field(default_factory=dict, repr=False)
    stabilities: Mapping[int, Stability] = field(default_factory=dict, repr=False)
    n_tested: int = 0


NO_EVIDENCE = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KScan:
    """What each number of clusters scores.

    Attributes
    ----------
    scores : pandas.DataFrame of shape (n_ks, 10), indexed by ``k``
        `SCORE_COLUMNS`, always all of them; NaN where not computed or not defined. ``stability`` is
        the mean adjusted Rand index over resamples; ``p_value`` is uncorrected for the other k.
    decision : Decision
        The verdict, the number of segments it supports, and why.
    p_value : float
        Chance of so high a silhouette without any structure, over all k whose segments are large
        enough; of two tests the larger; NaN when not tested.
    gap_k : int or None
        The smallest k, 1 among them, whose gap is within one error of that of k + 1.
    evidence : Evidence
    n_sampled : int
        Points the silhouette was computed on.
    silhouette_errors : mapping of int to float
        Standard errors, 0 where the silhouette is exact.
    large_enough : tuple of int
        The k whose smallest segment is large enough to exist, the most distinct first.
    missing_ks : tuple of int
        k that were wanted and could not be had.
    """

    scores: pd.DataFrame = field(repr=False)
    decision: Decision
    p_value: float
    gap_k: int | None = None
    evidence: Evidence = field(default=NO_EVIDENCE, repr=False)
    n_sampled: int
    silhouette_errors: Mapping[int, float] = field(default_factory=dict, repr=False)
    large_enough: tuple[int, ...] = ()
    missing_ks: tuple[int, ...] = ()

    @property
    def verdict(self) -> str | None:
        """Return “groups”, “slices” or “none”; None when it was not tested."""
        return self.decision.verdict

    @property
    def recommended_k(self) -> int | None:
        """The number of separate groups; None without any."""
        return self.decision.recommended_k

    @property
    def suggested_k(self) -> int | None:
        """The same, or the best number of slices; None without structure."""
        return self.decision.suggested_k

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, and what could not be computed, as plain sentences."""
        if not self.missing_ks:
            return self.decision.reasons
        return (
            *self.decision.reasons,
            f"These data do not hold {_listed(self.missing_ks)} segments.",
        )

    @property
    def start_k(self) -> int | None:
        """The k to begin with: what the verdict suggests, else the most distinct of decent size."""
        return self.suggested_k or next(iter(self.large_enough), self.peak_k)

    @property
    def peak_k(self) -> int | None:
        """The k ≥ 2 of the highest silhouette, the smallest such; None when there is none."""
        silhouette = self.scores["silhouette"].dropna()
        return None if silhouette.empty else int(silhouette.idxmax())


def make_scan(
    clusterings: Mapping[int, Clustering],
    metrics: Mapping[int, Metrics],
    *,
    missing_ks: tuple[int, ...] = (),
    evidence: Evidence = NO_EVIDENCE,
) -> KScan:
    """Lay the criteria of a range of k side by side.

    Parameters
    ----------
    clusterings : mapping of int to Clustering
        Partitions of the same points by k.
    metrics : mapping of int to Metrics
        Their figures, for the same k.
    missing_ks : tuple of int
        k that were wanted and could not be had; they get a reason.
    evidence : Evidence

    Returns
    -------
    KScan
    """
    ks = sorted(clusterings)
    rows = [_row(k, clusterings[k], metrics[k], evidence) for k in ks]
    scores = pd.DataFrame(rows, pd.Index(ks, name="k"), list(SCORE_COLUMNS), float)
    n_customers = max((len(clusterings[k].labels) for k in ks), default=0)
    large_enough = ks_of_size(scores, n_customers)
    p_value = _chance_of_all(evidence, large_enough or ks)
    return KScan(
        scores=scores,
        decision=decide(
            large_enough,
            p_value,
            evidence.borders,
            {k: stability.mean_agreement for k, stability in evidence.stabilities.items()},
            smallest=smallest_allowed(n_customers),
            largest_k=max(ks, default=0),
        ),
        p_value=p_value,
        gap_k=gap_choice(evidence.chance) if 1 in evidence.chance else None,
        evidence=evidence,
        n_sampled=max((metrics[k].n_sampled for k in ks), default=0),
        silhouette_errors={k: metrics[k].silhouette_error for k in ks},
        large_enough=tuple(large_enough),
        missing_ks=missing_ks,
    )


def gap_choice(chance: Mapping[int, ChanceOfK]) -> int | None:
    """Apply the rule of the gap statistic.

    Parameters
    ----------
    chance : mapping of int to ChanceOfK

    Returns
    -------
    int or None
        The smallest k with gap(k) ≥ gap(k + 1) − error(k + 1); None when no two neighbours are
        known or the gap rises throughout.

    Notes
    -----
    A rule that looks at the first dip only; on data with groups of groups it stops too early.
    """
    for k in sorted(chance):
        following = chance.get(k + 1)
        if following and chance[k].gap >= following.gap - following.gap_error:
            return k
    return None


def _row(k: int, clustering: Clustering, of_k: Metrics, evidence: Evidence) -> list[float]:
    """Return the values of `SCORE_COLUMNS` for one k."""
    # Row by row as plain numbers: setting cells of a frame one by one takes twenty times as long.
    nan = float("nan")
    chance, stability = evidence.chance.get(k), evidence.stabilities.get(k)
    with_gap = chance is not None and 1 in evidence.chance  # the gap begins at one segment
    return [
        clustering.inertia,
        of_k.silhouette,
        of_k.calinski_harabasz,
        of_k.davies_bouldin,
        nan if clustering.bic is None else clustering.bic,
        clustering.sizes.min(),
        chance.gap if with_gap else nan,
        chance.gap_error if with_gap else nan,
        nan if stability is None else stability.mean_agreement,
        nan if chance is None or k == 1 else chance.p_value,
    ]


def _chance_of_all(evidence: Evidence, ks: list[int]) -> float:
    tests = [
        p_over_all({k: test[k] for k in test if k in ks})
        for test in (evidence.chance, evidence.power_transformed)
    ]
    return max((p for p in tests if np.isfinite(p)), default=float("nan"))


def _listed(ks: tuple[int, ...]) -> str:
    return str(ks[0]) if len(ks) == 1 else f"{min(ks)} to {max(ks)}"
