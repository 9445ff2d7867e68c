"""Contacts: columns of strangers in seven languages, and what must not be taken for a consent."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import segmentation as sg
from segmentation.tables.columns.cells import cells_of
from segmentation.tables.columns.personal import personal_data
from segmentation.tables.columns.taxonomy import Contact
from segmentation.tables.contacts.columns import (
    Contacts,
    answers,
    channel_of,
    contact_of,
    contacts_of,
)
from segmentation.tables.roles import profile_columns
from segmentation.tables.table import ColumnChoice

AGREED = {
    "email_consent": ("yes", "no"),
    "EmailOptIn": ("Y", "N"),
    "Accepts Marketing": ("true", "false"),
    "Marketing permission": ("granted", "denied"),
    "newsletter": ("1", "0"),
    "Einwilligung E-Mail": ("ja", "nein"),
    "Newsletter-Zustimmung": ("erteilt", "widerrufen"),
    "Werbung erlaubt": ("J", "N"),
    "Consentement": ("oui", "non"),
    "accepte_publicite": ("vrai", "faux"),
    "Abonné newsletter": ("O", "N"),
    "consentimiento": ("sí", "no"),
    "acepta publicidad": ("Si", "No"),
    "Consenso marketing": ("sì", "no"),
    "iscritto newsletter": ("vero", "falso"),
    "Consentimento": ("sim", "não"),
    "aceita_marketing": ("S", "N"),
    "Toestemming e-mail": ("ja", "nee"),
    "nieuwsbrief": ("aangemeld", "afgemeld"),
}
REFUSED = {
    "unsubscribed": ("yes", "no"),
    "Email Opt Out": ("1", "0"),
    "DoNotCall": ("true", "false"),
    "no_newsletter": ("yes", "no"),
    "Werbewiderspruch": ("ja", "nein"),
    "keine Werbung": ("ja", "nein"),
    "Einwilligung widerrufen": ("ja", "nein"),
    "désinscrit": ("oui", "non"),
    "ne pas contacter": ("oui", "non"),
    "consentimiento revocado": ("sí", "no"),
    "non contattare": ("si", "no"),
    "não contactar email": ("sim", "não"),
    "afgemeld": ("ja", "nee"),
}
NEITHER = {
    "AcceptedCmp1": ("1", "0"),
    "PhoneService": ("Yes", "No"),
    "newsletter_clicks": ("1", "0"),
    "Subscription Status": ("Yes", "No"),
    "consent_date": ("2024-01-01", "2024-02-01"),
    "consent_version": ("1", "0"),
    "email": ("ann@x.org", "bo@x.org"),
    "consent_email": ("ann@x.org", "bo@x.org"),
    "newsletter": ("weekly", "monthly"),
    "contact": ("cellular", "telephone"),
    "Churn": ("Yes", "No"),
    "housing loan": ("yes", "no"),
    "Response": ("1", "0"),
    "default": ("no", "yes"),
}


def told(name: str, values: tuple, n_each: int = 20) -> Contact | None:
    """Return what a column of so many of each value is for."""
    read = sg.read_table(
        pd.DataFrame({"x": range(n_each * len(values)), name: list(values) * n_each})
    )
    cells = cells_of(read.frame[name])
    return contact_of(cells, personal_data(cells))


@pytest.mark.parametrize("name", AGREED)
def test_a_consent_is_found_by_name_and_answers(name):
    """In English, German, French, Spanish, Italian, Portuguese and Dutch; also where all say no."""
    yes, no = AGREED[name]
    assert told(name, (yes, no)) == Contact.CONSENT
    assert told(name, (no,)) == Contact.CONSENT
    assert answers(pd.Series([yes, no, None])).tolist() == [1, -1, 0]


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_never_taken_for_a_consent(name):
    """Yes means no there."""
    assert told(name, REFUSED[name]) == Contact.REFUSAL


@pytest.mark.parametrize("name", NEITHER)
def test_other_columns_are_neither(name):
    """Dates, counts, addresses, frequencies, and answers to other questions."""
    assert told(name, NEITHER[name]) not in {Contact.CONSENT, Contact.REFUSAL}


def test_a_consent_is_never_an_address():
    """An address is told by its cells, a consent by its answers, whatever both are called."""
    table = sg.read_table(
        pd.DataFrame(
            {
                "E-Mail": ["ja", "nein"] * 20,
                "E-Mail-Adresse": [f"p{i}@x.org" for i in range(40)],
                "Fax": [f"+49 30 12345{i:02d}" for i in range(40)],
                "Telefon": [f"+49 30 12346{i:02d}" for i in range(40)],
            }
        )
    )
    found = contacts_of((c.name, c.contact) for c in profile_columns(table))
    assert found == Contacts(email="E-Mail-Adresse", phone="Telefon", consents=("E-Mail",))
    assert found.has_address
    assert found.all == ("E-Mail-Adresse", "Telefon", "E-Mail")


def test_a_user_has_the_last_word():
    """What was found is taken back, what was not found is named."""
    frame = pd.DataFrame({"newsletter": ["yes", "no"] * 9, "may we write": ["sure", "never"] * 9})
    choices = (
        ColumnChoice(name="newsletter", contact=""),
        ColumnChoice(name="may we write", contact="consent"),
    )
    from dataclasses import replace

    columns = profile_columns(replace(sg.read_table(frame), choices=choices))
    assert [column.contact for column in columns] == [None, Contact.CONSENT]


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("email_consent", "email"),
        ("newsletter", "email"),
        ("SMS opt in", "phone"),
        ("consent", None),
        ("consent email and phone", None),
        ("Einwilligung Post", "post"),
    ],
)
def test_a_consent_may_be_for_one_way(name, channel):
    """By the words of its name."""
    assert channel_of(name) == channel


def test_answers_of_numbers():
    """One and zero; anything else is no answer."""
    assert answers(pd.Series([1.0, 0.0, np.nan, 2.0])).tolist() == [1, -1, 0, 0]
    assert answers(pd.Series([True, False])).tolist() == [1, -1]


@given(st.lists(st.one_of(st.none(), st.text(max_size=8)), max_size=8))
def test_no_text_breaks_the_reading_of_answers(cells):
    """Each is yes, no or nothing."""
    said = answers(pd.Series(cells, dtype=object))
    assert set(said.tolist()) <= {-1, 0, 1}
    assert not said[pd.Series(cells, dtype=object).isna()].any()
