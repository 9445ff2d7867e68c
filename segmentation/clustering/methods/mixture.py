"""Gaussian mixtures with full covariance, from enough starts that the likelihood is not luck.

References
----------
Dempster, A. P., Laird, N. M. and Rubin, D. B. (1977). Maximum likelihood from incomplete data via
the EM algorithm. JRSS B 39(1). Schwarz, G. (1978). Estimating the dimension of a model. Annals of
Statistics 6(2).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from segmentation.clustering.methods.gaussians import Gaussians
from segmentation.clustering.result import Clustering, make_clustering

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

STARTS_PER_METHOD = 20
MIN_STARTS_PER_METHOD = 2
FEW_ROWS = 2_000
START_METHODS = ("k-means++", "random_from_data")
"""Neither finds the best likelihood for every k, so each gets half of the starts."""

MAX_ITERATIONS = 1_000


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
        `posterior`, `bic` and `mixture` are set. None when no start kept every component: the
        data do not hold so many.
    """
    n_starts = max(
        MIN_STARTS_PER_METHOD, STARTS_PER_METHOD * FEW_ROWS // max(FEW_ROWS, len(points))
    )
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
        Gives points their most probable component; None when no start kept every component.
    """
    best = _best_mixture(points, n_clusters, 1, random_state)
    return None if best is None else best.predict


def _best_mixture(
    points: np.ndarray, n_clusters: int, n_starts: int, random_state: int
) -> "GaussianMixture | None":
    """Return the likeliest of the mixtures that keep every component."""
    from sklearn.mixture import GaussianMixture

    best = None
    for method in START_METHODS:
        for start in range(n_starts):
            mixture = GaussianMixture(
                n_clusters,
                init_params=method,
                max_iter=MAX_ITERATIONS,
                random_state=random_state * STARTS_PER_METHOD + start,
            ).fit(points)
            better = best is None or mixture.lower_bound_ > best.lower_bound_
            if better and len(np.unique(mixture.predict(points))) == n_clusters:
                best = mixture
    return best
