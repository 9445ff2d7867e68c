"""The one composition: a table and a spec become a `Segmentation`.

The app, the command line, the REST routes and the tests all come through here. A segmentation for
one k and the scan over k are views of the same `FittedRange`.
"""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from segmentation.analysis.fitted_range import FittedRange, fit
from segmentation.analysis.scan import scan_k
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.features import FeatureSpace
from segmentation.clustering.result import Clustering, nearness
from segmentation.clustering.spec import SegmentationSpec
from segmentation.clustering.validity import Metrics
from segmentation.customers.cleaning import CustomerRows
from segmentation.errors import DataError, SpecError
from segmentation.models.drift import input_columns
from segmentation.models.model import SegmentModel
from segmentation.models.model_segment import model_segments, software
from segmentation.models.rule import AssignmentRule, assign
from segmentation.segments.matching_segments import NOWHERE, compare_labels
from segmentation.segments.naming import name_segments
from segmentation.segments.profiling import SegmentProfile, profile_segments
from segmentation.segments.renaming import with_given
from segmentation.tables.table import Table

SAME_SEGMENT = 0.5
"""Share of their customers (Jaccard) from which two segments are one."""

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
    clustering : Clustering
        What the algorithm found, in the fitted feature space.
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
    clustering: Clustering = field(repr=False)

    @property
    def model(self) -> SegmentModel:
        """The same as plain numbers without the customers, to save and to score others with."""
        rule = AssignmentRule(
            space=self.space,
            columns=input_columns(self.rows.frame, self.space),
            centers=self.clustering.centers,
            mixture=self.clustering.mixture,
            names=self.names,
            fills_gaps=self.spec.missing == "impute",
        )
        found = assign(rule, np.ascontiguousarray(self.points.T)).segments
        return SegmentModel(
            name=self.table_name,
            fingerprint=self.fingerprint,
            n_customers=len(self.labels),
            left_out=tuple(map(tuple, self.ledger["reason"].value_counts().items())),
            identifier=self.rows.identifier,
            spec=self.spec,
            rule=rule,
            segments=model_segments(self.names, self.slots, self.clustering.sizes, self.centers),
            inertia=self.inertia,
            metrics=self.metrics,
            rescored_agreement=float((found == self.labels).mean()),
            software=software(),
        )

    @property
    def n_clusters(self) -> int:
        """The number of segments."""
        return len(self.slots)

    @property
    def by_slot(self) -> tuple[int, ...]:
        """The segments in their lasting order on the screen."""
        return tuple(int(segment) for segment in np.argsort(self.slots))


def segment(
    table: Table,
    spec: SegmentationSpec,
    *,
    ref: "Segmentation | SegmentModel | None" = None,
    fits: FittedRange | None = None,
) -> Segmentation:
    """Divide the customers of a table into segments.

    Parameters
    ----------
    table : Table
    spec : SegmentationSpec
    ref : Segmentation, SegmentModel or None
        An earlier one, whose colours and places on the screen the segments take over where they
        have most of its customers; its names too, where they have hardly changed.
    fits : FittedRange or None
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
    ModelError
        If the table lacks a column that `ref` needs.

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
    'Affluent big spenders'
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
    slots = fits.slots[spec.n_clusters]
    if ref is not None:
        model = ref.model if isinstance(ref, Segmentation) else ref
        slots, given = _inherited(model, fits, labels)
        names = with_given(names, given)
    return Segmentation(
        table_name=table.name,
        fingerprint=table.fingerprint,
        spec=spec,
        labels=labels,
        slots=slots,
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
        clustering=found,
    )


def renamed(result: Segmentation, given: dict[int, str]) -> Segmentation:
    """Return the same segments under the names that a user gave.

    Parameters
    ----------
    result : Segmentation
    given : dict of int to str
        By segment; the others keep their proposed names.

    Returns
    -------
    Segmentation
    """
    names = with_given(result.names, given)
    customers = result.customers.assign(name=np.array(names, dtype=object)[result.labels])
    return replace(result, names=names, customers=customers)


def _clustering(fits: FittedRange, spec: SegmentationSpec) -> Clustering:
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


def _inherited(
    model: SegmentModel, fits: FittedRange, labels: np.ndarray
) -> tuple[tuple[int, ...], dict[int, str]]:
    """Return the slots of new segments, and the names of those that are the model's own."""
    k = int(labels.max()) + 1
    found = model.score(fits.rows.frame)["segment"].fillna(NOWHERE).to_numpy(dtype=int)
    both = compare_labels(pd.Series(found), pd.Series(labels), model.n_clusters, k)
    slots, names = {}, {}
    for before, after, shared in both.matched:
        slots[after] = model.slots[before]
        if shared >= SAME_SEGMENT:
            names[after] = model.names[before]
    free = iter(slot for slot in range(2 * k + model.n_clusters) if slot not in slots.values())
    return tuple(slots[at] if at in slots else next(free) for at in range(k)), names


def _customers(
    fits: FittedRange, found: Clustering, labels: np.ndarray, names: tuple[str, ...]
) -> pd.DataFrame:
    who = fits.rows.identifiers
    near = nearness(fits.points, found)
    name_of = np.array(names, dtype=object)[labels]
    results = (labels, name_of, near.distances, near.confidence)
    # A file may call its identifier “segment” or “name”; ours must not overwrite it.
    title = f"{who.name} (file)" if who.name in RESULT_COLUMNS else str(who.name)
    return pd.DataFrame({title: who, **dict(zip(RESULT_COLUMNS, results, strict=True))})
