"""Columns that name a person, or tell what the law protects: left out of segments unless asked for.

A segment made from names, addresses or beliefs says who people are and not what they want, and may
not be used. A column is one of these when its name says so and its values can be it: a yes or no is
no phone number, and an amount of money no illness.
"""

import re
from collections.abc import Iterable

from segmentation.errors import listed
from segmentation.tables.columns.cells import DATE, NUMBER, TEXT, YES_NO, Cells
from segmentation.tables.columns.vocabulary import words, words_in_order
from segmentation.tables.columns.words.people import (
    ACCOUNT,
    ADDRESS,
    AMBIGUOUS,
    BESIDE_SENSITIVE,
    BIRTH,
    EMAIL,
    INTERNET,
    NAME,
    NAMES_OF_PEOPLE,
    NOT_OF_PEOPLE,
    OFFICIAL,
    PEOPLE,
    PHONE,
    PROTECTED,
    SENSITIVE,
    TOGETHER_OFFICIAL,
)
from segmentation.tables.labels import split_unit

A_NAME, AN_EMAIL, A_PHONE, AN_ADDRESS = (
    "a name",
    "an e-mail address",
    "a phone number",
    "an address",
)
NO_LENS = frozenset({A_NAME, AN_EMAIL, A_PHONE, "a bank account", "an official number"}) | {
    "an internet address"
}
"""What tells who somebody is, and nothing of what they are like."""

VALUES = {
    AN_EMAIL: re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}"),
    "a bank account": re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7} ?[A-Z0-9]{0,4}"),
    A_PHONE: re.compile(r"(?:\+|00)\d[\d ()/.-]{6,18}|\(\d{2,5}\)[\d /.-]{5,14}"),
    "an internet address": re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"),
}
PHONE_DIGITS = re.compile(r"(?:\D*\d){6,15}\D*")
LETTERS = re.compile(r"[^\W\d_][^\d_]*")
PROBED, MOSTLY, LONGEST = 200, 0.8, 60
FEW_LEVELS = 3
"""So few different texts are answers or groups, unless there are no more rows."""

SHORTEST_NUMBER = 100_000
"""Below it a whole number is no number of a phone, an account or a passport."""

MOST_STEPS = 11
ALONE = 0.7
"""Share of different texts from which a column called only “name” holds those of people."""

NUMBERED = PHONE | OFFICIAL | ACCOUNT | {"social"}


def personal_data(cells: Cells) -> str | None:
    """Return what a column tells of a person.

    Parameters
    ----------
    cells : Cells

    Returns
    -------
    str or None
        Such as “an e-mail address”; None when it names nobody.
    """
    terms = words(cells.name)
    if cells.type == TEXT:
        return _of_texts(terms, cells)
    if cells.type == DATE:
        return "a date of birth" if terms & BIRTH else None
    if cells.type == YES_NO or not terms & NUMBERED:
        return None
    long = cells.distinct and cells.steps[int(len(cells.steps) * (1 - MOSTLY))] >= SHORTEST_NUMBER
    if not (long and cells.is_whole):
        return None
    return A_PHONE if terms & PHONE else _official(terms)


def sensitive_data(name: str, cells: Cells | None = None) -> str | None:
    """Return which protected side of people a column tells.

    Parameters
    ----------
    name : str
    cells : Cells or None
        What stands under it; None tells by the name alone.

    Returns
    -------
    str or None
        None for numbers that count or measure under a name that may mean something else.
    """
    terms = words(name)
    found = {what: terms & known for what, known in SENSITIVE.items() if terms & known}
    if not found:
        return None
    others = set(words_in_order(name)) - frozenset().union(*found.values()) - BESIDE_SENSITIVE
    others = {term for term in others if term.isalpha()}
    unsure = all(hit <= AMBIGUOUS for hit in found.values())
    if unsure and (others or (cells is not None and _measures(cells))):
        return None
    return next(iter(found))


def protected_side(name: str) -> str | None:
    """Return by which side of people a column may discriminate, from its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    str or None
        Such as “sex”, “age” or “religion”.
    """
    terms = words(name)
    if terms & NOT_OF_PEOPLE:
        return None
    sides = (side for side, known in PROTECTED.items() if terms & known)
    return sensitive_data(name) or next(sides, None)


def caution(features: Iterable[str]) -> str:
    """Say what to mind when segments are made of columns that the law protects people by.

    Parameters
    ----------
    features : iterable of str
        The columns that shape the segments.

    Returns
    -------
    str
        Two sentences; empty when there is none.
    """
    found = {name: side for name in features if (side := protected_side(name))}
    if not found:
        return ""
    names = listed([f"“{' '.join(split_unit(name).label.split())[:LONGEST]}”" for name in found])
    shape = "shapes" if len(found) == 1 else "shape"
    sides = listed(list(dict.fromkeys(found.values())))
    return (
        f"{names} {shape} these segments: treating people differently by {sides} may be unlawful "
        f"discrimination, for example in credit, insurance, jobs or housing. Ask "
        f"someone who knows the law before you use them there, or choose other columns."
    )


def _of_texts(terms: frozenset[str], cells: Cells) -> str | None:
    """Return what texts tell of a person, by what they look like, then by name and look."""
    head = cells.head
    looks = (what for what, look in VALUES.items() if head and _mostly(head, look))
    if what := next(looks, None):
        return what
    if cells.distinct <= FEW_LEVELS and cells.distinct < cells.n_filled:
        return None
    spread = cells.distinct > cells.n_filled / 2
    called = {
        AN_EMAIL: terms & EMAIL and not any(" " in cell for cell in head),
        A_PHONE: terms & PHONE and _mostly(head, PHONE_DIGITS),
        _official(terms): True,
        "a date of birth": terms & BIRTH,
        "an internet address": terms & INTERNET,
        AN_ADDRESS: terms & ADDRESS and not terms & EMAIL and spread,
        A_NAME: _is_name(terms, cells),
    }
    return next((what for what, holds in called.items() if what and holds), None)


def _official(terms: frozenset[str]) -> str | None:
    if terms & ACCOUNT:
        return "a bank account"
    official = terms & OFFICIAL or any(entry <= terms for entry in TOGETHER_OFFICIAL)
    return "an official number" if official else None


def _is_name(terms: frozenset[str], cells: Cells) -> bool:
    """Return whether texts are names of people: called so, and made of letters."""
    if not terms & (NAMES_OF_PEOPLE | NAME) or not _mostly(cells.head, LETTERS):
        return False
    alone = terms <= NAME and cells.distinct > ALONE * cells.n_filled
    return bool(terms & NAMES_OF_PEOPLE or terms & PEOPLE or alone)


def _measures(cells: Cells) -> bool:
    """Return whether numbers count or measure, and are no codes of a few groups."""
    return cells.type == NUMBER and (cells.distinct > MOST_STEPS or not cells.is_whole)


def _mostly(head: tuple[str, ...], pattern: re.Pattern) -> bool:
    return sum(bool(pattern.fullmatch(cell)) for cell in head) >= MOSTLY * len(head)
