# ruff: noqa: S608 - queries are what this makes; names and texts are quoted
"""Sales become customers in SQL: what each line is, and what the lines of a customer add up to.

Written once, in words that DuckDB and, once translated, Spark understand alike.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segmentation.customers.rfm_rules.scored import MONEY, made_customers
from segmentation.customers.transactions import (
    FREE,
    KINDS,
    LATER,
    NO_AMOUNT,
    NO_CUSTOMER,
    NO_DATE,
    PURCHASE,
    RETURN,
    Lines,
    SaleColumns,
    line_sentences,
    no_purchase,
)
from segmentation.engines.sale_columns import SaleExpressions, sql_text
from segmentation.tables.table import Table

MOST = "1.7976931348623157e308"
BUYS, RETURNS = (f"kind = {KINDS.index(kind)}" for kind in (PURCHASE, RETURN))


def as_lines(
    relation: str, columns: SaleColumns, names: SaleExpressions, day: pd.Timestamp | None
) -> str:
    """Write lines as who, when, how much, which order and which kind.

    Parameters
    ----------
    relation : str
        What stands behind FROM.
    columns : SaleColumns
    names : SaleExpressions
    day : pandas.Timestamp or None
        After which lines do not count; None lets all count.

    Returns
    -------
    str
    """
    order = names.order or "NULL"
    return (
        f"SELECT who, moment, money, bought_as, {_kind(columns, day)} AS kind FROM (SELECT "
        f"{names.customer} AS who, {names.moment} AS moment, {names.money} AS money, "
        f"{order} AS bought_as FROM {relation}) AS plain"
    )


def _kind(columns: SaleColumns, day: pd.Timestamp | None) -> str:
    """Return which kind of line each is, as its place in `KINDS`: the first that holds decides."""
    place = {kind: at for at, kind in enumerate(KINDS)}
    late = "FALSE" if day is None else f"moment::DATE > DATE {sql_text(f'{day:%Y-%m-%d}')}"
    cases = {
        "who IS NULL": place[NO_CUSTOMER],
        "moment IS NULL": place[NO_DATE],
        f"money IS NULL OR NOT money BETWEEN -{MOST} AND {MOST}": place[NO_AMOUNT],
        late: place[LATER],
        "money < 0": place[RETURN],
        "money = 0": place[FREE if columns.free == "drop" else PURCHASE],
    }
    told = " ".join(f"WHEN {holds} THEN {at}" for holds, at in cases.items())
    return f"CASE {told} ELSE {place[PURCHASE]} END"


def kinds_query(lines: str) -> str:
    """Count lines by kind, with the latest moment of each.

    Parameters
    ----------
    lines : str
        Of `as_lines`.

    Returns
    -------
    str
    """
    return f"SELECT kind, count(*) AS n, max(moment) AS latest FROM ({lines}) AS l GROUP BY kind"


def counted_lines(
    name: str, told: Sequence[tuple[int, int, object]], day: pd.Timestamp | None
) -> Lines:
    """Return what `kinds_query` has found.

    Parameters
    ----------
    name : str
        Of the sales.
    told : sequence of (int, int, date or datetime)
    day : pandas.Timestamp or None

    Returns
    -------
    Lines

    Raises
    ------
    no_purchase
        If there is none.
    """
    counts = np.zeros(len(KINDS), dtype=np.int64)
    for kind, number, _ in told:
        counts[kind] = number
    if not counts[KINDS.index(PURCHASE)]:
        raise no_purchase(name)
    latest = pd.Timestamp(max(at for *_, at in told if at is not None)) if day is None else day
    return Lines(
        kinds=np.zeros(0, dtype=np.int8),
        money=np.zeros(0),
        dates=np.zeros(0, dtype="datetime64[us]"),
        as_of=latest.tz_localize(None).normalize(),
        n_repeated=0,
        counted=tuple(counts.tolist()),
    )


def days_query(lines: str) -> str:
    """Add lines up by customer and day.

    Parameters
    ----------
    lines : str
        Of `as_lines`.

    Returns
    -------
    str
    """
    return (
        f"SELECT who, moment::DATE AS day, count(*) FILTER (WHERE {BUYS}) AS n_bought, "
        f"count(*) FILTER (WHERE {RETURNS}) AS n_returned, "
        f"coalesce(sum(money) FILTER (WHERE {BUYS}), 0.0::DOUBLE) AS spent, "
        f"coalesce(-sum(money) FILTER (WHERE {RETURNS}), 0.0::DOUBLE) AS back "
        f"FROM ({lines}) AS l WHERE {BUYS} OR {RETURNS} GROUP BY who, moment::DATE"
    )


def customers_query(days: str, lines: str, names: SaleExpressions) -> str:
    """Add days up by customer, in the order of the customers.

    Parameters
    ----------
    days : str
        What stands behind FROM for the result of `days_query`.
    lines : str
        Of `as_lines`.
    names : SaleExpressions

    Returns
    -------
    str
    """
    customers = (
        "SELECT who, min(day) FILTER (WHERE n_bought > 0) AS first, "
        "max(day) FILTER (WHERE n_bought > 0) AS last, "
        "count(*) FILTER (WHERE n_bought > 0) AS order_days, sum(n_bought)::BIGINT AS n_bought, "
        "sum(n_returned)::BIGINT AS n_returned, sum(spent) AS spent, sum(back) AS back "
        f"FROM {days} GROUP BY who"
    )
    if names.order is None:
        return f"SELECT *, order_days AS frequency FROM ({customers}) AS c ORDER BY who"
    orders = (
        f"SELECT who, count(*) AS frequency FROM (SELECT DISTINCT who, bought_as FROM "
        f"({lines}) AS l WHERE {BUYS} AND bought_as IS NOT NULL) AS d GROUP BY who"
    )
    return (
        f"SELECT c.*, coalesce(o.frequency, 0) AS frequency FROM ({customers}) AS c "
        f"LEFT JOIN ({orders}) AS o ON c.who = o.who ORDER BY c.who"
    )


def customers_found(
    name: str, found: pd.DataFrame, columns: SaleColumns, lines: Lines, said: str
) -> Table:
    """Make the table of customers from what `customers_query` has found.

    Parameters
    ----------
    name : str
        Of the sales.
    found : pandas.DataFrame
    columns : SaleColumns
    lines : Lines
    said : str
        What was not done.

    Returns
    -------
    Table
        As `segmentation.customers.rfm.rfm` makes it, without contacts.
    """
    bought = found["n_bought"].to_numpy() > 0
    only_returned = int((~bought & (found["n_returned"].to_numpy() > 0)).sum())
    kept = found[bought].reset_index(drop=True)
    return made_customers(
        f"Customers of {name}",
        pd.Index(kept["who"]),
        _measures(kept, columns, lines.as_of),
        columns,
        (*line_sentences(lines, columns), said),
        n_only_returned=only_returned,
    )


def _measures(found: pd.DataFrame, columns: SaleColumns, day: pd.Timestamp) -> pd.DataFrame:
    """Return the measures of `segmentation.customers.rfm.rfm`, in its order."""
    first, last = (
        found[name].to_numpy().astype("datetime64[D]").astype(np.int64)
        for name in ("first", "last")
    )
    as_of = int(np.datetime64(day, "D").astype(np.int64))
    spent, back = found["spent"].to_numpy(), found["back"].to_numpy()
    frequency, days = found["frequency"].to_numpy(), found["order_days"].to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.DataFrame(
            {
                "recency_days": as_of - last,
                "frequency": frequency,
                MONEY: spent - back if columns.returns == "net" else spent,
                "average_order": spent / frequency,
                "tenure_days": as_of - first,
                "days_between_orders": np.where(days > 1, (last - first) / (days - 1), np.nan),
                "share_of_returns": np.where(spent > 0, np.minimum(back / spent, 1), 0.0),
            }
        )
