"""The one composition: a table and a spec become a `Segmentation`.

The app, the command line, the REST routes and the tests all come through here. A segmentation for
one k and the scan over k are views of the same `Fits`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.evidence.gathering import chance_by_k
from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.partition import Clustering, nearness
from segmentation.clustering.selection import NO_EVIDENCE, Evidence, KScan, make_scan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability, resample
from segmentation.clustering.validity import Metrics
from segmentation.customers.cleaning import CustomerRows
from segmentation.errors import DataError, SpecError
from segmentation.fits import Fits, fit
from segmentation.segments.naming import name_segments
from segmentation.segments.profiling import SegmentProfile, profile_segments
from segmentation.tables.table import Table

EVIDENCE = ("criteria", "auto", "full")
RESULT_COLUMNS = ("segment", "name", "distance", "confidence")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segmentation:
    """The customers of a table in `k` segments.

    Attributes
    ----------
    table_name, fingerprint : str
        The data it was made from.
    spec : SegmentationSpec
        With the k that was used.
    labels : ndarray of shape (n_kept,), int64
        0-based segment of each kept row; the largest segment first, ties by centre.
    slots : tuple of int
        Per segment the slot that fixes its colour, symbol and place on the screen.
    names : tuple of str
        Per segment, distinct, in plain words.
    customers : pandas.DataFrame of shape (n_kept, 5)
        The identifier (else ``row``, 0-based), ``segment``, ``name``, ``distance`` (Euclidean, to
        the own centre in the fitted feature space) and ``confidence`` (0 to 1), in table order.
    ledger : pandas.DataFrame of shape (n_dropped, 2)
        ``identifier`` and ``reason`` of every row left out.
    centers : pandas.DataFrame of shape (k, n_axes)
        Means in the units of the file, a category's levels as shares (``Gender=Female``).
    inertia : float
        Sum of squared distances to the own centre in the fitted feature space.
    metrics : Metrics
    profiles : tuple of SegmentProfile
    rows : CustomerRows
        The kept rows with all their columns.
    space : FeatureSpace
    points : ndarray of shape (n_kept, n_axes)
    """

    table_name: str
    fingerprint: str
    spec: SegmentationSpec
    labels: np.ndarray = field(repr=False)
    slots: tuple[int, ...]
    names: tuple[str, ...]
    customers: pd.DataFrame = field(repr=False)
    ledger: pd.DataFrame = field(repr=False)
    centers: pd.DataFrame = field(repr=False)
    inertia: float
    metrics: Metrics
    profiles: tuple[SegmentProfile, ...] = field(repr=False)
    rows: CustomerRows = field(repr=False)
    space: FeatureSpace = field(repr=False)
    points: np.ndarray = field(repr=False)

    @property
    def n_clusters(self) -> int:
        """The number of segments."""
        return len(self.slots)

    @property
    def by_slot(self) -> tuple[int, ...]:
        """The segments in their lasting order on the screen."""
        return tuple(int(segment) for segment in np.argsort(self.slots))


def segment(table: Table, spec: SegmentationSpec, *, fits: Fits | None = None) -> Segmentation:
    """Divide the customers of a table into segments.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
    fits : Fits or None
        What `fit` gave for the same table and settings, to save the work.

    Returns
    -------
    Segmentation

    Raises
    ------
    SpecError
        If a setting does not fit the table, for example more segments than distinct customers.
    DataError
        If too few customers remain, or `n_clusters` is None and nothing recommends one.
    LimitError
        If the algorithm cannot take so many customers.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.load_sample("mall_customers")
    >>> spec = sg.SegmentationSpec(
    ...     features=("Annual Income (k$)", "Spending Score (1-100)"), n_clusters=5
    ... )
    >>> result = sg.segment(table, spec)
    >>> [profile.size for profile in result.profiles]
    [81, 39, 35, 23, 22]
    >>> result.names[1]
    'High income, high spending'
    """
    if spec.n_clusters is None:
        k = scan_k(table, spec).recommended_k
        if k is None:
            raise DataError("The data alone do not settle the number of segments. Choose k.")
        spec = replace(spec, n_clusters=k)
    if fits is None:
        fits = fit(table, spec, range(min(2, spec.n_clusters), spec.n_clusters + 1))
    found = _clustering(fits, spec)
    labels = found.labels.astype(np.int64)
    labels.setflags(write=False)
    profiles = profile_segments(fits.rows, labels, spec.features)
    names = name_segments(profiles)
    raw = pd.DataFrame(fits.space.raw(fits.rows.frame), columns=list(fits.space.axes))
    return Segmentation(
        table_name=table.name,
        fingerprint=table.fingerprint,
        spec=spec,
        labels=labels,
        slots=fits.slots[spec.n_clusters],
        names=names,
        customers=_customers(fits, found, labels, names),
        ledger=fits.rows.ledger,
        centers=raw.groupby(labels).mean().rename_axis("segment"),
        inertia=found.inertia,
        metrics=fits.metrics[spec.n_clusters],
        profiles=profiles,
        rows=fits.rows,
        space=fits.space,
        points=fits.points,
    )


def scan_k(
    table: Table,
    spec: SegmentationSpec,
    ks: Iterable[int] = range(2, 11),
    *,
    evidence: str = "auto",
    fits: Fits | None = None,
) -> KScan:
    """Score a range of numbers of segments and say which one the data support.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
        Its `n_clusters` plays no part.
    ks : iterable of int
    evidence : str
        ``criteria``: inertia, silhouette, Calinski-Harabasz, Davies-Bouldin, BIC of a mixture and
        the smallest segment. ``auto`` adds the test against chance, on a sample and stopped as soon
        as the answer is sure. ``full`` tests on up to `evidence.chance.FULL_ROWS` customers and
        adds the gap and the stability.
    fits : Fits or None
        What `fit` gave for the same.

    Returns
    -------
    KScan

    Raises
    ------
    SpecError
        If a setting does not fit the table, or `evidence` or a k is none of ours.
    DataError
        If too few customers remain.
    LimitError
        If the algorithm cannot take so many customers.

    Examples
    --------
    >>> import segmentation as sg
    >>> table = sg.load_sample("mall_customers")
    >>> spec = sg.SegmentationSpec(features=("Annual Income (k$)", "Spending Score (1-100)"))
    >>> sg.scan_k(table, spec, range(2, 8)).recommended_k
    5
    """
    ks = sorted(set(ks))
    if evidence not in EVIDENCE:
        raise SpecError(f"evidence is “{evidence}”. Choose one of: {', '.join(EVIDENCE)}.")
    if not ks or ks[0] < 1 or ks[-1] > K_MAX:
        raise SpecError(f"The numbers of segments to try are {ks}. Give some from 1 to {K_MAX}.")
    fits = fits or fit(table, spec, ks)
    if evidence == "criteria":
        return scan_of(fits, ks)
    full = evidence == "full"
    tried = [1, *ks] if full and 1 not in ks else ks
    chance, evened, n_tested = chance_by_k(
        fits.points, tried, full=full, random_state=spec.random_state
    )
    resampled = [k for k in ks if full and k > 1 and k in fits.clusterings]
    gathered = Evidence(
        chance=chance,
        evened=evened,
        stabilities={k: stability_of(fits, k) for k in resampled},
        n_tested=n_tested,
    )
    return scan_of(fits, ks, gathered)


def scan_of(fits: Fits, ks: Iterable[int], evidence: Evidence = NO_EVIDENCE) -> KScan:
    """Lay the criteria of some k side by side.

    Parameters
    ----------
    fits : Fits
    ks : iterable of int
    evidence : Evidence

    Returns
    -------
    KScan
    """
    ks = list(ks)
    found = {k: fits.clusterings[k] for k in ks if k in fits.clusterings}
    missing = tuple(k for k in ks if k not in found)
    return make_scan(
        found, {k: fits.metrics[k] for k in found}, missing_ks=missing, evidence=evidence
    )


def stability_of(fits: Fits, k: int) -> Stability:
    """Cluster resamples for one k.

    Parameters
    ----------
    fits : Fits
    k : int
        One of its `clusterings`.

    Returns
    -------
    Stability
    """
    return resample(
        fits.points,
        fits.clusterings[k],
        algorithm=fits.spec.algorithm,
        random_state=fits.spec.random_state,
    )


def _clustering(fits: Fits, spec: SegmentationSpec) -> Clustering:
    if spec.n_clusters > fits.n_distinct:
        raise SpecError(
            f"{spec.n_clusters} segments are wanted, but the customers take only "
            f"{fits.n_distinct} different values in the chosen columns. "
            f"Choose at most {fits.n_distinct} segments, or add a column."
        )
    if spec.n_clusters not in fits.clusterings:
        raise DataError(
            f"{ALGORITHMS[spec.algorithm].title} does not find {spec.n_clusters} segments in these "
            f"data: some would be empty. Choose fewer segments."
        )
    return fits.clusterings[spec.n_clusters]


def _customers(
    fits: Fits, found: Clustering, labels: np.ndarray, names: tuple[str, ...]
) -> pd.DataFrame:
    who = fits.rows.identifiers
    near = nearness(fits.points, found)
    name_of = np.array(names, dtype=object)[labels]
    results = (labels, name_of, near.distances, near.confidence)
    # A file may call its identifier “segment” or “name”; ours must not overwrite it.
    title = f"{who.name} (file)" if who.name in RESULT_COLUMNS else str(who.name)
    return pd.DataFrame({title: who, **dict(zip(RESULT_COLUMNS, results, strict=True))})
