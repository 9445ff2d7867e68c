"""Which columns reach a customer, and which say whether that is agreed to.

A column of consent is known by its name and by its answers: without answers of yes and no it is
none, so that an address is never taken for a consent, nor a consent for an address. Where it is not
sure what a column says, it says that somebody has not agreed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from segmentation.tables.columns.cells import DATE, NUMBER, TEXT, YES_NO, Cells
from segmentation.tables.columns.personal import A_NAME, A_PHONE, AN_EMAIL
from segmentation.tables.columns.taxonomy import Contact
from segmentation.tables.columns.vocabulary import folded, words, words_in_order
from segmentation.tables.contacts.consent_words import (
    ACCEPTS,
    ADVERTISING,
    AGREES,
    BY_EMAIL,
    BY_PHONE,
    BY_POST,
    COUNTS,
    NO,
    NOT,
    OPEN,
    REFUSES,
    REFUSES_ALONE,
    YES,
)

FAX = frozenset({"fax", "telefax"})
OF_PERSONAL = {AN_EMAIL: Contact.EMAIL, A_PHONE: Contact.PHONE, A_NAME: Contact.NAME}
MOST_ANSWERS = 8
EMAIL, PHONE, POST = "email", "phone", "post"
CHANNELS = ((EMAIL, BY_EMAIL), (PHONE, BY_PHONE), (POST, BY_POST))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The columns that reach customers, and those that say whether they agree.

    Attributes
    ----------
    email, phone : str or None
        The first of each.
    names : tuple of str
        Of persons, in the order of the table.
    consents, refusals : tuple of str
        Yes means that somebody agrees, or that somebody does not.
    """

    email: str | None = None
    phone: str | None = None
    names: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()

    @property
    def has_address(self) -> bool:
        """Whether any column says how to reach somebody."""
        return bool(self.email or self.phone)

    @property
    def all(self) -> tuple[str, ...]:
        """Every such column, each once."""
        single = filter(None, (self.email, self.phone))
        return tuple(dict.fromkeys((*single, *self.names, *self.consents, *self.refusals)))


def contact_of(cells: Cells, personal: str | None) -> Contact | None:
    """Return what a column is for when customers are written to.

    Parameters
    ----------
    cells : Cells
    personal : str or None
        What the column tells of a person.

    Returns
    -------
    Contact or None
    """
    if personal in OF_PERSONAL:
        return None if words(cells.name) & FAX else OF_PERSONAL[personal]
    return _consent(cells.name) if _answers(cells) else None


def contacts_of(columns: Iterable[tuple[str, Contact | None]]) -> Contacts:
    """Gather the columns that a list of customers needs.

    Parameters
    ----------
    columns : iterable of (str, Contact or None)
        The name of each column of a table, and what it is for.

    Returns
    -------
    Contacts
    """
    named: dict[Contact, list[str]] = {contact: [] for contact in Contact}
    for name, contact in columns:
        if contact is not None:
            named[contact].append(name)
    return Contacts(
        email=next(iter(named[Contact.EMAIL]), None),
        phone=next(iter(named[Contact.PHONE]), None),
        names=tuple(named[Contact.NAME]),
        consents=tuple(named[Contact.CONSENT]),
        refusals=tuple(named[Contact.REFUSAL]),
    )


def channel_of(column: str) -> str | None:
    """Return for which way to be reached a consent is given, from its name.

    Parameters
    ----------
    column : str

    Returns
    -------
    str or None
        ``email``, ``phone`` or ``post``; None where the name speaks of none or of several.
    """
    said = _said(column)
    found = [channel for channel, known in CHANNELS if said & known]
    return found[0] if len(found) == 1 else None


def answers(values: pd.Series) -> np.ndarray:
    """Read a column of yes and no, in seven languages.

    Parameters
    ----------
    values : pandas.Series of shape (n_rows,)

    Returns
    -------
    ndarray of shape (n_rows,), int8
        1 for yes, −1 for no, 0 for nothing, for what is open, and for what is no answer.

    Examples
    --------
    >>> answers(pd.Series(["Ja", "nee", None, "maybe", "opted out"])).tolist()
    [1, -1, 0, 0, -1]
    """
    if values.dtype.kind in "biuf":
        known = values.to_numpy(dtype=float, na_value=np.nan)
        return np.where(known == 1, 1, np.where(known == 0, -1, 0)).astype(np.int8)
    codes, levels = pd.factorize(values)
    read = np.array([_answer(level) for level in levels] + [0], dtype=np.int8)
    return read[codes]


def _answer(level: object) -> int:
    text = _plain(level)
    return 1 if text in YES else -1 if text in NO else 0


def _plain(level: object) -> str:
    return folded(" ".join(str(level).split()).casefold())


def _said(name: str) -> frozenset[str]:
    """Return the words of a name without accents, and neighbours in one piece: “opt in”."""
    said = [folded(word) for word in words_in_order(name)]
    pairs = {"".join(pair) for pair in pairwise(said)}
    triples = {"".join(three) for three in zip(said, said[1:], said[2:], strict=False)}
    return frozenset(said) | pairs | triples


def _answers(cells: Cells) -> bool:
    """Return whether a column holds answers of yes and no, if only one of them."""
    if cells.type == YES_NO:
        return cells.n_filled > 0
    if cells.type == NUMBER:
        return len(cells.steps) > 0 and set(cells.steps.tolist()) <= {0, 1}
    if cells.type == DATE or not 0 < cells.distinct <= MOST_ANSWERS:
        return False
    levels = {_plain(level) for level in cells.levels}
    return cells.type == TEXT and levels <= YES | NO | OPEN and bool(levels & (YES | NO))


def _consent(name: str) -> Contact | None:
    """Return whether a name speaks of agreeing, of refusing, or of neither."""
    said = _said(name)
    plain = {folded(word) for word in words_in_order(name)}
    if plain & COUNTS - ADVERTISING:
        return None
    agrees = bool(said & AGREES or (said & ACCEPTS and said & ADVERTISING))
    only = not {
        word for word in plain if word.isalpha() and len(word) > 1
    } - ADVERTISING and plain & (BY_EMAIL | {"marketing"})
    if said & REFUSES_ALONE or ((agrees or said & ADVERTISING) and said & (REFUSES | NOT)):
        return Contact.REFUSAL
    return Contact.CONSENT if agrees or only else None
