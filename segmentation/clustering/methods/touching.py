"""Which groups of another method touch: they are put together until a gap lies between all.

A density method cuts a long group at a chance thinning, and a mixture lays several ellipses along a
bent one. Neither is a border. So two groups are put together, the closest first, as long as they
touch by the measure of their own method.

References
----------
Hennig, C. (2010). Methods for merging Gaussian mixture components. Advances in Data Analysis and
Classification 4(1). Ray, S. and Lindsay, B. G. (2005). The topography of multivariate normal
mixtures. Annals of Statistics 33(5). Campello, R. J. G. B., Moulavi, D. and Sander, J. (2013).
Density-based clustering based on hierarchical density estimates. PAKDD 2013.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sklearn.mixture import GaussianMixture

LONE_SHARE = 0.9
"""Quantile of the reach within a group beside which a gap is measured: its outer customers."""

STEPS = 33
"""Places looked at between two normal distributions."""

WINDOW = 1 / 6
"""Half the width in which customers are counted, in distances between the means."""


def closeness_by_gaps(points: np.ndarray, labels: np.ndarray, n_near: int) -> np.ndarray:
    """Measure how closely groups lie, by the gap between them.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    labels : ndarray of shape (n_samples,), int
        0-based groups, none empty.
    n_near : int
        Neighbours that a customer's reach must hold.

    Returns
    -------
    ndarray of shape (n_groups, n_groups)
        Reach of the outer customers of the sparser group over the narrowest passage between the
        two: 1 and more means that they touch, ½ that the passage is twice as wide. 0 on the
        diagonal.
    """
    from scipy.spatial.distance import cdist

    distances = cdist(points, points)
    place = min(n_near, len(points) - 1)
    reach = np.partition(distances, place, axis=1)[:, place]
    passages = np.maximum(distances, np.maximum(reach[:, None], reach[None]))
    n_groups = int(labels.max()) + 1
    members = [labels == group for group in range(n_groups)]
    outer = np.array([np.quantile(reach[own], LONE_SHARE) for own in members])
    close = np.zeros((n_groups, n_groups))
    for first in range(n_groups):
        nearest = passages[members[first]].min(axis=0)
        for second in range(first):
            width = max(float(nearest[members[second]].min()), np.finfo(float).tiny)
            close[first, second] = close[second, first] = max(outer[first], outer[second]) / width
    return close


def closeness_by_valleys(points: np.ndarray, mixture: "GaussianMixture") -> np.ndarray:
    """Measure how closely the components of a mixture lie, by the valley between them.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        What it was fitted to.
    mixture : GaussianMixture
        With full covariances.

    Returns
    -------
    ndarray of shape (n_components, n_components)
        The larger of two ratios: the lowest density on the ridge between two components over that
        of the lower end, and the same in customers counted along the line that parts the two best.
        1 means no valley, 0 nobody between them. 0 on the diagonal.

    Notes
    -----
    All modes and saddles of two normal densities lie on the curve
    :math:`((1-t)S_1 + tS_2)^{-1}((1-t)S_1m_1 + tS_2m_2)`, with S the inverse covariances. The
    density is the model's word, so the customers are counted as well: along a bent group the
    model sees valleys where there are none.
    """
    labels, n_groups = mixture.predict(points), mixture.n_components
    close = np.zeros((n_groups, n_groups))
    for first in range(n_groups):
        for second in range(first):
            densities = mixture.score_samples(_ridge(mixture, first, second))
            told = float(np.exp(densities.min() - min(densities[0], densities[-1])))
            counted = _valley(points, labels, mixture, first, second) if told < 1 else 1.0
            close[first, second] = close[second, first] = max(told, counted)
    return close


def _ridge(mixture: "GaussianMixture", first: int, second: int) -> np.ndarray:
    inverse = mixture.precisions_
    pulls = np.einsum("kij,kj->ki", inverse, mixture.means_)
    along = np.linspace(0, 1, STEPS)[:, None]
    mixed = (1 - along)[..., None] * inverse[first] + along[..., None] * inverse[second]
    pulled = (1 - along) * pulls[first] + along * pulls[second]
    return np.linalg.solve(mixed, pulled[..., None])[..., 0]


def _valley(
    points: np.ndarray, labels: np.ndarray, mixture: "GaussianMixture", first: int, second: int
) -> float:
    """Count customers in the emptiest window between two components, and around their means."""
    covariance = mixture.covariances_[[first, second]].sum(axis=0)
    axis = np.linalg.solve(covariance, mixture.means_[second] - mixture.means_[first])
    ends = mixture.means_[[first, second]] @ axis
    places = np.sort(
        (points[(labels == first) | (labels == second)] @ axis - ends[0]) / np.ptp(ends)
    )
    middles = np.linspace(0, 1, STEPS)
    counts = np.searchsorted(places, middles + WINDOW, side="right") - np.searchsorted(
        places, middles - WINDOW
    )
    return float((counts.min() + 1) / (min(counts[0], counts[-1]) + 1))


def put_together(close: np.ndarray, *, limit: float, n_groups: int | None = None) -> np.ndarray:
    """Put groups together, the closest first.

    Parameters
    ----------
    close : ndarray of shape (n_parts, n_parts)
        Closeness, 0 on the diagonal.
    limit : float
        Groups closer than this are put together.
    n_groups : int or None
        When given, go on until so many are left, whatever the closeness, and no further.

    Returns
    -------
    ndarray of shape (n_parts,), int
        The group of each part, 0-based.

    Examples
    --------
    >>> close = np.array([[0, 0.9, 0.1], [0.9, 0, 0.2], [0.1, 0.2, 0]])
    >>> put_together(close, limit=0.5).tolist()
    [0, 0, 1]
    """
    groups = np.arange(len(close))
    while len(names := np.unique(groups)) > 1:
        between = {
            (a, b): close[np.ix_(groups == a, groups == b)].max()
            for a in names
            for b in names
            if a < b
        }
        (first, second), closest = max(between.items(), key=lambda pair: pair[1])
        done = closest < limit if n_groups is None else len(names) <= n_groups
        if done:
            break
        groups[groups == second] = first
    return np.unique(groups, return_inverse=True)[1]
