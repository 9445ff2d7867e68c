"""What the name of a column says: its words, and which side of a customer it shows."""

import re
import unicodedata
from functools import cache, lru_cache

from segmentation.tables.columns.glued import known_parts
from segmentation.tables.columns.taxonomy import Lens
from segmentation.tables.columns.words.lenses import (
    CHARACTERS,
    ENDS,
    ENGLISH,
    FILLERS,
    OTHERS,
    ROOTS,
    TOGETHER,
)
from segmentation.tables.columns.words.worth import DOING_WORDS, VALUE_WORDS

__all__ = [
    "DOING_WORDS",
    "LENSES",
    "VALUE_WORDS",
    "folded",
    "lens_of",
    "spelled",
    "words",
    "words_in_order",
]

LENSES: dict[Lens, frozenset[str]] = {
    lens: frozenset(ENGLISH[lens].split() + OTHERS[lens].split()) for lens in ENGLISH
}
RUNS = re.compile(r"[^\W\d_]+|\d+")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^a-zA-Z]+")
OF = frozenset(
    {"of", "per", "by", "from", "with", "in", "at", "for", "to", "since", "between", "against"}
    | {"de", "du", "des", "del", "della", "di", "da", "do", "d", "von", "der", "vom", "pro", "par"}
    | {"van", "bij", "seit", "depuis", "desde", "pour", "para", "per", "z", "w", "en", "im", "zum"}
)
"""Words after which a name says of what its first part is."""

LONGEST = 300
"""Characters of a name that are looked at."""


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word without its accents: “quantité” gives “quantite”, “Straße” “Strasse”.

    Parameters
    ----------
    word : str

    Returns
    -------
    str
    """
    if word.isascii():
        return word
    plain = word.translate({223: "ss", 322: "l", 321: "L", 248: "o", 216: "O", 305: "i"})
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spelled(known: frozenset[str]) -> frozenset[str]:
    """Return words as they are written with and without their accents.

    Parameters
    ----------
    known : frozenset of str

    Returns
    -------
    frozenset of str
    """
    return known | {folded(word) for word in known}


@lru_cache(maxsize=32_768)
def words_in_order(name: str) -> tuple[str, ...]:
    """Return the words of a column's name as they follow each other, in lower case.

    Parameters
    ----------
    name : str

    Returns
    -------
    tuple of str
        Split at signs, digits and inner capitals, and what known words are glued into one.

    Examples
    --------
    >>> words_in_order("CustomerID"), words_in_order("totalcharges2"), words_in_order("Menge (kWh)")
    (('customer', 'id'), ('total', 'charges', '2'), ('menge', 'k', 'wh'))
    """
    found = []
    for run in RUNS.findall(unicodedata.normalize("NFC", name[:LONGEST])):
        shadow = run if run.isascii() else "".join(map(_shadow, run))
        for part in PARTS.finditer(shadow):
            found.extend(known_parts(run[part.start() : part.end()].lower()))
    return tuple(found)


@lru_cache(maxsize=32_768)
def words(name: str) -> frozenset[str]:
    """Return the words of a column's name in lower case: “CustomerID” gives customer and id.

    Parameters
    ----------
    name : str

    Returns
    -------
    frozenset of str
        Split at signs, digits and inner capitals, and what known words are glued into one; with
        and without accents; the name in one piece as well.
    """
    parts = frozenset(words_in_order(name)) | {re.sub(r"[\W_]+", "", name[:LONGEST]).lower()}
    return spelled(parts)


@lru_cache(maxsize=32_768)
def lens_of(name: str) -> Lens | None:
    """Return which side of a customer a column shows, from its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    Lens or None
        None when no word is known. The last word that is known decides, as in “order country”, and
        what stands before “of” or “de” comes before what follows; words that go with anything,
        such as order and status, give way.

    Examples
    --------
    >>> [str(lens_of(name)) for name in ("Order Country", "Country of order", "Store visits")]
    ['geographic', 'geographic', 'behavioural']
    """
    said = words_in_order(name)
    plain = frozenset(map(folded, said))
    for entry, lens in _together():
        if entry <= plain:
            return lens
    for fillers in (False, True):
        for piece in _pieces(said):
            found = (_lens_of_word(word, fillers=fillers) for word in reversed(piece))
            if lens := next(filter(None, found), None):
                return lens
    return None


def _shadow(letter: str) -> str:
    """Return a plain letter of the same case, by which a word is split at its capitals."""
    plain = folded(letter)[:1]
    if plain.isascii() and plain.isalpha():
        return plain
    return "X" if letter.isupper() else "x"


def _pieces(said: tuple[str, ...]) -> list[list[str]]:
    """Split a name at the words that say of what something is."""
    pieces: list[list[str]] = [[]]
    for word in said:
        if word in OF:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return pieces


@cache
def _together() -> tuple[tuple[frozenset[str], Lens | None], ...]:
    return tuple((frozenset(map(folded, entry.split())), lens) for entry, lens in TOGETHER)


@cache
def _by_word() -> dict[str, Lens]:
    known = {}
    for lens, entries in LENSES.items():
        for word in entries:
            known.setdefault(folded(word), lens)
    return known


@lru_cache(maxsize=32_768)
def _lens_of_word(word: str, *, fillers: bool) -> Lens | None:
    plain = folded(word)
    if plain in _fillers() and not fillers:
        return None
    known = _by_word()
    singular = plain.removesuffix("s") if len(plain) > 4 else plain
    if lens := known.get(plain) or known.get(singular):
        return lens
    if not plain.isascii():  # languages that put no space between words
        return _inside(plain)
    if len(plain) < 6:
        return None
    umlauts = plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    if umlauts != plain and (lens := known.get(umlauts)):  # “Kaeufe” for “Käufe”
        return lens
    ends = (lens for lens, parts in _ends() if plain.endswith(parts))
    roots = (lens for lens, parts in _roots() if plain.startswith(parts))
    return next(ends, None) or next(roots, None)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(folded, FILLERS))


@cache
def _roots() -> tuple[tuple[Lens, tuple[str, ...]], ...]:
    return tuple((lens, tuple(map(folded, parts.split()))) for lens, parts in ROOTS.items())


@cache
def _ends() -> tuple[tuple[Lens, tuple[str, ...]], ...]:
    return tuple((lens, tuple(map(folded, parts.split()))) for lens, parts in ENDS.items())


def _inside(word: str) -> Lens | None:
    return next((lens for known, lens in CHARACTERS.items() if known in word), None)
