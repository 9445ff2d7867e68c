"""Customers from more lines of sales than memory holds, counted by DuckDB.

Decided: DuckDB adds up the lines, because counting distinct orders of millions of customers needs
tables that can go to disk; scores and groups are then given by the same code as in memory
(`segmentation.customers.rfm_rules.scored`), for which the customers are held. The definitions are
those of `segmentation.customers.rfm`, told again as SQL (`segmentation.engines.sale_queries`); one
test holds them together cell by cell. Money is added up in another order, so it agrees to the last
few bits.

Not done for lines that are read in pieces: lines that repeat are not counted, and addresses and
consents are not carried to the customers; the sentences say so.
"""

from pathlib import Path

from segmentation.customers.reference_day import reference_day
from segmentation.customers.transactions import SaleColumns, check_choices
from segmentation.engines.reading.source import Source
from segmentation.engines.sale_columns import sale_expressions, sql_text
from segmentation.engines.sale_queries import (
    as_lines,
    counted_lines,
    customers_found,
    customers_query,
    days_query,
    kinds_query,
)
from segmentation.errors import DataError
from segmentation.tables.table import Table

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
            read = _read(source)
            kinds = kinds_query(as_lines(read, columns, names, day))
            lines = counted_lines(source.name, connection.execute(kinds).fetchall(), day)
            told = as_lines(read, columns, names, lines.as_of)
            # Days first, then customers: distinct days need no set for each customer that way.
            connection.execute(f"CREATE TEMP TABLE days AS {days_query(told)}")
            customers = customers_query("days", told, names)
            found = connection.sql(customers).to_arrow_table().to_pandas()
    except duckdb.Error as error:
        raise _refusal(source, str(error)) from error
    source.progress.add(source.n_rows)
    return customers_found(source.name, found, columns, lines, NOT_DONE)


def _read(source: Source) -> str:
    paths = ", ".join(sql_text(str(part.path)) for part in source.parts)
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = true)"


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
