"""Which columns of a table hold events: who did what, when, where and on what."""

from dataclasses import dataclass

import pandas as pd

from segmentation.tables.columns.vocabulary import words
from segmentation.tables.table import Table

PARTS_OF_EVENT: dict[str, frozenset[str]] = {
    "visitor": frozenset(
        {"visitor", "user", "customer", "client", "member", "cookie", "visitorid", "userid"}
        | {"anonymous", "besucher", "nutzer", "visiteur", "visitante", "utente", "kunde", "cliente"}
    ),
    "time": frozenset(
        {"time", "timestamp", "datetime", "date", "day", "ts", "zeit", "zeitpunkt", "datum"}
        | {"heure", "hora", "fecha", "ora", "data", "occurred", "at", "created"}
    ),
    "event": frozenset(
        {"event", "action", "activity", "type", "ereignis", "aktion", "évènement", "événement"}
        | {"evento", "azione", "acción", "accion", "interaction", "hit"}
    ),
    "session": frozenset({"session", "sitzung", "sesión", "sessione", "sessionid"}),
    "page": frozenset(
        {"page", "url", "path", "screen", "section", "category", "seite", "pagina", "página"}
        | {"kategorie", "content", "topic", "catégorie", "categoria", "rubrik"}
    ),
    "device": frozenset({"device", "platform", "os", "gerät", "appareil", "dispositivo"}),
    "channel": frozenset(
        {"channel", "source", "medium", "referrer", "campaign", "utm", "kanal", "canal", "canale"}
    ),
}
"""Words by which the columns of events are known."""

VIEW, CART, ORDER = "view", "cart", "order"
STEP_WORDS: dict[str, frozenset[str]] = {
    ORDER: frozenset(
        {"purchase", "purchased", "order", "ordered", "buy", "bought", "transaction", "conversion"}
        | {"kauf", "bestellung", "gekauft", "achat", "commande", "compra", "pedido", "acquisto"}
    ),
    CART: frozenset(
        {"cart", "basket", "bag", "addtocart", "warenkorb", "panier", "carrito", "carrello"}
    ),
    VIEW: frozenset(
        {"view", "viewed", "pageview", "visit", "screen", "impression", "page", "seitenaufruf"}
        | {"aufruf", "vue", "vista", "visita", "browse", "landing"}
    ),
}
"""Words of an event that say how far a visitor came, the farthest first."""

FEWEST_ROWS_EACH = 1.5
MOST_EVENTS = 60
"""Different events; more are names of pages or products."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventColumns:
    """Which column of a table of events is which.

    Attributes
    ----------
    visitor : str
    time : str or None
        None where events have no time: then there are no sessions of half an hour and no recency.
    event : str or None
        What happened; None where every row is a view.
    session, page, device, channel : str or None
    """

    visitor: str
    time: str | None = None
    event: str | None = None
    session: str | None = None
    page: str | None = None
    device: str | None = None
    channel: str | None = None


def guess_events(table: Table) -> EventColumns | None:
    """Guess which column is which from names and values.

    Parameters
    ----------
    table : Table

    Returns
    -------
    EventColumns or None
        None when the table does not look like events: about one row per visitor, or neither an
        event that is known nor a page with a time.
    """
    parts: dict[str, str | None] = {}
    for part in PARTS_OF_EVENT:
        parts[part] = _named(table, part, taken=set(filter(None, parts.values())))
    visitor = parts["visitor"]
    if visitor is None:
        return None
    n_visitors = table.frame[visitor].nunique()
    if not n_visitors or len(table.frame) < FEWEST_ROWS_EACH * n_visitors:
        return None
    known = parts["event"] is not None and bool(steps_of(table.frame[parts["event"]]))
    if not known:
        parts["event"] = None
    browsed = parts["time"] is not None and (parts["page"] or parts["session"])
    return EventColumns(**parts) if known or browsed else None


def steps_of(events: pd.Series) -> dict[str, str]:
    """Return how far each kind of event brings a visitor.

    Parameters
    ----------
    events : pandas.Series of str

    Returns
    -------
    dict of str to str
        By event, `VIEW`, `CART` or `ORDER`; without those that no word tells.
    """
    names = [str(name) for name in events.dropna().unique()[: MOST_EVENTS + 1]]
    if len(names) > MOST_EVENTS:
        return {}
    found = {}
    for name in names:
        step = next((s for s, known in STEP_WORDS.items() if words(name) & known), None)
        if step and "remove" not in words(name):
            found[name] = step
    return found


def _named(table: Table, part: str, taken: set[str]) -> str | None:
    """Return the column whose name says this part best, and whose values can be it."""
    known = PARTS_OF_EVENT[part]
    points = {
        name: len(known & words(name)) + (part == "visitor" and "id" in words(name)) / 2
        for name in table.frame.columns
        if name not in taken and known & words(name) and _can_be(part, table.frame[name])
    }
    return max(points, key=points.get, default=None)


def _can_be(part: str, values: pd.Series) -> bool:
    dated = pd.api.types.is_datetime64_dtype(values.dtype)
    if part == "time":
        return dated
    if part in {"visitor", "session"}:
        return not dated and not pd.api.types.is_bool_dtype(values.dtype)
    return pd.api.types.is_string_dtype(values.dtype)
