"""Names made from the profile, in a marketer's words: “Affluent big spenders”.

A name is a pure function of the profiles. Where `vocabulary` knows a type for the levels of a
segment's columns it is named so; elsewhere by the levels themselves (“higher milk, lower fresh”).
A word is true of most members (`segmentation.segments.facts.standing`). Two segments never share a
name, nor one that differs only in what the screen cuts off.
"""

from segmentation.customers.rfm_groups import GROUPS
from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.facts.standing import TRUE_OF
from segmentation.segments.naming_words.claims import (
    AVERAGE_BELOW,
    Claim,
    Wording,
    bought_once,
    level_of,
    true_level,
)
from segmentation.segments.naming_words.joining import chosen, joined
from segmentation.segments.naming_words.nouns import noun
from segmentation.segments.naming_words.trades import spoken
from segmentation.segments.naming_words.twins import told_apart
from segmentation.segments.profiling import CategoryFact, SegmentProfile
from segmentation.segments.vocabulary import SegmentType, Vocabulary, vocabulary
from segmentation.tables.columns.taxonomy import Lens
from segmentation.tables.columns.vocabulary import lens_of

__all__ = ["AVERAGE_BELOW", "GROUP_NAMES", "level_of", "name_segments", "noun", "phrase"]

TYPICAL_SHARE = 0.75
"""Share from which the most frequent level of a chosen category belongs in the name."""

MOST = 0.5
"""Share above which “mostly” is true."""

PREFIX_FROM = 0.7
"""|z| from which a column that no type speaks of is told in front of the name or after it."""

ALONE_FROM = 0.5
"""The same after a type of one condition, which says little."""

SURE_FROM = 4.0
"""For a column that was not clustered on: at least so many standard errors as well."""

RARE_BELOW = 0.4
"""Share of all customers under which a trade that most of a segment are in is worth its name."""

MAX_PARTS = 3

GROUP_NAMES = frozenset(rule.name.casefold() for rule in GROUPS)
LIKE_A_GROUP = "Much like"
"""In front of a name that a group of buyers has: the same word for others would mislead."""


def name_segments(
    profiles: tuple[SegmentProfile, ...], known: Vocabulary | None = None
) -> tuple[str, ...]:
    """Name every segment in a few plain words, all names distinct.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
        All segments of one segmentation.
    known : Vocabulary or None
        None takes the file's.

    Returns
    -------
    tuple of str
        In the order of `profiles`; nothing is escaped for any markup.
    """
    if len(profiles) == 1:
        return ("All customers",)
    wording = _wording(profiles[0], known)
    names = [_named(profile, wording) for profile in profiles]
    names = told_apart(names, profiles, wording)
    return tuple(_told_apart_from_groups(name) for name in names)


def phrase(profile: SegmentProfile, known: Vocabulary | None = None) -> str:
    """Say the levels of the columns the segment was made from: “Higher income and spending”.

    Parameters
    ----------
    profile : SegmentProfile
    known : Vocabulary or None
        None takes the file's.

    Returns
    -------
    str
        The strongest few, each true of most members.
    """
    return _phrase(profile, _wording(profile, known))


def _wording(profile: SegmentProfile, known: Vocabulary | None) -> Wording:
    return Wording(
        known=vocabulary() if known is None else known,
        facts=profile.numbers,
        categories=tuple(fact.column for fact in profile.categories),
    )


def _named(profile: SegmentProfile, wording: Wording) -> str:
    levels = wording.levels(profile)
    segment_type = _type_of(profile, wording, levels)
    if segment_type is None:
        return _phrase(profile, wording)
    return _qualified(profile, segment_type, wording)


def _type_of(
    profile: SegmentProfile, wording: Wording, levels: dict[str, Claim]
) -> SegmentType | None:
    """Return the type for what is true of most members; of those of one thing the strongest."""
    said = {concept: claim.level for concept, claim in levels.items()}
    once = {"frequency": "once"} if bought_once(profile, levels.get("frequency")) else {}
    fitting = [t for t in wording.known.types if t.fits(said | once)] if once else []
    fitting += [t for t in wording.known.types if t.fits(said)]
    best = min(fitting, key=lambda t: (t.rank, -len(t.when), *_dullness(t, levels)), default=None)
    if best is not None and len(best.when) == 1 and _is_average(best, levels):
        strong = [c for c in wording.claims(profile) if c.level != "average"]
        return None if strong else best
    return best


def _is_average(segment_type: SegmentType, levels: dict[str, Claim]) -> bool:
    return all(levels[concept].level == "average" for concept in segment_type.when)


def _dullness(segment_type: SegmentType, levels: dict[str, Claim]) -> tuple[bool, float]:
    """Order types of one condition: average ones last, those of what stands out most first."""
    if len(segment_type.when) > 1:
        return False, 0.0
    strength = sum(abs(levels[concept].z) for concept in segment_type.when)
    return _is_average(segment_type, levels), -strength


def _qualified(profile: SegmentProfile, segment_type: SegmentType, wording: Wording) -> str:
    """Put a word like “young” in front of a type's name, and the strongest other columns after."""
    name, room = spoken(segment_type.name, wording.called), max(0, 3 - len(segment_type.when))
    name = name[:1].upper() + name[1:]
    prefixes = wording.known.prefixes
    for fact in profile.numbers:
        word = _prefix(fact, wording, segment_type)
        if word:
            name, room = f"{word} {name[:1].lower()}{name[1:]}", room - 1
            break
    told_from = ALONE_FROM if len(segment_type.when) == 1 else PREFIX_FROM
    others = [
        claim
        for claim in wording.claims(profile)
        if claim.concept not in segment_type.when
        and claim.concept not in prefixes
        and claim.level != "average"
        and abs(claim.z) >= told_from
    ]
    parts = joined(chosen(others, max(0, room), name))
    return ", ".join([name, *parts, *_levels(profile)][:MAX_PARTS])


def _prefix(fact: NumberFact, wording: Wording, segment_type: SegmentType) -> str:
    """Return the word in front of a name that a column gives, empty where it gives none."""
    concept = wording.concepts.get(fact.column, "")
    level = true_level(fact)
    if concept in segment_type.when or level is None or abs(fact.z) < PREFIX_FROM:
        return ""
    is_sure = fact.is_feature or abs(fact.z) * fact.n_known**0.5 >= SURE_FROM
    told = wording.claim(fact) if concept else None
    word = wording.known.prefixes.get(concept, {}).get(level, "")
    return word if is_sure and told is not None else ""


def _phrase(profile: SegmentProfile, wording: Wording) -> str:
    """Join the strongest columns into a phrase; what is average only where nothing else is."""
    claims = wording.claims(profile)
    notable = [claim for claim in claims if claim.level != "average"]
    few = len([fact for fact in profile.numbers if fact.is_feature]) < MAX_PARTS
    told = chosen(notable or (claims if few else claims[:1]), MAX_PARTS)
    order = {fact.column: at for at, fact in enumerate(profile.numbers)}
    parts = joined(sorted(told, key=lambda claim: order[claim.column]))
    parts = [*parts, *_levels(profile)][:MAX_PARTS]
    return _capitalised(", ".join(parts) or _mixed(profile, wording))


def _mixed(profile: SegmentProfile, wording: Wording) -> str:
    if any(fact.is_feature for fact in profile.numbers):
        return f"mixed {wording.called['customers']}"
    return _most_frequent(profile)


def _share_of_all(fact: CategoryFact, profile: SegmentProfile) -> float:
    """Return the share of the level of all customers of a segment, also those without a value."""
    return fact.share * fact.n_known / max(1, profile.size)


def _levels(profile: SegmentProfile) -> list[str]:
    """Return the levels that most members have: of what was chosen, and a rare trade of firms."""
    told = []
    for fact in profile.categories:
        share = _share_of_all(fact, profile)
        if fact.is_feature and share >= TYPICAL_SHARE:
            told.append(_level_name(fact))
        elif lens_of(fact.column) == Lens.FIRMOGRAPHIC and share >= TRUE_OF:
            told += [f"mostly {fact.level}"] if fact.overall < RARE_BELOW else []
    return told


def _level_name(fact: CategoryFact) -> str:
    """Return “female” as it stands, but “newsletter: yes”."""
    bare = fact.level.lower() in {"yes", "no", "true", "false"} or fact.level.isnumeric()
    return f"{noun(fact.label.label)}: {fact.level}" if bare else fact.level


def _most_frequent(profile: SegmentProfile) -> str:
    """Name a segment without numbers or a typical level by its most frequent levels."""
    mixed = [
        f"mostly {_level_name(fact)}"
        if _share_of_all(fact, profile) > MOST
        else f"mixed {noun(fact.label.label)}"
        for fact in profile.categories
        if fact.is_feature
    ]
    return ", ".join(mixed[:MAX_PARTS]) or "mixed"


def _told_apart_from_groups(name: str) -> str:
    """Return a name that is none of the groups that rules make of sales."""
    return f"{LIKE_A_GROUP} {name}" if name.casefold() in GROUP_NAMES else name


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
