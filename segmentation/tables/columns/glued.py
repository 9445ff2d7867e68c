"""Words that a column's name writes as one: “totalcharges”, “MonthlyCharges”, “familymembers”."""

import re
from functools import cache, lru_cache

from segmentation.tables.columns.words.lenses import ENGLISH, OTHERS
from segmentation.tables.columns.words.worth import VALUE_WORDS

SHORTEST_PART, SHORTEST_GLUED, SHORTEST_NAME, MOST_PARTS = 3, 5, 7, 4
LONGEST = 40

OTHER_WORDS = frozenset(
    {"total", "monthly", "annual", "yearly", "weekly", "daily", "last", "first", "average", "avg"}
    | {"mean", "max", "min", "count", "number", "rate", "share", "percent", "percentage", "price"}
    | {"charges", "charge", "family", "members", "member", "customer", "credit", "limit", "loan"}
    | {"account", "accounts", "product", "products", "category", "categories", "items", "card"}
    | {"bank", "phone", "email", "web", "online", "mobile", "service", "services", "support"}
    | {"tickets", "complaints", "payment", "delivery", "shipping", "cost", "costs", "size", "type"}
    | {"travel", "flight", "flights", "distance", "nights", "booking", "bookings", "room", "rooms"}
    | {"guests", "premium", "claims", "claim", "policy", "bonus", "miles", "hours", "watch"}
    | {"class", "classes", "course", "courses", "lessons", "energy", "gas", "power", "car", "new"}
    | {"vehicle", "mileage", "repairs", "seller", "listings", "rating", "reviews", "events", "app"}
    | {"donation", "donations", "gift", "gifts", "months", "days", "since", "time", "year", "night"}
    | {"check", "checkin", "length", "duration", "expenses", "tax", "debt", "savings", "internet"}
    | {"study", "completed", "spend", "late", "early", "passed", "failed", "used", "sent", "paid"}
    | {"household", "newsletter", "download", "username", "storage", "postage", "open", "growth"}
    | {"township", "homepage", "workshop", "passport", "transport", "nationality", "membership"}
    | {"database", "datetime", "timestamp", "website", "pageview", "pageviews", "keyboard"}
)
INNER_CAPITAL = re.compile(
    r"(?<=[^\W\d_A-Z]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z]{2})|(?<=\d)(?=[A-Z][^\W\d_A-Z])"
)
"""Where a new word begins: after two small letters, so that kWh and iPhone stay whole."""


IN_NAMES = """
    band group bracket range cust account adress adresse anzahl artikel bestel bestell betaal
    billing birth cart city
    client cliente code codigo country customer date datum discount email firmen first
    gesamt invoice item klant kunde kunden letzte letzter lever liefer line lineitem mail
    member nachname name number nummer order postal price product quantity rechnung
    rechnungs segment session shipping state stock street totaal transaction unit user
    visitor vorname wert zahl
"""
PARTS_OF_NAMES = frozenset(IN_NAMES.split())
"""Parts of glued names beside the words for sides of customers, in all languages."""

ENDINGS = ("id", "no", "nr", "num")
"""Signs of a number that end a glued name: “orderid”."""


@cache
def _known() -> frozenset[str]:
    """Return words that are set apart on the screen: English ones, as German leaves them glued."""
    return OTHER_WORDS | VALUE_WORDS | frozenset(" ".join(ENGLISH.values()).split())


@cache
def _meaning() -> frozenset[str]:
    foreign = frozenset(" ".join(OTHERS.values()).split())
    return _known() | PARTS_OF_NAMES | foreign


@lru_cache(maxsize=4096)
def apart(text: str) -> str:
    """Return a text with its glued words set apart, capitals as they are.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        What is no row of known words stays whole.

    Examples
    --------
    >>> [apart(name) for name in ("MonthlyCharges", "totalcharges", "CustomerID", "usage kWh")]
    ['Monthly Charges', 'total charges', 'Customer ID', 'usage kWh']
    """
    spaced = INNER_CAPITAL.sub(" ", text)
    return " ".join(_parts(word) for word in spaced.split())


def _parts(word: str) -> str:
    plain = word.lower()
    if len(word) < SHORTEST_NAME or not word.isalpha() or plain in _known():
        return word
    found = _split(plain, MOST_PARTS, _known(), links=False)
    if not found:
        return word
    ends = [sum(map(len, found[: at + 1])) for at in range(len(found))]
    return " ".join(word[start:end] for start, end in zip([0, *ends], ends, strict=False))


@lru_cache(maxsize=32_768)
def known_parts(word: str) -> tuple[str, ...]:
    """Return the known words that a word is made of, in any language, or the word alone.

    Parameters
    ----------
    word : str
        In lower case.

    Returns
    -------
    tuple of str
        What links two words, such as the s of German ones, is left out.

    Examples
    --------
    >>> known_parts("gesamtumsatz"), known_parts("orderid"), known_parts("household")
    (('gesamt', 'umsatz'), ('order', 'id'), ('household',))
    """
    known = _meaning()
    if len(word) < SHORTEST_GLUED or word in known or not word.isalpha() or len(word) > LONGEST:
        return (word,)
    for ending in filter(word.endswith, ENDINGS):
        start = word.removesuffix(ending)
        if start in known:
            return (start, ending)
        if len(word) >= SHORTEST_NAME and (parts := _split(start, 2, known, links=True)):
            return (*parts, ending)
    if len(word) < SHORTEST_NAME:
        return (word,)
    return _split(word, MOST_PARTS, known, links=True) or (word,)


def _split(text: str, most: int, known: frozenset[str], *, links: bool) -> tuple[str, ...]:
    """Return the fewest known words that make up the text, empty where none do."""
    if text in known and len(text) >= SHORTEST_PART:
        return (text,)
    if most == 1:
        return ()
    found = [
        (start, *rest)
        for at in range(len(text) - SHORTEST_PART, SHORTEST_PART - 1, -1)
        if (start := _start(text[:at], known, links=links))
        and (rest := _split(text[at:], most - 1, known, links=links))
    ]
    return min(found, key=len, default=())


def _start(text: str, known: frozenset[str], *, links: bool) -> str:
    """Return the known word that a text is, also without the s that links it to the next."""
    if text in known:
        return text
    bare = text.removesuffix("s") if links and len(text) > SHORTEST_PART else ""
    return bare if bare in known else ""
