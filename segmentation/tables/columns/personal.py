"""Columns that name a person, or tell what the law protects: left out of segments unless asked for.

A segment made from names, addresses or beliefs says who people are and not what they want, and may
not be used.
"""

import re

import pandas as pd

from segmentation.tables.columns.vocabulary import words

PERSONAL: dict[str, frozenset[str]] = {
    "a name": frozenset(
        {"firstname", "lastname", "surname", "forename", "fullname", "vorname", "nachname"}
        | {"prénom", "prenom", "apellido", "apellidos", "nombre", "cognome", "nome", "voornaam"}
        | {"achternaam", "sobrenome", "customername", "clientname", "contactname", "kundenname"}
    ),
    "an e-mail address": frozenset({"email", "mail", "courriel", "correo", "emailaddress"}),
    "a phone number": frozenset(
        {"phone", "telephone", "mobile", "telefon", "handy", "téléphone", "portable", "teléfono"}
        | {"telefono", "móvil", "cellulare", "telefone", "fax", "phonenumber"}
    ),
    "a bank account": frozenset({"iban", "bic", "kontonummer", "accountnumber", "creditcard"}),
    "an address": frozenset(
        {"address", "street", "straße", "strasse", "anschrift", "adresse", "rue", "dirección"}
        | {"direccion", "calle", "indirizzo", "via", "endereço", "straat", "housenumber"}
        | {"hausnummer"}
    ),
    "an official number": frozenset({"ssn", "passport", "taxid", "dni", "nif", "steuernummer"}),
    "a date of birth": frozenset({"birthdate", "dob", "birthday", "geburtsdatum"}),
    "an internet address": frozenset({"ip", "ipaddress"}),
}
SENSITIVE: dict[str, frozenset[str]] = {
    "religion": frozenset({"religion", "religión", "religione", "faith", "konfession"}),
    "ethnic origin": frozenset({"race", "ethnicity", "ethnic", "ethnie", "etnia", "herkunft"}),
    "health": frozenset(
        {"health", "disability", "diagnosis", "disease", "gesundheit", "behinderung", "santé"}
        | {"salud", "salute", "medication", "pregnant"}
    ),
    "politics": frozenset({"political", "politics", "party", "vote", "partei", "union"}),
    "sexual orientation": frozenset({"orientation", "sexuality"}),
}
"""What Article 9 of the General Data Protection Regulation of the European Union protects."""

VALUES = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}"),
    "a bank account": re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7} ?[A-Z0-9]{0,4}"),
    "a phone number": re.compile(r"(?:\+|00)\d[\d ()/.-]{6,18}|\(\d{2,5}\)[\d /.-]{5,14}"),
    "an internet address": re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"),
}
PROBED, MOSTLY = 200, 0.8


def personal_data(values: pd.Series) -> str | None:
    """Return what a column tells of a person.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    str or None
        Such as “an e-mail address”; None when it names nobody.
    """
    terms = words(str(values.name))
    if pd.api.types.is_string_dtype(values.dtype):
        if what := _by_values(values):
            return what
        if terms >= {"name"} and terms & {"first", "last", "full", "customer", "client", "contact"}:
            return "a name"
        if terms == {"name"} and values.nunique() > 0.9 * values.notna().sum():
            return "a name"
    elif not pd.api.types.is_datetime64_any_dtype(values.dtype):
        terms = terms & PERSONAL["an official number"] | terms & PERSONAL["a phone number"]
    return next((what for what, known in PERSONAL.items() if terms & known), None)


def sensitive_data(name: str) -> str | None:
    """Return which protected side of people a column tells, from its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    str or None
    """
    terms = words(name)
    return next((what for what, known in SENSITIVE.items() if terms & known), None)


def _by_values(values: pd.Series) -> str | None:
    head = values.dropna().head(PROBED).astype(str).str.strip()
    if head.empty:
        return None
    for what, pattern in VALUES.items():
        if sum(bool(pattern.fullmatch(cell)) for cell in head) >= MOSTLY * len(head):
            return what
    return None
