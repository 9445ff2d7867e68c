"""Gaussian mixtures with full covariance, from enough starts that the likelihood is not luck.

The likelihood of such a mixture has no bound: a component that closes in on two customers, or on
some of the same values, is a spike as high as one likes, and the best of many starts would be the
worst of them. Therefore every variance gets a small share of that of the data, whatever their
unit, and a start counts only when each of its components holds enough customers to have a shape.
Where none does, customers in the spikes step aside and the others are fitted anew.

References
----------
Day, N. E. (1969). Estimating the components of a mixture of normal distributions. Biometrika 56(3).
McLachlan, G. J. and Peel, D. (2000). Finite Mixture Models, section 3.10: spurious maximizers.
García-Escudero, L. A. et al. (2008). A general
trimming approach to robust cluster analysis. Annals of Statistics 36(3).
Fraley, C. and Raftery, A. E. (2007). Bayesian regularization for normal mixture estimation and
model-based clustering. Journal of Classification 24(2).
Dempster, A. P., Laird, N. M. and Rubin, D. B. (1977). Maximum likelihood from incomplete data via
the EM algorithm. JRSS B 39(1). Schwarz, G. (1978). Estimating the dimension of a model. Annals of
Statistics 6(2).
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.clustering.methods.mixtures.many_starts import (
    BatchedMixtures,
    Search,
    batched_mixtures,
    finished,
)
from segmentation.clustering.pool import one_thread
from segmentation.clustering.result import Clustering, make_clustering

STARTS, KEPT = 100, 10
"""Starts, and how many of them at least go on to their end: of two components half of the starts,
of three a third."""

MIN_STARTS = 4
FEW_ROWS = 2_000

FINALISTS, FINISHED = 4, 1e-4
"""Of those the likeliest without a spike go on in double precision, and to which tolerance."""

SHARE_ADDED = 1e-4
"""Added to every variance of a component, as a share of the mean variance of the data's axes."""

ROUNDS, PAIR, MOST_ASIDE = 2, 2, 0.05
"""How often, and how many in all, customers in spikes step aside when every start has a spike; they
get the most probable of the components that the others give."""

FEWEST = 5
"""Customers in a component, and in more than three axes one more than there are axes."""


def fit_mixture(points: np.ndarray, n_clusters: int, *, random_state: int = 0) -> Clustering | None:
    """Fit a mixture of Gaussians and give each point its most probable component.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    n_clusters : int
    random_state : int

    Returns
    -------
    Clustering or None
        `posterior`, `bic` and `mixture` are set. None when no start kept `FEWEST` customers in
        every component: the data do not hold so many.
    """
    n_starts = max(MIN_STARTS, STARTS * FEW_ROWS // max(FEW_ROWS, len(points)))
    random = np.random.default_rng([random_state, n_clusters])
    everyone = np.ones((1, len(points)))
    with one_thread():
        for _, kept, fits in _rounds(points, everyone, n_clusters, n_starts, random):
            (standing,) = _standing(fits, 1, points)
            if len(standing):
                return _clustering(points, _finished(points, kept, fits, standing[:FINALISTS]))
    return None


def resampled_mixtures(
    points: np.ndarray, weights: np.ndarray, n_clusters: int, *, random: np.random.Generator
) -> list[np.ndarray | None]:
    """Fit a mixture to each of many resamples, from a start of each kind, and label all points.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    weights : ndarray of shape (n_resamples, n_samples)
        How often each resample drew each point.
    n_clusters : int
    random : numpy.random.Generator

    Returns
    -------
    list of ndarray of shape (n_samples,), or None
        None where both starts have a spike.
    """
    labelings: list[np.ndarray | None] = [None] * len(weights)
    with one_thread():
        for sets, _, fits in _rounds(points, weights, n_clusters, 2, random):
            for at, standing in zip(sets, _standing(fits, len(sets), points), strict=True):
                if len(standing):
                    labelings[at] = fits.labels[standing[0]]
    return labelings


def _rounds(
    points: np.ndarray,
    weights: np.ndarray,
    n_clusters: int,
    n_starts: int,
    random: np.random.Generator,
) -> Iterator[tuple[np.ndarray, np.ndarray, BatchedMixtures]]:
    """Tell which sets of weights are fitted, by which weights, and the fits.

    Yields
    ------
    tuple
        Where every start has a spike, customers in those of the likeliest step aside in the next.
    """
    fewest = _fewest(points, n_clusters)
    n_kept = min(n_starts, max(KEPT, n_starts // n_clusters))
    search = Search(n_starts=n_starts, n_kept=n_kept, fewest=fewest)
    sets, kept = np.arange(len(weights)), weights
    for _ in range(ROUNDS):
        n_all, n_left = weights[sets].sum(axis=1), kept.sum(axis=1)
        few_aside = n_all - n_left <= np.maximum(PAIR, MOST_ASIDE * n_all)
        able = few_aside & (n_left >= n_clusters * fewest)
        sets, kept = sets[able], kept[able]
        if not len(sets):
            return
        added = _added(points, kept)
        fits = batched_mixtures(points, kept, n_clusters, search=search, added=added, random=random)
        yield sets, kept, fits
        open_ = np.array([not len(standing) for standing in _standing(fits, len(sets), points)])
        likeliest = fits.log_likelihood.reshape(-1, n_kept).argmax(axis=1)
        likeliest = (likeliest + n_kept * np.arange(len(sets)))[open_]
        in_spikes = np.take_along_axis(
            fits.held[likeliest] < fewest, fits.labels[likeliest].astype(np.intp), axis=1
        )
        sets, kept = sets[open_], np.where(in_spikes, 0, kept[open_])


def _standing(fits: BatchedMixtures, n_sets: int, points: np.ndarray) -> list[np.ndarray]:
    """Return the fits without a spike of each set, the likeliest first."""
    fewest = _fewest(points, fits.held.shape[1])
    stands = (fits.held >= fewest).all(axis=1).reshape(n_sets, -1)
    order = np.argsort(-fits.log_likelihood.reshape(n_sets, -1), axis=1, kind="stable")
    first = order.shape[1] * np.arange(n_sets)
    return [
        begin + of_set[standing[of_set]]
        for begin, of_set, standing in zip(first, order, stands, strict=True)
    ]


def _finished(
    points: np.ndarray, kept: np.ndarray, fits: BatchedMixtures, some: np.ndarray
) -> Gaussians:
    """Return the likeliest of some fits in double precision, without a spike if there is one."""
    begun = fits.weights[some], fits.means[some], fits.covariances[some]
    mass, added = np.repeat(kept, len(some), axis=0), np.repeat(_added(points, kept), len(some))
    ended = finished(points, mass, begun, added=added, tolerance=FINISHED)
    (standing,) = _standing(ended, 1, points)
    best = standing[0] if len(standing) else 0
    if len(standing):
        begun = ended.weights, ended.means, ended.covariances
    weights, means, covariances = (part[best] for part in begun)
    lower = np.linalg.inv(np.linalg.cholesky(covariances))
    upper = np.triu(lower.transpose(0, 2, 1))
    return Gaussians(weights=weights, means=means, precisions_cholesky=upper)


def _clustering(points: np.ndarray, mixture: Gaussians) -> Clustering:
    """Give each point its most probable component."""
    logs = mixture.log_densities(points)
    components = logs.argmax(axis=1)
    clustering = make_clustering(points, components)
    highest = logs.max(axis=1)
    log_likelihood = highest + np.log(np.exp(logs - highest[:, None]).sum(axis=1))
    posterior = np.exp(highest - log_likelihood)
    posterior.setflags(write=False)
    first = np.unique(components, return_index=True)[1]
    n_clusters, n_features = mixture.means.shape
    n_free = n_clusters * (n_features + 1) * (n_features + 2) // 2 - 1
    return replace(
        clustering,
        posterior=posterior,
        bic=float(n_free * np.log(len(points)) - 2 * log_likelihood.sum()),
        mixture=mixture.reordered(np.argsort(clustering.labels[first])),
    )


def _added(points: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return what is added to every variance, for each set of weights."""
    shares = kept / kept.sum(axis=1, keepdims=True)
    centered = points - points.mean(axis=0)
    variances = shares @ centered**2 - (shares @ centered) ** 2
    return SHARE_ADDED * variances.mean(axis=1)


def _fewest(points: np.ndarray, n_clusters: int) -> int:
    return fewest_members(points.shape[1]) if n_clusters > 1 else 1


def fewest_members(n_features: int) -> int:
    """Return how many customers a component needs to have a shape in so many axes.

    Parameters
    ----------
    n_features : int

    Returns
    -------
    int
    """
    return max(FEWEST, n_features + 1)
