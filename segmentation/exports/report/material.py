"""What the sections of a report are written from, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segment_map import SegmentMapData, segment_map_data
from segmentation.clustering.evidence.drivers import Disguise, column_in_disguise
from segmentation.clustering.projection import (
    axis_title,
    map_coordinates,
    principal_components,
    separating_axes,
)
from segmentation.clustering.selection import KScan
from segmentation.exports.persona import Offering
from segmentation.exports.report.story import Section
from segmentation.segments.describing.cards import SegmentCard, make_cards
from segmentation.segments.describing.effects import Effect, measure_effects
from segmentation.segments.facts.tiles import Tile, make_tiles, value_column
from segmentation.segments.planning.fulfilment import fulfilment
from segmentation.segments.planning.playbook import playbook
from segmentation.segments.rules import DescriptionRule, segment_rules
from segmentation.segments.strategy import (
    Target,
    concept_columns,
    first_target,
    play_for,
    rank_targets,
    usable_goals,
)
from segmentation.segments.vocabulary import vocabulary

SMALLEST = 5
"""Customers below which nothing is told of a segment or a cell, unless it is set otherwise."""

RULE_CONDITIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is to be done.

    Attributes
    ----------
    targets : tuple of Target
        The best first.
    first : int or None
        Who to target first.
    offerings : tuple of Offering
        By segment.
    figures : tuple of Section
        The money of a campaign; empty until its figures are the user's own.
    """

    targets: tuple[Target, ...]
    first: int | None
    offerings: tuple[Offering, ...]
    figures: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """All that a report can tell.

    Attributes
    ----------
    result : Segmentation
    scan : KScan or None
        None of segments by rule.
    effects : tuple of Effect
    cards : tuple of SegmentCard
    rules : tuple of DescriptionRule
        By segment; how to know them.
    tiles : tuple of Tile
    points : SegmentMapData
        The map in the two columns that separate the segments best; a point says nothing of whose
        it is.
    disguise : Disguise or None
    plan : Planned
    smallest : int
        Customers below which nothing is told of a segment or a cell.
    """

    result: Segmentation
    scan: KScan | None
    effects: tuple[Effect, ...]
    cards: tuple[SegmentCard, ...]
    rules: tuple[DescriptionRule, ...]
    tiles: tuple[Tile, ...]
    points: SegmentMapData
    disguise: Disguise | None
    plan: Planned
    smallest: int = SMALLEST

    @property
    def merged(self) -> frozenset[int]:
        """The segments that are told together only."""
        return small_segments([profile.size for profile in self.result.profiles], self.smallest)

    @property
    def shown(self) -> tuple[int, ...]:
        """The segments that are told one by one, in their lasting order."""
        return tuple(s for s in self.result.by_slot if s not in self.merged)


def small_segments(sizes: list[int], smallest: int) -> frozenset[int]:
    """Return which segments are told together only, so that no difference gives one away.

    Parameters
    ----------
    sizes : list of int
    smallest : int

    Returns
    -------
    frozenset of int
        Those below `smallest`, and the next larger ones until they are at least two and together
        are large enough; empty when all are large enough.

    Examples
    --------
    >>> sorted(small_segments([90, 40, 3], 5))
    [1, 2]
    >>> sorted(small_segments([90, 40, 3, 2], 5))
    [2, 3]
    """
    order = sorted(range(len(sizes)), key=lambda s: sizes[s])
    n_small = sum(size < smallest for size in sizes)
    if not n_small:
        return frozenset()
    n = max(2, n_small)
    while n < len(order) and sum(sizes[s] for s in order[:n]) < smallest:
        n += 1
    return frozenset(order[:n])


def planned(result: Segmentation, columns: Mapping[str, str]) -> Planned:
    """Rank the segments by all goals alike, with the proposed offers and no money.

    Parameters
    ----------
    result : Segmentation
    columns : mapping of str to str
        By concept.

    Returns
    -------
    Planned
    """
    base, sizes = playbook(), [profile.size for profile in result.profiles]
    goals = usable_goals(base, columns)
    shares = fulfilment(result.rows.frame, result.labels, goals, columns)
    targets = rank_targets(result.profiles, goals, columns, {}, shares)
    plays = (play_for(profile, base, columns) for profile in result.profiles)
    offerings = tuple(
        Offering(offer=play.offers[0], channel=play.channel, message=play.message) for play in plays
    )
    return Planned(targets=targets, first=first_target(targets, {}, sizes), offerings=offerings)


def map_axes(result: Segmentation) -> tuple[str, ...]:
    """Return the two columns that separate the segments best; one where there is but one.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    tuple of str
    """
    ranked = separating_axes(result.rows, result.spec.features, result.labels)
    return ranked[: min(2, len(result.space.axes))]


def map_points(result: Segmentation, axes: tuple[str, ...]) -> SegmentMapData:
    """Place every customer on the map, without a name.

    Parameters
    ----------
    result : Segmentation
    axes : tuple of str
        As `map_axes` returns them.

    Returns
    -------
    SegmentMapData
    """
    projection = principal_components(result.points)
    return segment_map_data(
        map_coordinates(result.rows, projection, axes),
        tuple(axis_title(axis, projection) for axis in axes),
        result.labels,
        result.slots,
        result.names,
        np.full(len(result.labels), ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """What takes time to work out: an app keeps each of them, as its pages show them too.

    Attributes
    ----------
    effects : tuple of Effect
    cards : tuple of SegmentCard
    rules : tuple of DescriptionRule
    points : SegmentMapData
    disguise : Disguise or None
    """

    effects: tuple[Effect, ...]
    cards: tuple[SegmentCard, ...]
    rules: tuple[DescriptionRule, ...]
    points: SegmentMapData
    disguise: Disguise | None


def measure(result: Segmentation) -> Pieces:
    """Work out what takes time.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    Pieces
    """
    seed, frame, labels = result.spec.random_state, result.rows.frame, result.labels
    effects = measure_effects(result.rows, labels, result.profiles, random_state=seed)
    distances = result.customers["distance"].to_numpy()
    return Pieces(
        effects=effects,
        cards=make_cards(result.rows, labels, result.profiles, effects, distances),
        rules=segment_rules(
            frame, result.space, labels, max_conditions=RULE_CONDITIONS, random_state=seed
        ),
        points=map_points(result, map_axes(result)),
        disguise=_disguise(result),
    )


def _disguise(result: Segmentation) -> Disguise | None:
    if result.spec.is_by_rule:
        return None
    raw = result.space.raw(result.rows.frame)
    return column_in_disguise(raw, result.points, result.space, result.clustering)


def gather(
    result: Segmentation,
    scan: KScan | None = None,
    *,
    smallest: int = SMALLEST,
    pieces: Pieces | None = None,
    plan: Planned | None = None,
) -> Material:
    """Work out all that a report tells.

    Parameters
    ----------
    result : Segmentation
    scan : KScan or None
        Of the same settings.
    smallest : int
        Customers below which nothing is told of a segment or a cell.
    pieces : Pieces or None
        Of `result`, where they are known already.
    plan : Planned or None
        What the user plans; without it, what is proposed.

    Returns
    -------
    Material
    """
    pieces = pieces or measure(result)
    base, columns = playbook(), concept_columns(result.profiles, vocabulary())
    plays = tuple(play_for(profile, base, columns) for profile in result.profiles)
    value = value_column(columns)
    return Material(
        result=result,
        scan=scan,
        effects=pieces.effects,
        cards=pieces.cards,
        rules=pieces.rules,
        points=pieces.points,
        disguise=pieces.disguise,
        tiles=make_tiles(result.profiles, result.names, result.slots, plays, value=value),
        plan=plan or planned(result, columns),
        smallest=smallest,
    )
