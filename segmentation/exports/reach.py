"""Whom the columns of a table allow to contact, and how.

Nobody is listed on a doubt: where a table says who agrees, whoever has not said so is left out, and
so is every address of which any row of the table says that it must not be used.
"""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from segmentation.analysis.segmentation import Segmentation
from segmentation.tables.columns.personal import AN_EMAIL, VALUES
from segmentation.tables.contacts.columns import (
    EMAIL,
    PHONE,
    Contacts,
    answers,
    channel_of,
    contacts_of,
)
from segmentation.tables.contacts.whole_numbers import as_text

NO_CONSENT, NO_ADDRESS, TWICE = "no consent", "no address", "duplicate address"
REASONS = (NO_CONSENT, NO_ADDRESS, TWICE)
ENOUGH_DIGITS = re.compile(r"(?:\D*\d){6}")
BETWEEN = re.compile(r"\(0\)|[\s().\-/]")
INTERNATIONAL = re.compile(r"\+\d{6,15}")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reach:
    """Who of the segmented customers can be contacted, and why others cannot.

    Attributes
    ----------
    contacts : Contacts
        The columns it was told from.
    can : ndarray of shape (n_kept,), bool
    reasons : ndarray of shape (n_kept,), int8
        Of who cannot, the place in `REASONS`; −1 for who can.
    emails, phones : ndarray of shape (n_kept,), object
        What may be used; empty texts where there is none or it is not allowed.
    """

    contacts: Contacts
    can: np.ndarray = field(repr=False)
    reasons: np.ndarray = field(repr=False)
    emails: np.ndarray = field(repr=False)
    phones: np.ndarray = field(repr=False)

    @property
    def knows_consent(self) -> bool:
        """Whether the table says who agrees or refuses."""
        return bool(self.contacts.consents or self.contacts.refusals)


def reach(result: Segmentation) -> Reach:
    """Tell whom the customers' columns allow to contact, and how.

    Parameters
    ----------
    result : Segmentation

    Returns
    -------
    Reach
        One address reaches one customer, the first in the order of the table.
    """
    contacts = contacts_of((c.name, c.contact) for c in result.rows.columns)
    frame = result.table.frame
    emails, phones = _emails(frame, contacts.email), _phones(frame, contacts.phone)
    by_channel = {EMAIL: emails, PHONE: phones}
    who = _customers(frame, result.rows.identifier)
    ties = {channel: (_same(texts), who) for channel, texts in by_channel.items()}
    usable = {}
    for channel, addresses in by_channel.items():
        allowed = _allowed(frame, contacts, channel, ties[channel])
        usable[channel] = np.where(allowed, addresses, "")[result.rows.positions]
    has_address = ((emails != "") | (phones != ""))[result.rows.positions]
    primary = np.where(usable[EMAIL] != "", usable[EMAIL], usable[PHONE])
    if contacts.has_address:
        may = primary != ""
        again = may & _again(primary, may)
    else:
        has_address = np.ones(len(result.labels), dtype=bool)
        may = _allowed(frame, contacts, None, (who,))[result.rows.positions]
        again = np.zeros(len(may), dtype=bool)
    reasons = np.select([~has_address, ~may, again], [1, 0, 2], -1).astype(np.int8)
    return Reach(
        contacts=contacts,
        can=reasons < 0,
        reasons=reasons,
        emails=usable[EMAIL],
        phones=usable[PHONE],
    )


def _again(addresses: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Tell which of the addresses that are used stand in an earlier row already."""
    again = np.zeros(len(addresses), dtype=bool)
    again[used] = pd.Series(addresses[used], dtype=object).str.casefold().duplicated()
    return again


def _emails(frame: pd.DataFrame, column: str | None) -> np.ndarray:
    if column is None:
        return np.full(len(frame), "", dtype=object)
    texts = [text.strip() for text in as_text(frame[column])]
    look = VALUES[AN_EMAIL]
    return np.array([text if look.fullmatch(text) else "" for text in texts], dtype=object)


def _phones(frame: pd.DataFrame, column: str | None) -> np.ndarray:
    if column is None:
        return np.full(len(frame), "", dtype=object)
    return np.array([_phone(text.strip()) for text in as_text(frame[column])], dtype=object)


def _phone(text: str) -> str:
    """Return a number as it is dialled from anywhere where it says its country."""
    if not ENOUGH_DIGITS.match(text):
        return ""
    close = BETWEEN.sub("", text)
    return close if INTERNATIONAL.fullmatch(close) else text


def _customers(frame: pd.DataFrame, identifier: str | None) -> np.ndarray:
    """Return which rows are of one customer, as numbers; −1 where nothing tells."""
    if identifier is None:
        return np.full(len(frame), -1)
    return pd.factorize(frame[identifier])[0]


def _same(texts: np.ndarray) -> np.ndarray:
    """Return which rows have one address, as numbers, in capitals or not; −1 for none."""
    codes, levels = pd.factorize(pd.Series(texts, dtype=object).str.casefold())
    return np.where(levels[codes] == "", -1, codes) if len(levels) else codes


def _allowed(
    frame: pd.DataFrame, contacts: Contacts, channel: str | None, ties: tuple[np.ndarray, ...]
) -> np.ndarray:
    """Tell of every row whether a way to be reached may be used."""
    # All columns of consent for it must say yes, none of refusal may; and of the rows with the same
    # address or the same customer none may say otherwise.
    consents = _of_channel(contacts.consents, channel)
    refusals = _of_channel(contacts.refusals, channel)
    agrees = [answers(frame[name]) for name in consents]
    refuses = [answers(frame[name]) for name in refusals]
    allowed, forbidden = np.ones(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool)
    if contacts.consents and not consents:
        return forbidden
    for said in agrees:
        allowed &= said == 1
        forbidden |= said == -1
    for said in refuses:
        allowed &= (said == -1) | ((said == 0) if contacts.consents else False)
        forbidden |= said == 1
    for tie in ties:
        found = np.bincount(tie[forbidden & (tie >= 0)], minlength=tie.max(initial=-1) + 1) > 0
        forbidden[tie >= 0] |= found[tie[tie >= 0]]
    return allowed & ~forbidden


def _of_channel(columns: tuple[str, ...], channel: str | None) -> tuple[str, ...]:
    """Return the columns that speak of a way to be reached or of none; of all ways, all."""
    if channel is None:
        return columns
    own = tuple(name for name in columns if channel_of(name) == channel)
    general = tuple(name for name in columns if channel_of(name) is None)
    return (*own, *general)
