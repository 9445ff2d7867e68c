"""Kept: partitions and the evidence for them."""

from numpy import ndarray

from segmentation.analysis import scan as scanning
from segmentation.analysis.fitted_range import ALL_KS, FittedRange, fit
from segmentation.cached.by_key import cached_by_key
from segmentation.clustering.evidence.chance import ChanceOfK
from segmentation.clustering.evidence.drivers import Driver
from segmentation.clustering.evidence.drivers import drivers as measure_drivers
from segmentation.clustering.methods.kmeans_trace import Lesson
from segmentation.clustering.methods.ward import TopOfTree, top_of_tree, ward_tree
from segmentation.clustering.projection import Projection, principal_components
from segmentation.clustering.selection import KScan
from segmentation.clustering.spec import K_MAX, SegmentationSpec
from segmentation.clustering.stability import Stability
from segmentation.tables.table import Table


@cached_by_key(32, "Finding segments…")
def fits(table: Table, family: SegmentationSpec) -> FittedRange:
    """Cluster for every k."""
    return fit(table, family)


@cached_by_key(32)
def scan(table: Table, family: SegmentationSpec) -> KScan:
    """Lay the criteria of every k side by side."""
    return scanning.scan_of(fits(table, family), ALL_KS)


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
    return scanning.lesson_of(table, axes, k, scaled=scaled, start=start, seed=seed)


@cached_by_key(256)
def chance(table: Table, family: SegmentationSpec, k: int, shortened: bool) -> ChanceOfK | None:  # noqa: FBT001 - a cache's key
    """Test the customers against chance for one k."""
    return scanning.chance_of(fits(table, family), k, shortened=shortened)


@cached_by_key(256)
def stability(table: Table, family: SegmentationSpec, k: int) -> Stability:
    """Cluster resamples for one k."""
    return scanning.stability_of(fits(table, family), k)


@cached_by_key(256)
def restarts(table: Table, spec: SegmentationSpec) -> float:
    """Say how often a single start finds the best known partition."""
    return scanning.restarts_of(fits(table, spec.family), spec.n_clusters)


@cached_by_key(64)
def silhouettes(table: Table, spec: SegmentationSpec) -> tuple[ndarray, ndarray]:
    """Say how well each customer sits in the segment."""
    return scanning.customer_silhouettes(fits(table, spec.family), spec.n_clusters)


@cached_by_key(64)
def distinctness(table: Table, spec: SegmentationSpec) -> tuple[float, ...]:
    """Say how well the customers of each segment sit in it."""
    return scanning.segment_silhouettes(fits(table, spec.family), spec.n_clusters)


@cached_by_key(64, "Comparing the ways…")
def agreement(table: Table, spec: SegmentationSpec) -> dict[tuple[str, str], float]:
    """Compare what the algorithms make of the same customers."""
    return scanning.agreement_of(fits(table, spec.family), spec.n_clusters)


@cached_by_key(16)
def ward_dendrogram(table: Table, family: SegmentationSpec) -> TopOfTree:
    """Take the last mergers of Ward's hierarchy."""
    return top_of_tree(ward_tree(fits(table, family).points), K_MAX * 2)


@cached_by_key(256)
def drivers(table: Table, spec: SegmentationSpec) -> tuple[Driver, ...]:
    """Measure each column's part in what tells the segments apart."""
    found = fits(table, spec.family)
    return measure_drivers(found.points, found.space, found.clusterings[spec.n_clusters])


@cached_by_key(32)
def components(table: Table, family: SegmentationSpec) -> Projection:
    """Project the customers on their principal components."""
    return principal_components(fits(table, family).points)
