"""Recency, frequency and money among the columns of a table of customers."""

from dataclasses import dataclass

import pandas as pd

from segmentation.tables.columns.taxonomy import Kind, Role
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.roles import ColumnProfile, profile_columns
from segmentation.tables.table import Table

RECENCY = frozenset({"recency", "récence", "recence", "recencia", "recenza", "inaktiv"})
LAST = frozenset(
    {"last", "latest", "recent", "letzte", "letzter", "letzten", "letztes"}
) | frozenset({"dernier", "dernière", "derniere", "última", "ultima", "último", "ultimo"})
SINCE = frozenset({"since", "last", "ago", "seit", "depuis", "desde"})
DAYS = frozenset({"days", "day", "tage", "jours", "días", "dias", "giorni"})
FREQUENCY = (
    frozenset({"frequency", "orders", "visits", "purchases", "transactions", "donations", "gifts"})
    | frozenset({"baskets", "trips", "stays", "bookings", "invoices", "häufigkeit", "bestellungen"})
    | frozenset(
        {"besuche", "käufe", "einkäufe", "spenden", "commandes", "visites", "achats", "dons"}
    )
    | frozenset({"pedidos", "visitas", "compras", "ordini", "visite", "acquisti", "bestellingen"})
)
MONEY = (
    frozenset({"monetary", "spend", "spent", "spending", "revenue", "turnover", "sales", "amount"})
    | frozenset({"umsatz", "ausgaben", "betrag", "montant", "dépenses", "depenses", "gasto"})
    | frozenset({"gastos", "importe", "spesa", "fatturato", "omzet", "donated", "paid"})
)
NOT_A_SUM = frozenset({"average", "avg", "mean", "per", "share", "score", "limit", "median", "max"})
TENURE = frozenset({"tenure", "customer since", "kunde seit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RfmColumns:
    """Which column of a table of customers is which.

    Attributes
    ----------
    recency : str
        Days since the last purchase, or its date.
    frequency : str
        Purchases, visits or gifts.
    money : str or None
        Spent in all; None for groups by recency and frequency alone.
    tenure : str or None
        Days since the first purchase.
    is_date : bool
        Whether `recency` is a date.
    """

    recency: str
    frequency: str
    money: str | None = None
    tenure: str | None = None
    is_date: bool = False


def rfm_columns(table: Table) -> RfmColumns | None:
    """Find recency, frequency and money among the columns of a table of customers.

    Parameters
    ----------
    table : Table
        One row per customer.

    Returns
    -------
    RfmColumns or None
        None without recency or frequency.
    """
    columns = [c for c in profile_columns(table) if c.role != Role.IDENTIFIER and c.distinct > 1]
    numbers = [c for c in columns if c.numeric and not words(c.name) & NOT_A_SUM]
    recency = _named(numbers, RECENCY) or _days_since(numbers)
    dated = None if recency else _named([c for c in columns if c.kind == Kind.DATE], LAST)
    counts = [c for c in numbers if _is_count(table.frame[c.name])]
    frequency = _named([c for c in counts if c.name != recency], FREQUENCY)
    if not (recency or dated) or not frequency:
        return None
    taken = {recency, frequency}
    return RfmColumns(
        recency=recency or dated,
        frequency=frequency,
        money=_named([c for c in numbers if c.name not in taken], MONEY),
        tenure=_named([c for c in numbers if words(c.name) & DAYS], TENURE),
        is_date=recency is None,
    )


def _named(columns: list[ColumnProfile], known: frozenset[str]) -> str | None:
    """Return the column whose name has most of some words, the first of equals."""
    points = {column.name: len(words(column.name) & known) for column in columns}
    best = max(points, key=points.get, default=None)
    return best if best is not None and points[best] else None


def _days_since(columns: list[ColumnProfile]) -> str | None:
    both = [c for c in columns if words(c.name) & DAYS and words(c.name) & SINCE]
    return both[0].name if both else None


def _is_count(values: pd.Series) -> bool:
    filled = values.dropna()
    return bool(len(filled)) and bool((filled % 1 == 0).all() and (filled >= 0).all())
