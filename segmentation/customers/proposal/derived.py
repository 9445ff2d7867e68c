"""Numbers that a table does not hold and an expert would make: days since, money per order."""

import numpy as np
import pandas as pd

from segmentation.customers.formulas.writing import written_name
from segmentation.customers.proposal.candidates import (
    BEHAVIOUR,
    MOST_MISSING,
    OTHER,
    Candidate,
)
from segmentation.customers.proposal.words import (
    AVERAGES,
    BIRTH,
    CONSENT,
    DATE_WORDS,
    EARNED,
    MONEY,
    NOT_TOTALS,
    ORDERS,
    PERIODS,
    RECENCY,
    SINGULARS,
    SPENT,
)
from segmentation.tables.columns.taxonomy import Kind
from segmentation.tables.columns.vocabulary import words
from segmentation.tables.labels import split_unit
from segmentation.tables.roles import ColumnProfile
from segmentation.tables.table import Table

LONGEST, MOST_CHARACTERS = 50, 300
MONEY_OR_COUNT = frozenset({"purchases", "gifts", "donations", "achats", "dons", "compras"})
COUNTED_BY = frozenset({"frequency", "number", "count", "trx", "num", "nb"})
MOST_COUNTED = 100
"""More of what another column counts is its money, in whole units."""


def dates_as_days(table: Table, columns: tuple[ColumnProfile, ...]) -> list[Candidate]:
    """Make days since each date, counted from the latest date of the table.

    Parameters
    ----------
    table : Table
    columns : tuple of ColumnProfile
        Of the table.

    Returns
    -------
    list of Candidate
        Without dates of birth and of consent.
    """
    dates = {
        column.name: table.frame[column.name]
        for column in columns
        if column.kind == Kind.DATE
        and _can_be_written(column.name)
        and column.missing <= MOST_MISSING * len(table.frame)
        and not words(column.name) & (BIRTH | CONSENT)
    }
    if not dates:
        return []
    latest = max(values.max() for values in dates.values()).normalize()
    taken = set(table.frame.columns)
    found = [_since(name, values, latest, taken) for name, values in dates.items()]
    return [candidate for candidate in found if candidate.tells_apart()]


def money_per_order(table: Table, found: list[Candidate]) -> list[Candidate]:
    """Make what customers spend at once, where the table holds what and how often, but not this.

    Parameters
    ----------
    table : Table
    found : list of Candidate

    Returns
    -------
    list of Candidate
        One, or none.
    """
    money = total_money(found)
    orders = order_count(found)
    averages = [c for c in found if words(c.name) & AVERAGES and words(c.name) & (MONEY | ORDERS)]
    if averages or not money or not orders or money.name == orders.name:
        return []
    if not (_can_be_written(money.name) and _can_be_written(orders.name)):
        return []
    if (orders.values == 0).any():  # a gap would leave these customers out of every segment
        return []
    with np.errstate(divide="ignore", invalid="ignore"):
        values = money.values / np.where(orders.values == 0, np.nan, orders.values)
    label, unit = split_unit(money.name).label, split_unit(money.name).unit
    per = next((SINGULARS[w] for w in sorted(words(orders.name)) if w in SINGULARS), "order")
    name = f"{label[:LONGEST]} per {per}" + (f" ({unit})" if unit else "")
    made = Candidate(
        name=_free(name, set(table.frame.columns)),
        values=values,
        rank=BEHAVIOUR,
        expression=f"{written_name(money.name)} / {written_name(orders.name)}",
    )
    return [made] if made.tells_apart() else []


def total_money(found: list[Candidate]) -> Candidate | None:
    """Return what customers have spent in all, if a column says so.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    Candidate or None
    """
    totals = _not_recent(found)
    without = NOT_TOTALS - {"last"} | ORDERS
    return _first(totals, SPENT, without=without) or _first(
        totals, EARNED, without=without | {"annual"}
    )


def order_count(found: list[Candidate]) -> Candidate | None:
    """Return how often customers have bought, if a column says so.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    Candidate or None
        A column of whole numbers.
    """
    whole = [c for c in found if (c.known == np.round(c.known)).all() and c.known.min() >= 0]
    whole = [c for c in whole if not _is_counted_elsewhere(c, found)]
    return _first(
        _not_recent(whole), ORDERS, without=NOT_TOTALS - {"last"} | MONEY - {"total"} | {"days"}
    )


def recency(found: list[Candidate]) -> Candidate | None:
    """Return how long ago customers bought last, if a column says so.

    Parameters
    ----------
    found : list of Candidate

    Returns
    -------
    Candidate or None
    """
    return _first([c for c in found if is_recent(c.name)], RECENCY, without=MONEY | {"score"})


def is_recent(name: str) -> bool:
    """Return whether a column says when something was last, not how much of it was lately.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool
    """
    return bool(words(name) & RECENCY) and not words(name) & PERIODS


def _is_counted_elsewhere(candidate: Candidate, found: list[Candidate]) -> bool:
    """Return whether many of something are its money, as its frequency is a column of its own."""
    said = words(candidate.name) & MONEY_OR_COUNT
    if candidate.known.max() <= MOST_COUNTED or words(candidate.name) & COUNTED_BY:
        return False
    others = (words(other.name) for other in found if other.name != candidate.name)
    return any(said & terms and COUNTED_BY & terms for terms in others)


def _not_recent(found: list[Candidate]) -> list[Candidate]:
    return [candidate for candidate in found if not is_recent(candidate.name)]


def _first(
    found: list[Candidate], known: frozenset[str], *, without: frozenset[str]
) -> Candidate | None:
    fitting = [c for c in found if words(c.name) & known and not words(c.name) & without]
    return fitting[0] if fitting else None


def _since(name: str, values: pd.Series, latest: pd.Timestamp, taken: set[str]) -> Candidate:
    days = ((latest - values.dt.normalize()) / pd.Timedelta(days=1)).to_numpy(dtype=float)
    said = [part for part in split_unit(name).label.split() if part.lower() not in DATE_WORDS]
    label = " ".join(said) or "the date"
    return Candidate(
        name=_free(f"days since {label[:LONGEST]}", taken),
        values=days,
        rank=BEHAVIOUR if is_recent(name) else OTHER,
        expression=f"days_since({written_name(name)}, '{latest:%Y-%m-%d}')",
    )


def _can_be_written(name: str) -> bool:
    """Return whether a formula can hold the column's name: on one line, and not too long."""
    return len(name.splitlines()) == 1 and len(name) <= MOST_CHARACTERS


def _free(name: str, taken: set[str]) -> str:
    """Return the name as a formula can bear it, with a sign where a column has it already."""
    name = " ".join(name.replace("=", " ").replace("`", " ").split())
    while name in taken:
        name += "*"
    return name
