"""Columns of codes: numbers that name something, of which there is no more or less."""

from functools import lru_cache

from segmentation.tables.columns.cells import NUMBER, Cells
from segmentation.tables.columns.vocabulary import folded, spelled, words, words_in_order

SURE = frozenset(
    {"id", "ids", "uid", "uuid", "guid", "pk", "identifier", "kennung", "rowid", "username"}
)
"""Words that say a number of something wherever they stand."""

NUMBERS = frozenset(
    {"no", "nr", "num", "number", "nummer", "nro", "nbr", "key", "ref", "reference"}
)
"""Words that say it at the end: “order number”, but not “number of orders”."""

FOREIGN_NUMBERS = spelled(frozenset({"numéro", "numero", "número", "numer", "номер"}))
"""Words that say it at the beginning too, before one thing: “numéro de commande”."""

NUMBER_ENDS = ("nummer", "numret", "číslo")
PERSONS = spelled(
    frozenset({"customer", "client", "user", "member", "visitor", "buyer", "kunde", "cliente"})
    | frozenset({"klant", "klient", "utente", "acheteur", "nutzer", "клиент", "会员", "顧客"})
)
"""A column called only so tells customers apart, whatever stands in it."""

CODES = spelled(frozenset({"code", "codes", "código", "codice", "kod", "kode", "cod", "код"}))
PRODUCTS = frozenset({"sku", "ean", "gtin", "isbn", "asin", "upc", "barcode", "plu", "mpn"})
FIRM_NUMBERS = frozenset({"partita", "piva", "vatid", "ustid", "siret", "siren", "duns"})
POSTAL = spelled(
    frozenset({"zip", "zipcode", "postcode", "postalcode", "plz", "postleitzahl", "cep", "psč"})
    | frozenset({"postnummer", "postnr", "pincode", "eircode", "postinumero", "codepostal"})
    | frozenset({"irányítószám", "индекс", "kodpocztowy", "npa"})
)
POSTAL_WORDS = spelled(
    frozenset({"postal", "postale", "pocztowy", "postcode", "zip", "poštovní", "post"})
)
WHOLE_NAMES = frozenset({"cap", "cp", "pc", "sic", "naics", "duns", "siret", "siren", "nip", "cvv"})
"""Codes that are known where they are the whole name, or its last word after “code of”."""

NAMED_THINGS = ("编号", "番号", "编码", "代码", "コード", "号码", "번호", "邮编", "郵便")
PLURALS = frozenset(
    {"ordini", "clienti", "acquisti", "visite", "prodotti", "figli", "dipendenti", "resi"}
    | {"zamówień", "zakupów", "wizyt", "dzieci", "transazioni", "articoli"}
)
COUNTS = frozenset(
    {"count", "cnt", "ct", "num", "nb", "n", "anzahl", "aantal", "distinct", "liczba"}
)
"""Words at an end of a name that make it a number of codes."""

GROUPS = spelled(
    frozenset({"channel", "region", "sex", "gender", "marriage", "marital", "type", "category"})
    | frozenset({"occupation", "job", "country", "method", "race", "religion", "department"})
    | frozenset({"industry", "sector", "segment", "cluster", "device", "browser", "city", "state"})
    | frozenset({"kanal", "geschlecht", "familienstand", "land", "branche", "typ", "kategorie"})
    | frozenset({"sexe", "canal", "catégorie", "pays", "région", "secteur", "género", "categoría"})
    | frozenset({"país", "región", "sesso", "regione", "canale", "paese", "geslacht", "kanaal"})
)
"""Words that end the name of a column of groups; whole numbers below it are their numbers."""

CARD = frozenset({"card", "karte", "carte", "tarjeta", "carta", "cartão", "kreditkarte"})
OF_A_CARD = frozenset({"exp", "expiry", "expiration", "cvc", "cvv", "last4", "bin", "fingerprint"})
LAST_FOUR = CARD | frozenset({"last", "4", "digits", "number", "cc", "credit", "of", "payment"})
CALENDAR = frozenset(
    {"day", "month", "week", "weekday", "hour", "quarter", "dow", "tag", "monat", "wochentag"}
    | {"stunde", "quartal", "woche", "jour", "mois", "semaine", "heure", "mes", "semana", "hora"}
    | {"giorno", "mese", "settimana", "ora", "dia", "mês", "maand", "dag"}
)
BESIDE_CALENDAR = frozenset(
    {"of", "the", "number", "date", "arrival", "order", "invoice", "purchase", "in", "num", "year"}
    | {"transaction", "sale", "created", "signup", "no", "event", "booking", "du", "de", "der"}
)
HIGHEST_PLACE = 53
"""The last week of a year; months, days and hours are lower."""


@lru_cache(maxsize=32_768)
def is_id_name(name: str) -> bool:
    """Return whether a name says that its column holds the numbers of something.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
        False where it says how many of something there are.

    Examples
    --------
    >>> [is_id_name(name) for name in ("Order number", "Number of orders", "id_pedido")]
    [True, False, True]
    """
    said = words_in_order(name)
    if not said or (len(said) > 1 and (said[0] in COUNTS or said[-1] in COUNTS - {"num"})):
        return False
    last, first = said[-1], said[0]
    return bool(
        SURE & set(said)
        or any(part in name for part in NAMED_THINGS)
        or last in NUMBERS | CODES | FOREIGN_NUMBERS
        or last.endswith(NUMBER_ENDS)
        or first in CODES
        or frozenset(said) <= PERSONS
        or (last.isdigit() and len(said) > 1 and said[-2] in CODES)
        or (first in FOREIGN_NUMBERS and not _is_plural(last))
    )


def is_number_name(name: str) -> bool:
    """Return whether a name is that of a number which tells single things apart: of an order.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
        False of codes that many share: “coupon code”, “industry code”.
    """
    return is_id_name(name) and not CODES & set(words_in_order(name))


def is_postal_name(name: str) -> bool:
    """Return whether a name says that its column holds postal codes, in many languages.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_postal_name(name) for name in ("Billing Zip", "Código postal", "CAP", "Postage")]
    [True, True, True, False]
    """
    terms = words(name)
    if terms & POSTAL or name.strip().lower() in {"cap", "cp"}:
        return True
    return bool(terms & POSTAL_WORDS and terms & CODES)


def is_code(cells: Cells) -> bool:
    """Return whether numbers name something: an order, a place, a product, the end of a card.

    Parameters
    ----------
    cells : Cells
        A column of numbers.

    Returns
    -------
    bool
        False of anything but whole numbers; texts are no features as they are.
    """
    if cells.type != NUMBER:
        return False
    if says_code(cells.name):
        return cells.is_whole
    in_calendar = _says_place_in_calendar(cells.name)
    return in_calendar and cells.is_whole and bool(cells.steps[-1] <= HIGHEST_PLACE)


@lru_cache(maxsize=32_768)
def says_code(name: str) -> bool:
    """Return whether a name says that numbers below it name something.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
    """
    terms = words(name)
    plain = name.strip().lower()
    card = terms & CARD and terms & OF_A_CARD
    said = frozenset(words_in_order(name))
    last_four = {"last", "4"} <= said <= LAST_FOUR
    return bool(
        plain in WHOLE_NAMES
        or words_in_order(name)[-1:] in {(word,) for word in PRODUCTS}
        or card
        or terms & FIRM_NUMBERS
        or words_in_order(name)[-1:] in {(word,) for word in GROUPS}
        or last_four
        or is_postal_name(name)
        or is_id_name(name)
    )


def _says_place_in_calendar(name: str) -> bool:
    said = frozenset(words_in_order(name))
    return bool(said & CALENDAR) and said <= CALENDAR | BESIDE_CALENDAR


def _is_plural(word: str) -> bool:
    return word.endswith("s") or folded(word) in {folded(known) for known in PLURALS}
