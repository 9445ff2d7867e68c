"""Databases that run a statement over a frame, and the comparison with what we give."""

import sqlite3

import duckdb
import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa


def in_duckdb(statement, frame):
    """Run a statement over a frame as the table customers."""
    with duckdb.connect() as connection:
        connection.register("customers", frame)
        return connection.sql(statement).df()


def in_sqlite(statement, frame):
    """Write the frame to a table, infinities too, and run a statement."""
    connection = sqlite3.connect(":memory:")
    frame.to_sql("customers", connection, index=False)
    found = pd.read_sql(statement, connection)
    connection.close()
    return found


@pytest.fixture(scope="module")
def in_postgres(postgres):
    """Return a function that writes a frame to a table and runs a statement."""
    engine = sa.create_engine(postgres)

    def run(statement, frame):
        with engine.connect() as connection, connection.begin() as work:
            frame.to_sql("customers", connection, index=False, if_exists="replace")
            found = connection.exec_driver_sql(statement.replace("%", "%%"))
            rows = pd.DataFrame(found.fetchall(), columns=list(found.keys()))
            work.rollback()
        return rows

    yield run
    engine.dispose()


def assert_same(found, expected, frame, *, exact):
    """Compare a database's answer with ours, row by row."""
    found = found.sort_values("id", kind="stable").reset_index(drop=True)
    assert len(found) == len(frame)
    segments = pd.array(found["segment"], dtype="Int64")
    assert segments.equals(expected["segment"].array), frame[segments != expected["segment"].array]
    assert found["in_range"].astype(bool).tolist() == expected["in_range"].tolist()
    assert found["name"].fillna("-").tolist() == expected["name"].fillna("-").tolist()
    distances = found["distance"].to_numpy(dtype=float)
    if exact:
        assert np.array_equal(distances, expected["distance"], equal_nan=True)
    else:
        np.testing.assert_allclose(distances, expected["distance"], rtol=1e-12, atol=1e-12)
