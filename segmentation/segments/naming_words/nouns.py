"""What a column is about, in as few words as people use: “Annual Income” gives “income”."""

import re
from collections import Counter
from collections.abc import Iterable

from segmentation.tables.labels import split_unit

MAX_NOUN = 28

FILLERS = frozenset(
    {"annual", "yearly", "monthly", "weekly", "daily", "total", "average", "avg", "mean"}
    | {"overall", "score", "number", "count", "amount", "value", "index", "rate"}
    | {"customer", "customers"}
)
JOINTS = frozenset({"of", "the", "per", "in"})
"""Words that stay only between others: “visits per week”."""

SMALL = frozenset(
    {"and", "with", "in", "of", "for", "the", "a", "per", "by", "to", "from", "who", "customer"}
)
LONGEST_ABBREVIATION = 4
GERMAN = re.compile(r"[äöüß]|ung\b|keit\b|heit\b|schaft\b|volumen\b|anteil|\bumsatz|kunde")


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
    kept = [word for word in words if word.lower().strip(".:") not in FILLERS]
    while kept and kept[0].lower() in JOINTS:
        kept = kept[1:]
    while kept and kept[-1].lower() in JOINTS:
        kept = kept[:-1]
    kept = kept or words
    return fitted(" ".join(map(_small, kept)))


def fitted(text: str) -> str:
    """Return a text of at most `MAX_NOUN` characters; its last word stays where it can.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Columns of one family differ in their last words, so the middle goes first.
    """
    if len(text) <= MAX_NOUN:
        return text
    start, _, last = text.rpartition(" ")
    room = MAX_NOUN - len(last) - 2
    if not start or room < MAX_NOUN // 3:
        return text[: MAX_NOUN - 1].rstrip() + "…"
    return f"{start[:room].rstrip()}… {last}"


def nouns(columns: Iterable[str]) -> dict[str, str]:
    """Return by column what each is called, all different where their names are.

    Parameters
    ----------
    columns : iterable of str

    Returns
    -------
    dict of str to str
        The noun; the whole label for those that would share one; German nouns keep their capital.
    """
    labels = {name: split_unit(name).label for name in columns}
    german = any(GERMAN.search(label.lower()) for label in labels.values())
    short = {name: label if german else noun(label) for name, label in labels.items()}
    counts = Counter(short.values())
    whole = {
        name: text if counts[text] == 1 else fitted(" ".join(map(_small, labels[name].split())))
        for name, text in short.items()
    }
    counts = Counter(whole.values())
    return {name: text if counts[text] == 1 else f"“{name}”" for name, text in whole.items()}


def about(column: str, known: frozenset[str]) -> str:
    """Return what is left of a column's label without the words of its concept.

    Parameters
    ----------
    column : str
    known : frozenset of str
        Entries of the concept.

    Returns
    -------
    str
        “kitchen” of “share_of_Kitchen”; empty where nothing is left.
    """
    said = {word for entry in known for word in entry.split()} | FILLERS | JOINTS | {"is"}
    label = split_unit(column).label
    if label.startswith("I "):  # a sentence of a survey, in its own words
        return f"“{fitted(label)}”"
    words = [word for word in label.split() if word.lower() not in said]
    return fitted(" ".join(map(_small, words)))


def content(text: str) -> frozenset[str]:
    """Return the words of a text that must not be said twice, in the singular."""
    found = re.findall(r"[^\W_]+", text.lower())
    return frozenset(word.rstrip("s") for word in found) - SMALL


def _small(word: str) -> str:
    is_short = word.isupper() and 1 < len(word) <= LONGEST_ABBREVIATION
    is_sign = is_short and not set(word) & set("AEIOU")
    return word if is_sign or word in KEPT else word.lower()


KEPT = frozenset({"RFM", "IT", "USA", "EU", "UK", "AI", "CEO", "AOV", "ATM", "IQ", "API", "APP"})
"""Abbreviations with a vowel."""
