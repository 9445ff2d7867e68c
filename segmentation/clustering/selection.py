"""The scan over the number of clusters: one row of criteria per k."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.clustering.partition import Clustering
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
class KScan:
    """What each number of clusters scores.

    Attributes
    ----------
    scores : pandas.DataFrame of shape (n_ks, 10), indexed by ``k``
        `SCORE_COLUMNS`, always all of them; NaN where not computed or not defined.
    recommended_k : int or None
        The k that the evidence supports; None when it supports none or was not weighed.
    p_value : float
        Chance of so high a silhouette without any structure, over all k; NaN when not tested.
    n_sampled : int
        Points the silhouette was computed on.
    reasons : tuple of str
        Why `recommended_k` is what it is, and what could not be computed, as plain sentences.
    """

    scores: pd.DataFrame = field(repr=False)
    recommended_k: int | None
    p_value: float
    n_sampled: int
    reasons: tuple[str, ...]

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

    Returns
    -------
    KScan
        `recommended_k` is None: criteria alone cannot tell structure from chance.
    """
    ks = sorted(clusterings)
    scores = pd.DataFrame(np.nan, index=pd.Index(ks, name="k"), columns=list(SCORE_COLUMNS))
    for k in ks:
        scores.loc[k, "inertia"] = clusterings[k].inertia
        scores.loc[k, "silhouette"] = metrics[k].silhouette
        scores.loc[k, "calinski_harabasz"] = metrics[k].calinski_harabasz
        scores.loc[k, "davies_bouldin"] = metrics[k].davies_bouldin
        scores.loc[k, "bic"] = clusterings[k].bic
        scores.loc[k, "smallest"] = clusterings[k].sizes.min()
    reasons = ["Whether these segments could be chance was not tested."]
    if missing_ks:
        reasons.append(f"These data do not hold {_listed(missing_ks)} segments.")
    return KScan(
        scores=scores,
        recommended_k=None,
        p_value=float("nan"),
        n_sampled=max((metrics[k].n_sampled for k in ks), default=0),
        reasons=tuple(reasons),
    )


def _listed(ks: tuple[int, ...]) -> str:
    return str(ks[0]) if len(ks) == 1 else f"{min(ks)} to {max(ks)}"
