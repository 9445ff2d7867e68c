"""Words that a column's name writes as one: “totalcharges”, “MonthlyCharges”, “familymembers”."""

import re
from functools import cache, lru_cache

from segmentation.tables.columns.vocabulary import LENSES, VALUE_WORDS

SHORTEST_PART, SHORTEST_NAME, MOST_PARTS = 3, 7, 4

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
)
INNER_CAPITAL = re.compile(
    r"(?<=[^\W\d_A-Z]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z]{2})|(?<=\d)(?=[A-Z][^\W\d_A-Z])"
)
"""Where a new word begins: after two small letters, so that kWh and iPhone stay whole."""


@cache
def _known() -> frozenset[str]:
    return OTHER_WORDS | VALUE_WORDS | frozenset().union(*LENSES.values())


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
    found = _split(plain, MOST_PARTS)
    if not found:
        return word
    ends = [sum(map(len, found[: at + 1])) for at in range(len(found))]
    return " ".join(word[start:end] for start, end in zip([0, *ends], ends, strict=False))


def _split(text: str, most: int) -> tuple[str, ...]:
    """Return the fewest known words that make up the text, empty where none do."""
    if text in _known() and len(text) >= SHORTEST_PART:
        return (text,)
    if most == 1:
        return ()
    found = [
        (text[:at], *rest)
        for at in range(len(text) - SHORTEST_PART, SHORTEST_PART - 1, -1)
        if text[:at] in _known() and (rest := _split(text[at:], most - 1))
    ]
    return min(found, key=len, default=())
