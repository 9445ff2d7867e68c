"""What to say of a segment in one breath: sentences made from its numbers, strongest first."""

from dataclasses import dataclass

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.errors import counted
from segmentation.segments.describing.claims.sentences import (
    TOO_FEW,
    Told,
    closing_sentence,
    level_sentence,
    number_sentence,
    shape_sentence,
)
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.describing.effects import Effect
from segmentation.segments.facts.numbers import NumberFact, finite
from segmentation.segments.naming import AVERAGE_BELOW, phrase
from segmentation.segments.profiling import SegmentProfile
from segmentation.segments.vocabulary import Saying, Vocabulary, vocabulary

N_SENTENCES = 3
N_TYPICAL = 3
N_OTHERS = 1
"""Sentences on columns that the segments were not made from, while there are others to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCard:
    """One segment, told.

    Attributes
    ----------
    segment : int
    phrase : str
        The levels of its columns: “High income, low spending”.
    sentences : tuple of str
        What sets it apart, strongest first; nothing is escaped.
    typical : tuple of int
        Places among the kept rows of the customers nearest to the segment's middle.
    """

    segment: int
    phrase: str
    sentences: tuple[str, ...]
    typical: tuple[int, ...]


def make_cards(
    rows: CustomerRows,
    labels: np.ndarray,
    profiles: tuple[SegmentProfile, ...],
    effects: tuple[Effect, ...],
    distances: np.ndarray,
    *,
    known: Vocabulary | None = None,
) -> tuple[SegmentCard, ...]:
    """Write a card for every segment.

    Parameters
    ----------
    rows : CustomerRows
    labels : ndarray of shape (n_kept,), int
    profiles : tuple of SegmentProfile
        Of these labels.
    effects : tuple of Effect
        Of these labels: only what is sure is said.
    distances : ndarray of shape (n_kept,)
        Of every customer to the own centre.
    known : Vocabulary or None
        None takes the file's.

    Returns
    -------
    tuple of SegmentCard
    """
    known = vocabulary() if known is None else known
    tables = {
        effect.column: composition(rows, effect.column, labels)
        for effect in effects
        if not effect.is_number and effect.sure.any()
    }
    return tuple(
        SegmentCard(
            segment=profile.segment,
            phrase=phrase(profile, known) if len(profiles) > 1 else "",
            sentences=_sentences(rows, labels, profile, effects, tables, known),
            typical=_typical(labels == profile.segment, distances),
        )
        for profile in profiles
    )


def _sentences(
    rows: CustomerRows,
    labels: np.ndarray,
    profile: SegmentProfile,
    effects: tuple[Effect, ...],
    tables: dict[str, Composition],
    known: Vocabulary,
) -> tuple[str, ...]:
    members = labels == profile.segment
    if profile.size < TOO_FEW:
        few = f"Only {counted(profile.size, 'customer')}: too few to speak of averages."
        return (few, *_features_told(rows, members, profile, known, []))[:N_SENTENCES]
    of_column = {effect.column: effect for effect in effects}
    told = [
        said
        for fact in profile.numbers
        if (said := _number_told(rows, members, fact, of_column[fact.column], profile, known))
    ]
    for fact in profile.categories:
        if fact.column in tables:
            effect = of_column[fact.column]
            said = level_sentence(tables[fact.column], effect, profile.segment, profile.size)
            told += [said] if said else []
    sentences = _strongest(told)
    sentences += _features_told(rows, members, profile, known, sentences)
    if len(sentences) < N_SENTENCES:
        said_of = {entry.column for entry in told}
        remaining = [
            (effect, bool(effect.sure[profile.segment].any() or effect.shape[profile.segment]))
            for effect in effects
            if not effect.is_feature and effect.column not in said_of
            if not np.isnan(effect.found_from[profile.segment])
        ]
        closing = closing_sentence(remaining, profile.segment, profile.size)
        sentences += [closing] if closing else []
    return tuple(sentences[:N_SENTENCES])


def _number_told(
    rows: CustomerRows,
    members: np.ndarray,
    fact: NumberFact,
    effect: Effect,
    profile: SegmentProfile,
    known: Vocabulary,
) -> Told | None:
    """Say what is sure of a number: that it is more or less, else how it is spread."""
    segment, saying = profile.segment, _saying(fact, known)
    if not (effect.sure[segment] or effect.shape[segment]):
        return None
    values = finite(rows.frame[fact.column])
    if effect.sure[segment] and abs(fact.z) >= AVERAGE_BELOW and fact.difference * fact.z > 0:
        own = values[members & ~np.isnan(values)]
        words = number_sentence(own, fact, profile.size, saying)
        column, weight = fact.column, abs(fact.z)
        return Told(weight=weight, is_feature=fact.is_feature, column=column, words=words)
    if fact.is_feature:
        return None
    given = ~np.isnan(values)
    own, others = values[members & given], values[~members & given]
    return shape_sentence(own, others, fact, profile.size, saying)


def _features_told(
    rows: CustomerRows,
    members: np.ndarray,
    profile: SegmentProfile,
    known: Vocabulary,
    sentences: list[str],
) -> list[str]:
    """Fill up with the columns the segment was made from, however near to all customers it is."""
    more: list[str] = []
    for fact in profile.numbers:
        if len(sentences) + len(more) < N_SENTENCES and fact.is_feature:
            values = finite(rows.frame[fact.column])[members]
            own = values[~np.isnan(values)]
            said = number_sentence(own, fact, profile.size, _saying(fact, known))
            if said not in sentences:
                more.append(said)
    return more


def _saying(fact: NumberFact, known: Vocabulary) -> Saying:
    return known.sayings.get(known.concept_of(fact.column) or "", Saying())


def _strongest(told: list[Told]) -> list[str]:
    """Return what to say, strongest first: one column that was not clustered on, then the rest."""
    ordered = sorted(told, key=lambda entry: -entry.weight)
    others = [entry for entry in ordered if not entry.is_feature]
    first = [entry for entry in ordered if entry.is_feature or entry in others[:N_OTHERS]]
    return [entry.words for entry in first + others[N_OTHERS:]]


def _typical(members: np.ndarray, distances: np.ndarray) -> tuple[int, ...]:
    """Return the customers nearest to the middle, the nearest first."""
    places = np.flatnonzero(members)
    near = distances[places]
    first = np.argpartition(near, min(N_TYPICAL, len(near)) - 1)[:N_TYPICAL]
    return tuple(int(place) for place in places[first[np.argsort(near[first], kind="stable")]])
