"""What the sections of a report are written from, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from segmentation.analysis.segmentation import Segmentation
from segmentation.charts.segment_map import SegmentMapData, segment_map_data
from segmentation.clustering.evidence.drivers import Disguise, column_in_disguise
from segmentation.clustering.projection import (
    axis_title,
    flat_axes,
    map_coordinates,
    principal_components,
    separating_axes,
)
from segmentation.clustering.selection import KScan
from segmentation.exports.persona import Offering, shown_columns
from segmentation.exports.report.story import Section
from segmentation.segments.describing.cards import SegmentCard, make_cards
from segmentation.segments.describing.effects import Effect, measure_effects
from segmentation.segments.disclosure.glance import told_cards, told_tiles
from segmentation.segments.disclosure.profiles import ToldSegments, told_segments
from segmentation.segments.disclosure.suppression import MINIMUM
from segmentation.segments.facts.tiles import Tile, value_column
from segmentation.segments.planning.fulfilment import fulfilment
from segmentation.segments.planning.playbook import playbook
from segmentation.segments.profiling import SegmentProfile
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
    told : ToldSegments
        Which segments are told one by one, and what may be told of them.
    tiles : tuple of Tile
        Of those.
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
    told: ToldSegments
    tiles: tuple[Tile, ...]
    points: SegmentMapData
    disguise: Disguise | None
    plan: Planned
    smallest: int = MINIMUM

    @property
    def merged(self) -> frozenset[int]:
        """The segments that are told together only."""
        return frozenset(range(self.result.n_clusters)) - frozenset(self.told.segments)

    @property
    def shown(self) -> tuple[int, ...]:
        """The segments that are told one by one, in their lasting order."""
        return tuple(s for s in self.result.by_slot if s not in self.merged)

    def profile(self, segment: int) -> SegmentProfile:
        """Return what may be told of the numbers and levels of a segment that is shown."""
        return self.told.profiles[self.told.segments.index(segment)]

    def tile(self, segment: int) -> Tile:
        """Return a segment that is shown at a glance."""
        at = self.told.segments.index(segment)
        return next(tile for tile in self.tiles if tile.segment == at)


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
    return flat_axes(result.rows, result.spec.features, ranked, len(result.space.axes))


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


def told_of(result: Segmentation, smallest: int = MINIMUM) -> ToldSegments:
    """Return what may be told of the segments, of columns that tell of nobody in particular.

    Parameters
    ----------
    result : Segmentation
    smallest : int

    Returns
    -------
    ToldSegments
    """
    columns = shown_columns(result)
    return told_segments(result.rows, result.labels, result.spec.features, columns, smallest)


def gather(
    result: Segmentation,
    scan: KScan | None = None,
    *,
    smallest: int = MINIMUM,
    pieces: Pieces | None = None,
    plan: Planned | None = None,
    told: ToldSegments | None = None,
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
    told : ToldSegments or None
        As `told_of` returns it for `smallest`, where that is known already.

    Returns
    -------
    Material
    """
    pieces, told = pieces or measure(result), told or told_of(result, smallest)
    base, columns = playbook(), concept_columns(result.profiles, vocabulary())
    plays = tuple(play_for(profile, base, columns) for profile in result.profiles)
    rows, distances = (result.rows, result.labels), result.customers["distance"].to_numpy()
    return Material(
        result=result,
        scan=scan,
        effects=pieces.effects,
        cards=told_cards(pieces.cards, told, pieces.effects, rows, result.profiles, distances),
        rules=pieces.rules,
        points=pieces.points,
        disguise=pieces.disguise,
        told=told,
        tiles=told_tiles(told, result.names, result.slots, plays, value_column(columns)),
        plan=plan or planned(result, columns),
        smallest=smallest,
    )
