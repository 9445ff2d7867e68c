r"""Better than chance? The data's best silhouette against that of data without any structure.

*Statistic.* The highest mean silhouette over the numbers of clusters tried. *Reference.* The same
on sets drawn evenly in the box along the principal axes (Tibshirani et al., reference b). A box
along the columns would call two columns that merely go together structured, and shuffled columns
would never find four groups on a square. *p-value.* :math:`(1 + e)/(1 + B)` with e of the B
reference sets at least as high; at most `LEVEL` is called better than chance.

*Long tails.* Even data with one long-tailed column look clustered beside a box. Columns with a
long tail are therefore also tested with it shortened (`evidence.tails`), and both tests must pass.

*Few values.* A column of at most `FEW_VALUES` different values, such as a rating from 1 to 5, falls
into clumps by itself. Its reference values are rounded to the column's own. A category keeps its
levels as they are, dealt to the customers by lot: what is tested is whether it goes together with
anything else.

*What it cannot see.* The test says whether the customers lie in clumps at all, not whether each
segment is one. It is made for round clumps of some size: a few dozen customers among thousands, or
groups that wind around each other, pass unseen. It always clusters by K-means, whatever algorithm
is chosen, and above `TEST_ROWS` customers it looks at a sample of as many.

References
----------
Tibshirani, R., Walther, G. and Hastie, T. (2001). Estimating the number of clusters in a data set
via the gap statistic. JRSS B 63(2). Besag, J. and Clifford, P. (1991). Sequential Monte Carlo
p-values. Biometrika 78(2). Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never
be zero. Statistical Applications in Genetics and Molecular Biology 9(1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from segmentation.clustering.methods.batched_range import batched_range
from segmentation.clustering.pool import run_all
from segmentation.clustering.validity import silhouette_samples

N_SETS = 199
LEVEL = 0.01
FEW_VALUES = 20
TEST_ROWS = 500
"""The same everywhere, so that no page has another answer than the next."""

BATCH_CELLS = 40_000
"""Coordinates of the sets that are searched together, data and reference sets alike: a better
search for the data alone would find more in noise than in other noise."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChanceOfK:
    """One number of clusters: the data beside reference sets.

    Attributes
    ----------
    silhouette : float
        Of the data.
    log_inertia : float
        Natural logarithm of the within-cluster sum of squares of the data.
    reference_silhouettes, reference_log_inertia : ndarray of shape (n_sets,)
        Of the reference sets, the same sets for every k.
    """

    silhouette: float
    log_inertia: float
    reference_silhouettes: np.ndarray = field(repr=False)
    reference_log_inertia: np.ndarray = field(repr=False)

    def with_sets_of(self, other: "ChanceOfK") -> "ChanceOfK":
        """Return the same data beside the reference sets of both."""
        silhouettes = (self.reference_silhouettes, other.reference_silhouettes)
        inertia = (self.reference_log_inertia, other.reference_log_inertia)
        return replace(
            self,
            reference_silhouettes=np.concatenate(silhouettes),
            reference_log_inertia=np.concatenate(inertia),
        )

    @property
    def n_exceeding(self) -> int:
        """Reference sets with at least the data's silhouette."""
        return int((self.reference_silhouettes >= self.silhouette).sum())

    @property
    def p_value(self) -> float:
        """For this k alone, not corrected for there being others."""
        return (1 + self.n_exceeding) / (1 + len(self.reference_silhouettes))

    @property
    def gap(self) -> float:
        """Mean log inertia of the reference sets less that of the data: higher is better."""
        return float(self.reference_log_inertia.mean() - self.log_inertia)

    @property
    def gap_error(self) -> float:
        """Standard deviation over the sets times the root of 1 + 1/B, as in the paper."""
        n_sets = len(self.reference_log_inertia)
        return float(self.reference_log_inertia.std() * np.sqrt(1 + 1 / n_sets))


def chance_of_ks(
    points: np.ndarray,
    ks: Sequence[int],
    *,
    sets: range = range(N_SETS),
    categories: tuple[slice, ...] = (),
    random_state: int = 0,
) -> dict[int, ChanceOfK]:
    """Compare the data with reference sets for some numbers of clusters.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Some hundreds to a thousand.
    ks : sequence of int
        Numbers of clusters, each 1 or more and at most the number of distinct points.
    sets : range
        Which reference sets; each is the same for every k and every range.
    categories : tuple of slice
        The columns of each category.
    random_state : int

    Returns
    -------
    dict of int to ChanceOfK
        What is found for one k does not depend on the others.

    Notes
    -----
    Cost O(n_sets · n_samples²): on 200 points and 199 sets about 50 ms. The distances within a set
    are computed once for all k.

    Examples
    --------
    Any cloud can be cut in two. One that is even all over looks no more distinct than its
    reference sets, some of which reach its silhouette:

    >>> cloud = np.random.default_rng(0).random((60, 2))
    >>> even = chance_of_ks(cloud, [2], sets=range(19))[2]
    >>> even.n_exceeding, round(even.p_value, 2)
    (2, 0.15)

    With half of its points moved away it is two blobs, and none of the 19 sets comes near. So few
    sets cannot give a p-value below 1 in 20, which is why a full test takes `N_SETS`:

    >>> blobs = cloud + np.repeat([[0, 0], [3, 0]], 30, axis=0)
    >>> clear = chance_of_ks(blobs, [2], sets=range(19))[2]
    >>> clear.n_exceeding, round(clear.p_value, 2)
    (0, 0.05)
    >>> bool(clear.silhouette > clear.reference_silhouettes.max() + 0.2)
    True
    """
    points = points - points.mean(axis=0)
    references = reference_sets(points, sets, random_state, categories)
    batch = max(1, BATCH_CELLS // points.size)
    parts = [references[first : first + batch] for first in range(0, len(references), batch)]
    seeds = [[random_state, sets.start, place] for place in range(len(parts) + 1)]
    search = partial(_searched, tuple(ks))
    own, *drawn = run_all(search, zip([points[None], *parts], seeds, strict=True))
    return {
        k: ChanceOfK(
            silhouette=float(own[0][0, at]),
            log_inertia=float(own[1][0, at]),
            reference_silhouettes=np.concatenate([silhouettes[:, at] for silhouettes, _ in drawn]),
            reference_log_inertia=np.concatenate([inertia[:, at] for _, inertia in drawn]),
        )
        for at, k in enumerate(ks)
    }


def reference_sets(
    points: np.ndarray,
    sets: range,
    random_state: int = 0,
    categories: tuple[slice, ...] = (),
) -> np.ndarray:
    """Draw sets evenly in the box along the principal axes of the data.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Centred.
    sets : range
        The numbers of the sets, each with a seed of its own.
    random_state : int
    categories : tuple of slice
        The columns of each category.

    Returns
    -------
    ndarray of shape (len(sets), n_samples, n_features), float32
        Columns of few values rounded to them, categories as they are in another order.
    """
    numbers = np.setdiff1d(np.arange(points.shape[1]), np.r_[categories] if categories else [])
    axes = np.linalg.svd(points[:, numbers], full_matrices=False)[2]
    along = points[:, numbers] @ axes.T
    low, width = along.min(axis=0), np.ptp(along, axis=0)
    drawn = np.empty((len(sets), *points.shape), np.float32)
    for place, number in enumerate(sets):
        random = np.random.default_rng([random_state, number])
        drawn[place][:, numbers] = (low + width * random.random((len(points), len(axes)))) @ axes
        for category in categories:
            drawn[place][:, category] = points[random.permutation(len(points)), category]
    for column in numbers:
        levels = np.unique(points[:, column])
        if len(levels) <= FEW_VALUES:
            middles = (levels[1:] + levels[:-1]) / 2
            drawn[:, :, column] = levels[np.searchsorted(middles, drawn[:, :, column])]
    return drawn


def p_over_all(by_k: Mapping[int, ChanceOfK]) -> float:
    """Return the chance of so high a best silhouette, over all k tried.

    Parameters
    ----------
    by_k : mapping of int to ChanceOfK
        Of the same reference sets.

    Returns
    -------
    float
        NaN when no k is above 1.
    """
    exceeding, n_sets = exceeding_over_all(by_k)
    return (1 + exceeding) / (1 + n_sets) if n_sets else float("nan")


def exceeding_over_all(by_k: Mapping[int, ChanceOfK]) -> tuple[int, int]:
    """Count the reference sets whose best silhouette is at least the data's, and all sets.

    Parameters
    ----------
    by_k : mapping of int to ChanceOfK

    Returns
    -------
    exceeding, n_sets : int
    """
    tried = [chance for k, chance in by_k.items() if k > 1]
    if not tried:
        return 0, 0
    best = max(chance.silhouette for chance in tried)
    reference = np.max([chance.reference_silhouettes for chance in tried], axis=0)
    return int((reference >= best).sum()), len(reference)


def _searched(
    ks: tuple[int, ...], sets_and_seed: tuple[np.ndarray, list[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean silhouettes and log inertia of some sets, each (n_sets, n_ks)."""
    sets, seed = sets_and_seed
    by_k = batched_range(sets, ks, random=np.random.default_rng(seed))
    silhouettes = np.empty((len(sets), len(ks)))
    for number, points in enumerate(sets):
        labelings = [by_k[k].labels[number] for k in ks]
        samples = silhouette_samples(points.astype(float), labelings)
        silhouettes[number] = [values.mean() for values in samples]
    inertia = np.array([by_k[k].inertia for k in ks]).reshape(len(ks), len(sets)).T
    return silhouettes, np.log(np.maximum(inertia, np.finfo(float).tiny))
