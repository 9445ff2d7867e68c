"""Customers from lines of sales that lie with Spark.

Decided: Spark adds the lines up by the same queries as DuckDB does (`segmentation.engines.sales`),
translated by sqlglot; scores and groups are given by the same code as in memory, for which the
customers come here.
"""

from segmentation.customers.reference_day import reference_day
from segmentation.customers.transactions import SaleColumns, check_choices
from segmentation.engines.sale_columns import sale_expressions
from segmentation.engines.sale_queries import (
    as_lines,
    counted_lines,
    customers_found,
    customers_query,
    days_query,
    kinds_query,
)
from segmentation.engines.spark.reading import SparkTable
from segmentation.engines.spark.session import refusals
from segmentation.tables.table import Table

NOT_DONE = (
    "Lines that equal another were not looked for, and no addresses were carried over, as the "
    "lines lie with Spark."
)
VIEW = "seg_sales"


def customers_of_sales(table: SparkTable, columns: SaleColumns, *, as_of: object = None) -> Table:
    """Make one row per customer from lines of sales.

    Parameters
    ----------
    table : SparkTable
        One row per line.
    columns : SaleColumns
        Without a product or a category.
    as_of : date, str or None
        As in `segmentation.customers.rfm.rfm`.

    Returns
    -------
    Table
        As `rfm` makes it, without contacts.

    Raises
    ------
    SpecError
        If a column is not there, or a choice is none of ours.
    DataError
        If a column does not hold what it should, a part is damaged, or nothing was bought.
    """
    check_choices(columns)
    names = sale_expressions(table.stored, columns)
    day = reference_day(as_of)
    table.progress.begin("Adding up the lines", 0)
    spark = table.frame.sparkSession
    with refusals(table.name, table.part_names):
        table.frame.createOrReplaceTempView(VIEW)
        kinds = spark.sql(_translated(kinds_query(as_lines(VIEW, columns, names, day))))
        told = [tuple(each.values()) for each in kinds.toArrow().to_pylist()]
        lines = counted_lines(table.name, told, day)
        written = as_lines(VIEW, columns, names, lines.as_of)
        query = customers_query(f"({days_query(written)}) AS days", written, names)
        found = spark.sql(_translated(query)).toArrow().to_pandas()
        spark.catalog.dropTempView(VIEW)
    table.progress.end()
    return customers_found(table.name, found, columns, lines, NOT_DONE)


def _translated(query: str) -> str:
    import sqlglot

    return sqlglot.transpile(query, read="duckdb", write="spark")[0]
