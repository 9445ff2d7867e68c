"""What can be said of a segment: the levels that are true of most of its members, as words."""

from dataclasses import dataclass, field
from functools import cached_property

from segmentation.segments.facts.numbers import NumberFact
from segmentation.segments.facts.standing import TRUE_OF, Standing
from segmentation.segments.naming_words.nouns import FILLERS, JOINTS, about, nouns
from segmentation.segments.naming_words.trades import spoken
from segmentation.segments.profiling import SegmentProfile
from segmentation.segments.vocabulary import Vocabulary
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit

AVERAGE_BELOW = 0.35
"""|z| under which a segment is called average in a column."""

NEARLY_ALL = 0.8
"""Share of the members from which “once” and “no children” are said."""

FEW_UP_TO = 10
"""A whole number of at most so many may be an answer; above, things are counted."""

COUNTED = {"low": "fewer {}", "average": "average {}", "high": "more {}"}
PLAIN = {"low": "lower {}", "average": "average {}", "high": "higher {}"}
MONEY_OR_COUNT = frozenset({"purchases", "achats", "compras", "gifts", "dons", "donations"})
WHOLE = frozenset({"spending", "frequency", "basket"})
"""Concepts whose words speak of all a customer does: a part of it goes by its own name."""

NEUTRAL = frozenset(
    {
        "gross",
        "net",
        "lifetime",
        "purchase",
        "order",
        "past",
        "last",
        "first",
        "year",
        "years",
        "to",
    }
    | {"month", "months", "week", "quarter", "day", "days", "all", "time", "money", "sum", "eur"}
    | {"usd", "gbp", "euro", "dollar", "dollars", "on", "our", "shop", "store", "site", "ytd", "no"}
    | {"with", "us", "by", "made", "placed", "card", "customer", "jahr", "monat", "gesamt", "par"}
    | {
        "buying",
        "shopping",
        "visit",
        "m",
        "d",
        "y",
        "from",
        "de",
        "an",
        "mois",
        "since",
        "num",
        "n",
    }
)
COUNTED_BY = frozenset({"frequency", "number", "count", "trx", "num", "nb"})
COUNTS = COUNTED_BY | {"per", "avg", "average", "n", "nombre"}
MOST_COUNTED = 100
"""More of what another column counts is its money, in whole units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing to say of a segment.

    Attributes
    ----------
    concept, column, level : str
        The first is empty where no word of the column is known.
    z : float
    frame : str
        How it is said, with {} for what it is about and words in [ ] that are said once.
    about : str
    """

    concept: str
    column: str
    level: str
    z: float
    frame: str
    about: str = ""


def level_of(z: float) -> str:
    """Return ``low``, ``average`` or ``high`` for a place in standard deviations."""
    if abs(z) < AVERAGE_BELOW:
        return "average"
    return "high" if z > 0 else "low"


def true_level(fact: NumberFact) -> str | None:
    """Return the level that is true of most members, None where none is.

    Parameters
    ----------
    fact : NumberFact
        Without its `standing` the place of the segment alone decides.

    Returns
    -------
    str or None
    """
    level = level_of(fact.z)
    if fact.standing is not None and fact.standing.of(level) < TRUE_OF:
        return None
    return level


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words for one segmentation: what its columns are about and how that is said.

    Attributes
    ----------
    known : Vocabulary
    facts : tuple of NumberFact
        Of any of its segments.
    categories : tuple of str
        Names of its other columns.
    """

    known: Vocabulary
    facts: tuple[NumberFact, ...] = field(repr=False)
    categories: tuple[str, ...] = ()

    @cached_property
    def called(self) -> dict[str, str]:
        """By token, what customers, buyers, orders … are called."""
        return self.known.called([*(fact.column for fact in self.facts), *self.categories])

    @cached_property
    def nouns(self) -> dict[str, str]:
        """By column, what it is called in “higher …”."""
        return nouns(fact.column for fact in self.facts if fact.is_feature)

    @cached_property
    def concepts(self) -> dict[str, str]:
        """By column, what it is about, empty where no word is known or more words say less."""
        return {fact.column: self._concept(fact) for fact in self.facts}

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Features that say in more words what another says: they are not told.

        “Purchases frequency” stands for “one-off purchases frequency” too.
        """
        said = [name for name in self.nouns if self.concepts[name]]
        return frozenset(
            name
            for name in self.nouns
            if any(
                _label_words(other) < _label_words(name)
                and self.known.concept_of(name) == self.concepts[other]
                and not self._tells_about(self.concepts[other])
                for other in said
            )
        )

    def claim(self, fact: NumberFact) -> Claim | None:
        """Return what is said of a segment in a column, None where nothing is true of most."""
        level = true_level(fact)
        if level is None or fact.column in self.repeated:
            return None
        concept = self.concepts.get(fact.column, "")
        levels = self.known.levels.get(concept, {})
        plain = (COUNTED if self._is_counted(fact) else PLAIN)[level]
        frame = levels.get(self._exact(fact, level, levels)) or plain
        if concept == "growth" and not _grows(fact, level):
            return None
        topic = ""
        if "{}" in frame:
            own = frame != plain
            topic = about(fact.column, self.known.concepts[concept]) if own else ""
            frame = frame if topic else plain
            topic = topic or levels.get("noun") or self.nouns.get(fact.column, fact.column)
        return Claim(
            concept=concept,
            column=fact.column,
            level=level,
            z=fact.z,
            frame=spoken(frame, self.called),
            about=spoken(topic, self.called),
        )

    def claims(self, profile: SegmentProfile) -> list[Claim]:
        """Return what is true of most members in the features, strongest first, each thing once."""
        said = [self.claim(fact) for fact in profile.numbers if fact.is_feature]
        strongest: dict[tuple[str, str], Claim] = {}
        for claim in sorted(filter(None, said), key=lambda claim: -abs(claim.z)):
            key = claim.concept or claim.column
            strongest.setdefault((key, claim.about if "{}" in claim.frame else ""), claim)
        return list(strongest.values())

    def levels(self, profile: SegmentProfile) -> dict[str, Claim]:
        """Return by concept the strongest claim, for types."""
        found: dict[str, Claim] = {}
        for claim in self.claims(profile):
            if claim.concept and not self._tells_about(claim.concept):
                found.setdefault(claim.concept, claim)
        return found

    def _is_counted(self, fact: NumberFact) -> bool:
        stand, name = fact.standing, self.nouns.get(fact.column, "")
        plural = name.endswith("s") and not name.endswith(("ss", "us", "is"))
        return plural and stand is not None and stand.is_count and stand.largest > FEW_UP_TO

    def _tells_about(self, concept: str) -> bool:
        return any("{}" in frame for frame in self.known.levels.get(concept, {}).values())

    def _concept(self, fact: NumberFact) -> str:
        concept = self.known.concept_of(fact.column) or ""
        named, stand = words(fact.column), fact.standing
        is_money = stand is not None and not stand.is_count and stand.largest > 1
        is_money = is_money or (stand is not None and self._is_counted_elsewhere(fact, stand))
        if concept == "frequency" and named & MONEY_OR_COUNT and not named & COUNTS and is_money:
            concept = "spending"
        return "" if concept in WHOLE and self._is_part(concept, fact.column) else concept

    def _is_counted_elsewhere(self, fact: NumberFact, stand: Standing) -> bool:
        """Return whether another column counts what this one sums: “purchases frequency”."""
        said = words(fact.column) & MONEY_OR_COUNT
        counted = (words(other.column) for other in self.facts if other.column != fact.column)
        return stand.largest > MOST_COUNTED and any(
            said & terms and COUNTED_BY & terms for terms in counted
        )

    def _is_part(self, concept: str, column: str) -> bool:
        """Return whether a column counts only some of it: “snack spend”, “web orders”."""
        entries = self.known.concepts.get(concept, frozenset())
        entries |= self.known.concepts.get("spending", frozenset())
        known = {word for entry in entries for word in entry.split()} | FILLERS | JOINTS | NEUTRAL
        known |= MONEY_OR_COUNT
        return any(word.isalpha() and word not in known for word in _label_words(column))

    def _exact(self, fact: NumberFact, level: str, levels: dict[str, str]) -> str:
        """Return “most”, “once” or “none” in place of a level where it holds as well."""
        stand = fact.standing
        if stand is not None:
            if level == "high" and "most" in levels and stand.most >= TRUE_OF:
                return "most"
            for exact in ("once", "none"):
                if level == "low" and exact in levels and stand.of(exact) >= NEARLY_ALL:
                    return exact
        return level


def bought_once(profile: SegmentProfile, claim: Claim | None) -> bool:
    """Return whether nearly all members have exactly one of what a claim counts."""
    if claim is None:
        return False
    fact = next(f for f in profile.numbers if f.column == claim.column)
    stand = fact.standing
    is_count = stand is not None and stand.is_count and stand.largest > 1
    return bool(is_count and stand.once >= NEARLY_ALL)


def _grows(fact: NumberFact, level: str) -> bool:
    if fact.standing is None or level != "high":
        return True
    return fact.standing.positive >= TRUE_OF


def _label_words(column: str) -> frozenset[str]:
    return frozenset(split_unit(column).label.lower().split())
