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

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from segmentation.clustering.methods.mixtures.gaussians import Gaussians
from segmentation.clustering.methods.mixtures.many_starts import batched_mixtures
from segmentation.clustering.pool import one_thread
from segmentation.clustering.result import Clustering, make_clustering

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

STARTS = 40
MIN_STARTS = 4
FEW_ROWS = 2_000

MAX_ITERATIONS = 1_000
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
    best = _best_mixture(points, n_clusters, n_starts, random_state)
    if best is None:
        return None
    chances = best.predict_proba(points)
    components = chances.argmax(axis=1)
    clustering = make_clustering(points, components)
    posterior = chances.max(axis=1)
    posterior.setflags(write=False)
    first = np.unique(components, return_index=True)[1]
    mixture = Gaussians(
        weights=best.weights_,
        means=best.means_,
        precisions_cholesky=best.precisions_cholesky_,
    ).reordered(np.argsort(clustering.labels[first]))
    return replace(clustering, posterior=posterior, bic=float(best.bic(points)), mixture=mixture)


def refit_mixture(
    points: np.ndarray, n_clusters: int, random_state: int = 0
) -> Callable[[np.ndarray], np.ndarray] | None:
    """Fit a mixture from a single start of each kind, for one of many resamples.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    n_clusters : int
    random_state : int

    Returns
    -------
    callable or None
        Gives points their most probable component; None when a component of every start is a
        spike.
    """
    best = _best_mixture(points, n_clusters, 2, random_state)
    return None if best is None else best.predict


def _best_mixture(
    points: np.ndarray, n_clusters: int, n_starts: int, random_state: int
) -> "GaussianMixture | None":
    """Return the likeliest mixture without a spike; customers far out may step aside."""
    fewest = fewest_members(points.shape[1]) if n_clusters > 1 else 1
    kept = points
    for _ in range(ROUNDS):
        too_many_aside = len(points) - len(kept) > max(PAIR, MOST_ASIDE * len(points))
        if len(kept) < n_clusters * fewest or too_many_aside:
            break
        best, in_spikes = _likeliest(kept, n_clusters, n_starts, random_state, fewest)
        if best is not None:
            return best
        kept = kept[~in_spikes]
    return None


def _likeliest(
    points: np.ndarray, n_clusters: int, n_starts: int, random_state: int, fewest: int
) -> "tuple[GaussianMixture | None, np.ndarray]":
    """Return the likeliest mixture without a spike, and who is in those of the likeliest of all."""
    from sklearn.mixture import GaussianMixture

    added = SHARE_ADDED * float(points.var(axis=0).mean())
    random = np.random.default_rng([random_state, n_clusters])
    with one_thread():
        starts = batched_mixtures(points, n_clusters, n_starts=n_starts, added=added, random=random)
    of_likeliest = np.zeros(len(points), bool)
    for place, start in enumerate(np.argsort(-starts.log_likelihood, kind="stable")):
        mixture = GaussianMixture(
            n_clusters,
            weights_init=starts.weights[start] / starts.weights[start].sum(),
            means_init=starts.means[start],
            precisions_init=np.linalg.inv(starts.covariances[start]),
            max_iter=MAX_ITERATIONS,
            reg_covar=added,
            random_state=random_state,
        ).fit(points)
        chances = mixture.predict_proba(points)
        components = chances.argmax(axis=1)
        named = np.bincount(components, minlength=n_clusters)
        spikes = np.minimum(named, chances.sum(axis=0)) < fewest
        if not spikes.any():
            return mixture, of_likeliest
        if place == 0:
            of_likeliest = spikes[components]
    return None, of_likeliest


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
