# ruff: noqa: S608 - tables of tests are named by tests
"""The same customers in every database that is run here."""

import contextlib
import sqlite3

import duckdb
import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

MIDDLES = np.array([[0, 0], [9, 0], [0, 9]])


def customers(n=3_000):
    """Make customers in three groups, with gaps, and a column of yes and no."""
    random = np.random.default_rng(2)
    points = random.normal(size=(n, 2)) + MIDDLES[random.integers(0, 3, n)]
    frame = pd.DataFrame(
        {
            "id": [f"C{at:07d}" for at in range(n)],
            "a": points[:, 0],
            "b €": np.exp(points[:, 1] / 3),
            "sex": np.where(random.random(n) < 0.5, "f", "m: %s"),
            "member": random.random(n) < 0.3,
            "name": [f"N{at % 7}" for at in range(n)],
        }
    )
    frame.loc[::50, "a"] = np.nan
    frame.loc[3::100, ["b €", "sex"]] = None
    return frame


def in_sqlite(frame, path, table="customers", types=None):
    """Write a frame into a file of SQLite, and return its address."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        frame.to_sql(table, connection, index=False, dtype=types)
    return f"sqlite:///{path}"


def in_duckdb(frame, path, table="customers"):
    """Write a frame into a file of DuckDB, and return its address."""
    with duckdb.connect(str(path)) as connection:
        connection.register("given", frame)
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM given")
    return f"duckdb:///{path}"


def in_postgres(frame, address, table="customers"):
    """Write a frame into PostgreSQL, and return its address."""
    engine = sa.create_engine(address, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS shop CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA shop")
        frame.to_sql(table, connection, schema="shop", index=False)
    return address.replace("+psycopg", "") + "&options=-csearch_path%3Dshop"


@pytest.fixture(params=["duckdb", "postgres", "sqlite"])
def put(request, tmp_path):
    """Return how a frame becomes a table of a database, and its address."""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres")
        return lambda frame, table="customers": in_postgres(frame, server, table)
    write = {"duckdb": in_duckdb, "sqlite": in_sqlite}[request.param]
    return lambda frame, table="customers": write(frame, tmp_path / "shop.db", table)
