"""Kept: segments and what is told of them."""

from dataclasses import replace

import pyarrow as pa

from segmentation.analysis import custom_segments
from segmentation.analysis.custom_segments import Outlined
from segmentation.analysis.fitted_range import FittedRange
from segmentation.analysis.rules import beside
from segmentation.analysis.rules.beside import RulesBeside
from segmentation.analysis.segment import segment
from segmentation.analysis.segmentation import Segmentation, with_names
from segmentation.cached.by_key import DRAWN_BARE, DRAWN_KEYS, cached_by_key
from segmentation.cached.clusters import disguise, fitted_range, separating_axes
from segmentation.charts.segment_map import SegmentMapData
from segmentation.clustering.projection import flat_axes
from segmentation.clustering.spec import SegmentationSpec
from segmentation.customers.formulas.rules import Rules
from segmentation.exports.report.material import RULE_CONDITIONS, Pieces, map_points, told_of
from segmentation.models.model import SegmentModel
from segmentation.segments.custom_segments import Outline
from segmentation.segments.describing.cards import SegmentCard, make_cards
from segmentation.segments.describing.customer import CustomerView, view_customer
from segmentation.segments.describing.effects import Effect, measure_effects
from segmentation.segments.describing.importance import permutation_importance, rule_importance
from segmentation.segments.describing.summary import shown_decimals, summary_table
from segmentation.segments.describing.trees import SegmentTree, grow_trees
from segmentation.segments.disclosure.profiles import ToldSegments
from segmentation.segments.facts.ranges import Range, ranges_of
from segmentation.segments.facts.tiles import Tile, make_tiles, value_column
from segmentation.segments.planning.fulfilment import beyond_rhythm, fulfilment
from segmentation.segments.planning.margins import OrderValues
from segmentation.segments.planning.margins import order_values as measure_orders
from segmentation.segments.planning.playbook import Goal, playbook
from segmentation.segments.rules import DescriptionRule, segment_rules
from segmentation.segments.strategy import corrected_columns, play_for
from segmentation.segments.vocabulary import vocabulary
from segmentation.tables.table import Table

MOST_RANGES = 6
"""Numbers of a card, those that the segments were made from first."""


def segmentation(fitted: FittedRange, k: int) -> Segmentation:
    """Divide the customers into segments."""
    return _segmentation(fitted, k).of(fitted.table)


@cached_by_key(256)
def _segmentation(fitted: FittedRange, k: int) -> Segmentation:
    spec = replace(fitted.spec, n_clusters=k)
    return segment(fitted.table, spec, fitted=fitted)


def named(result: Segmentation, given: tuple[tuple[int, str], ...]) -> Segmentation:
    """Give the segments the user's names."""
    return _named(result, given).of(result.table)


@cached_by_key(64)
def _named(result: Segmentation, given: tuple[tuple[int, str], ...]) -> Segmentation:
    return with_names(result, dict(given))


def refit(table: Table, spec: SegmentationSpec, ref: SegmentModel) -> Segmentation:
    """Find segments anew that keep the colours of earlier ones."""
    return _refit(fitted_range(table, spec.family), spec.n_clusters, ref).of(table)


@cached_by_key(32, "Finding segments…")
def _refit(fitted: FittedRange, k: int, ref: SegmentModel) -> Segmentation:
    spec = replace(fitted.spec, n_clusters=k)
    return segment(fitted.table, spec, ref=ref, fitted=fitted)


@cached_by_key(64, apart="Comparing segments…")
def effects(result: Segmentation) -> tuple[Effect, ...]:
    """Measure how the columns differ between the segments."""
    seed = result.spec.random_state
    return measure_effects(result.rows, result.labels, result.profiles, random_state=seed)


@cached_by_key(64, apart="Describing segments…")
def cards(result: Segmentation) -> tuple[SegmentCard, ...]:
    """Describe every segment in a few sentences."""
    distances = result.customers["distance"].to_numpy()
    return make_cards(result.rows, result.labels, result.profiles, effects(result), distances)


@cached_by_key(64, apart="Describing segments…")
def ranges(result: Segmentation) -> tuple[tuple[Range, ...], ...]:
    """Tell of every segment where most of it lie on each of the first numbers."""
    columns = zip(*(profile.numbers[:MOST_RANGES] for profile in result.profiles), strict=True)
    frame, labels = result.rows.frame, result.labels
    found = [ranges_of(frame[facts[0].column], labels, facts) for facts in columns]
    return tuple(zip(*found, strict=True)) if found else ((),) * result.n_clusters


@cached_by_key(256, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def tiles(result: Segmentation, given: tuple[tuple[str, str], ...], value: str) -> tuple[Tile, ...]:
    """Show each segment at a glance, with what to do by the columns that were matched."""
    columns = corrected_columns(result.profiles, vocabulary(), dict(given))
    plays = tuple(play_for(profile, playbook(), columns) for profile in result.profiles)
    numbers = {fact.column for fact in result.profiles[0].numbers}
    value = value if value in numbers else value_column(columns)
    return make_tiles(result.profiles, result.names, result.slots, plays, value=value)


@cached_by_key(64, apart="Looking for rules…")
def rules(result: Segmentation, max_conditions: int) -> tuple[DescriptionRule, ...]:
    """Find the shortest rule of every segment."""
    return segment_rules(
        result.rows.frame,
        result.space,
        result.labels,
        max_conditions=max_conditions,
        random_state=result.spec.random_state,
    )


@cached_by_key(64, apart="Growing trees…")
def trees(result: Segmentation) -> tuple[SegmentTree, ...]:
    """Grow a decision tree of every depth."""
    seed = result.spec.random_state
    return grow_trees(result.rows.frame, result.space, result.labels, random_state=seed)


@cached_by_key(64, apart="Weighing columns…")
def importance(result: Segmentation) -> dict[str, float]:
    """Shuffle each feature and count who changes segment."""
    assign, seed = result.clustering.assign, result.spec.random_state
    if result.spec.is_by_rule:
        rows = result.rows
        return rule_importance(rows.frame, result.spec.features, rows.derivation, random_state=seed)
    return permutation_importance(result.points, result.space, assign, random_state=seed)


@cached_by_key(256)
def places_of(fitted: FittedRange, who: str) -> tuple[int, ...]:
    """Find a customer among the kept rows by the identifier as it reads."""
    same = fitted.rows.identifiers.astype(str) == who
    return tuple(same.to_numpy().nonzero()[0].tolist())


@cached_by_key(256)
def customer_view(result: Segmentation, row: int) -> CustomerView:
    """Explain one customer's segment."""
    return view_customer(result.rows.frame, result.space, result.clustering, row)


@cached_by_key(64, apart="Describing the marked…")
def outlined(fitted: FittedRange, outline: Outline) -> Outlined:
    """Find and describe who lies inside an outline on the map."""
    return custom_segments.outlined(fitted, outline)


@cached_by_key(128, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def side_by_side(
    result: Segmentation,
    drawn: tuple[tuple[str, Outline], ...],
    differences: bool,  # noqa: FBT001 - part of the key
) -> tuple[pa.Table, dict[str, int]]:
    """Lay segments, and those drawn by hand, side by side; ready to be sent, with decimals."""
    profiles = [outlined(result.fitted, outline).profile for _, outline in drawn]
    frame = summary_table(
        (*result.profiles, *profiles),
        (*result.names, *(name for name, _ in drawn)),
        (*result.by_slot, *range(result.n_clusters, result.n_clusters + len(drawn))),
        differences=differences,
    )
    decimals = {name: shown_decimals(frame[name]) for name in frame.select_dtypes("float").columns}
    return pa.Table.from_pandas(frame, preserve_index=False), decimals


@cached_by_key(64, apart="Counting customers…")
def rules_beside(result: Segmentation, rules: Rules) -> RulesBeside:
    """Count whom rules hold for, and where those customers are now."""
    return beside.rules_beside(result, rules)


def report_pieces(result: Segmentation) -> Pieces:
    """Put together what a report tells, from what pages have shown already."""
    ranked = separating_axes(result.fitted, result.n_clusters)
    axes = flat_axes(result.rows, result.spec.features, ranked, len(result.space.axes))
    return Pieces(
        effects=effects(result),
        cards=cards(result),
        rules=rules(result, RULE_CONDITIONS),
        points=_report_map(result, axes),
        disguise=disguise(result),
    )


@cached_by_key(64)
def told(result: Segmentation, smallest: int) -> ToldSegments:
    """Find what may be told of the segments to others."""
    return told_of(result, smallest)


@cached_by_key(64, keys=DRAWN_KEYS, bare=DRAWN_BARE)
def _report_map(result: Segmentation, axes: tuple[str, ...]) -> SegmentMapData:
    """Place the customers on the map of a report."""
    return map_points(result, axes)


@cached_by_key(64)
def has_rhythm(result: Segmentation, columns: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether the usual time between customers' purchases is known."""
    return beyond_rhythm(result.rows.frame, dict(columns)) is not None


@cached_by_key(64)
def goal_shares(
    result: Segmentation, goals: tuple[Goal, ...], columns: tuple[tuple[str, str], ...]
) -> dict[str, tuple[float, ...]]:
    """Count of how many customers of each segment the goals' sentences are true."""
    return fulfilment(result.rows.frame, result.labels, goals, dict(columns))


@cached_by_key(64)
def order_values(result: Segmentation, columns: tuple[tuple[str, str], ...]) -> OrderValues:
    """Tell what an order of each segment's customers brings."""
    return measure_orders(result.rows.frame, result.labels, dict(columns))
