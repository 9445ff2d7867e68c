"""Gaps: whether fewer customers lie at the border between two clusters than on either side.

Any cloud can be cut, and the pieces are tight and come back; what makes a group is that few lie
between it and the next. For each cluster and its nearest neighbour the customers of both are laid
on one line, from centre to centre, and the dip test (`gaps.dip`) asks whether they have two
humps there.

*Each customer is judged by others.* Clusters are cut where there happened to be few, so that the
customers who made them always seem to leave a gap, the more the more columns there are. Therefore
clusters are found ten times without a tenth of the customers, and each is laid on the line of the
clusters found without. Clusters that do not come back give no clear line and no gap.

*The line* weighs each column by how tight the clusters are in it. *Unequal clusters.* Of the larger
one those nearest to the border count, as many as the smaller one has: cutting off an end leaves one
hump one hump, and a small group is seen beside a large one. *Rounded values* are spread first
(`gaps.spreading`).

*Bent clouds.* A ring or a sphere laid on a line is denser at its ends: the shadow has a valley
where the cloud has none. Therefore customers are also joined to their nearest neighbours, in the
space that the centres span, and the links that cross the border are counted beside those that cross
the middle of either cluster. A gap is crossed by few; where a cloud is as dense at the border as
elsewhere, by as many. This alone would be no test: cutting where there are few lowers it too.

When all borders must be gaps, no correction for their number is needed: it suffices that one is
none. A dense cluster beside a few scattered customers may not show its gap; `are_gaps_but_few` asks
the borders together. Where clusters overlap so much that no valley lies between them, the test sees
none.

References
----------
Hartigan, J. A. and Hartigan, P. M. (1985). The dip test of unimodality. Annals of Statistics 13(1).
Tibshirani, R. and Walther, G. (2005). Cluster validation by prediction strength. JCGS 14(3).
Berger, R. L. (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics
24(4).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree
from scipy.stats import chi2

from segmentation.clustering.gaps.dip import dip, dip_p_value
from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.pool import one_thread
from segmentation.clustering.result import overlap

LEVEL = 0.05
COMBINED_LEVEL = 0.001
UNCLEAR = 0.25
"""p-value above which a border shows no sign of a gap."""

LINKS = 0.5
"""Links across the border, over those across the middle of a cluster, up to which it is a gap."""

N_LINKS = 10
N_PARTS = 10
N_STARTS = 6
FEWEST = 3
"""Customers on one side of a border below which nothing can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """What lies between two clusters.

    Attributes
    ----------
    first, second : int
        The clusters, `first` below `second`.
    dip : float
        Of the customers of both, on the line from centre to centre; 0 to 1/4.
    p_value : float
        Chance of so large a dip where there is no gap.
    links : float
        Links between near neighbours across the border, over those across the middle of either
        cluster, whichever has fewer.
    n_customers : int
        That were laid on the line.
    """

    first: int
    second: int
    dip: float
    p_value: float
    links: float
    n_customers: int

    @property
    def is_gap(self) -> bool:
        """Whether fewer customers lie at the border than on either side."""
        return self.p_value <= LEVEL and self.links <= LINKS


def borders(points: np.ndarray, labels: np.ndarray, *, random_state: int = 0) -> tuple[Border, ...]:
    """Test the border between each cluster and its nearest neighbour.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Some hundreds to a thousand, spread (`spread_evenly`).
    labels : ndarray of shape (n_samples,)
        Their clusters, 0 to k − 1, none empty; k at least 2.
    random_state : int

    Returns
    -------
    tuple of Border
        Each pair once.

    Notes
    -----
    Cost O(`N_PARTS` · `N_STARTS` · iterations · n_samples · k · n_features).
    """
    k = int(labels.max()) + 1
    parts = _parts(len(points), random_state)
    predicted, middles, spreads = _found_without(points, labels, parts, random_state)
    centers = np.stack([points[labels == cluster].mean(axis=0) for cluster in range(k)])
    found, links = [], _links(points, labels, centers)
    for first, second in _neighbours(centers):
        both = np.isin(predicted, (first, second))
        start, end = middles[parts[both], first], middles[parts[both], second]
        along = (end - start) / spreads[parts[both]]
        position = ((points[both] - (start + end) / 2) * along).sum(axis=1)
        length = ((end - start) * along).sum(axis=1)
        value, p_value, n_tested = _valley(position[length > 0] / length[length > 0])
        found.append(
            Border(
                first=first,
                second=second,
                dip=value,
                p_value=p_value,
                links=links[first, second],
                n_customers=n_tested,
            )
        )
    return tuple(found)


def are_gaps_but_few(of_k: tuple[Border, ...]) -> bool:
    """Say whether the borders together prove gaps, though one in four may not be clear.

    Parameters
    ----------
    of_k : tuple of Border

    Returns
    -------
    bool
        By Fisher's combination of the p-values, at `COMBINED_LEVEL`.
    """
    touching = sum(border.p_value > UNCLEAR or border.links > LINKS for border in of_k)
    if not of_k or touching > len(of_k) / 4:
        return False
    combined = chi2.sf(-2 * sum(np.log(border.p_value) for border in of_k), 2 * len(of_k))
    return bool(combined <= COMBINED_LEVEL)


def are_gaps(of_k: tuple[Border, ...]) -> bool:
    """Say whether every border is a gap.

    Parameters
    ----------
    of_k : tuple of Border

    Returns
    -------
    bool
    """
    return bool(of_k) and all(border.is_gap for border in of_k)


def _parts(n_samples: int, random_state: int) -> np.ndarray:
    """Return the part, of `N_PARTS` of equal size, that each customer is in."""
    parts = np.empty(n_samples, dtype=int)
    order = np.random.default_rng([random_state, n_samples, 2]).permutation(n_samples)
    parts[order] = np.arange(n_samples) % N_PARTS
    return parts


def _found_without(
    points: np.ndarray, labels: np.ndarray, parts: np.ndarray, random_state: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cluster without each part.

    Returns
    -------
    predicted : ndarray of shape (n_samples,)
        The cluster of each customer by the others, under the number of `labels` it stands for.
    middles : ndarray of shape (N_PARTS, k, n_features)
        Centres without each part.
    spreads : ndarray of shape (N_PARTS, n_features)
        Mean squared distance to them.
    """
    k = int(labels.max()) + 1
    held = parts != np.arange(N_PARTS)[:, None]
    sets = np.repeat((points - points.mean(axis=0))[None].astype(np.float32), N_PARTS, axis=0)
    random = np.random.default_rng([random_state, k, 3])
    with one_thread():
        fits = batched_kmeans(sets, k, n_starts=N_STARTS, random=random, weights=held)
    predicted = np.empty(len(points), dtype=int)
    middles = np.zeros((N_PARTS, k, points.shape[1]))
    spreads = np.empty((N_PARTS, points.shape[1]))
    for part, (kept, given) in enumerate(zip(held, fits.labels, strict=True)):
        named = _named_like(given, labels, k)
        for cluster in range(k):
            members = points[kept & (named == cluster)]
            middles[part, cluster] = members.mean(axis=0) if len(members) else np.nan
        offsets = points[kept] - middles[part, named[kept]]
        spreads[part] = np.maximum((offsets**2).mean(axis=0), _least_spread(points) ** 2)
        predicted[~kept] = named[~kept]
    return predicted, middles, spreads


def _named_like(given: np.ndarray, labels: np.ndarray, k: int) -> np.ndarray:
    """Return clusters under the numbers of those in `labels` that share most customers."""
    shared = np.zeros((k, k))
    table = overlap(given, labels)
    shared[: table.shape[0], : table.shape[1]] = table
    number = np.empty(k, dtype=int)
    rows, columns = linear_sum_assignment(-shared)
    number[rows] = columns
    return number[given]


def _neighbours(centers: np.ndarray) -> list[tuple[int, int]]:
    apart = ((centers[:, None] - centers[None]) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = apart.argmin(axis=1)
    pairs = {(min(a, int(b)), max(a, int(b))) for a, b in enumerate(nearest)}
    return sorted(pairs)


def _valley(position: np.ndarray) -> tuple[float, float, int]:
    """Test positions on the line, the border at 0: the dip, its p-value, how many were tested."""
    left = np.sort(position[position < 0])[::-1]
    right = np.sort(position[position >= 0])
    smaller = min(len(left), len(right))
    # On a line that two parts give, customers of different parts may meet in one place.
    tested = np.unique(np.concatenate([left[:smaller], right[:smaller]]))
    if smaller < FEWEST:
        return 0.0, 1.0, len(tested)
    found = dip(tested)
    return found, dip_p_value(found, len(tested)), len(tested)


def _links(points: np.ndarray, labels: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Count the links across each border, over the fewer of those across either cluster's middle.

    Returns
    -------
    ndarray of shape (k, k)
    """
    k = len(centers)
    sizes = np.bincount(labels, minlength=k)
    near = _spanned(points, labels, centers)
    n_links = min(N_LINKS, max(2, int(sizes.min()) // 2), len(points) - 1)
    linked = cKDTree(near).query(near, n_links + 1)[1][:, 1:]
    across = np.zeros((k, k))
    np.add.at(across, (labels[:, None], labels[linked]), 1)
    across += across.T
    upper = np.zeros(len(points), dtype=bool)
    inside = np.empty(k)
    for cluster in range(k):
        members = np.flatnonzero(labels == cluster)
        own = near[members] - near[members].mean(axis=0)
        along = own @ np.linalg.svd(own, full_matrices=False)[2][0]
        upper[members] = along > np.median(along)
        within = labels[linked[members]] == cluster
        inside[cluster] = (within & (upper[linked[members]] != upper[members, None])).sum()
    return across / np.maximum(1, np.minimum(inside[:, None], inside))


def _least_spread(points: np.ndarray) -> float:
    """Return what stands for the spread inside clusters of one spot: quotients stay finite."""
    return 1e-9 * (float(np.ptp(points, axis=0).max()) or 1.0)


def _spanned(points: np.ndarray, labels: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """Project on what the centres span, two axes at least, each column by its spread inside.

    Columns that play no part would make all customers equally far from each other.

    Returns
    -------
    ndarray of shape (n_samples, n_axes)
    """
    offsets = points - centers[labels]
    scale = np.maximum(np.sqrt((offsets**2).mean(axis=0)), _least_spread(points))
    spanned = (centers - centers.mean(axis=0)) / scale
    axes = np.linalg.svd(spanned, full_matrices=False)[2][: max(1, len(centers) - 1)]
    if len(axes) == 1 and points.shape[1] > 1:
        rest = offsets / scale
        rest = rest - (rest @ axes.T) @ axes
        axes = np.concatenate([axes, np.linalg.svd(rest, full_matrices=False)[2][:1]])
    return (points / scale) @ axes.T
