"""Columns that name a person, or tell what the law protects: left out of segments unless asked for.

A segment made from names, addresses or beliefs says who people are and not what they want, and may
not be used.
"""

import re
from collections.abc import Iterable

import pandas as pd

from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit

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

PROTECTED: dict[str, frozenset[str]] = {
    "sex": frozenset(
        {"sex", "gender", "geschlecht", "sexe", "sexo", "género", "genero", "sesso", "genere"}
        | {"gênero", "geslacht", "male", "female"}
    ),
    "age": frozenset(
        {"age", "alter", "âge", "edad", "età", "idade", "leeftijd", "birth", "birthyear"}
        | {"birthdate", "birthday", "dob", "geburtsjahr", "geburtsdatum", "naissance"}
        | {"nacimiento", "nascita", "nascimento", "geboortejaar", "geboortedatum", "agegroup"}
    ),
    "origin": frozenset(
        {"nationality", "citizenship", "birthplace", "birthcountry", "nationalität"}
        | {"staatsangehörigkeit", "staatsbürgerschaft", "geburtsland", "nationalité"}
        | {"nacionalidad", "nazionalità", "cittadinanza", "nacionalidade", "nationaliteit"}
    ),
}
"""What laws against discrimination protect besides, and marketing uses: never left out."""

NOT_OF_PEOPLE = frozenset(
    {"account", "contract", "order", "orders", "device", "car", "vehicle", "house", "building"}
    | {"company", "firm", "business", "website", "domain", "product", "card", "policy", "loan"}
    | {"membership", "relationship", "invoice", "debt", "ticket", "subscription"}
)
"""With one of these words an age is that of a thing."""

VALUES = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}"),
    "a bank account": re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7} ?[A-Z0-9]{0,4}"),
    "a phone number": re.compile(r"(?:\+|00)\d[\d ()/.-]{6,18}|\(\d{2,5}\)[\d /.-]{5,14}"),
    "an internet address": re.compile(r"\d{1,3}(?:\.\d{1,3}){3}"),
}
PROBED, MOSTLY, LONGEST = 200, 0.8, 60


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
    names = joined([f"“{' '.join(split_unit(name).label.split())[:LONGEST]}”" for name in found])
    shape = "shapes" if len(found) == 1 else "shape"
    sides = joined(list(dict.fromkeys(found.values())))
    return (
        f"{names} {shape} these segments: treating people differently by {sides} may be unlawful "
        f"discrimination, for example in credit, insurance, jobs or housing. Ask "
        f"someone who knows the law before you use them there, or choose other columns."
    )


def joined(parts: list[str]) -> str:
    """Return texts as a list in a sentence.

    Parameters
    ----------
    parts : list of str
        One or more.

    Returns
    -------
    str
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _by_values(values: pd.Series) -> str | None:
    head = values.dropna().head(PROBED).astype(str).str.strip()
    if head.empty:
        return None
    for what, pattern in VALUES.items():
        if sum(bool(pattern.fullmatch(cell)) for cell in head) >= MOSTLY * len(head):
            return what
    return None
