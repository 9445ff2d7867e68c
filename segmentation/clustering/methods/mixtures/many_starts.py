"""Gaussian mixtures from many starts, for many resamples, at once.

The search is in single precision, where far points do not forbid it; what is kept of it is finished
in double precision by `finished`. The arithmetic is that of scikit-learn's ``GaussianMixture`` with
full covariance.

References
----------
Biernacki, C., Celeux, G. and Govaert, G. (2003). Choosing starting values for the EM algorithm.
Computational Statistics & Data Analysis 41(3-4).
"""

from dataclasses import dataclass, field

import numpy as np

from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.methods.mixtures.steps import (
    Mixtures,
    members,
    parameters,
    step,
    sums_of_labels,
)

TOLERANCE = 1e-3
"""Of the mean log-likelihood of a point, between two steps; as scikit-learn's."""

SCREENING = 5e-3
"""The same, at which starts are first left; the best of them go on."""

MAX_ITERATIONS = 1_000
FAR = 10.0
"""Standard deviations up to which squares of single precision are near enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How to search.

    Attributes
    ----------
    n_starts : int
        Half of them from K-means, half from points drawn at random.
    n_kept : int
        Starts of every set that go on after `SCREENING`: the likeliest of those without a spike,
        before the others.
    fewest : int
        A component that holds fewer points is a spike.
    """

    n_starts: int
    n_kept: int
    fewest: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchedMixtures:
    """What every start for every set of weights has come to.

    Attributes
    ----------
    weights : ndarray of shape (n_fits, n_components)
        Those of a set stand together.
    means : ndarray of shape (n_fits, n_components, n_features)
    covariances : ndarray of shape (n_fits, n_components, n_features, n_features)
    log_likelihood : ndarray of shape (n_fits,)
        Mean over the points.
    labels : ndarray of shape (n_fits, n_samples), uint8
        The most probable component of each point, also of those of weight 0.
    held : ndarray of shape (n_fits, n_components)
        Points in each component, by name or by probability, whichever are fewer.
    """

    weights: np.ndarray = field(repr=False)
    means: np.ndarray = field(repr=False)
    covariances: np.ndarray = field(repr=False)
    log_likelihood: np.ndarray
    labels: np.ndarray = field(repr=False)
    held: np.ndarray = field(repr=False)


def batched_mixtures(
    points: np.ndarray,
    mass: np.ndarray,
    n_components: int,
    *,
    search: Search,
    added: np.ndarray,
    random: np.random.Generator,
) -> BatchedMixtures:
    """Fit mixtures from many starts, of which the best go on to their end.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    mass : ndarray of shape (n_sets, n_samples)
        How often a point is there; resamples differ in this alone.
    n_components : int
    search : Search
    added : ndarray of shape (n_sets,)
        To every variance.
    random : numpy.random.Generator

    Returns
    -------
    BatchedMixtures
        With ``n_sets * n_kept`` fits, or all starts where there are no more.

    Notes
    -----
    Cost O(iterations · n_sets · n_starts · n_components · n_samples · n_features²); a start that
    has ended costs nothing.

    Examples
    --------
    Two groups on a line, of three points and of one point three times. Not every start finds them,
    the likeliest does:

    >>> points, once = np.array([[-1.0], [0.0], [1.0], [9.0], [9.0], [9.0]]), np.ones((1, 6))
    >>> search, random = Search(n_starts=4, n_kept=4, fewest=1), np.random.default_rng(0)
    >>> added = np.array([0.01])
    >>> fits = batched_mixtures(points, once, 2, search=search, added=added, random=random)
    >>> np.sort(fits.means[fits.log_likelihood.argmax(), :, 0]).round(2)
    array([0., 9.])
    """
    n_starts, (middle, unit) = search.n_starts, _measure(points)
    scaled = (points - middle) / unit
    if np.abs(scaled).max() <= FAR:
        scaled = scaled.astype(np.float32)
    labels = _starts(scaled, mass, n_components, n_starts, random)
    mass = np.repeat(mass.astype(scaled.dtype), n_starts, axis=0)
    added = np.repeat(added, n_starts) / unit**2
    mixtures = parameters(sums_of_labels(scaled, mass, labels, n_components), added)
    if search.n_kept < n_starts:
        log_likelihood = _climb(scaled, mass, mixtures, added, SCREENING)
        held = members(scaled, mass, mixtures)[1]
        some = _best(log_likelihood, held, search)
        mixtures = tuple(part[some] for part in mixtures)
        mass, added = mass[some], added[some]
    return _ended(scaled, mass, mixtures, added, TOLERANCE, (middle, unit))


def finished(
    points: np.ndarray,
    mass: np.ndarray,
    mixtures: Mixtures,
    *,
    added: np.ndarray,
    tolerance: float,
) -> BatchedMixtures:
    """Take steps in double precision from mixtures that are nearly there.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    mass : ndarray of shape (n_fits, n_samples)
    mixtures : tuple of ndarray
        Weights, means and covariances, of each fit.
    added : ndarray of shape (n_fits,)
    tolerance : float

    Returns
    -------
    BatchedMixtures
    """
    middle, unit = _measure(points)
    weights, means, covariances = mixtures
    begun = weights, (means - middle) / unit, covariances / unit**2
    scaled = (points - middle) / unit
    return _ended(scaled, mass, begun, added / unit**2, tolerance, (middle, unit))


def _measure(points: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the middle of the points and the unit in which steps are taken."""
    return points.mean(axis=0), float(np.sqrt(points.var(axis=0).mean())) or 1.0


def _best(log_likelihood: np.ndarray, held: np.ndarray, search: Search) -> np.ndarray:
    """Return the best starts of every set: the likeliest without a spike, then the others."""
    has_spike = (held < search.fewest).any(axis=1)
    ways = np.stack([-log_likelihood, has_spike]).reshape(2, -1, search.n_starts)
    order = np.lexsort(ways, axis=1)[:, : search.n_kept]
    return (order + search.n_starts * np.arange(len(order))[:, None]).ravel()


def _ended(
    points: np.ndarray,
    mass: np.ndarray,
    mixtures: Mixtures,
    added: np.ndarray,
    tolerance: float,
    scale: tuple[np.ndarray, float],
) -> BatchedMixtures:
    """Take steps to the end and tell what it is in the unit of the points."""
    log_likelihood = _climb(points, mass, mixtures, added, tolerance)
    labels, held = members(points, mass, mixtures)
    (weights, means, covariances), (middle, unit) = mixtures, scale
    return BatchedMixtures(
        weights=weights,
        means=middle + unit * means,
        covariances=unit**2 * covariances,
        log_likelihood=log_likelihood - points.shape[1] * np.log(unit),
        labels=labels,
        held=held,
    )


def _climb(
    points: np.ndarray,
    mass: np.ndarray,
    mixtures: Mixtures,
    added: np.ndarray,
    tolerance: float,
) -> np.ndarray:
    """Move mixtures in place until their likelihood rises no more, and return it."""
    log_likelihood = np.full(len(mass), -np.inf)
    active, of_active = np.arange(len(mass)), mass
    for _ in range(MAX_ITERATIONS):
        sums, reached = step(points, of_active, tuple(part[active] for part in mixtures))
        gained = ~(np.abs(reached - log_likelihood[active]) < tolerance)
        log_likelihood[active] = reached
        if not gained.all():
            active, of_active = active[gained], of_active[gained]
        if not len(active):
            break
        moved = parameters(sums[gained], added[active])
        for kept, new in zip(mixtures, moved, strict=True):
            kept[active] = new
    return log_likelihood


def _starts(
    points: np.ndarray,
    mass: np.ndarray,
    n_components: int,
    n_starts: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Return first labels, (n_sets * n_starts, n_samples)."""
    n_sets, n_samples = mass.shape
    labels = np.empty((n_sets, n_starts, n_samples), np.uint8)
    half = n_starts // 2
    if half:
        copies = np.broadcast_to(points.astype(np.float32), (n_sets * half, *points.shape))
        weights = np.repeat(mass, half, axis=0)
        found = batched_kmeans(copies, n_components, n_starts=1, random=random, weights=weights)
        labels[:, :half] = found.labels.reshape(n_sets, half, -1)
    for own, weights in zip(labels[:, half:], mass, strict=True):
        drawn = points[_drawn(weights, n_components, len(own), random)]
        scores = drawn @ points.T - (drawn**2).sum(axis=2, keepdims=True) / 2
        own[:] = scores.argmax(axis=1)
    return labels.reshape(-1, n_samples)


def _drawn(
    weights: np.ndarray, n_drawn: int, n_times: int, random: np.random.Generator
) -> np.ndarray:
    """Draw different points by their weights several times, (n_times, n_drawn)."""
    # The first to come of Poisson processes is a draw by their rates (Efraimidis, Spirakis 2006).
    waited = random.standard_exponential((n_times, len(weights)))
    with np.errstate(divide="ignore"):
        waited /= weights
    return np.argpartition(waited, n_drawn - 1, axis=1)[:, :n_drawn]
