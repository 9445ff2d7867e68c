"""Names made from the profile, in a marketer's words: “Affluent big spenders”.

A name is a pure function of the profiles. Where `vocabulary` knows a type for the levels of a
segment's columns it is named so; elsewhere by the levels themselves (“high visits, low basket”).
Two segments of one segmentation never share a name: where they really differ a word says in what
(“bigger spenders”), else rounded averages (“income about 86 k$”) tell them apart, and at last a
letter.
"""

from collections import Counter
from collections.abc import Callable

from segmentation.customers.rfm_groups import GROUPS
from segmentation.segments.profiling import CategoryFact, NumberFact, SegmentProfile
from segmentation.segments.vocabulary import SegmentType, Vocabulary, vocabulary
from segmentation.tables.number_format import amount

AVERAGE_BELOW = 0.35
"""|z| under which a segment is called average in a column."""

VERY_FROM = 1.4
"""|z| from which a segment is called very high or very low."""

TYPICAL_SHARE = 0.75
"""Share from which the most frequent level of a chosen category belongs in the name."""

MOST = 0.5
"""Share above which “mostly” is true."""

PREFIX_FROM = 0.7
"""|z| from which a column that no type speaks of is told in front of the name or after it."""

SURE_FROM = 4.0
"""For a column that was not clustered on: at least so many standard errors as well."""

APART_FROM = 0.7
"""In z: segments of one name that differ by so much in a column are compared in words."""

MAX_PARTS = 3
MAX_NOUN = 28

FILLERS = frozenset(
    {"annual", "yearly", "monthly", "weekly", "daily", "total", "average", "avg", "mean"}
    | {"overall", "score", "number", "count", "amount", "value", "index", "rate"}
    | {"of", "the", "per", "in", "customer", "customers"}
)

GROUP_NAMES = frozenset(rule.name.casefold() for rule in GROUPS)
LIKE_A_GROUP = "Much like"
"""In front of a name that a group of buyers has: the same word for others would mislead."""

Detail = Callable[[SegmentProfile, list[SegmentProfile]], str]


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
    known = vocabulary() if known is None else known
    types = {p.segment: _type_of(p, known) for p in profiles}

    def graded(profile: SegmentProfile, _: list[SegmentProfile]) -> str:
        segment_type = types[profile.segment]
        return segment_type.name if segment_type else _phrase(profile, _fine_level, known)

    def with_averages(n_columns: int) -> Detail:
        return lambda profile, twins: ", ".join(
            [graded(profile, twins), *_averages(profile, twins, n_columns)]
        )

    names = [
        _qualified(p, types[p.segment], known) if types[p.segment] else phrase(p, known)
        for p in profiles
    ]
    if not any(types.values()):
        names = _refined(names, profiles, graded)
    names = _compared(names, profiles, known)
    for detail in (with_averages(1), with_averages(2)):
        names = _refined(names, profiles, detail)
    return tuple(_told_apart_from_groups(name) for name in _lettered(names))


def phrase(profile: SegmentProfile, known: Vocabulary | None = None) -> str:
    """Say the levels of the columns the segment was made from: “High income, low spending”.

    Parameters
    ----------
    profile : SegmentProfile
    known : Vocabulary or None
        None takes the file's.

    Returns
    -------
    str
        The strongest few, in the user's order.
    """
    return _phrase(profile, level_of, vocabulary() if known is None else known)


def noun(label: str) -> str:
    """Return what a label is about: “Annual Income” gives “income”, “Spending Score” “spending”.

    Parameters
    ----------
    label : str
        A column's label without its unit.

    Returns
    -------
    str
        Lower case unless the word is an abbreviation; at most `MAX_NOUN` characters.
    """
    words = label.replace("_", " ").split() or [label]
    kept = [word for word in words if word.lower().strip(".:") not in FILLERS] or words
    text = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in kept)
    return text if len(text) <= MAX_NOUN else text[: MAX_NOUN - 1].rstrip() + "…"


def _refined(names: list[str], profiles: tuple[SegmentProfile, ...], detail: Detail) -> list[str]:
    """Replace names that several segments share by more detailed ones."""
    counts = Counter(names)
    return [
        name if counts[name] == 1 else detail(profile, _twins(names, name, profiles))
        for name, profile in zip(names, profiles, strict=True)
    ]


def _compared(
    names: list[str], profiles: tuple[SegmentProfile, ...], known: Vocabulary
) -> list[str]:
    """Say of two segments of one name which has more of what parts them most, if it is much."""
    counts, result = Counter(names), []
    for name, profile in zip(names, profiles, strict=True):
        twins = _twins(names, name, profiles)
        apart = _apart(profile, twins) if counts[name] == 2 else None
        if apart is None:
            result.append(name)
            continue
        fact, is_more = apart
        words = known.comparisons.get(known.concept_of(fact.column) or "", {})
        plain = f"{'higher' if is_more else 'lower'} {noun(fact.label.label)}"
        result.append(f"{name}, {words.get('more' if is_more else 'less', plain)}")
    return result


def _apart(profile: SegmentProfile, twins: list[SegmentProfile]) -> tuple[NumberFact, bool] | None:
    """Return the column that parts two segments most and whether one has more; None if little."""
    (other,) = (twin for twin in twins if twin is not profile)
    pairs = [(f, _fact(other, f.column)) for f in profile.numbers if f.is_feature]
    # What is said of the typical customer must hold of it, not of the mean rank alone.
    pairs = [(a, b) for a, b in pairs if (a.z - b.z) * (a.typical - b.typical) > 0]
    own, beside = max(pairs, key=lambda pair: abs(pair[0].z - pair[1].z), default=(None, None))
    if own is None or abs(own.z - beside.z) < APART_FROM:
        return None
    return own, own.z > beside.z


def _twins(
    names: list[str], name: str, profiles: tuple[SegmentProfile, ...]
) -> list[SegmentProfile]:
    return [p for other, p in zip(names, profiles, strict=True) if other == name]


def _lettered(names: list[str]) -> list[str]:
    """Tell apart what no figure tells apart: A, B, … in the order of the segments."""
    counts, seen, result = Counter(names), Counter(), []
    for name in names:
        letter = f" ({chr(ord('A') + seen[name])})" if counts[name] > 1 else ""
        seen[name] += 1
        result.append(name + letter)
    return result


def _told_apart_from_groups(name: str) -> str:
    """Return a name that is none of the groups that rules make of sales."""
    return f"{LIKE_A_GROUP} {name}" if name.casefold() in GROUP_NAMES else name


def _type_of(profile: SegmentProfile, known: Vocabulary) -> SegmentType | None:
    """Return the type for the levels of the columns the segment was made from."""
    strongest: dict[str, NumberFact] = {}
    for fact in profile.numbers:
        concept = known.concept_of(fact.column) if fact.is_feature else None
        if concept and (concept not in strongest or abs(fact.z) > abs(strongest[concept].z)):
            strongest[concept] = fact
    return known.type_of({concept: level_of(fact.z) for concept, fact in strongest.items()})


def _qualified(profile: SegmentProfile, segment_type: SegmentType, known: Vocabulary) -> str:
    """Put a word like “young” in front of a type's name, and the strongest other column after."""
    facts = [(known.concept_of(fact.column), fact) for fact in profile.numbers]
    unsaid = [
        (concept, fact)
        for concept, fact in facts
        if concept not in segment_type.when and abs(fact.z) >= PREFIX_FROM
    ]
    name = segment_type.name
    for concept, fact in unsaid:
        word = known.prefixes.get(concept or "", {}).get(level_of(fact.z))
        if word and (fact.is_feature or abs(fact.z) * fact.n_known**0.5 >= SURE_FROM):
            name = f"{word} {name[:1].lower()}{name[1:]}"
            break
    others = [f for c, f in unsaid if f.is_feature and (c or "") not in known.prefixes]
    others = sorted(others, key=lambda fact: -abs(fact.z))[:1] if len(segment_type.when) < 3 else []
    levels = [_level_name(fact) for fact in profile.categories if _is_typical(fact, profile)][:1]
    return ", ".join([name, *(_words(fact, level_of, known) for fact in others), *levels])


def _phrase(profile: SegmentProfile, level: Callable[[float], str], known: Vocabulary) -> str:
    """Join the strongest columns into a phrase, in the user's order."""
    features = [fact for fact in profile.numbers if fact.is_feature]
    strongest = sorted(features, key=lambda fact: -abs(fact.z))[:MAX_PARTS]
    notable = [fact for fact in strongest if abs(fact.z) >= AVERAGE_BELOW]
    told = features if len(features) <= MAX_PARTS - 1 else [f for f in features if f in notable]
    parts = [_words(fact, level, known) for fact in told or strongest[:1]]
    parts += [_level_name(fact) for fact in profile.categories if _is_typical(fact, profile)][
        :MAX_PARTS
    ]
    return _capitalised(", ".join(parts) or _most_frequent(profile))


def _words(fact: NumberFact, level: Callable[[float], str], known: Vocabulary) -> str:
    word = level(fact.z)
    called = known.levels.get(known.concept_of(fact.column) or "", {})
    return called.get(word) or f"{word} {noun(fact.label.label)}"


def level_of(z: float) -> str:
    """Return ``low``, ``average`` or ``high`` for a place in standard deviations."""
    if abs(z) < AVERAGE_BELOW:
        return "average"
    return "high" if z > 0 else "low"


def _fine_level(z: float) -> str:
    return f"very {level_of(z)}" if abs(z) >= VERY_FROM else level_of(z)


def _share_of_all(fact: CategoryFact, profile: SegmentProfile) -> float:
    """Return the share of the level of all customers of a segment, also those without a value."""
    return fact.share * fact.n_known / max(1, profile.size)


def _is_typical(fact: CategoryFact, profile: SegmentProfile) -> bool:
    return fact.is_feature and _share_of_all(fact, profile) >= TYPICAL_SHARE


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


def _averages(profile: SegmentProfile, twins: list[SegmentProfile], n_columns: int) -> list[str]:
    """Say what is typical, rounded, in the columns that separate the twins most."""
    features = [fact.column for fact in profile.numbers if fact.is_feature]
    spread = {
        column: max(_fact(t, column).z for t in twins) - min(_fact(t, column).z for t in twins)
        for column in features
    }
    widest = sorted(features, key=lambda column: -spread[column])[:n_columns]
    facts = [_fact(profile, column) for column in widest]
    return [f"{noun(fact.label.label)} about {amount(fact.typical, fact.label)}" for fact in facts]


def _fact(profile: SegmentProfile, column: str) -> NumberFact:
    return next(fact for fact in profile.numbers if fact.column == column)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
