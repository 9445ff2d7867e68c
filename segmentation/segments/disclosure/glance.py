"""Segments at a glance, as far as they may be told."""

from collections.abc import Sequence

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.segments.describing.cards import SegmentCard, make_cards
from segmentation.segments.describing.effects import Effect
from segmentation.segments.disclosure.profiles import ToldSegments
from segmentation.segments.facts.tiles import Tile, make_tiles
from segmentation.segments.planning.playbook import Play
from segmentation.segments.profiling import SegmentProfile


def told_tiles(
    told: ToldSegments,
    names: Sequence[str],
    slots: Sequence[int],
    plays: Sequence[Play],
    value: str | None,
) -> tuple[Tile, ...]:
    """Return the segments that are told one by one at a glance.

    Parameters
    ----------
    told : ToldSegments
    names, slots, plays : sequence
        By segment, of all segments.
    value : str or None
        The column whose sum is shared out among all; left out where it may not be told.

    Returns
    -------
    tuple of Tile
        In the order of the slots; `segment` is a place in `told.segments`.
    """
    if not told.profiles:
        return ()
    known = {fact.column for profile in told.profiles[:1] for fact in profile.numbers}
    rest = () if told.rest is None else (told.rest,)
    # Whoever is told together takes part in the sum, under any name, and is left out again.
    places = [*told.segments, *(0 for _ in rest)]
    made = make_tiles(
        (*told.profiles, *rest),
        tuple(names[s] for s in places),
        tuple(slots[s] for s in places),
        tuple(plays[s] for s in places),
        value=value if value in known else None,
    )
    return tuple(tile for tile in made if tile.segment < len(told.segments))


def told_cards(
    cards: tuple[SegmentCard, ...],
    told: ToldSegments,
    effects: tuple[Effect, ...],
    rows: tuple[CustomerRows, np.ndarray],
    profiles: tuple[SegmentProfile, ...],
    distances: np.ndarray,
) -> tuple[SegmentCard, ...]:
    """Return cards without a sentence on a category of which not every level is told.

    Parameters
    ----------
    cards : tuple of SegmentCard
        With all sentences.
    told : ToldSegments
    effects : tuple of Effect
    rows : (CustomerRows, ndarray of shape (n_kept,))
        With the labels.
    profiles : tuple of SegmentProfile
        Of all segments.
    distances : ndarray of shape (n_kept,)

    Returns
    -------
    tuple of SegmentCard
        The same where nothing is hidden.
    """
    whole = {mix.column for mix in told.mixes if mix.is_whole}
    open_ = tuple(effect for effect in effects if effect.is_number or effect.column in whole)
    return cards if len(open_) == len(effects) else make_cards(*rows, profiles, open_, distances)
