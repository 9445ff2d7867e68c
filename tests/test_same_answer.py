"""A million random customers get the same segment in every way there is to ask."""

import io
import json
import sqlite3

import duckdb
import numpy as np
import pandas as pd
import psycopg
import pytest
from starlette.testclient import TestClient
from thoroughness import tried

import segmentation as sg
from segmentation.cli.program import main
from segmentation.models.library import Library
from segmentation.service.api import alone, service
from segmentation.service.auth import KEY_HEADER, Limits

N_ROWS = tried(1_000_000, quick=200_000)
N_REQUESTED = N_ROWS // 10
"""The service is asked for every tenth, in requests of its largest size."""


def customers(n_rows, seed):
    """Make customers on a grid, where many tie, with gaps, strange levels and numbers far out."""
    chance = np.random.default_rng(seed)
    visits = chance.integers(0, 40, n_rows).astype(float)
    spend = chance.integers(0, 40, n_rows) / 2
    kind = chance.integers(0, 1_000, n_rows)
    for values, first in ((visits, 0), (spend, 10)):
        for at, odd in enumerate((np.nan, 1e308, -1e308, 1e99, -3.0, 1e-9)):
            values[kind == first + at] = odd
    city = chance.choice(np.array(["Oslo", "O'Hara", "Ålesund"], dtype=object), n_rows)
    city[kind == 20], city[kind == 21] = None, "Atlantis"
    return pd.DataFrame(
        {
            "id": np.arange(n_rows),
            "visits": visits,
            "spend €": spend,
            "member": chance.random(n_rows) < 0.4,
            "city": pd.Series(city, dtype="str"),
        }
    )


@pytest.fixture(scope="module", params=["drop", "impute"])
def model(request):
    """Fit a small table of the same kind; unscaled numbers keep their ties."""
    table = sg.read_table(
        customers(2_000, 1).query("abs(visits) < 50 and abs(`spend €`) < 50"), "made"
    )
    spec = sg.SegmentationSpec(
        features=("visits", "spend €", "member", "city"),
        n_clusters=7,
        scaling="none",
        missing=request.param,
    )
    return sg.segment(table, spec).model


@pytest.fixture(scope="module")
def everybody():
    """Make the million once."""
    return customers(N_ROWS, 2)


@pytest.fixture(scope="module")
def expected(model, everybody):
    """Return the model's own answer."""
    return model.score(everybody)


def assert_same(found, expected):
    """Compare segments, names, distances and ranges, all of them exactly."""
    assert len(found) == len(expected)
    segments = pd.array(found["segment"], dtype="Int64")
    assert segments.equals(expected["segment"].array)
    assert np.array_equal(found["distance"].to_numpy(float), expected["distance"], equal_nan=True)
    assert np.array_equal(found["in_range"].astype(bool), expected["in_range"])
    assert found["name"].fillna("").tolist() == expected["name"].fillna("").tolist()


def test_the_customers_are_a_hard_case(expected, everybody):
    """Ties, gaps and values far out are among them, or the tests below show little."""
    assert expected["segment"].isna().sum() > N_ROWS / 1_000
    assert (~expected["in_range"]).sum() > N_ROWS / 1_000
    assert everybody.duplicated(["visits", "spend €", "member", "city"]).sum() > 0.9 * N_ROWS


def test_duckdb(model, everybody, expected):
    """DuckDB gives every customer, in row order, the answer of the model."""
    with duckdb.connect() as connection:
        connection.register("customers", everybody)
        found = connection.sql(f"{model.to_sql('customers')} ORDER BY id").df()
    assert_same(found, expected)


@pytest.mark.slow
def test_sqlite(model, everybody, expected):
    """From a file's worth of memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE customers (id, visits, "spend €", member, city)')
    rows = everybody.astype(object).where(everybody.notna(), None)
    connection.executemany(
        "INSERT INTO customers VALUES (?, ?, ?, ?, ?)", rows.itertuples(index=False)
    )
    found = pd.read_sql(model.to_sql("customers", dialect="sqlite"), connection)
    connection.close()
    assert_same(found, expected)


def test_postgres(model, everybody, expected, postgres):
    """With a type for every column."""
    address = postgres.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE customers (id int, visits float8, "
            '"spend €" float8, member boolean, city text)'
        )
        with cursor.copy("COPY customers FROM STDIN (FORMAT csv)") as copy:
            copy.write(everybody.to_csv(index=False, header=False).encode())
        cursor.execute(model.to_sql("customers", dialect="postgres"))
        names = [column.name for column in cursor.description]
        found = pd.DataFrame(cursor.fetchall(), columns=names).sort_values("id")
        connection.rollback()
    assert_same(found.reset_index(drop=True), expected)


def test_the_command_line(model, everybody, expected, tmp_path):
    """From Parquet to Parquet, by a saved file."""
    model.save(tmp_path / "m.json")
    everybody.to_parquet(tmp_path / "in.parquet", index=False)
    out = tmp_path / "out.parquet"
    arguments = ["score", str(tmp_path / "m.json"), str(tmp_path / "in.parquet"), "--quiet"]
    assert main([*arguments, "--out", str(out)]) == 0
    found = pd.read_parquet(out)
    assert_same(found, expected)
    assert found["confidence"].equals(expected["confidence"])
    assert found["reason"].fillna("").tolist() == expected["reason"].fillna("").tolist()


def test_the_service(model, everybody, expected, tmp_path):
    """JSON has gaps where a frame has what is not finite."""
    library, limits = Library(f"sqlite:///{tmp_path / 'l.sqlite'}"), Limits(keys=("k",))
    id_ = library.save("A", model)
    part = everybody.iloc[:: N_ROWS // N_REQUESTED]
    rows = part.astype(object).where(part.notna(), None).to_dict("records")
    found = []
    with TestClient(alone(service(library, limits)), headers={KEY_HEADER: "k"}) as client:
        for start in range(0, len(rows), limits.rows):
            body = json.dumps({"rows": rows[start : start + limits.rows]})
            answer = client.post(
                f"/api/models/{id_}/score",
                content=body,
                headers={"Content-Type": "application/json"},
            )
            found += json.load(io.BytesIO(answer.content))["results"]
    assert_same(pd.DataFrame(found), expected.iloc[part.index].reset_index(drop=True))
