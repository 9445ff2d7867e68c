"""K-means that finds the best known inertia whatever the seed, in the time of a few plain starts.

One start of Lloyd's algorithm rarely ends in the best partition, and ten often do not either. Two
things cure it here. Many starts run as one batch of matrix products, so that two hundred cost about
as much as ten run one by one. Then *random swaps* improve the winner: a centre is moved onto a
far customer and Lloyd runs again, in batches, as long as rounds last. From a few thousand rows on
there are fewer starts, and above `SAMPLE_ROWS` they run on a sample, whose centres all rows then
refine.

References
----------
Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Trans. Information Theory 28(2).
Arthur, D. and Vassilvitskii, S. (2007). k-means++: the advantages of careful seeding. SODA.
Fränti, P. (2018). Efficiency of random swap clustering. Journal of Big Data 5:13.
"""

import numpy as np

MAX_STARTS = 64
MIN_STARTS = 16
SWAP_WIDTH = 32
SWAP_ROUNDS = 30
PATIENCE = 6
"""Rounds of swaps without a gain after which the search ends."""

SEED_TRIALS = 2
MAX_ITERATIONS = 300
SAMPLE_ROWS = 20_000
REFINEMENTS = 20
BLOCK_CELLS = 100_000
"""Distances held at once; a block that fits the processor's cache is several times as fast."""

IMPROVEMENT = 1e-12
"""Relative gain in inertia below which two partitions count as equally good."""


def kmeans(points: np.ndarray, n_clusters: int, *, random_state: int = 0) -> np.ndarray:
    """Return the labels of the best partition found.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features), float64
        At least `n_clusters` distinct rows.
    n_clusters : int
    random_state : int
        Seed; below some thousand rows and for moderate k any seed ends in the same partition.

    Returns
    -------
    ndarray of shape (n_samples,), int
        Every label from 0 to ``n_clusters - 1`` occurs; their order means nothing.

    Notes
    -----
    Cost O(starts · iterations · n · k · d); the starts shrink as n grows so that their product
    stays bounded. On 200 rows and 6 clusters, one call takes about 30 ms.
    """
    if n_clusters == 1:
        return np.zeros(len(points), dtype=np.int64)
    random = np.random.default_rng([random_state, n_clusters])
    points = points - points.mean(axis=0)
    if len(points) <= SAMPLE_ROWS:
        return _search(points, n_clusters, random)[1]
    sample = points[random.choice(len(points), SAMPLE_ROWS, replace=False)]
    n_found = min(n_clusters, len(np.unique(sample, axis=0)))
    centers = np.vstack(
        [
            _search(sample, n_found, random)[0],
            points[random.choice(len(points), n_clusters - n_found, replace=False)],
        ]
    )
    return _lloyd_large(points, centers)


def _search(
    points: np.ndarray, n_clusters: int, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return centres and labels of the best of many starts, improved by random swaps."""
    n_starts = int(np.clip(MAX_STARTS * 2_000 // len(points), MIN_STARTS, MAX_STARTS))
    batch = max(1, BLOCK_CELLS // (len(points) * n_clusters))
    best = None
    while n_starts > 0:
        seeds = _plus_plus(points, n_clusters, min(batch, n_starts), random)
        best = _better(best, _lloyd(points, seeds))
        n_starts -= len(seeds)
    width, idle = min(SWAP_WIDTH, batch), 0
    for _ in range(SWAP_ROUNDS):
        swapped = _better(best, _lloyd(points, _swapped(points, best, width, random)))
        idle = idle + 1 if swapped is best else 0
        best = swapped
        if idle == PATIENCE:
            break
    return best[1], best[2]


def _better(best: tuple | None, found: tuple) -> tuple:
    """Return the better of the best so far and a batch's best, as (inertia, centres, labels)."""
    centers, labels, inertia = found
    winner = int(inertia.argmin())
    if best is not None and inertia[winner] >= best[0] * (1 - IMPROVEMENT):
        return best
    return float(inertia[winner]), centers[winner], labels[winner]


def _plus_plus(
    points: np.ndarray, n_clusters: int, n_starts: int, random: np.random.Generator
) -> np.ndarray:
    """Return (n_starts, n_clusters, n_features) first centres, greedy k-means++ for all at once."""
    n_samples = len(points)
    starts = np.arange(n_starts)
    chosen = np.empty((n_starts, n_clusters), dtype=np.int64)
    chosen[:, 0] = random.integers(n_samples, size=n_starts)
    nearest = _squared(points[chosen[:, 0]], points)
    for step in range(1, n_clusters):
        cumulated = nearest.cumsum(axis=1)
        draws = random.random((n_starts, SEED_TRIALS)) * cumulated[:, -1:]
        trials = (cumulated[:, None, :] < draws[:, :, None]).sum(axis=2)
        trials = np.minimum(trials, n_samples - 1)
        distances = _squared(points[trials.ravel()], points).reshape(n_starts, SEED_TRIALS, -1)
        distances = np.minimum(nearest[:, None, :], distances)
        winner = distances.sum(axis=2).argmin(axis=1)
        nearest = distances[starts, winner]
        chosen[:, step] = trials[starts, winner]
    return points[chosen]


def _swapped(
    points: np.ndarray, best: tuple, width: int, random: np.random.Generator
) -> np.ndarray:
    """Return `width` copies of the best centres, one centre of each moved onto a far point."""
    _, centers, labels = best
    variants = np.repeat(centers[None], width, axis=0)
    far = ((points - centers[labels]) ** 2).sum(axis=1)
    chances = far / far.sum() if far.sum() > 0 else None
    moved_to = random.choice(len(points), size=width, p=chances)
    variants[np.arange(width), random.integers(len(centers), size=width)] = points[moved_to]
    return variants


def _lloyd(points: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run Lloyd's algorithm on a batch of starts until no label moves.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    centers : ndarray of shape (n_starts, n_clusters, n_features)

    Returns
    -------
    centers, labels, inertia
        Of shapes (n_starts, n_clusters, n_features), (n_starts, n_samples) and (n_starts,).
    """
    centers = centers.copy()
    n_starts = len(centers)
    labels = np.full((n_starts, len(points)), -1, dtype=np.int64)
    inertia = np.full(n_starts, np.inf)
    active = np.arange(n_starts)
    squares = (points**2).sum(axis=1)
    for _ in range(MAX_ITERATIONS):
        moved_labels, nearest = _assign(points, centers[active])
        settled = (moved_labels == labels[active]).all(axis=1)
        labels[active] = moved_labels
        inertia[active] = nearest.sum(axis=1) + squares.sum()
        active = active[~settled]
        if not len(active):
            break
        centers[active] = _means(
            points, labels[active], centers.shape[1], (nearest + squares)[~settled]
        )
    return centers, labels, inertia


def _assign(points: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return labels and squared distances less each point's own square, (n_starts, n_samples)."""
    n_starts, n_clusters, n_features = centers.shape
    stacked = centers.transpose(1, 0, 2).reshape(-1, n_features)
    products = (-2 * stacked) @ points.T
    products += (stacked**2).sum(axis=1)[:, None]
    products = products.reshape(n_clusters, n_starts * len(points))
    nearest = products.min(axis=0)
    # Comparing with the minimum is four times as fast as argmin along the first axis.
    labels = (products <= nearest).argmax(axis=0)
    return labels.reshape(n_starts, -1), nearest.reshape(n_starts, -1)


def _means(
    points: np.ndarray, labels: np.ndarray, n_clusters: int, distances: np.ndarray
) -> np.ndarray:
    """Return the means of every cluster; an empty cluster takes the farthest point of its start."""
    n_starts = len(labels)
    cells = (labels + np.arange(n_starts)[:, None] * n_clusters).ravel()
    counts = np.bincount(cells, minlength=n_starts * n_clusters)
    sums = [
        np.bincount(cells, weights=np.tile(axis, n_starts), minlength=n_starts * n_clusters)
        for axis in points.T
    ]
    means = np.stack(sums, axis=1) / np.maximum(counts, 1)[:, None]
    means = means.reshape(n_starts, n_clusters, -1)
    for start, cluster in zip(*np.nonzero(counts.reshape(n_starts, n_clusters) == 0), strict=True):
        far = int(distances[start].argmax())
        means[start, cluster] = points[far]
        distances[start, far] = -np.inf
    return means


def _lloyd_large(points: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Refine centres on all rows, a block of rows at a time, and return the labels."""
    n_clusters = len(centers)
    labels = np.zeros(len(points), dtype=np.int64)
    distances = np.zeros(len(points))
    block = max(1, BLOCK_CELLS // n_clusters)
    for refinement in range(REFINEMENTS + 1):
        before = labels.copy()
        for start in range(0, len(points), block):
            part = slice(start, start + block)
            found, nearest = _assign(points[part], centers[None])
            labels[part], distances[part] = found[0], nearest[0] + (points[part] ** 2).sum(axis=1)
        every_cluster = len(np.unique(labels)) == n_clusters
        if every_cluster and (refinement == REFINEMENTS or (before == labels).all()):
            break
        centers = _means(points, labels[None], n_clusters, distances[None].copy())[0]
    return labels


def _squared(centers: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return squared Euclidean distances of shape (n_centers, n_samples), never negative."""
    products = centers @ points.T
    products *= -2
    products += (centers**2).sum(axis=1)[:, None] + (points**2).sum(axis=1)
    return np.maximum(products, 0, out=products)
