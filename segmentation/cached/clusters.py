"""Kept: partitions and the evidence for them."""

from collections.abc import Sequence

from numpy import ndarray

from segmentation.analysis import evidence
from segmentation.analysis import lesson as lessons
from segmentation.analysis import scan as scans
from segmentation.analysis.choosing import advisor, lenses
from segmentation.analysis.choosing import foresight as foresights
from segmentation.analysis.choosing import proposal as proposals
from segmentation.analysis.choosing.advisor import Advice
from segmentation.analysis.choosing.foresight import Foresight
from segmentation.analysis.choosing.lenses import Lenses
from segmentation.analysis.choosing.proposal import Proposal
from segmentation.analysis.fitted_range import ALL_KS, FittedRange, fit_range
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.by_key import LONG_WORK, cached_by_key
from segmentation.clustering import projection, validity
from segmentation.clustering import stability as resampling
from segmentation.clustering.algorithms import ALGORITHMS
from segmentation.clustering.evidence import second_opinion as opinions
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.evidence.chance_scan import Tested
from segmentation.clustering.evidence.drivers import Disguise, Driver, column_in_disguise
from segmentation.clustering.evidence.drivers import drivers as measure_drivers
from segmentation.clustering.evidence.second_opinion import SecondOpinion
from segmentation.clustering.gaps.borders import Border
from segmentation.clustering.methods.kmeans_trace import Lesson
from segmentation.clustering.methods.ward import TopOfTree, top_of_tree
from segmentation.clustering.projection import Projection, principal_components
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability
from segmentation.customers.events.columns import EventColumns
from segmentation.customers.events.later import Later, later_of
from segmentation.customers.transactions import SaleColumns
from segmentation.tables.table import Table


@cached_by_key(64, apart="Looking at the columns…")
def proposal(table: Table, without: tuple[str, ...] = ()) -> Proposal | None:
    """Choose what the first screen shows."""
    return proposals.propose(table, without=frozenset(without))


@cached_by_key(64, apart="Choosing the number of segments…")
def first_k(fitted: FittedRange, ks: tuple[int, ...]) -> int:
    """Choose the number of segments to show first."""
    return proposals.first_k(fitted, ks)


def fitted_range(table: Table, family: SegmentationSpec) -> FittedRange:
    """Cluster for every k."""
    return _fitted_range(table, family).of(table)


@cached_by_key(256)
def separating_axes(fitted: FittedRange, k: int) -> tuple[str, ...]:
    """Order the axes of the map by how well they separate so many segments."""
    labels = fitted.clusterings[k].labels
    return projection.separating_axes(fitted.rows, fitted.spec.features, labels)


@cached_by_key(32, apart="Finding segments…")
def _fitted_range(table: Table, family: SegmentationSpec) -> FittedRange:
    return fit_range(table, family)


@cached_by_key(16, apart="Choosing columns to try…")
def candidate_specs(table: Table) -> tuple[tuple[str, SegmentationSpec], ...]:
    """Choose the sets of columns that are tried."""
    return advisor.candidate_specs(table)


@cached_by_key(128, apart="Trying other columns…", apart_from=LONG_WORK)
def weigh_set(table: Table, side: str, spec: SegmentationSpec) -> Advice | None:
    """Come to a verdict about one set of columns."""
    return advisor.weigh_set(table, side, spec)


@cached_by_key(128, apart="Looking at later months…", apart_from=LONG_WORK)
def foresight(
    rows: Table,
    columns: SaleColumns | EventColumns,
    as_of: str | None,
    customers: Table,
    spec: SegmentationSpec,
) -> Foresight | None:
    """Measure what segments of the earlier months tell of the later ones."""
    later = _later(rows, columns, as_of)
    return foresights.foresee(later, spec, like=customers) if later else None


@cached_by_key(16, apart="Dividing the time…")
def _later(rows: Table, columns: SaleColumns | EventColumns, as_of: str | None) -> Later | None:
    return later_of(rows, columns, as_of)


@cached_by_key(16, apart="Dividing customers by each lens…", apart_from=LONG_WORK)
def five_lenses(table: Table) -> Lenses:
    """Divide customers by each side of them and compare the divisions."""
    return lenses.five_lenses(table)


@cached_by_key(32, apart="Weighing the evidence…")
def scan(fitted: FittedRange) -> KScan:
    """Lay the criteria of every k side by side."""
    return scans.scan_of(fitted, ALL_KS)


@cached_by_key(64, "Weighing the evidence…")
def weighed(fitted: FittedRange, ks: tuple[int, ...]) -> KScan:
    """Come to a verdict over a range of k."""
    return scans.scan_of(
        fitted,
        ks,
        scans.enough_evidence(fitted, ks, part=chance_part, borders=borders, stability=stability),
    )


@cached_by_key(64)
def lesson(
    table: Table,
    axes: tuple[str, str],
    k: int,
    scaled: bool,  # noqa: FBT001 - a cache's key
    start: str,
    seed: int,
) -> Lesson:
    """Follow one start of K-means on two columns."""
    return lessons.lesson_of(table, axes, k, scaled=scaled, start=start, seed=seed)


@cached_by_key(256)
def _tested(fitted: FittedRange, shortened: bool, part: int) -> dict[int, ChanceOfK | None]:  # noqa: ARG001, FBT001 - a cache's key
    """Begin to keep what is found by k: one call for many k takes less than many calls."""
    return {}


@cached_by_key(64, apart="Weighing the evidence…", apart_from=LONG_WORK)
def _chance_part(fitted: FittedRange, ks: tuple[int, ...], shortened: bool, part: int) -> Tested:  # noqa: FBT001 - as it is kept
    return evidence.chance_part(fitted, ks, shortened, part)


def chance_part(fitted: FittedRange, ks: Sequence[int], shortened: bool, part: int) -> Tested:  # noqa: FBT001 - as it is kept
    """Test the customers against a part of the reference sets."""
    kept = _tested(fitted, shortened, part)
    missing = tuple(k for k in ks if k not in kept)
    if missing:
        found = _chance_part(fitted, missing, shortened, part)
        kept.update({k: found.get(k) for k in missing})
    return {k: kept[k] for k in ks if kept[k] is not None}


def chance(fitted: FittedRange, ks: Sequence[int], shortened: bool) -> Tested:  # noqa: FBT001 - as it is kept
    """Test the customers against chance."""
    return evidence.chance_of(fitted, ks, shortened, part=chance_part)


@cached_by_key(256, apart="Weighing the evidence…", apart_from=LONG_WORK)
def borders(fitted: FittedRange, k: int) -> tuple[Border, ...]:
    """Test the borders between the segments for one k."""
    return evidence.borders_of(fitted, k)


@cached_by_key(256, apart="Weighing the evidence…", apart_from=LONG_WORK)
def stability(fitted: FittedRange, k: int) -> Stability:
    """Cluster resamples for one k."""
    return evidence.stability_of(fitted, k)


@cached_by_key(256, apart="Weighing the evidence…", apart_from=LONG_WORK)
def restarts(result: Segmentation) -> float:
    """Say how often a single start finds the best known partition."""
    seed = result.spec.random_state
    return resampling.restarts(result.points, result.clustering, random_state=seed)


@cached_by_key(64, apart="Weighing the evidence…")
def silhouettes(result: Segmentation) -> tuple[ndarray, ndarray]:
    """Say how well each customer sits in the segment."""
    seed = result.spec.random_state
    return validity.sampled_silhouettes(result.points, result.labels, random_state=seed)


@cached_by_key(64, apart="Weighing the evidence…")
def distinctness(result: Segmentation) -> tuple[float, ...]:
    """Say how well the customers of each segment sit in it."""
    seed = result.spec.random_state
    return validity.cluster_silhouettes(result.points, result.labels, random_state=seed)


@cached_by_key(64, apart="Comparing the ways…", apart_from=LONG_WORK)
def agreement(result: Segmentation) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same customers."""
    known = {result.spec.algorithm: result.clustering}
    seed = result.spec.random_state
    return resampling.agreement_of_algorithms(result.points, result.n_clusters, known, seed)


@cached_by_key(16, apart="Drawing the tree…")
def ward_dendrogram(fitted: FittedRange) -> TopOfTree:
    """Take the last mergers of the hierarchy, with an algorithm that has one."""
    tree = ALGORITHMS[fitted.spec.algorithm].tree
    return top_of_tree(tree(fitted.points), K_MAX * 2)


@cached_by_key(256, apart="Weighing the evidence…")
def drivers(result: Segmentation) -> tuple[Driver, ...]:
    """Measure each column's part in what tells the segments apart."""
    return measure_drivers(result.points, result.space, result.clustering)


@cached_by_key(256, apart="Weighing the evidence…")
def disguise(result: Segmentation) -> Disguise | None:
    """Find the one column that alone gives back the segments; rules hide nothing."""
    if result.spec.is_by_rule:
        return None
    raw = result.space.raw(result.rows.frame)
    return column_in_disguise(raw, result.points, result.space, result.clustering)


@cached_by_key(32, apart="Asking another method…", apart_from=LONG_WORK)
def second_opinion(fitted: FittedRange) -> SecondOpinion | None:
    """Ask other methods whether there are groups."""
    return opinions.second_opinion(
        fitted.rows.frame, fitted.space, random_state=fitted.spec.random_state
    )


@cached_by_key(32, apart="Drawing the map…")
def components(fitted: FittedRange) -> Projection:
    """Project the customers on their principal components."""
    return principal_components(fitted.points)
