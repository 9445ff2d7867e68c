"""The dialects of SQL, one row each: what they are called and where their databases differ."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from segmentation.errors import SpecError

Stacking = Literal["star", "lateral", "nested"]
"""How a layer is made from those before it: a star that can leave columns out, LATERAL beside each
row, or subqueries that stand for one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a statement depends on.

    Attributes
    ----------
    name : str
        As sqlglot knows it.
    title : str
        As its makers write it.
    is_tested : bool
        Whether a database runs its statements in our tests.
    is_offered : bool
        Whether the page lists it; any other can be asked for by name.
    aliases : tuple of str
        Other names it is asked for by.
    stacking : {"star", "lateral", "nested"}
    most_columns : int or None
        What a SELECT may return; None where that is more than any rule asks for.
    exponent_makes_double : bool
        Whether a number with an exponent is a double without a cast.
    rounds_digits : bool
        Whether it keeps only 15 digits of a number that it reads.
    types_values : bool
        Whether the type belongs to each value, so that a column of numbers can hold a text.
    subtracts_dates : bool
        Whether one date less another is a number of days.
    fence : str
        What a subquery ends with so that its columns are computed once; mostly nothing.
    described : str
        A SELECT of the kind (``TABLE`` or ``VIEW``) and the comment of what has a name, which
        stands in it as ``{name}``, and its parts as ``{schema}`` and ``{own}``; empty where
        nothing is written there.
    keeps_comments : bool
        Whether tables and views can have one.
    """

    name: str
    title: str
    is_tested: bool = False
    is_offered: bool = True
    aliases: tuple[str, ...] = ()
    stacking: Stacking = "nested"
    most_columns: int | None = None
    exponent_makes_double: bool = False
    rounds_digits: bool = False
    types_values: bool = False
    subtracts_dates: bool = False
    fence: str = ""
    described: str = ""
    keeps_comments: bool = False


_ROWS = (
    Dialect(
        name="duckdb",
        title="DuckDB",
        is_tested=True,
        stacking="star",
        exponent_makes_double=True,
        subtracts_dates=True,
        described=(
            "SELECT kind, comment FROM ("
            "SELECT 'TABLE' AS kind, comment, table_name AS own, schema_name, database_name "
            "FROM duckdb_tables() UNION ALL "
            "SELECT 'VIEW', comment, view_name, schema_name, database_name FROM duckdb_views()) "
            "WHERE LOWER(own) = LOWER({own}) AND database_name = CURRENT_DATABASE() "
            "AND LOWER(schema_name) = LOWER(COALESCE({schema}, CURRENT_SCHEMA()))"
        ),
        keeps_comments=True,
    ),
    Dialect(
        name="postgres",
        title="PostgreSQL",
        is_tested=True,
        aliases=("postgresql",),
        stacking="lateral",
        most_columns=1_600,
        subtracts_dates=True,
        fence="OFFSET 0",
        described=(
            "SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, "
            "OBJ_DESCRIPTION(oid, 'pg_class') FROM pg_class WHERE oid = TO_REGCLASS({name})"
        ),
        keeps_comments=True,
    ),
    Dialect(
        name="sqlite",
        title="SQLite",
        is_tested=True,
        most_columns=2_000,
        exponent_makes_double=True,
        rounds_digits=True,
        types_values=True,
        fence="LIMIT -1 OFFSET 0",
        described=(
            "SELECT UPPER(type), NULL FROM sqlite_master "
            "WHERE LOWER(name) = LOWER({own}) AND type IN ('table', 'view')"
        ),
    ),
    Dialect(name="bigquery", title="BigQuery", stacking="star"),
    Dialect(name="databricks", title="Databricks", stacking="star"),
    Dialect(name="mysql", title="MySQL"),
    Dialect(name="oracle", title="Oracle"),
    Dialect(name="redshift", title="Redshift"),
    Dialect(name="snowflake", title="Snowflake", stacking="star"),
    Dialect(name="spark", title="Spark", stacking="star"),
    Dialect(name="trino", title="Trino"),
    Dialect(name="tsql", title="SQL Server"),
    Dialect(name="clickhouse", title="ClickHouse", is_offered=False, stacking="star"),
)

DIALECTS = MappingProxyType({row.name: row for row in _ROWS})
"""By name, in the order in which they are offered."""

TESTED = tuple(row.name for row in _ROWS if row.is_tested)

_BY_ALIAS = MappingProxyType({alias: row.name for row in _ROWS for alias in row.aliases})


def dialect_of(name: str) -> Dialect:
    """Return the dialect of a name; one without a row is written in the plainest way.

    Parameters
    ----------
    name : str
        One that sqlglot knows, or an alias.

    Returns
    -------
    Dialect

    Raises
    ------
    SpecError
        If it is not known.
    """
    import sqlglot

    name = name.strip().lower()
    name = _BY_ALIAS.get(name, name)
    known = set(sqlglot.Dialect.classes) - {""}
    if name not in known:
        raise SpecError(
            f"“{name[:40]}” is not a SQL dialect that can be written. Choose "
            f"{', '.join(TESTED)}, or one of {', '.join(sorted(known - set(TESTED)))}."
        )
    return DIALECTS.get(name) or Dialect(name=name, title=name.capitalize(), is_offered=False)
