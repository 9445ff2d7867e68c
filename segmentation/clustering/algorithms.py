"""The registry of algorithms behind one interface: points and ks in, a `Clustering` per k out.

Rules are a row of it because a user chooses among them and the rest; but they find nothing, and
look at the columns of a table instead of points (`segmentation.analysis.rules.by_rule`). What
searches is in `FINDERS`.

All k are asked for together because a hierarchy gives them from one tree and the others run side by
side.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np

from segmentation.clustering.kmeans import MEDIUM_ROWS, kmeans
from segmentation.clustering.methods.batched_kmeans import batched_kmeans
from segmentation.clustering.methods.bisecting import bisected_resamples, bisecting_kmeans
from segmentation.clustering.methods.mixtures.mixture import fit_mixture, resampled_mixtures
from segmentation.clustering.methods.ward import cut, ward_tree
from segmentation.clustering.pool import one_thread, run_all
from segmentation.clustering.result import Clustering, make_clustering
from segmentation.clustering.spec import RULES
from segmentation.errors import LimitError

Fit = Callable[[np.ndarray, list[int], int], list[Clustering | None]]
RefitAll = Callable[[np.ndarray, np.ndarray, int, np.random.Generator], Sequence[np.ndarray | None]]
Tree = Callable[[np.ndarray], np.ndarray]

STARTS = 12
"""Of K-means for each of many resamples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithm:
    """One way to cluster, and what a user should know before choosing it.

    Attributes
    ----------
    name, title : str
        The name in a spec and the one on the screen.
    claim : str
        One sentence for a marketer.
    max_rows : int or None
        More rows are a `LimitError`.
    needs : str
        What it costs in time or memory, one sentence.
    fit : callable or None
        ``fit(points, ks, random_state)`` returns a `Clustering` per k, or None where the
        points do not hold so many clusters; None where nothing is searched for.
    refit_all : callable or None
        ``refit_all(points, drawn, n_clusters, random)`` clusters resamples that are rows of `drawn`
        as one batch and returns every resample's labels of all points, (n_samples,); None for one
        that does not hold so many clusters. None for an algorithm with a tree.
    tree : callable or None
        ``tree(points)`` returns the hierarchy it is cut from, as `scipy.cluster.hierarchy` writes
        one; None where there is none to draw.
    uses_restarts : bool
        Whether it is K-means from many random starts, of which the best is kept.
    """

    name: str
    title: str
    claim: str
    max_rows: int | None
    needs: str
    fit: Fit | None = None
    refit_all: RefitAll | None = None
    tree: Tree | None = None
    uses_restarts: bool = False

    @property
    def has_hierarchy(self) -> bool:
        """Whether there is a tree of mergers to draw."""
        return self.tree is not None

    @property
    def limit(self) -> str:
        """What it can take, one sentence to read before it starts."""
        if self.max_rows is None:
            return f"Takes any number of customers. {self.needs}"
        return f"Takes up to {self.max_rows:,} customers. {self.needs}"


def fit_clusterings(
    points: np.ndarray, ks: list[int], *, algorithm: str = "kmeans", random_state: int = 0
) -> dict[int, Clustering]:
    """Cluster the points into each number of clusters.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
    ks : list of int
        None above the number of distinct points.
    algorithm : str
        A name of `FINDERS`.
    random_state : int

    Returns
    -------
    dict of int to Clustering
        Without the k for which the points do not hold so many clusters.

    Raises
    ------
    LimitError
        If there are more points than the algorithm can take.
    """
    check_limit(algorithm, len(points))
    chosen = FINDERS[algorithm]
    by_k = zip(ks, chosen.fit(points, ks, random_state), strict=True)
    return {k: clustering for k, clustering in by_k if clustering is not None}


def check_limit(algorithm: str, n_customers: int) -> None:
    """Refuse more customers than an algorithm can take.

    Parameters
    ----------
    algorithm : str
        A name of `FINDERS`.
    n_customers : int

    Raises
    ------
    LimitError
    """
    chosen = FINDERS[algorithm]
    if chosen.max_rows is not None and n_customers > chosen.max_rows:
        raise LimitError(
            f"{chosen.title} takes at most {chosen.max_rows:,} customers; there are "
            f"{n_customers:,}. Choose {ALGORITHMS['kmeans'].title}, which has no such limit."
        )


def _fit_kmeans(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering]:
    labelings = kmeans(points, ks, random_state=random_state)
    return run_all(partial(make_clustering, points), labelings)


def _fit_bisecting(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering]:
    levels = bisecting_kmeans(points, max(ks, default=1), random_state=random_state)
    return run_all(partial(make_clustering, points), [levels[k - 1] for k in ks])


def _fit_ward(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering]:  # noqa: ARG001 - one interface
    return run_all(partial(make_clustering, points), cut(ward_tree(points), ks))


def _fit_mixture(points: np.ndarray, ks: list[int], random_state: int) -> list[Clustering | None]:
    return run_all(partial(fit_mixture, points, random_state=random_state), ks)


def _refit_all_kmeans(
    points: np.ndarray, drawn: np.ndarray, n_clusters: int, random: np.random.Generator
) -> np.ndarray:
    """Fit all resamples as one batch."""
    sets = np.broadcast_to(points.astype(np.float32), (len(drawn), *points.shape))
    with one_thread():
        return batched_kmeans(
            sets, n_clusters, n_starts=STARTS, random=random, weights=_weights(points, drawn)
        ).labels


def _refit_all_bisecting(
    points: np.ndarray, drawn: np.ndarray, n_clusters: int, random: np.random.Generator
) -> np.ndarray:
    """Split all resamples step by step, each step as one batch."""
    with one_thread():
        return bisected_resamples(
            points, _weights(points, drawn), n_clusters, n_starts=STARTS, random=random
        )


def _refit_all_mixture(
    points: np.ndarray, drawn: np.ndarray, n_clusters: int, random: np.random.Generator
) -> list[np.ndarray | None]:
    """Fit mixtures to all resamples as one batch."""
    return resampled_mixtures(points, _weights(points, drawn), n_clusters, random=random)


def _weights(points: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Return how often each resample drew each point, (n_resamples, n_samples)."""
    counts = [np.bincount(sample, minlength=len(points)) for sample in drawn]
    return np.stack(counts).astype(np.float32)


ALGORITHMS: Mapping[str, Algorithm] = MappingProxyType(
    {
        algorithm.name: algorithm
        for algorithm in (
            Algorithm(
                name="kmeans",
                title="K-means",
                claim="Round groups of customers, each around its average. The usual choice.",
                max_rows=None,
                needs=f"Above {MEDIUM_ROWS:,} it searches a sample, far customers likelier in it; "
                "all customers decide between the best and are assigned.",
                fit=_fit_kmeans,
                refit_all=_refit_all_kmeans,
                uses_restarts=True,
            ),
            Algorithm(
                name="bisecting_kmeans",
                title="Bisecting K-means",
                claim="Splits the widest group in two, again and again: segments nest in larger "
                "ones.",
                max_rows=None,
                needs="Memory grows with the file.",
                fit=_fit_bisecting,
                refit_all=_refit_all_bisecting,
            ),
            Algorithm(
                name="ward",
                title="Ward hierarchical",
                claim="Merges the most alike groups step by step: segments nest in larger ones.",
                max_rows=10_000,
                needs="It keeps a distance for every pair of customers: up to 0.4 GB.",
                fit=_fit_ward,
                tree=ward_tree,
            ),
            Algorithm(
                name="gaussian_mixture",
                title="Gaussian mixture",
                claim="Stretched or overlapping groups, with a probability for each customer.",
                max_rows=50_000,
                needs="It takes long: up to a minute.",
                fit=_fit_mixture,
                refit_all=_refit_all_mixture,
            ),
            Algorithm(
                name=RULES,
                title="Rules of your own",
                claim="Nothing is searched for: each segment is a condition that you write.",
                max_rows=None,
                needs="It looks at every customer once for each rule.",
            ),
        )
    }
)
FINDERS: Mapping[str, Algorithm] = MappingProxyType(
    {name: algorithm for name, algorithm in ALGORITHMS.items() if algorithm.fit}
)
"""Those that search for segments in points."""
