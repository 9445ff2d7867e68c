"""What other methods see in the same customers: groups of any shape, and stretched ones.

K-means cuts long, bent and unequal groups wrongly. HDBSCAN finds groups of any shape with thin
places between them, a mixture of normal distributions finds stretched ones. Both also find
something in data without groups, so an opinion is given only when it stands:

- of the groups that `methods.touching` does not put together, two or more are left;
- they come back whichever quarter of the customers is left out;
- hardly any customer is left out (HDBSCAN) or doubtful (mixture), and no group is tiny.

It changes no recommendation. Columns with a long tail are looked at on a log scale. With
categories, or numbers of few different values, there is none: both methods take repeated values for
groups.

References
----------
Campello, R. J. G. B., Moulavi, D. and Sander, J. (2013). Density-based clustering based on
hierarchical density estimates. PAKDD 2013. Fraley, C. and Raftery, A. E. (2002). Model-based
clustering, discriminant analysis, and density estimation. JASA 97(458). Hennig, C. (2010). Methods
for merging Gaussian mixture components. Advances in Data Analysis and Classification 4(1).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.methods.comparable import comparable, whitened
from segmentation.clustering.methods.touching import (
    closeness_by_gaps,
    closeness_by_valleys,
    put_together,
)
from segmentation.clustering.pool import one_thread
from segmentation.clustering.result import adjusted_rand, overlap
from segmentation.tables.number_format import format_share

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

MAX_ROWS, MOST_COMPONENTS, PATIENCE, REGULAR = 1_200, 8, 2, 1e-3
STARTS = {"k-means++": 2, "random_from_data": 1}
N_PARTS = 4
"""A quarter of the customers is left out at a time."""

GAP_LIMIT, VALLEY_LIMIT = 0.6, 0.2
DEEP = 0.15
STABLE, MOST_NOISE, MOST_DOUBT, SMALLEST = 0.9, 0.2, 0.05, 0.05
SAME = 0.8
"""Adjusted Rand index with the shown segments from which an opinion says nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SecondOpinion:
    """The groups that another method sees.

    Attributes
    ----------
    method : str
        What it is called on the screen.
    rows : ndarray of shape (n_tested,), int
        0-based rows of the customers that it looked at.
    labels : ndarray of shape (n_tested,), int
        0-based groups, the largest first; −1 where it gives none.
    n_groups : int
    noise : float
        Share of the tested customers without a group.
    doubt : float
        Mean chance of another group than the own, by the mixture's account.
    closeness : float
        Of the two closest groups, by the method's own measure in `methods.touching`.
    stability : float
        Mean adjusted Rand index with the groups found when a quarter of the customers is left out.
    """

    method: str
    rows: np.ndarray = field(repr=False)
    labels: np.ndarray = field(repr=False)
    n_groups: int
    noise: float
    doubt: float
    closeness: float
    stability: float

    @property
    def stands(self) -> bool:
        """Whether the groups are large enough, sure and found again."""
        smallest = np.bincount(self.labels[self.labels >= 0]).min() / len(self.labels)
        sure = self.noise <= MOST_NOISE and self.doubt <= MOST_DOUBT
        return bool(sure and self.stability >= STABLE and smallest >= SMALLEST)

    def beside(self, algorithm: str, n_segments: int) -> str:
        """Say what it sees beside the shown segments, one sentence.

        Parameters
        ----------
        algorithm : str
            Title of what made the segments.
        n_segments : int

        Returns
        -------
        str
        """
        sees = f"{self.n_groups} groups where {algorithm} cuts {n_segments}"
        if self.n_groups == n_segments:
            sees = f"{self.n_groups} other groups than {algorithm}"
        return f"Another method, {self.method}, sees {sees}: look at its map"

    def account(self, agreement: float) -> str:
        """Say how it was weighed, and what it changes.

        Parameters
        ----------
        agreement : float
            With the segments shown.

        Returns
        -------
        str
        """
        without = f" It gives {format_share(self.noise)} of them no group." if self.noise else ""
        return (
            f"It looked at {len(self.rows):,} customers.{without} Its groups come back when a "
            f"quarter of the customers is left out (agreement {self.stability:.2f} of 1), and "
            "few customers lie between them. Their agreement with the segments shown is "
            f"{agreement:.2f} (adjusted Rand index: 1 is the same, 0 is chance). The "
            "recommendation does not change: segments are still made by the way you chose."
        )

    def agreement(self, labels: np.ndarray) -> float:
        """Return the adjusted Rand index with other segments of all customers.

        Parameters
        ----------
        labels : ndarray of shape (n_samples,), int
            0-based.

        Returns
        -------
        float
            Over the tested customers that have a group; 1 is the same, 0 is luck.
        """
        own = self.labels >= 0
        return adjusted_rand(overlap(labels[self.rows][own].astype(np.intp), self.labels[own]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """What one method makes of some points before parts that touch are put together."""

    labels: np.ndarray
    close: np.ndarray
    predict: Callable[[np.ndarray], np.ndarray]
    chances: np.ndarray | None = None

    def doubt(self, groups: np.ndarray) -> float:
        """Average the chance of another group than the own one."""
        if self.chances is None:
            return 0.0
        by_group = self.chances @ (groups[:, None] == np.arange(groups.max() + 1))
        return float(1 - by_group.max(axis=1).mean())


Divide = Callable[[np.ndarray, int | None], _Parts | None]
"""The number is that of the parts, for a method that takes one."""


def second_opinion(
    frame: pd.DataFrame, space: FeatureSpace, *, random_state: int = 0
) -> SecondOpinion | None:
    """Ask HDBSCAN and a mixture with full covariance whether there are groups.

    Parameters
    ----------
    frame : pandas.DataFrame of shape (n_samples, any)
        The customers, with at least the columns of `space`.
    space : FeatureSpace
    random_state : int

    Returns
    -------
    SecondOpinion or None
        The one that stands, on at most `MAX_ROWS` customers drawn by lot; None when none does, or
        there are categories, numbers of few different values, or too few customers.
    """
    rows = np.arange(len(frame))
    if len(frame) > MAX_ROWS:
        rows = np.sort(np.random.default_rng(random_state).permutation(len(frame))[:MAX_ROWS])
    points = comparable(frame.iloc[rows], space, random_state=random_state)
    if points is None:
        return None
    with one_thread():
        density = _opinion("HDBSCAN", points, rows, _by_density, GAP_LIMIT)
        name = "a Gaussian mixture"
        mixture = _opinion(name, whitened(points), rows, _by_mixture, VALLEY_LIMIT)
    return _chosen(density, mixture)


def _chosen(density: SecondOpinion | None, mixture: SecondOpinion | None) -> SecondOpinion | None:
    """Return the opinion that stands; of two HDBSCAN's, unless the mixture parts more, deeply."""
    if mixture is None or not mixture.stands:
        return density if density is not None and density.stands else None
    if density is None or not density.stands:
        return mixture
    deeper = mixture.n_groups > density.n_groups and mixture.closeness <= DEEP
    return mixture if deeper else density


def _opinion(
    method: str, points: np.ndarray, rows: np.ndarray, divide: Divide, limit: float
) -> SecondOpinion | None:
    parts = divide(points, None)
    if parts is None or (groups := put_together(parts.close, limit=limit)).max() < 1:
        return None
    sizes = np.bincount(groups[parts.labels[parts.labels >= 0]])
    groups = np.argsort(np.argsort(-sizes, kind="stable"))[groups]
    labels = np.where(parts.labels < 0, -1, groups[parts.labels])
    return SecondOpinion(
        method=method,
        rows=rows,
        labels=labels,
        n_groups=len(sizes),
        noise=float((labels < 0).mean()),
        doubt=parts.doubt(groups),
        closeness=float(parts.close[groups[:, None] != groups].max()),
        stability=_stability(points, groups[parts.predict(points)], divide, len(groups)),
    )


def _stability(points: np.ndarray, labels: np.ndarray, divide: Divide, n_parts: int) -> float:
    """Compare with the groups found without each quarter of the customers."""
    quarter = np.random.default_rng(len(points)).permutation(len(points)) % N_PARTS
    n_groups, agreements = int(labels.max()) + 1, []
    for left_out in range(N_PARTS):
        parts = divide(points[quarter != left_out], n_parts)
        if parts is None or len(parts.close) < n_groups:
            return 0.0
        groups = put_together(parts.close, limit=0.0, n_groups=n_groups)
        agreements.append(adjusted_rand(overlap(labels, groups[parts.predict(points)])))
    return float(np.mean(agreements))


def _by_density(points: np.ndarray, _n_parts: int | None = None) -> _Parts | None:
    from sklearn.cluster import HDBSCAN
    from sklearn.neighbors import KNeighborsClassifier

    n_near = max(3, round(np.sqrt(len(points)) / 3))
    smallest = int(np.ceil(SMALLEST * len(points)))
    labels = HDBSCAN(min_cluster_size=smallest, min_samples=n_near, copy=True).fit(points).labels_
    if labels.max() < 1:
        return None
    own = labels >= 0
    nearest = KNeighborsClassifier(1).fit(points[own], labels[own])
    close = closeness_by_gaps(points, nearest.predict(points), n_near)
    return _Parts(labels=labels, close=close, predict=nearest.predict)


def _by_mixture(points: np.ndarray, n_parts: int | None = None) -> _Parts | None:
    best = _best_mixture(points, n_parts)
    if best is None or best.n_components < 2:
        return None
    chances = best.predict_proba(points)
    return _Parts(
        labels=chances.argmax(axis=1),
        close=closeness_by_valleys(points, best),
        predict=best.predict,
        chances=chances,
    )


def _best_mixture(points: np.ndarray, n_parts: int | None) -> "GaussianMixture | None":
    """Return the mixture of the lowest BIC, or the likeliest of a number of components."""
    best, best_bic, since = None, np.inf, 0
    for k in range(1, MOST_COMPONENTS + 1) if n_parts is None else [n_parts]:
        if 2 * k * (points.shape[1] + 1) > len(points) or since == PATIENCE:
            break
        mixture = _likeliest(points, k)
        bic, since = mixture.bic(points), since + 1
        if bic < best_bic:
            best, best_bic, since = mixture, bic, 0
    return best


def _likeliest(points: np.ndarray, n_components: int) -> "GaussianMixture":
    from sklearn.mixture import GaussianMixture

    starts = STARTS if n_components > 1 else {"k-means++": 1}
    fits = [
        GaussianMixture(
            n_components, n_init=n, init_params=how, reg_covar=REGULAR, random_state=0
        ).fit(points)
        for how, n in starts.items()
    ]
    return max(fits, key=lambda fit: fit.lower_bound_)
