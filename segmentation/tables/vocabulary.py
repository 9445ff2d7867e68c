"""The words by which a column's name tells what it is about, as data: one place to extend."""

import re
from functools import lru_cache

ID_WORDS = frozenset(
    {"id", "uid", "uuid", "guid", "no", "nr", "num", "number", "code", "key", "identifier", "ref"}
    | {"customerid", "clientid", "memberid", "userid", "accountid", "customerno", "index"}
)

VALUE_WORDS = frozenset(
    {"income", "salary", "wage", "revenue", "turnover", "sales", "value", "ltv", "clv", "profit"}
    | {"margin", "balance", "worth", "budget", "monetary", "amount", "spend", "spent", "spending"}
)
"""What customers earn, own or are worth: as good a basis for segments as what they do."""

LENSES: dict[str, frozenset[str]] = {
    "behavioural": frozenset(
        {"spend", "spent", "spending", "spends", "purchase", "purchases", "bought", "order"}
        | {"orders", "visit", "visits", "session", "sessions", "click", "clicks", "usage", "use"}
        | {"frequency", "recency", "monetary", "basket", "cart", "returns", "returned", "tenure"}
        | {"loyalty", "transactions", "transaction", "trips", "calls", "minutes", "data", "logins"}
        | {"churn", "discount", "discounts", "coupons", "views", "downloads", "opens", "score"}
        | {"consumption", "units", "quantity", "invoices", "payments", "redemptions", "points"}
    ),
    "firmographic": frozenset(
        {"employees", "employee", "staff", "headcount", "industry", "sector", "company", "firm"}
        | {"naics", "sic", "turnover", "founded", "subsidiaries", "sites", "seats", "licences"}
    ),
    "demographic": frozenset(
        {"age", "gender", "genre", "sex", "birth", "birthday", "birthdate", "income", "salary"}
        | {"education", "marital", "married", "children", "kids", "household", "family", "race"}
        | {"ethnicity", "religion", "occupation", "job", "profession", "nationality", "teenagers"}
        | {"dependents", "graduated"}
    ),
    "geographic": frozenset(
        {"country", "city", "region", "state", "zip", "zipcode", "postcode", "postal", "address"}
        | {"county", "province", "district", "latitude", "longitude", "lat", "lon", "lng", "town"}
        | {"area", "store", "location", "continent"}
    ),
    "psychographic": frozenset(
        {"interest", "interests", "attitude", "attitudes", "lifestyle", "values", "opinion"}
        | {"personality", "hobby", "hobbies", "satisfaction", "nps", "preference", "preferences"}
    ),
}
"""Looked up in this order: the first lens with a word of the name is taken."""

PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+|\d+")


@lru_cache(maxsize=4096)
def words(name: str) -> frozenset[str]:
    """Return the words of a column's name in lower case: “CustomerID” gives customer and id.

    Parameters
    ----------
    name : str

    Returns
    -------
    frozenset of str
        Split at signs, digits and inner capitals; the name in one piece as well.
    """
    parts = {part.lower() for part in PARTS.findall(name)}
    return frozenset(parts | {re.sub(r"[\W_]+", "", name).lower()})


def lens_of(name: str) -> str | None:
    """Return which side of a customer a column shows, from its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    str or None
        ``behavioural``, ``firmographic``, ``demographic``, ``geographic``, ``psychographic``, or
        None when no word is known.
    """
    found = words(name)
    return next((lens for lens, known in LENSES.items() if found & known), None)
