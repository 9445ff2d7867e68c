"""Plain-word names made from the profile, such as “High income, low spending”.

A name is a pure function of the profiles: it speaks of the columns the segments were made from, and
two segments of one segmentation never share a name. Where coarse words coincide, finer ones are
used (“very high”), then rounded averages (“income about 86 k$”), and at last a letter.
"""

import re
from collections import Counter
from collections.abc import Callable

from segmentation.segments.profiling import CategoryFact, NumberFact, SegmentProfile

AVERAGE_BELOW = 0.35
"""|z| under which a segment is called average in a column."""

VERY_FROM = 1.4
"""|z| from which a segment is called very high or very low."""

TYPICAL_SHARE = 0.75
"""Share from which the most frequent level of a chosen category belongs in the name."""

MAX_PARTS = 3
MAX_NOUN = 28

FILLERS = frozenset(
    {"annual", "yearly", "monthly", "weekly", "daily", "total", "average", "avg", "mean"}
    | {"overall", "score", "number", "count", "amount", "value", "index", "rate"}
    | {"of", "the", "per", "in", "customer", "customers"}
)
AGE_WORDS = frozenset({"age", "ages", "alter", "edad", "âge", "età"})

Detail = Callable[[SegmentProfile, list[SegmentProfile]], str]


def name_segments(profiles: tuple[SegmentProfile, ...]) -> tuple[str, ...]:
    """Name every segment in a few plain words, all names distinct.

    Parameters
    ----------
    profiles : tuple of SegmentProfile
        All segments of one segmentation.

    Returns
    -------
    tuple of str
        In the order of `profiles`; nothing is escaped for any markup.
    """
    if len(profiles) == 1:
        return ("All customers",)
    names = [_coarse(profile) for profile in profiles]
    for detail in (_graded, _about_one, _about_two):
        names = _refined(names, profiles, detail)
    return tuple(_lettered(names))


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
    refined = []
    for name, profile in zip(names, profiles, strict=True):
        twins = [p for other, p in zip(names, profiles, strict=True) if other == name]
        refined.append(name if counts[name] == 1 else detail(profile, twins))
    return refined


def _lettered(names: list[str]) -> list[str]:
    """Tell apart what no figure tells apart: A, B, … in the order of the segments."""
    counts, seen, result = Counter(names), Counter(), []
    for name in names:
        letter = f" ({chr(ord('A') + seen[name])})" if counts[name] > 1 else ""
        seen[name] += 1
        result.append(name + letter)
    return result


def _coarse(profile: SegmentProfile) -> str:
    return _phrase(profile, _level)


def _graded(profile: SegmentProfile, twins: list[SegmentProfile]) -> str:  # noqa: ARG001 - a Detail
    return _phrase(profile, _fine_level)


def _about_one(profile: SegmentProfile, twins: list[SegmentProfile]) -> str:
    return _with_averages(profile, twins, 1)


def _about_two(profile: SegmentProfile, twins: list[SegmentProfile]) -> str:
    return _with_averages(profile, twins, 2)


def _phrase(profile: SegmentProfile, level: Callable[[float], str]) -> str:
    """Join the strongest columns into a phrase, in the user's order."""
    features = [fact for fact in profile.numbers if fact.is_feature]
    strongest = sorted(features, key=lambda fact: -abs(fact.z))[:MAX_PARTS]
    notable = [fact for fact in strongest if abs(fact.z) >= AVERAGE_BELOW]
    told = features if len(features) <= MAX_PARTS - 1 else [f for f in features if f in notable]
    parts = [_words(fact, level) for fact in told] or [_words(f, level) for f in strongest[:1]]
    parts += [_level_name(fact) for fact in profile.categories if _is_typical(fact)][:MAX_PARTS]
    return _capitalised(", ".join(parts) or _most_frequent(profile))


def _words(fact: NumberFact, level: Callable[[float], str]) -> str:
    word, about = level(fact.z), noun(fact.label.label)
    if about in AGE_WORDS and "average" not in word:
        return word.replace("high", "older").replace("low", "young").replace("very", "much")
    return f"{word} {about}"


def _level(z: float) -> str:
    if abs(z) < AVERAGE_BELOW:
        return "average"
    return "high" if z > 0 else "low"


def _fine_level(z: float) -> str:
    return f"very {_level(z)}" if abs(z) >= VERY_FROM else _level(z)


def _is_typical(fact: CategoryFact) -> bool:
    return fact.is_feature and fact.share >= TYPICAL_SHARE


def _level_name(fact: CategoryFact) -> str:
    """Return “female” as it stands, but “newsletter: yes”."""
    bare = fact.level.lower() in {"yes", "no", "true", "false"} or fact.level.isnumeric()
    return f"{noun(fact.label.label)}: {fact.level}" if bare else fact.level


def _most_frequent(profile: SegmentProfile) -> str:
    """Name a segment without numbers or a typical level by its most frequent levels."""
    mixed = [f"mostly {_level_name(fact)}" for fact in profile.categories if fact.is_feature]
    return ", ".join(mixed[:MAX_PARTS]) or "mixed"


def _with_averages(profile: SegmentProfile, twins: list[SegmentProfile], n_columns: int) -> str:
    """Add the rounded averages of the columns that separate the twins most."""
    features = [fact.column for fact in profile.numbers if fact.is_feature]
    spread = {
        column: max(_fact(t, column).z for t in twins) - min(_fact(t, column).z for t in twins)
        for column in features
    }
    widest = sorted(features, key=lambda column: -spread[column])[:n_columns]
    about = [_about(_fact(profile, column)) for column in widest]
    return ", ".join([_phrase(profile, _fine_level), *about])


def _fact(profile: SegmentProfile, column: str) -> NumberFact:
    return next(fact for fact in profile.numbers if fact.column == column)


def _about(fact: NumberFact) -> str:
    unit = fact.label.unit
    shown = f" {unit}" if unit and not re.fullmatch(r"[\d\s.,–-]+", unit) else ""
    return f"{noun(fact.label.label)} about {fact.mean:,.3g}{shown}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
