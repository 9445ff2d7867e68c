"""What tells apart two segments that would have one name."""

from collections import Counter
from itertools import pairwise

from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.naming_words.claims import Wording
from segmentation.segments.naming_words.nouns import content
from segmentation.segments.naming_words.trades import spoken
from segmentation.segments.profiling import SegmentProfile
from segmentation.tables.number_format import amount

APART_FROM = 0.7
"""In z: segments of one name that differ by so much in a column are compared in words."""

MOST_COMPARED = 3
"""Segments of one name that words for more and less can tell apart."""

SHOWN = 21
"""Characters that the narrowest place on the screen shows of a name."""

MAX_PARTS = 3


def told_apart(
    names: list[str], profiles: tuple[SegmentProfile, ...], wording: Wording
) -> list[str]:
    """Return names of which no two are alike, also where only their beginning is shown.

    Parameters
    ----------
    names : list of str
    profiles : tuple of SegmentProfile
    wording : Wording

    Returns
    -------
    list of str
        By a word where the segments differ much, else by rounded averages, at last by a letter.
    """
    names = _compared(names, profiles, wording)
    for n_columns in (1, 2):
        names = _with_averages(names, profiles, wording, n_columns)
    return _visible(_lettered(names))


def _compared(
    names: list[str], profiles: tuple[SegmentProfile, ...], wording: Wording
) -> list[str]:
    """Say which of two or three of one name has more of what parts them most, if it is much."""
    result = list(names)
    for name, count in Counter(names).items():
        places = [at for at, other in enumerate(names) if other == name]
        if not 1 < count <= MOST_COMPARED:
            continue
        for column in _widest([profiles[at] for at in places]):
            facts = {at: _fact(profiles[at], column) for at in places}
            ordered = sorted(places, key=lambda at: facts[at].z)
            words = _words(facts[ordered[0]], wording)
            if _is_apart([facts[at] for at in ordered]) and not content(name) & content(words[1]):
                result[ordered[0]] = f"{name}, {words[0]}"
                result[ordered[-1]] = f"{name}, {words[1]}"
                break
    return result


def _is_apart(facts: list[NumberFact]) -> bool:
    # What is said of the typical customer must hold of it, not of the mean rank alone.
    pairs = list(pairwise(facts))
    return all(b.z - a.z >= APART_FROM and b.typical > a.typical for a, b in pairs)


def _words(fact: NumberFact, wording: Wording) -> tuple[str, str]:
    known = wording.known.comparisons.get(wording.concepts.get(fact.column, ""), {})
    plain = wording.nouns.get(fact.column, fact.column)
    less, more = known.get("less", f"lower {plain}"), known.get("more", f"higher {plain}")
    return spoken(less, wording.called), spoken(more, wording.called)


def _widest(twins: list[SegmentProfile]) -> list[str]:
    """Return the features, those in which the segments are furthest apart first."""
    spread = {}
    for fact in twins[0].numbers:
        if fact.is_feature:
            z = [_fact(twin, fact.column).z for twin in twins]
            spread[fact.column] = max(z) - min(z)
    return sorted(spread, key=lambda column: -spread[column])


def _with_averages(
    names: list[str], profiles: tuple[SegmentProfile, ...], wording: Wording, n_columns: int
) -> list[str]:
    counts = Counter(names)
    result = []
    for name, profile in zip(names, profiles, strict=True):
        twins = [p for other, p in zip(names, profiles, strict=True) if other == name]
        if counts[name] == 1:
            result.append(name)
            continue
        columns = _widest(twins)[:n_columns]
        told = [_about(_fact(profile, column), wording) for column in columns]
        kept = [part for part in name.split(", ") if " about " not in part][: MAX_PARTS - 1]
        result.append(", ".join([*kept, *told][:MAX_PARTS]))
    return result


def _about(fact: NumberFact, wording: Wording) -> str:
    value = amount(fact.typical, fact.label)
    if wording.concepts.get(fact.column) == "born":
        return f"born around {value}"
    return f"{wording.nouns[fact.column]} about {value}"


def _lettered(names: list[str]) -> list[str]:
    """Tell apart what no figure tells apart: A, B, … in the order of the segments."""
    counts, seen, result = Counter(names), Counter(), []
    for name in names:
        letter = f" ({chr(ord('A') + seen[name])})" if counts[name] > 1 else ""
        seen[name] += 1
        result.append(name + letter)
    return result


def _visible(names: list[str]) -> list[str]:
    """Put what tells names apart in front where the screen would cut it off."""
    turned = [_turned(name, [n for n in names if _seen(n) == _seen(name)]) for name in names]
    cut = Counter(map(_seen, turned))
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return [f"{next(letters)}: {name}" if cut[_seen(name)] > 1 else name for name in turned]


def _turned(name: str, alike: list[str]) -> str:
    """Start a name with the first part that none of those which look alike has."""
    parts = name.split(", ")
    others = {part for other in alike if other != name for part in other.split(", ")}
    own = [part for part in parts[1:] if part not in others]
    if len(alike) < 2 or not own:
        return name
    rest = ", ".join(part for part in parts if part != own[0])
    rest = rest if rest[1:2].isupper() else rest[:1].lower() + rest[1:]
    return f"{own[0][:1].upper()}{own[0][1:]}: {rest}"


def _seen(name: str) -> str:
    return name[:SHOWN].rstrip().casefold()


def _fact(profile: SegmentProfile, column: str) -> NumberFact:
    return next(fact for fact in profile.numbers if fact.column == column)
