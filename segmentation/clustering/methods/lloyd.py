"""Lloyd's algorithm on weighted rows, many starts in one batch of matrix products.

The score of a point x for a centre c is x·c − |c|²/2, highest for the nearest centre. One product
of the rows (with a 1 appended) and the stacked centres of many starts gives all scores; where a
score is the highest of its start stands a 1, and one product of these ones with the rows gives the
sums of every cluster. No label is ever written down, which is what makes it several times as fast
as assigning point by point. Blocks of rows keep the scores in the processor's cache.

It runs on the calling thread: the steps are so short that threads would only wait for each other's
interpreter lock (measured: four threads take three times as long as one).

References
----------
Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Trans. Information Theory 28(2).
Arthur, D. and Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. SODA.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

BLOCK_ROWS = 1_024
BLOCK_CELLS = 230_000
"""Scores held at once: about a megabyte."""

LABEL_CELLS = 60_000  # where labels are written down, in double precision

MANY_CENTERS = 64
"""From so many on, a row of scores is long enough for a plain argmax."""

SEED_TRIALS = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Points with weights, laid out for products.

    Attributes
    ----------
    points : ndarray of shape (n_rows, n_features)
        As they were given.
    weights : ndarray of shape (n_rows,)
        How many customers a row stands for.
    squares : float
        Weighted sum of squares of all points.
    block_rows : int
    blocks : tuple of (ndarray, ndarray, ndarray)
        Per block of rows: the points with a 1 appended, transposed; the same times the weights;
        the weights.
    """

    points: np.ndarray = field(repr=False)
    weights: np.ndarray = field(repr=False)
    squares: float
    block_rows: int
    blocks: tuple[tuple[np.ndarray, np.ndarray, np.ndarray], ...] = field(repr=False)


def make_rows(
    points: np.ndarray,
    weights: np.ndarray | None = None,
    *,
    dtype: type = np.float64,
    block_rows: int = BLOCK_ROWS,
    origin: float | np.ndarray = 0.0,
) -> Rows:
    """Lay points out for `lloyd`.

    Parameters
    ----------
    points : ndarray of shape (n_rows, n_features)
        Centred on `origin`.
    weights : ndarray of shape (n_rows,) or None
        1 each when None.
    dtype : type
        ``numpy.float32`` halves the time; good for a search whose result is refined.
    block_rows : int
        Rows taken at once; more suit few starts.
    origin : float or ndarray of shape (n_features,)
        Taken off a block at a time, so that a large table need not be copied to be centred.

    Returns
    -------
    Rows
    """
    unweighted = weights is None
    weights = np.ones(len(points), dtype) if unweighted else weights.astype(dtype)
    blocks = []
    squares = 0.0
    for start in range(0, len(points), block_rows):
        part = slice(start, start + block_rows)
        centered = points[part] - origin
        squares += float(np.einsum("i,ij,ij->", weights[part], centered, centered))
        columns = np.ones((points.shape[1] + 1, len(centered)), dtype)
        columns[:-1] = centered.T
        weighted = columns if unweighted else columns * weights[part]
        blocks.append((columns, weighted.T, weights[part]))
    return Rows(
        points=points,
        weights=weights,
        squares=squares,
        block_rows=block_rows,
        blocks=tuple(blocks),
    )


def lloyd(
    rows: Rows, centers: np.ndarray, *, max_iterations: int, tolerance: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Move the centres of many starts to the means of their clusters until they gain no more.

    Parameters
    ----------
    rows : Rows
    centers : ndarray of shape (n_starts, n_clusters, n_features)
    max_iterations : int
    tolerance : float
        A start ends when its inertia falls by no more than this share.

    Returns
    -------
    centers : ndarray of shape (n_starts, n_clusters, n_features)
        A cluster that lost all its points keeps its last centre.
    inertia : ndarray of shape (n_starts,)
        Weighted; of the assignment that led to `centers`.

    Notes
    -----
    Cost O(n_starts · n_clusters · n_rows · n_features) an iteration, about a nanosecond per score
    in single precision; starts that have ended cost nothing.
    """
    centers = centers.astype(float)
    inertia = np.full(len(centers), np.inf)
    active = np.arange(len(centers))
    batch = max(1, BLOCK_CELLS // (centers.shape[1] * min(rows.block_rows, len(rows.points))))
    for _ in range(max_iterations):
        parts = [active[i : i + batch] for i in range(0, len(active), batch)]
        results = [_iterate(rows, centers[part]) for part in parts]
        centers[active] = np.concatenate([moved for moved, _ in results])
        reached = np.concatenate([score for _, score in results])
        gained = inertia[active] - reached > tolerance * reached
        inertia[active] = reached
        active = active[gained]
        if not len(active):
            break
    return centers, inertia


def plus_plus(
    rows: Rows, n_clusters: int, n_starts: int, random: np.random.Generator
) -> np.ndarray:
    """Return first centres for many starts, by greedy k-means++.

    Parameters
    ----------
    rows : Rows
    n_clusters, n_starts : int
    random : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_starts, n_clusters, n_features)
        Points, each drawn in proportion to its squared distance to those before it; the better of
        `SEED_TRIALS` draws is taken.
    """
    points, weights = rows.points.astype(rows.weights.dtype, copy=False), rows.weights
    starts = np.arange(n_starts)
    chosen = np.empty((n_starts, n_clusters), dtype=np.intp)
    everywhere = np.cumsum(weights, dtype=float)
    first = np.searchsorted(everywhere, random.random(n_starts) * everywhere[-1], "right")
    chosen[:, 0] = np.minimum(first, len(points) - 1)
    nearest = squared_distances(points[chosen[:, 0]], points)
    for step in range(1, n_clusters):
        chances = np.cumsum(nearest * weights, axis=1, dtype=float)
        trials = _drawn(chances, random)
        distances = squared_distances(points[trials.ravel()], points)
        distances = np.minimum(nearest[:, None], distances.reshape(n_starts, SEED_TRIALS, -1))
        winner = (distances @ weights).argmin(axis=1)
        nearest = distances[starts, winner]
        chosen[:, step] = trials[starts, winner]
    return points[chosen].astype(float)


def swapped(
    rows: Rows, centers: np.ndarray, n_variants: int, random: np.random.Generator
) -> np.ndarray:
    """Return copies of centres, one centre of each moved onto a far point.

    Parameters
    ----------
    rows : Rows
    centers : ndarray of shape (n_clusters, n_features)
    n_variants : int
    random : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_variants, n_clusters, n_features)

    References
    ----------
    Fränti, P. (2018). Efficiency of random swap clustering. Journal of Big Data 5:13.
    """
    targets = far_rows(rows, centers, n_variants, random)
    variants = np.repeat(centers[None], n_variants, axis=0)
    places = random.integers(len(centers), size=n_variants)
    variants[np.arange(n_variants), places] = targets
    return variants


def far_rows(
    rows: Rows, centers: np.ndarray, n_drawn: int, random: np.random.Generator
) -> np.ndarray:
    """Draw points by squared distance to the nearest centre, (n_drawn, n_features)."""
    far = squared_distances(centers, rows.points).min(axis=0)
    chances = np.cumsum(far * rows.weights)
    targets = np.searchsorted(chances, random.random(n_drawn) * chances[-1], "right")
    return rows.points[np.minimum(targets, len(far) - 1)]


def nearest_center(points: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Return the index of each point's nearest centre, the first of equals.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    centers : ndarray of shape (n_clusters, n_features)

    Returns
    -------
    ndarray of shape (n_samples,), the smallest unsigned type
    """
    half = (centers**2).sum(axis=1) / 2
    n_centers = len(centers)
    labels = np.empty(len(points), dtype=np.min_scalar_type(n_centers))
    few = n_centers < MANY_CENTERS
    rows = max(1, (LABEL_CELLS if few else BLOCK_CELLS) // n_centers)
    left = np.arange(n_centers, 0, -1, dtype=labels.dtype)[:, None]
    for start in range(0, len(points), rows):
        part = slice(start, start + rows)
        if few:
            scores = centers @ points[part].T
            scores -= half[:, None]
            # The first of the highest has most left: bytes are compared sooner than by argmax.
            highest = (scores >= scores.max(axis=0)).view(labels.dtype)
            highest *= left
            np.subtract(n_centers, highest.max(axis=0), out=labels[part], casting="unsafe")
        else:
            scores = points[part] @ centers.T
            scores -= half
            labels[part] = scores.argmax(axis=1)
    return labels


def squared_distances(centers: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return squared Euclidean distances, (n_centers, n_samples), never negative."""
    products = centers @ points.T
    products *= -2
    products += (points**2).sum(axis=1)
    products += (centers**2).sum(axis=1)[:, None]
    return np.maximum(products, 0, out=products)


def _iterate(rows: Rows, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return moved centres and the inertia before the move, for a batch of starts."""
    sums, score = cluster_scores(rows.blocks, centers, rows.weights.dtype)
    counts = sums[:, :, -1:]
    means = np.divide(sums[:, :, :-1], counts, out=centers.copy(), where=counts > 0)
    return means, np.maximum(rows.squares - 2 * score, 0)


def cluster_scores(
    blocks: Iterable[tuple[np.ndarray, np.ndarray, np.ndarray]],
    centers: np.ndarray,
    dtype: np.dtype | type,
) -> tuple[np.ndarray, np.ndarray]:
    """Return sums of points and weights, (n_starts, k, n_features + 1), and scores of blocks."""
    # The inertia is the weighted sum of squares of all points less twice the score.
    n_starts, n_clusters, n_features = centers.shape
    stacked = np.empty((n_starts * n_clusters, n_features + 1), dtype)
    stacked[:, :-1] = centers.reshape(-1, n_features)
    stacked[:, -1] = -(centers.reshape(-1, n_features) ** 2).sum(axis=1) / 2
    sums = np.zeros(stacked.shape)
    score = np.zeros(n_starts)
    for columns, weighted, weights in blocks:
        scores = stacked @ columns
        by_start = scores.reshape(n_starts, n_clusters, -1)
        highest = by_start.max(axis=1)
        np.greater_equal(by_start, highest[:, None], out=by_start)
        sums += scores @ weighted
        score += highest @ weights
    return sums.reshape(n_starts, n_clusters, -1), score


def _drawn(chances: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Draw `SEED_TRIALS` indices for each row of cumulated chances."""
    draws = random.random((len(chances), SEED_TRIALS)) * chances[:, -1:]
    picks = [np.searchsorted(row, draw, "right") for row, draw in zip(chances, draws, strict=True)]
    return np.minimum(np.stack(picks), chances.shape[1] - 1)
