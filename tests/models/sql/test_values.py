"""A number written for a database is the very same number there."""

import sqlite3

import duckdb
import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from segmentation.models.sql.dialects import DIALECTS
from segmentation.models.sql.values import literal, text

FINITE = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False)


@given(FINITE)
@example(0.7071067811865476)
@example(1.7976931348623157e308)
@example(-0.1)
def test_sqlite_holds_the_same_number(value):
    """Though it keeps only 15 digits of what it reads."""
    statement = "SELECT " + literal(value, DIALECTS["sqlite"]).replace("DOUBLE", "REAL")
    with sqlite3.connect(":memory:") as connection:
        assert connection.execute(statement).fetchone()[0] == value
    connection.close()


@given(FINITE)
@example(0.7071067811865476)
def test_duckdb_holds_the_same_number(value):
    """As a double, not as a decimal."""
    written = literal(value, DIALECTS["duckdb"])
    found = duckdb.sql(f"SELECT {written} AS x, typeof(x)").fetchall()
    assert found[0] == (value, "DOUBLE")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FINITE)
@example(0.7071067811865476)
@example(-1.7976931348623157e308)
def test_postgres_holds_the_same_number(postgres, value):
    """As a double, not as a decimal."""
    written = literal(value, DIALECTS["postgres"]).replace("DOUBLE", "DOUBLE PRECISION")
    with psycopg.connect(postgres.replace("+psycopg", "")) as connection:
        found = connection.execute(f"SELECT {written}, pg_typeof({written})::text").fetchone()
    assert found == (value, "double precision")


@pytest.mark.parametrize(
    ("value", "quote", "written"), [("a'b", "'", "'a''b'"), ('a"b', '"', '"a""b"')]
)
def test_quotes_are_doubled(value, quote, written):
    """So that no name ends early."""
    assert text(value, quote) == written
