"""The sections that show the segments: the map, a card each, and side by side."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from segmentation.charts.segment_map import SegmentMapData, segment_map_chart
from segmentation.charts.segments.side_by_side import heat_chart, side_by_side
from segmentation.exports.report import words
from segmentation.exports.report.material import Material
from segmentation.exports.report.opening import size_line
from segmentation.exports.report.story import (
    COUNT,
    MEDIAN,
    NUMBER,
    Column,
    Fact,
    Grid,
    Picture,
    Portrait,
    Section,
)
from segmentation.segments.describing.summary import shown_decimals
from segmentation.segments.profiling import CategoryFact, SegmentProfile
from segmentation.tables.number_format import format_share

MAP_HEIGHT = 520
CHART_HEIGHT, ROW_HEIGHT = 180, 34
MOST_CHARTED = 15


def points(material: Material, _sentences: Mapping[int, str]) -> Section | None:
    """Show every customer as a point, without a name.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section or None
        None where every segment is too small to be shown.
    """
    if not material.shown:
        return None
    said = [words.ON_THE_MAP]
    if material.merged:
        said.append(words.NO_POINTS.format(smallest=material.smallest))
    picture = Picture(key="map", data=_map(material), build=segment_map_chart, height=MAP_HEIGHT)
    return Section(key="map", title=words.TITLES["map"], sentences=tuple(said), blocks=(picture,))


def _map(material: Material) -> SegmentMapData:
    """Return the map of the segments that are told."""
    told = {material.result.slots[s] for s in material.shown}
    segments = tuple(segment for segment in material.points.segments if segment.slot in told)
    n_shown = sum(len(segment.points) for segment in segments)
    return replace(material.points, segments=segments, n_shown=n_shown)


def portraits(material: Material, sentences: Mapping[int, str]) -> Section:
    """Show a card of every segment that is large enough.

    Parameters
    ----------
    material : Material
    sentences : mapping of int to str
        By segment, the user's own.

    Returns
    -------
    Section
    """
    return Section(
        key="segments",
        title=words.TITLES["segments"],
        sentences=() if material.shown else (words.ALL_TOO_SMALL,),
        blocks=tuple(_portrait(material, s, sentences.get(s, "")) for s in material.shown),
    )


def _portrait(material: Material, segment: int, sentence: str) -> Portrait:
    result, card = material.result, material.cards[segment]
    offering = material.plan.offerings[segment]
    told = {
        words.OFFER: offering.offer,
        words.CHANNEL: offering.channel,
        words.MESSAGE: offering.message and f"“{offering.message}”",
    }
    return Portrait(
        slot=result.slots[segment],
        name=result.names[segment],
        size=size_line(material, segment),
        phrase=card.phrase,
        sentences=tuple(filter(None, (sentence, *card.sentences))),
        rule=_rule(material, segment),
        bars=material.tile(segment).bars,
        told=tuple(Fact(label=label, value=value) for label, value in told.items() if value),
    )


def _rule(material: Material, segment: int) -> str:
    result = material.result
    if not result.spec.is_by_rule:
        return words.of_rule(material.rules[segment])
    rules, own = result.spec.rules, result.fitted_slot(segment)
    return rules[own][1] if own < len(rules) else ""


def has_hidden_levels(material: Material) -> bool:
    """Say whether a level is not told anywhere.

    Parameters
    ----------
    material : Material

    Returns
    -------
    bool
    """
    profiles = material.told.profiles
    return any(mix.table.hidden.any() for mix in material.told.mixes) or any(
        not fact.level for profile in profiles for fact in profile.categories
    )


def comparison(material: Material, _sentences: Mapping[int, str]) -> Section | None:
    """Lay the segments side by side, as a chart and as a table.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Section or None
        None where every segment is too small to be told.
    """
    if not material.shown:
        return None
    result, shown = material.result, material.shown
    numbers = [fact.column for fact in material.told.profiles[0].numbers]
    blocks = [means(material)]
    if numbers:
        data = side_by_side(
            tuple(material.profile(s) for s in shown),
            tuple(result.names[s] for s in shown),
            tuple(result.slots[s] for s in shown),
            tuple(numbers),
            most=MOST_CHARTED,
        )
        height = CHART_HEIGHT + ROW_HEIGHT * len(data.columns)
        blocks.insert(0, Picture(key="heat", data=data, build=heat_chart, height=height))
    return Section(
        key="comparison",
        title=words.TITLES["comparison"],
        sentences=(words.TYPICAL,),
        blocks=tuple(blocks),
    )


def means(material: Material) -> Grid:
    """Lay out what is typical of every segment.

    Parameters
    ----------
    material : Material

    Returns
    -------
    Grid
    """
    result = material.result
    profiles = [material.profile(s) for s in material.shown]
    first = profiles[0]
    numbers, levels = range(len(first.numbers)), range(len(first.categories))
    values = {at: pd.Series([p.numbers[at].typical for p in profiles]) for at in numbers}
    columns = [Column(title=words.SEGMENT), Column(title=words.CUSTOMERS, kind=COUNT)]
    columns += [
        Column(title=_title(first, at), kind=NUMBER, decimals=shown_decimals(values[at]))
        for at in numbers
    ]
    columns += [Column(title=first.categories[at].label.axis) for at in levels]
    rows = [
        (
            result.names[segment],
            profile.size,
            *(_number(profile.numbers[at].typical) for at in numbers),
            *(_level(profile.categories[at]) for at in levels),
        )
        for segment, profile in zip(material.shown, profiles, strict=True)
    ]
    return Grid(
        key="profiles",
        columns=tuple(columns),
        rows=tuple(rows),
        slots=tuple(result.slots[s] for s in material.shown),
        alt=words.COMPARED,
    )


def _title(profile: SegmentProfile, at: int) -> str:
    fact = profile.numbers[at]
    return f"{fact.label.axis}{MEDIAN}" if fact.is_skewed else fact.label.axis


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _level(fact: CategoryFact) -> str | None:
    return f"{fact.level} {format_share(fact.share)}" if fact.level else None
