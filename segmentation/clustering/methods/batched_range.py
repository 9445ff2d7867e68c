"""K-means on many small data sets for every k at once: what is found for k begins k + 1.

Testing against chance clusters two hundred sets into each of a range of k. Anew for every k, seeds
are drawn k times and most of the steps go into finding again what k − 1 had found. Here the best
partition into k is tried with one centre more, in many places drawn as k-means++ draws them. What
a place takes off while the other centres stay takes one distance per point to say; the best few
places take some steps, and the best of those go on to their end. On reference sets this ends next
to two dozen full starts for each k, in a fraction of the time (docs/method.md).

References
----------
Likas, A., Vlassis, N. and Verbeek, J. J. (2003). The global k-means clustering algorithm. Pattern
Recognition 36(2). Arthur, D. and Vassilvitskii, S. (2007). k-means++: the advantages of careful
seeding. SODA.
"""

from collections.abc import Collection

import numpy as np

from segmentation.clustering.methods.batched_kmeans import (
    BatchedFits,
    draw_far,
    lay_out,
    moved_to_the_end,
    screened,
)

PLACES = 24
"""Of the new centre, each drawn in proportion to the squared distance to the centres so far."""

TRIED = 4
"""Places that take `STEPS` steps: those that take most off while the other centres stay."""

STEPS = 2
KEPT = 2
"""Places that go on after these steps."""

TOLERANCE = 1e-4
"""What is found for k is only where the search for k + 1 begins."""


def batched_range(
    sets: np.ndarray, ks: Collection[int], *, random: np.random.Generator
) -> dict[int, BatchedFits]:
    """Cluster data sets of the same size into each of a range of numbers.

    Parameters
    ----------
    sets : ndarray of shape (n_sets, n_samples, n_features)
        Centred, so that single precision is enough; few enough for a processor's cache.
    ks : collection of int
        1 or more.
    random : numpy.random.Generator

    Returns
    -------
    dict of int to BatchedFits
        By k. What is found for one k does not depend on the others: all below are tried, wanted or
        not.

    Notes
    -----
    Cost O(n_sets · n_samples · (`PLACES` + (`TRIED` · `STEPS` + `KEPT` · iterations) · k)) for
    each k.

    Examples
    --------
    >>> sets = np.array([[[-5], [-3], [3], [5]], [[-6], [0], [2], [4]]])
    >>> fits = batched_range(sets, [1, 2], random=np.random.default_rng(0))
    >>> fits[1].inertia, fits[2].inertia
    (array([68., 56.]), array([4., 8.]))
    >>> fits[2].labels == fits[2].labels[:, :1]  # with the first point?
    array([[ True,  True, False, False],
           [ True, False, False, False]])
    """
    sets = sets.astype(np.float32, copy=False)
    rows = lay_out(sets, np.ones(sets.shape[:2], np.float32))
    squares = (sets**2).sum(axis=2)
    best, found = sets.mean(axis=1, keepdims=True), {}
    nearest = np.empty(0)
    for k in range(1, max(ks, default=0) + 1):
        if k > 1:
            best = _with_one_more(sets, squares, rows, best, nearest, random)
        scores = best @ rows[0][:, :-1] - (best**2).sum(axis=2)[:, :, None] / 2
        nearest = np.maximum(squares - 2 * scores.max(axis=1), 0)
        if k in ks:
            labels = scores.argmax(axis=1).astype(np.uint8)
            found[k] = BatchedFits(labels=labels, inertia=nearest.sum(axis=1, dtype=float))
    return found


def _with_one_more(
    sets: np.ndarray,
    squares: np.ndarray,
    rows: tuple[np.ndarray, ...],
    centers: np.ndarray,
    nearest: np.ndarray,
    random: np.random.Generator,
) -> np.ndarray:
    """Return the best centres of each set with one more, (n_sets, n_clusters + 1, n_features)."""
    of_set = np.arange(len(sets))
    chances = np.cumsum(nearest, axis=1)[:, None].repeat(PLACES, axis=1)
    new = sets[of_set[:, None], draw_far(chances, random)]
    scores = 2 * (new @ rows[0][:, :-1]) - (new**2).sum(axis=2)[:, :, None]
    left = np.minimum(nearest[:, None], squares[:, None] - scores).sum(axis=2)
    good = np.argpartition(left, TRIED - 1, axis=1)[:, :TRIED]
    before = centers[:, None].repeat(TRIED, axis=1)
    tried = np.concatenate([before, new[of_set[:, None], good][:, :, None]], axis=2)
    ended, score = moved_to_the_end(rows, screened(rows, tried, STEPS, KEPT), TOLERANCE)
    return ended[of_set, score.argmax(axis=1)]
