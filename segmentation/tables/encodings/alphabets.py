"""Whether words are spelt as those of a language: the letters beyond a to z, and their case.

Bytes read in the wrong encoding still give characters, but not words: capitals stand after small
letters, signs stand inside words, and the letters belong to no one language.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from types import MappingProxyType

ALPHABETS = MappingProxyType(
    {
        "German": ("äöüß", "éèàôç"),
        "French": ("éèêàçôëï", "âîùûœæüÿ"),
        "Spanish": ("áéíñóú", "üªº"),
        "Portuguese": ("áãçéêíóõ", "àâôúüªº"),
        "Italian": ("àèéìòù", "íîóú"),
        "Swedish": ("åäö", "éüà"),
        "Danish": ("æøå", "éóäöü"),
        "Icelandic": ("áéíóúýþæöð", ""),
        "Dutch": ("ëïéè", "öüáóê"),
        "Catalan": ("àçèéíò", "óúïü·"),
        "Polish": ("ąćęłńóśźż", ""),
        "Czech": ("áčďéěíňřšťúůýž", "ó"),
        "Slovak": ("áäčéíľňôšťúýž", "ďĺóŕ"),
        "Hungarian": ("áéíóöőúüű", ""),
        "Romanian": ("ăâîşţșț", ""),
        "Croatian": ("čćđšž", ""),
        "Turkish": ("çğıöşü", "âîû"),
        "Estonian": ("äöõü", "šž"),
        "Latvian": ("āčēģīķļņšūž", ""),
        "Lithuanian": ("ąčęėįšųūž", ""),
        "Albanian": ("çë", ""),
        "Russian": ("абвгдежзийклмнопрстуфхцчшщъыьэюя", "ё"),
        "Ukrainian": ("абвгдежзиіїєйклмнопрстуфхцчшщьюя", "ґ"),
        "Belarusian": ("абвгдеёжзійклмнопрстуўфхцчшыьэюя", ""),
        "Bulgarian": ("абвгдежзийклмнопрстуфхцчшщъьюя", ""),
        "Serbian": ("абвгдђежзијклљмнњопрстћуфхцчџш", ""),
        "Greek": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ", "ϊϋΐΰ"),
    }
)
"""By language its usual letters and its rare ones, those of loan words and neighbours included."""

_LETTERS = {name: frozenset("".join(letters)) for name, letters in ALPHABETS.items()}
_USUAL = {name: frozenset(letters[0]) for name, letters in ALPHABETS.items()}
_WHOLE = frozenset(name for name, letters in ALPHABETS.items() if letters[0][0] in "аα")
"""Languages without the letters a to z: a word with both is none of theirs."""

WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f](?:[^\W\d_]|[^\x00-\x7f]|['’])*")
EDGE_SIGNS = "€£¥§°–—…“”„‚‘’«»‹›™®©½¼¾²³µ·•×¿¡№（）、。・「」：；！？\u00a0"
SIGN_SCORE, OTHER_LANGUAGE, RARE, MOST_WORDS = 0.7, 0.5, 0.85, 2_000
MARKS = {"Mn", "Mc"}
"""Vowels and tones that some scripts write above and below letters."""

LARGEST_LATIN = "\u024f"


def words_beyond_ascii(text: str) -> Counter[str]:
    """Count the different words of a text that have a character beyond ASCII.

    Parameters
    ----------
    text : str

    Returns
    -------
    Counter of str
        Of at most some thousands.

    Examples
    --------
    >>> dict(words_beyond_ascii("Müller;Bonn;5 €;Müller"))
    {'Müller': 2, '€': 1}
    """
    words: Counter[str] = Counter()
    for found in WORD.finditer(text):
        words[found[0]] += 1
        if len(words) >= MOST_WORDS:
            break
    return words


def has_letters(word: str) -> bool:
    """Return whether a word has a letter beyond ASCII, and not only signs.

    Parameters
    ----------
    word : str

    Returns
    -------
    bool

    Examples
    --------
    >>> has_letters("für"), has_letters("5€")
    (True, False)
    """
    return any(not sign.isascii() and sign not in EDGE_SIGNS for sign in word)


def fitness(words: Iterable[str]) -> tuple[float, str]:
    r"""Return how well words are spelt, and in which language.

    Parameters
    ----------
    words : iterable of str
        Different words with a character beyond ASCII.

    Returns
    -------
    float
        Mean over the words: 1 for one in the language that most of them are in, less where a
        letter is rare in it, for signs and for words of another language, 0 for what is no word.
    str
        The language, “” where no word is in any.

    Examples
    --------
    >>> fitness(["Łódź", "Kraków"]), fitness(["£ód\x9f", "Kraków"])[0] < 1
    ((1.0, 'Polish'), True)
    """
    words = list(words)
    spoken = [_languages(word) for word in words]
    tally: Counter[str] = Counter()
    for each in spoken:
        tally.update(each)
    order = list(ALPHABETS)
    ranked = sorted(tally, key=lambda name: (-tally[name], order.index(name)))
    main = ranked[0] if ranked else ""
    scores = [
        each[main] if main in each else OTHER_LANGUAGE if each else _other_score(word)
        for word, each in zip(words, spoken, strict=True)
    ]
    return (sum(scores) / len(scores) if scores else 0.0), main


@lru_cache(maxsize=50_000)
def _languages(word: str) -> dict[str, float]:
    """Score the languages that have all letters of a word in usual case: 1 for common letters."""
    parts = [part for part in re.split("['’]", word.strip(EDGE_SIGNS)) if part]
    if not parts or not all(part.isalpha() and _is_cased(part) for part in parts):
        return {}
    letters = set("".join(parts).replace("İ", "ı").replace("ẞ", "ß").lower())
    beyond = {letter for letter in letters if not letter.isascii()}
    if not beyond:
        return {}
    has_ascii = len(beyond) < len(letters)
    return {
        language: 1.0 if beyond <= _USUAL[language] else RARE
        for language, known in _LETTERS.items()
        if beyond <= known and not (has_ascii and language in _WHOLE)
    }


def _is_cased(part: str) -> bool:
    """Return whether capitals stand at the start only, or everywhere."""
    return part.islower() or part[1:].islower() or len(part) == 1 or part.isupper()


def _other_score(word: str) -> float:
    """Return the score of what no language of ours has: signs beside words, other scripts."""
    inner = "".join(
        sign for sign in word.strip(EDGE_SIGNS) if unicodedata.category(sign) not in MARKS
    )
    if not inner:
        return SIGN_SCORE if word.strip(EDGE_SIGNS) == "" else 0.0
    if inner.isascii():
        return SIGN_SCORE if len(word) - len(inner) <= 2 else 0.0
    if inner.isalpha() and min(inner) > LARGEST_LATIN and len(_scripts(inner)) == 1:
        return 1.0
    return 0.0


def _scripts(word: str) -> set[str]:
    """Return the scripts of the letters of a word; those of East Asia count as one."""
    eastern = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
    first = (unicodedata.name(letter, "?").split(" ")[0] for letter in word)
    return {"EASTERN" if name.split("-")[0] in eastern else name for name in first}
