"""A segment at a glance: size, what it is worth, three columns beside the average, what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan, sqrt

from segmentation.segments.facts.spoken import spoken
from segmentation.segments.planning.margins import is_money
from segmentation.segments.planning.playbook import Play
from segmentation.segments.profiling import (
    CategoryFact,
    NumberFact,
    SegmentProfile,
    value_shares,
)
from segmentation.tables.number_format import amount, format_share

N_BARS = 3
FULL = 2.0
"""Standard deviations from the average at which a bar is full."""

FEWEST = 5
"""Customers below which an average says nothing of a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniBar:
    """One column of a segment beside all customers.

    Attributes
    ----------
    label : str
        The column without its unit, a category with its level.
    value, of_all : str
        What is typical of the segment and of all, with the unit.
    length : float
        −1 to 1: how far the segment is from all customers, in parts of a full bar.
    """

    label: str
    value: str
    of_all: str
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One segment at a glance.

    Attributes
    ----------
    segment, slot : int
    name : str
    size : int
        Customers.
    share : float
        Of all segmented customers, 0 to 1.
    value_label : str
        The column whose sum is shared out; empty where none is known.
    value_share : float
        Of that sum, 0 to 1; NaN where it cannot be told.
    bars : tuple of MiniBar
        At most `N_BARS`; none of a segment of fewer than `FEWEST` customers.
    play : Play
        What to do.
    """

    segment: int
    slot: int
    name: str
    size: int
    share: float
    value_label: str
    value_share: float
    bars: tuple[MiniBar, ...]
    play: Play


def value_column(columns: Mapping[str, str]) -> str | None:
    """Return the column whose sum is what customers are worth.

    Parameters
    ----------
    columns : mapping of str to str
        By concept.

    Returns
    -------
    str or None
        What they spend, where it is money: shares of a sum of scores would say nothing.
    """
    spent = columns.get("spending")
    return spent if spent and is_money(spent) else None


def make_tiles(
    profiles: tuple[SegmentProfile, ...],
    names: tuple[str, ...],
    slots: tuple[int, ...],
    plays: tuple[Play, ...],
    *,
    value: str | None = None,
) -> tuple[Tile, ...]:
    """Make a tile for every segment.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
    names : tuple of str
    slots : tuple of int
    plays : tuple of Play
        All per segment.
    value : str or None
        One of the numbers: its sum is shared out among the segments.

    Returns
    -------
    tuple of Tile
        In the order of the slots, each with the columns that set it apart most: those that the
        segments were made from before the others.
    """
    shares = value_shares(profiles, value) if value else (float("nan"),) * len(profiles)
    label = next((spoken(f.column) for f in profiles[0].numbers if f.column == value), "")
    return tuple(
        Tile(
            segment=at,
            slot=slots[at],
            name=names[at],
            size=profiles[at].size,
            share=profiles[at].share,
            value_label=label,
            value_share=shares[at],
            bars=_bars(profiles[at]),
            play=plays[at],
        )
        for at in sorted(range(len(slots)), key=slots.__getitem__)
    )


def _bars(profile: SegmentProfile) -> tuple[MiniBar, ...]:
    if profile.size < FEWEST:
        return ()
    told = [(fact.is_feature, _of_number(fact)) for fact in profile.numbers if fact.n_known]
    told += [(fact.is_feature, _of_level(fact)) for fact in profile.categories if fact.level]
    told.sort(key=lambda entry: (not entry[0], -abs(entry[1].length)))
    return tuple(bar for _, bar in told[:N_BARS])


def _of_number(fact: NumberFact) -> MiniBar:
    return MiniBar(
        label=spoken(fact.column),
        value=amount(fact.typical, fact.label),
        of_all=amount(fact.typical_of_all, fact.label),
        length=_length(fact.z),
    )


def _of_level(fact: CategoryFact) -> MiniBar:
    spread = sqrt(max(fact.overall * (1 - fact.overall), 0.0))
    away = (fact.share - fact.overall) / spread if spread > 0 else 0.0
    return MiniBar(
        label=f"{spoken(fact.column)}: {fact.level}",
        value=format_share(fact.share),
        of_all=format_share(fact.overall),
        length=_length(away),
    )


def _length(deviations: float) -> float:
    return 0.0 if isnan(deviations) else max(-1.0, min(1.0, deviations / FULL))
