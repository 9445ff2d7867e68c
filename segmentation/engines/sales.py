"""Customers from more lines of sales than memory holds, counted by DuckDB.

Decided: DuckDB adds up the lines, because counting distinct orders of millions of customers needs
tables that can go to disk; scores and groups are then given by the same code as in memory
(`segmentation.customers.rfm_rules.scored`), for which the customers are held. The definitions are
those of `segmentation.customers.rfm`, told again as SQL; one test holds them together cell by cell.
Money is added up in another order, so it agrees to the last few bits.

Not done for lines that are read in pieces: lines that repeat are not counted, and addresses and
consents are not carried to the customers; the sentences say so.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segmentation.customers.reference_day import reference_day
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
    check_choices,
    line_sentences,
    no_purchase,
)
from segmentation.engines.reading.source import Source
from segmentation.engines.sale_columns import SaleExpressions, sale_expressions, sql_text
from segmentation.errors import DataError
from segmentation.tables.table import Table

if TYPE_CHECKING:
    import duckdb

NOT_DONE = (
    "Lines that equal another were not looked for, and no addresses were carried over, as the "
    "file was read in pieces."
)


def customers_of_sales(
    source: Source,
    columns: SaleColumns,
    folder: Path,
    *,
    as_of: object = None,
    memory: int,
) -> Table:
    """Make one row per customer from lines of sales that are not loaded.

    Parameters
    ----------
    source : Source
        One row per line.
    columns : SaleColumns
        Without a product or a category.
    folder : Path
        For what does not fit into memory.
    as_of : date, str or None
        As in `segmentation.customers.rfm.rfm`.
    memory : int
        Bytes that DuckDB may take; the customers are held beside it.

    Returns
    -------
    Table
        As `rfm` makes it, without contacts.

    Raises
    ------
    SpecError
        If a column is not there, or a choice is none of ours.
    _refusal
        If a part is damaged, or there is no room.
    """
    import duckdb

    check_choices(columns)
    names = sale_expressions(source, columns)
    day = reference_day(as_of)
    source.progress.begin("Adding up the lines", source.n_rows)
    settings = {
        "memory_limit": f"{memory // 1_000_000}MB",
        "temp_directory": str(folder),
        "threads": 2,
        "preserve_insertion_order": False,
    }
    try:
        with duckdb.connect(config=settings) as connection:
            connection.execute("SET enable_progress_bar = false")
            lines = _lines(connection, source, columns, names, day)
            found = _measured(connection, source, columns, names, lines.as_of)
    except duckdb.Error as error:
        raise _refusal(source, str(error)) from error
    source.progress.add(source.n_rows)
    bought = found["n_bought"].to_numpy() > 0
    only_returned = int((~bought & (found["n_returned"].to_numpy() > 0)).sum())
    kept = found[bought].reset_index(drop=True)
    return made_customers(
        f"Customers of {source.name}",
        pd.Index(kept["who"]),
        _measures(kept, columns, lines.as_of),
        columns,
        (*line_sentences(lines, columns), NOT_DONE),
        n_only_returned=only_returned,
    )


def _read(source: Source) -> str:
    paths = ", ".join(sql_text(str(part.path)) for part in source.parts)
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = true)"


def _kind(columns: SaleColumns, day: pd.Timestamp | None) -> str:
    """Return which kind of line each is, as its place in `KINDS`: the first that holds decides."""
    place = {kind: at for at, kind in enumerate(KINDS)}
    late = "FALSE" if day is None else f"moment::DATE > DATE {sql_text(f'{day:%Y-%m-%d}')}"
    cases = {
        "who IS NULL": place[NO_CUSTOMER],
        "moment IS NULL": place[NO_DATE],
        "money IS NULL OR NOT isfinite(money)": place[NO_AMOUNT],
        late: place[LATER],
        "money < 0": place[RETURN],
        "money = 0": place[FREE if columns.free == "drop" else PURCHASE],
    }
    told = " ".join(f"WHEN {holds} THEN {at}" for holds, at in cases.items())
    return f"CASE {told} ELSE {place[PURCHASE]} END"


def _as_lines(
    source: Source, columns: SaleColumns, names: SaleExpressions, day: pd.Timestamp | None
) -> str:
    order = names.order or "NULL"
    return (
        f"SELECT who, moment, money, bought_as, {_kind(columns, day)} AS kind FROM (SELECT "  # noqa: S608
        f"{names.customer} AS who, {names.moment} AS moment, {names.money} AS money, "
        f"{order} AS bought_as FROM {_read(source)})"
    )


def _lines(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    columns: SaleColumns,
    names: SaleExpressions,
    day: pd.Timestamp | None,
) -> Lines:
    """Count the lines by what they are."""
    lines = _as_lines(source, columns, names, day)
    query = f"SELECT kind, count(*), max(moment) FROM ({lines}) GROUP BY kind"  # noqa: S608 - names are quoted
    told = connection.execute(query).fetchall()
    counts = np.zeros(len(KINDS), dtype=np.int64)
    for kind, number, _ in told:
        counts[kind] = number
    if not counts[KINDS.index(PURCHASE)]:
        raise no_purchase(source.name)
    latest = pd.Timestamp(max(at for *_, at in told if at is not None)) if day is None else day
    return Lines(
        kinds=np.zeros(0, dtype=np.int8),
        money=np.zeros(0),
        dates=np.zeros(0, dtype="datetime64[us]"),
        as_of=latest.normalize(),
        n_repeated=0,
        counted=tuple(counts.tolist()),
    )


def _measured(
    connection: "duckdb.DuckDBPyConnection",
    source: Source,
    columns: SaleColumns,
    names: SaleExpressions,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Add the lines up by customer, in the order of the customers."""
    buys, returns = (f"kind = {KINDS.index(kind)}" for kind in (PURCHASE, RETURN))
    lines = _as_lines(source, columns, names, day)
    # Days first, then customers: distinct days need no set for each customer that way.
    connection.execute(
        f"CREATE TEMP TABLE days AS SELECT who, moment::DATE AS day, "  # noqa: S608 - likewise
        f"count(*) FILTER ({buys}) AS n_bought, count(*) FILTER ({returns}) AS n_returned, "
        f"coalesce(sum(money) FILTER ({buys}), 0.0) AS spent, "
        f"coalesce(-sum(money) FILTER ({returns}), 0.0) AS back "
        f"FROM ({lines}) WHERE {buys} OR {returns} GROUP BY ALL"
    )
    customers = (
        "SELECT who, min(day) FILTER (n_bought > 0) AS first, max(day) FILTER (n_bought > 0) AS "
        "last, count(*) FILTER (n_bought > 0) AS order_days, sum(n_bought)::BIGINT AS n_bought, "
        "sum(n_returned)::BIGINT AS n_returned, sum(spent) AS spent, sum(back) AS back "
        "FROM days GROUP BY who"
    )
    if names.order is None:
        query = f"SELECT *, order_days AS frequency FROM ({customers}) ORDER BY who"  # noqa: S608
    else:
        orders = (
            f"SELECT who, count(*) AS frequency FROM (SELECT DISTINCT who, bought_as FROM "  # noqa: S608
            f"({lines}) WHERE {buys} AND bought_as IS NOT NULL) GROUP BY who"
        )
        query = (
            f"SELECT c.*, coalesce(o.frequency, 0) AS frequency FROM ({customers}) c "  # noqa: S608
            f"LEFT JOIN ({orders}) o USING (who) ORDER BY who"
        )
    return connection.sql(query).to_arrow_table().to_pandas()


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


def _refusal(source: Source, error: str) -> DataError:
    """Say in one sentence what DuckDB could not do."""
    if "emory" in error:
        return DataError(
            f"{source.name} has more customers than fit into the memory. Give more with --memory."
        )
    if "No space left" in error or "Could not write" in error or "too large" in error:
        return DataError(
            f"{source.name} was not added up: there is no room for what does not fit into memory. "
            f"Make room beside the output."
        )
    named = next((part.name for part in source.parts if str(part.path) in error), source.name)
    return DataError(f"{named} cannot be read to its end: it is damaged. Write it again.")
