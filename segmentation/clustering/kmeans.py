"""K-means that finds the best known inertia whatever the seed, for many k at once.

One start of Lloyd's algorithm rarely ends in the best partition, and ten often do not either. Three
things cure it here.

*Weighted rows.* Identical rows become one with a weight. Where more than `COARSE_ROWS` differ, as
many of them (some drawn evenly, some from the far ends) stand for their neighbours: each is
replaced by the mean of the rows nearest to it, with their number as its weight. A coarse table has
nearly the same good partitions as the whole one, and a start on it costs next to nothing. Above
`THOROUGH_ROWS` many of the starts for k are the best partition into k − 1 with one centre more.

*Many starts and random swaps* search that table: a centre of the best moves onto a far row.

*Refinement.* The best few, not only the best one, go on to all rows, so that the whole table
decides between them. Above `MEDIUM_ROWS` they go to a sample of `SAMPLE_ROWS` first, the best
`FINALISTS` of them to one of `DECIDING_ROWS`, and the centres it ends at to all rows.

References
----------
Fränti, P. (2018). Efficiency of random swap clustering. Journal of Big Data 5:13. Bachem, O.,
Lucic, M. and Krause, A. (2018). Scalable k-means clustering via lightweight coresets. KDD. Likas,
A., Vlassis, N. and Verbeek, J. J. (2003). The global k-means clustering algorithm. Pattern
Recognition 36(2).
"""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from segmentation.clustering.methods.effort import CAREFUL, COARSE, THOROUGH, Effort
from segmentation.clustering.methods.lloyd import (
    BLOCK_ROWS,
    Rows,
    far_rows,
    lloyd,
    make_rows,
    nearest_center,
    plus_plus,
    squared_distances,
    swapped,
)
from segmentation.clustering.pool import one_thread, run_all
from segmentation.clustering.preparing.stand_ins import distinct_rows, weighted_sample
from segmentation.clustering.result import cluster_sizes, cluster_sums

THOROUGH_ROWS, COARSE_ROWS, SAMPLE_ROWS, MEDIUM_ROWS = 500, 3_000, 30_000, 50_000
MAX_ITERATIONS, LARGE_BLOCK_ROWS = 300, 8_192
FINALISTS, CANDIDATES = 2, 3
"""Partitions of a large table's sample between which more rows decide, or a file's passes."""

DECIDING_ROWS, DECIDING_ITERATIONS = 100_000, 14
"""Rows of a larger table, drawn like the sample, that decide and move the best one on."""

FULL_ITERATIONS = 1  # passes over all rows of such a table: the centres are next to their end
PLACES = 10  # starts on a coarse table: the best partition into one cluster less and one more
SCREENED_ITERATIONS, SWAP_ROUNDS = 3, 30

FAR_SHARE = 0.2
"""Share of the chance to stand for others that goes by squared distance from the middle."""


def kmeans(points: np.ndarray, ks: list[int], *, random_state: int = 0) -> list[np.ndarray]:
    """Return the labels of the best partition found, for each number of clusters.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features), float64
        At least ``max(ks)`` distinct rows.
    ks : list of int
        1 to 255.
    random_state : int
        Seed; up to `THOROUGH_ROWS` rows and for moderate k any seed ends in the same partition.
        What is found for one k does not depend on the others.

    Returns
    -------
    list of ndarray of shape (n_samples,), uint8
        Every label from 0 to ``k - 1`` occurs; their order means nothing.

    Notes
    -----
    Cost O(COARSE_ROWS · starts · iterations · k · d) for the search and O(n · k · d) for each of a
    few passes over all rows. Memory beyond the points: half of them again for `lloyd`'s layout in
    single precision, and a byte per point and k.
    """
    with one_thread():
        return _kmeans(points, ks, random_state)


def _kmeans(points: np.ndarray, ks: list[int], random_state: int) -> list[np.ndarray]:
    """Search, refine and label."""
    random = np.random.default_rng(random_state)
    middle = points.mean(axis=0)
    large = len(points) > MEDIUM_ROWS
    medium, mass = points, None
    if large:
        medium, mass = weighted_sample(points, middle, SAMPLE_ROWS, random)
    medium = medium - middle
    rows, weights = distinct_rows(medium)
    if len(rows) <= THOROUGH_ROWS and not large:
        searched = make_rows(rows, weights)
        seeds = [np.random.default_rng([random_state, k]) for k in ks]
        found = [_search(searched, k, THOROUGH, of)[0] for k, of in zip(ks, seeds, strict=True)]
        return [_labelled(medium, centers, MAX_ITERATIONS) for centers in found]
    order = sorted(set(ks))
    by_k = _searched(medium, mass, (rows, weights), order, random, random_state)
    refined = _refinement(medium, mass, FINALISTS if large else 1)
    if large:
        on_all = _decision(points, middle, random)
        labels = run_all(lambda few: on_all(refined(few)), by_k)
    else:
        labels = run_all(lambda few: _labelled(medium, refined(few)[0], MAX_ITERATIONS), by_k)
    return [labels[order.index(k)] for k in ks]


def _decision(
    points: np.ndarray, middle: np.ndarray, random: np.random.Generator
) -> Callable[[np.ndarray], np.ndarray]:
    """Return what takes the best few partitions of a sample to the labels of a large table."""
    lay_out = partial(make_rows, dtype=np.float32, block_rows=LARGE_BLOCK_ROWS, origin=middle)
    everyone = many = lay_out(points)
    if len(points) > DECIDING_ROWS:
        many = lay_out(*weighted_sample(points, middle, DECIDING_ROWS, random))

    def labels_of(few: np.ndarray) -> np.ndarray:
        moved, inertia = lloyd(many, few, max_iterations=1)
        winner = moved[[inertia.argmin()]]
        winner, _ = lloyd(many, winner, max_iterations=DECIDING_ITERATIONS, tolerance=2e-5)
        if many is not everyone:
            winner, _ = lloyd(everyone, winner, max_iterations=FULL_ITERATIONS)
        return _labelled(points, winner[0] + middle, max_iterations=0)

    return labels_of


def _searched(
    medium: np.ndarray,
    mass: np.ndarray | None,
    distinct: tuple[np.ndarray, np.ndarray],
    ks: list[int],
    random: np.random.Generator,
    random_state: int,
) -> Iterator[np.ndarray]:
    """Search for ascending k, many rows by a coarse table; each is there before the next begins."""
    (rows, weights), effort = distinct, CAREFUL
    if len(rows) > COARSE_ROWS or mass is not None:
        (rows, weights), effort = _coarse(medium, rows, random, mass), COARSE
    return _search_from_below(make_rows(rows, weights, dtype=np.float32), ks, random_state, effort)


def candidates(
    sample: np.ndarray, mass: np.ndarray, ks: list[int], *, random_state: int = 0
) -> list[np.ndarray]:
    """Return the centres of the best few partitions of rows that stand for others.

    Parameters
    ----------
    sample : ndarray of shape (n_samples, n_features)
        Centred.
    mass : ndarray of shape (n_samples,)
        How many rows each stands for.
    ks : list of int
    random_state : int

    Returns
    -------
    list of ndarray of shape (at most CANDIDATES, k, n_features)
        Best first.
    """
    with one_thread():
        random = np.random.default_rng(random_state)
        by_k = _searched(sample, mass, distinct_rows(sample), ks, random, random_state)
        return run_all(_refinement(sample, mass, CANDIDATES), by_k)


def _coarse(
    points: np.ndarray,
    rows: np.ndarray,
    random: np.random.Generator,
    weights: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Let some of the distinct rows stand for their neighbours, each moved to their mean."""
    size = min(COARSE_ROWS, len(rows))
    far = (rows**2).sum(axis=1)
    chances = (1 - FAR_SHARE) / len(rows) + FAR_SHARE * far / far.sum()
    chosen = rows[random.choice(len(rows), size, replace=False, p=chances)]
    labels = nearest_center(points.astype(np.float32), chosen.astype(np.float32))
    if weights is None:
        counts = cluster_sizes(labels, size)
    else:
        counts = np.bincount(labels, weights, minlength=size)
        points = points * weights[:, None]
    taken = counts > 0
    means = cluster_sums(points, labels, size)[taken] / counts[taken, None]
    return means, counts[taken].astype(float)


def _search_from_below(rows: Rows, ks: list[int], seed: int, how: Effort) -> Iterator[np.ndarray]:
    """Search every k from 1 on, wanted or not, each from the best of the k before."""
    found = np.empty(0)
    for k in range(1, max(ks, default=0) + 1):
        random, begin = np.random.default_rng([seed, k]), None
        if k > 1:
            best = found[0]
            new = far_rows(rows, best, PLACES, random)
            begin = np.concatenate([best[None].repeat(PLACES, 0), new[:, None]], axis=1)
        found = _search(rows, k, how, random, begin)
        if k in ks:
            yield found


def _search(
    rows: Rows,
    n_clusters: int,
    effort: Effort,
    random: np.random.Generator,
    begin: np.ndarray | None = None,
) -> np.ndarray:
    """Return the centres of the best few partitions, (at most `effort.kept`, k, d), best first."""
    starts = plus_plus(rows, n_clusters, effort.starts, random)
    if begin is not None:
        starts = np.concatenate([begin, starts])
    best = _climbed(rows, starts, effort, effort.kept)
    idle = 0
    for _ in range(SWAP_ROUNDS):
        variants = swapped(rows, best[0][0], effort.swaps, random)
        ended = _climbed(rows, variants, effort, effort.swaps_kept)
        gained = ended[1][0] < best[1][0] * (1 - effort.same)
        best = _best(*map(np.concatenate, zip(best, ended, strict=True)), effort, effort.kept)
        idle = 0 if gained else idle + 1
        if idle == effort.patience:
            break
    return best[0]


def _climbed(
    rows: Rows, starts: np.ndarray, effort: Effort, n_kept: int
) -> tuple[np.ndarray, np.ndarray]:
    """Run all starts some way and the best few of them to the end."""
    some = lloyd(
        rows, starts, max_iterations=effort.screened_iterations, tolerance=effort.screening
    )
    few, _ = _best(*some, effort, n_kept)
    ended = lloyd(rows, few, max_iterations=MAX_ITERATIONS, tolerance=effort.settled)
    return _best(*ended, effort, n_kept)


def _best(
    centers: np.ndarray, inertia: np.ndarray, effort: Effort, n_kept: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the best few different partitions, best first."""
    order = np.argsort(inertia, kind="stable")
    ordered = inertia[order]
    new = np.r_[True, np.diff(ordered) > effort.same * ordered[:-1]]
    kept = order[new][:n_kept]
    return centers[kept], inertia[kept]


def _refinement(
    points: np.ndarray, mass: np.ndarray | None, n_kept: int
) -> Callable[[np.ndarray], np.ndarray]:
    """Return what runs candidates to their end on more rows and keeps the best few, in order."""
    block_rows = BLOCK_ROWS if mass is None else LARGE_BLOCK_ROWS // 2
    rows = make_rows(points, mass, dtype=np.float32, block_rows=block_rows)

    def refined(candidates: np.ndarray) -> np.ndarray:
        if len(candidates) > n_kept > 1:
            some, inertia = lloyd(rows, candidates, max_iterations=SCREENED_ITERATIONS)
            candidates = some[np.argsort(inertia, kind="stable")[:n_kept]]
        centers, inertia = lloyd(rows, candidates, max_iterations=MAX_ITERATIONS, tolerance=1e-5)
        return centers[np.argsort(inertia, kind="stable")[:n_kept]]

    return refined


def _labelled(points: np.ndarray, centers: np.ndarray, max_iterations: int) -> np.ndarray:
    """Return the labels of all points once no label moves, every cluster filled."""
    labels = nearest_center(points, centers)
    for iteration in range(max_iterations + len(centers)):
        counts = cluster_sizes(labels, len(centers))
        if iteration >= max_iterations and counts.all():
            break
        centers = _means(points, labels, counts)
        moved = nearest_center(points, centers)
        if counts.all() and (moved == labels).all():
            break
        labels = moved
    return labels.astype(np.uint8)


def _means(points: np.ndarray, labels: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the clusters' means; an empty cluster takes the point farthest from all the others."""
    centers = cluster_sums(points, labels, len(counts)) / np.maximum(counts, 1)[:, None]
    for cluster in np.flatnonzero(counts == 0):
        filled = np.r_[np.flatnonzero(counts), np.arange(cluster)]
        far = squared_distances(centers[np.unique(filled)], points).min(axis=0)
        centers[cluster] = points[far.argmax()]
    return centers
