"""The words segments are named with: a small file that anybody can extend.

`data/names.toml` lists concepts (words by which a column's name is known to be about income, say)
and types (a name, and the levels of concepts it stands for).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from segmentation.errors import SpecError
from segmentation.segments.naming_words.trades import PLAIN_WORDS, Trade
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit

NAMES_FILE = Path(__file__).parents[2] / "data" / "names.toml"
LEVELS = ("low", "average", "high")
COUNTED = ("once",)
"""Levels of a type beside these: counted, not compared with all customers."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentType:
    """A name and what it stands for.

    Attributes
    ----------
    name : str
    when : mapping of str to tuple of str
        By concept, the levels that fit.
    weight : int
        As how many conditions it counts; 0 takes their number.
    """

    name: str
    when: Mapping[str, tuple[str, ...]]
    weight: int = 0

    @property
    def rank(self) -> int:
        """How much comes before it when types are chosen from: less with more conditions."""
        return -(self.weight or len(self.when))

    def fits(self, levels: Mapping[str, str]) -> bool:
        """Return whether a segment with these levels by concept is of this type."""
        return fits(self.when, levels)


def fits(when: Mapping[str, tuple[str, ...]], levels: Mapping[str, str]) -> bool:
    """Return whether levels by concept meet all conditions; a concept not there meets none."""
    return all(levels.get(concept) in wanted for concept, wanted in when.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How a number is put in a sentence.

    Attributes
    ----------
    says : str
        With ``{value}``, the mean, and ``{label}``, the column.
    more, less : str
        With ``{difference}``, beside all customers.
    """

    says: str = "{label} {value}"
    more: str = "{difference} above average"
    less: str = "{difference} below average"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words to name segments with.

    Attributes
    ----------
    concepts : mapping of str to frozenset of str
        Words, in lower case, by which a column's name is known.
    prefixes : mapping of str to mapping of str to str
        By concept and level, a word in front of a name.
    types : tuple of SegmentType
        Those with the most conditions first.
    sayings : mapping of str to Saying
        By concept.
    levels : mapping of str to mapping of str to str
        By concept and level, also ``very low`` and ``very high``, what a level is called.
    comparisons : mapping of str to mapping of str to str
        By concept, what the one of two like segments is called that has ``more``, or ``less``.
    trades : tuple of Trade
    """

    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    prefixes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    types: tuple[SegmentType, ...] = ()
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    comparisons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    trades: tuple[Trade, ...] = ()

    def concept_of(self, column: str) -> str | None:
        """Return what a column is about, None when no word of its name is known."""
        column_words = _all_words(column)
        found = [
            (-_n_words(column_words, known), at, name)
            for at, (name, known) in enumerate(self.concepts.items())
        ]
        most, _, name = min(found, default=(0, 0, None))
        return name if most < 0 else None

    def type_of(self, levels: Mapping[str, str]) -> SegmentType | None:
        """Return the type with the most conditions that fits these levels by concept."""
        return next((known for known in self.types if known.fits(levels)), None)

    def called(self, columns: Iterable[str]) -> dict[str, str]:
        """Return by token what customers, buyers, orders … are called beside these columns."""
        said = frozenset().union(*map(_all_words, columns))
        trade = next((t for t in self.trades if said & t.words and not said & t.without), None)
        return PLAIN_WORDS | (dict(trade.called) if trade else {})


def _all_words(column: str) -> frozenset[str]:
    """Return the words of a name, those that it glues set apart, and its unit."""
    label = split_unit(column)
    return words(column) | frozenset(f"{label.label} {label.unit}".lower().split())


def _n_words(column_words: frozenset[str], known: frozenset[str]) -> int:
    """Return of how many words the longest entry is that a column's name holds, 0 for none."""
    return max((len(entry) for entry in _apart(known) if entry <= column_words), default=0)


@cache
def _apart(known: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return the words of each entry."""
    return tuple(frozenset(entry.split()) for entry in known)


@cache
def vocabulary(path: Path = NAMES_FILE) -> Vocabulary:
    """Read the words, once.

    Parameters
    ----------
    path : Path
        Without this file segments are named by the levels of their columns alone.

    Returns
    -------
    Vocabulary

    Raises
    ------
    SpecError
        If the file is damaged, or says something it cannot mean.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Vocabulary()
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(f"{path.name}, the names of segments, cannot be read: {error}.") from error
    return read_vocabulary(text, path.name)


def read_vocabulary(text: str, name: str = NAMES_FILE.name) -> Vocabulary:
    """Read the words from a text in TOML.

    Parameters
    ----------
    text : str
    name : str
        What the file is called, for the sentence of an error.

    Returns
    -------
    Vocabulary

    Raises
    ------
    SpecError
        If the text is damaged, or says something it cannot mean.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(
            f"{name}, the names of segments, is damaged: {error}. Mend it, or delete the file."
        ) from error
    concepts = {
        str(concept): frozenset(str(word).lower() for word in _list(known))
        for concept, known in _table(given, "concepts", name).items()
    }
    types = [_type(entry, concepts, name) for entry in _list(given.get("type", []))]
    return Vocabulary(
        concepts=concepts,
        prefixes=_words_by_level(given, "prefixes", name),
        levels=_words_by_level(given, "levels", name),
        comparisons=_words_by_level(given, "comparisons", name),
        types=tuple(sorted(types, key=lambda known: known.rank)),
        trades=tuple(_trade(entry, name) for entry in _table(given, "trade", name).values()),
        sayings={
            str(concept): _saying(entry, str(concept), name)
            for concept, entry in _table(given, "sayings", name).items()
        },
    )


def _type(entry: object, concepts: Mapping[str, frozenset[str]], name: str) -> SegmentType:
    given = _table(entry, None, name)
    title, when = " ".join(str(given.get("name", "")).split()), _table(given, "when", name)
    wanted = {concept: tuple(map(str, _list(levels))) for concept, levels in when.items()}
    if not title or len(title) > LONGEST_NAME or not wanted:
        raise SpecError(
            f"{name}: a type needs a name of at most {LONGEST_NAME} characters and a condition; "
            f"found the name “{title[:LONGEST_NAME]}” with {len(wanted)}."
        )
    for concept, levels in wanted.items():
        unknown = [level for level in levels if level not in LEVELS + COUNTED]
        if concept not in concepts or unknown:
            raise SpecError(
                f"{name}: the type “{title}” asks for {concept} = {', '.join(unknown or levels)}. "
                f"Concepts are {', '.join(concepts)}; levels are {', '.join(LEVELS + COUNTED)}."
            )
    weight = given.get("weight", 0)
    if not isinstance(weight, int):
        raise SpecError(f"{name}: the weight of the type “{title}” should be a whole number.")
    return SegmentType(name=title, when=wanted, weight=weight)


def _trade(entry: object, name: str) -> Trade:
    given = _table(entry, None, name)
    known = {key: frozenset(map(str, _list(given.get(key, [])))) for key in ("words", "without")}
    called = {str(token): str(word) for token, word in given.items() if token not in known}
    return Trade(words=known["words"], without=known["without"], called=called)


def _words_by_level(given: object, key: str, name: str) -> dict[str, dict[str, str]]:
    return {
        str(concept): {level: str(word) for level, word in _table(entry, None, name).items()}
        for concept, entry in _table(given, key, name).items()
    }


def _saying(entry: object, concept: str, name: str) -> Saying:
    given = _table(entry, None, name)
    try:
        saying = Saying(**{str(key): str(text) for key, text in given.items()})
        for text in (saying.says, saying.more, saying.less):
            text.format(label="", value="", difference="")
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise SpecError(
            f"{name}: the sayings for {concept} are not as they should be ({error}). Give says, "
            "more and less, with {value}, {label} and {difference} where the figures go."
        ) from error
    return saying


def _list(given: object) -> list:
    return given if isinstance(given, list) else [given]


def _table(given: object, key: str | None, name: str) -> dict:
    section = given if key is None else given.get(key, {})
    if not isinstance(section, dict):
        raise SpecError(f"{name}: “{key or section}” should be a table of names and values.")
    return section
