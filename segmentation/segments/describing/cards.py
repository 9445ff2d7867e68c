"""What to say of a segment in one breath: sentences made from its numbers, strongest first."""

from dataclasses import dataclass
from math import asin, sqrt

import numpy as np

from segmentation.customers.cleaning import CustomerRows
from segmentation.errors import counted
from segmentation.segments.describing.composition import Composition, composition
from segmentation.segments.describing.effects import Effect
from segmentation.segments.naming import AVERAGE_BELOW, phrase
from segmentation.segments.profiling import NumberFact, SegmentProfile, finite
from segmentation.segments.vocabulary import Saying, Vocabulary, vocabulary
from segmentation.tables.number_format import amount, format_number, format_share

N_SENTENCES = 3
N_TYPICAL = 3
N_OTHERS = 1
"""Sentences on columns that the segments were not made from, while there are others to say."""

TOO_FEW = 5
"""Customers below which averages are not spoken of."""

LEVEL_FROM = 0.2
"""Cohen's h from which a level is worth a sentence."""

MIDDLE = (0.1, 0.9)
"""Quantiles between which eight in ten customers of a segment lie."""


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
    of_column = {effect.column: effect for effect in effects}
    told: list[tuple[float, bool, str]] = []
    for fact in profile.numbers:
        if of_column[fact.column].sure[profile.segment] and abs(fact.z) >= AVERAGE_BELOW:
            said = _number_sentence(rows, members, fact, known)
            told.append((abs(fact.z), fact.is_feature, said))
    for fact in profile.categories:
        if fact.column in tables:
            table, effect = tables[fact.column], of_column[fact.column]
            told += _level_sentence(table, effect, profile.segment)
    sentences = _strongest(told)
    if profile.size < TOO_FEW:
        sentences = [f"Only {counted(profile.size, 'customer')}: too few to speak of averages."]
    for fact in profile.numbers:
        if len(sentences) < N_SENTENCES and fact.is_feature:
            said = _number_sentence(rows, members, fact, known)
            if said not in sentences:
                sentences.append(said)
    if len(sentences) < N_SENTENCES and profile.size >= TOO_FEW:
        sentences.append("No other column sets them apart.")
    return tuple(sentences[:N_SENTENCES])


def _strongest(told: list[tuple[float, bool, str]]) -> list[str]:
    """Return what to say, strongest first: one column that was not clustered on, then the rest."""
    ordered = sorted(told, key=lambda entry: -entry[0])
    others = [entry for entry in ordered if not entry[1]]
    first = [entry for entry in ordered if entry[1] or entry in others[:N_OTHERS]]
    return [said for _, _, said in first + others[N_OTHERS:]]


def _number_sentence(
    rows: CustomerRows, members: np.ndarray, fact: NumberFact, known: Vocabulary
) -> str:
    """Say a mean, how far it is from that of all customers, and where eight in ten lie."""
    if not fact.n_known:
        return f"{fact.label.label}: no value."
    saying = known.sayings.get(known.concept_of(fact.column) or "", Saying())
    label = fact.label.label
    said = saying.says.format(
        label=label[:1].upper() + label[1:], value=amount(fact.mean, fact.label)
    )
    values = finite(rows.frame[fact.column])[members]
    low, high = np.quantile(values[~np.isnan(values)], MIDDLE, method="inverted_cdf")
    span = f"{format_number(low)} to {amount(high, fact.label)}"
    compared = saying.more if fact.difference > 0 else saying.less
    away = compared.format(difference=amount(abs(fact.difference), fact.label))
    if abs(fact.z) < AVERAGE_BELOW:
        away = f"close to the average of {amount(fact.overall, fact.label)}"
    return f"{said}, {away} (8 in 10: {span})."


def _level_sentence(
    table: Composition, effect: Effect, segment: int
) -> list[tuple[float, bool, str]]:
    """Say the level of a category that is most out of proportion."""
    own, all_ = table.shares[segment], table.overall
    away = [abs(2 * asin(sqrt(p)) - 2 * asin(sqrt(q))) for p, q in zip(own, all_, strict=True)]
    sure = np.where(effect.sure[segment], away, 0.0)
    if not sure.size or sure.max() < LEVEL_FROM:
        return []
    more_of = np.where(own > all_, sure, 0.0)
    at = int(more_of.argmax() if more_of.max() >= LEVEL_FROM else sure.argmax())
    more = "more" if own[at] > all_[at] else "less"
    said = (
        f"{effect.label.label}: {format_share(own[at])} {table.levels[at]}, {more} than the "
        f"{format_share(all_[at])} of all customers."
    )
    return [(float(sure[at]), effect.is_feature, said)]


def _typical(members: np.ndarray, distances: np.ndarray) -> tuple[int, ...]:
    """Return the customers nearest to the middle, the nearest first."""
    places = np.flatnonzero(members)
    near = distances[places]
    first = np.argpartition(near, min(N_TYPICAL, len(near)) - 1)[:N_TYPICAL]
    return tuple(int(place) for place in places[first[np.argsort(near[first], kind="stable")]])
