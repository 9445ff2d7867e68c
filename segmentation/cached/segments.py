"""Kept: segments and what is told of them."""

from dataclasses import replace

from segmentation.analysis import custom_segments
from segmentation.analysis import segmentation as pipeline
from segmentation.analysis.custom_segments import Outlined
from segmentation.analysis.segmentation import Segmentation
from segmentation.cached.by_key import cached_by_key
from segmentation.cached.clusters import fits
from segmentation.clustering.spec import SegmentationSpec
from segmentation.segments.custom_segments import Outline
from segmentation.segments.describing.cards import SegmentCard, make_cards
from segmentation.segments.describing.customer import CustomerView, view_customer
from segmentation.segments.describing.effects import Effect, measure_effects
from segmentation.segments.describing.importance import permutation_importance
from segmentation.segments.describing.trees import SegmentTree, grow_trees
from segmentation.segments.rules import DescriptionRule, segment_rules
from segmentation.tables.table import Table


def segmentation(table: Table, spec: SegmentationSpec) -> Segmentation:
    """Divide the customers into segments."""
    return replace(_segmentation(table, spec), table_name=table.name)


@cached_by_key(256)
def _segmentation(table: Table, spec: SegmentationSpec) -> Segmentation:
    return pipeline.segment(table, spec, fits=fits(table, spec.family))


def renamed(
    table: Table, spec: SegmentationSpec, given: tuple[tuple[int, str], ...]
) -> Segmentation:
    """Give the segments the user's names."""
    return replace(_renamed(table, spec, given), table_name=table.name)


@cached_by_key(64)
def _renamed(
    table: Table, spec: SegmentationSpec, given: tuple[tuple[int, str], ...]
) -> Segmentation:
    return pipeline.renamed(segmentation(table, spec), dict(given))


@cached_by_key(64)
def effects(table: Table, spec: SegmentationSpec) -> tuple[Effect, ...]:
    """Measure how the columns differ between the segments."""
    found = segmentation(table, spec)
    return measure_effects(found.rows, found.labels, found.profiles, random_state=spec.random_state)


@cached_by_key(64)
def cards(table: Table, spec: SegmentationSpec) -> tuple[SegmentCard, ...]:
    """Describe every segment in a few sentences."""
    found = segmentation(table, spec)
    distances = found.customers["distance"].to_numpy()
    return make_cards(found.rows, found.labels, found.profiles, effects(table, spec), distances)


@cached_by_key(64, "Looking for rules…")
def rules(table: Table, spec: SegmentationSpec, max_conditions: int) -> tuple[DescriptionRule, ...]:
    """Find the shortest rule of every segment."""
    found = segmentation(table, spec)
    return segment_rules(
        found.rows.frame,
        found.space,
        found.labels,
        max_conditions=max_conditions,
        random_state=spec.random_state,
    )


@cached_by_key(64, "Growing trees…")
def trees(table: Table, spec: SegmentationSpec) -> tuple[SegmentTree, ...]:
    """Grow a decision tree of every depth."""
    found = segmentation(table, spec)
    return grow_trees(found.rows.frame, found.space, found.labels, random_state=spec.random_state)


@cached_by_key(64)
def importance(table: Table, spec: SegmentationSpec) -> dict[str, float]:
    """Shuffle each feature and count who changes segment."""
    found = fits(table, spec.family)
    assign = found.clusterings[spec.n_clusters].assign
    return permutation_importance(found.points, found.space, assign, random_state=spec.random_state)


@cached_by_key(256)
def places_of(table: Table, family: SegmentationSpec, who: str) -> tuple[int, ...]:
    """Find a customer among the cached_by_key rows by the identifier as it reads."""
    same = fits(table, family).rows.identifiers.astype(str) == who
    return tuple(same.to_numpy().nonzero()[0].tolist())


@cached_by_key(256)
def customer_view(table: Table, spec: SegmentationSpec, row: int) -> CustomerView:
    """Explain one customer's segment."""
    found = fits(table, spec.family)
    return view_customer(found.rows.frame, found.space, found.clusterings[spec.n_clusters], row)


@cached_by_key(64)
def outlined(table: Table, family: SegmentationSpec, outline: Outline) -> Outlined:
    """Find and describe who lies inside an outline on the map."""
    return custom_segments.outlined(fits(table, family), outline)
