"""Tables from the server's disk and from real databases, and what is refused."""

import contextlib
import sqlite3

import pandas as pd
import pytest

import segmentation as sg
from segmentation.tables.database.answering import check_select
from segmentation.tables.database.asking import QueryLimits
from segmentation.tables.sources import read_folder, read_query

SHOP = pd.DataFrame({"id": [1, 2, 3], "paid": [5.5, 7.0, 9.25], "city": ["Oslo", "Bergen", "Oslo"]})
SLOW = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"


@pytest.fixture
def folder(tmp_path):
    """Make the operator's folder with files in it, and one outside."""
    inside = tmp_path / "open"
    (inside / "2024").mkdir(parents=True)
    SHOP.to_csv(inside / "2024" / "a.csv", index=False)
    SHOP.assign(id=[4, 5, 6]).to_csv(inside / "2024" / "b.csv", index=False, sep=";")
    SHOP.to_parquet(inside / "shop.parquet", index=False)
    SHOP.to_csv(tmp_path / "secret.csv", index=False)
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    return inside


def test_files_below_the_folder_are_read(folder):
    """One, or several as one table."""
    assert len(read_folder(folder, "shop.parquet").frame) == 3
    both = read_folder(folder, "2024/*.csv")
    assert both.frame["id"].tolist() == [1, 2, 3, 4, 5, 6]
    assert both.report.converted[0] == "Read from 2 files."
    assert both.name == "2024/*.csv"


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("../secret.csv", "leaves the folder"),
        ("2024/../../secret.csv", "leaves the folder"),
        ("/etc/hostname", "leaves the folder"),
        ("link.csv", "lies outside of the folder"),
        ("*.csv", "lies outside of the folder"),
        ("nothing/*.csv", "No file of this server"),
        ("", "is not a file name"),
    ],
)
def test_nothing_else_is_read(folder, pattern, sentence):
    """No way leads out of the folder."""
    with pytest.raises(sg.DataError, match=sentence):
        read_folder(folder, pattern)


def test_files_with_other_columns_are_refused(folder):
    """Named with the column that is missing."""
    SHOP.drop(columns="paid").to_csv(folder / "2024" / "c.csv", index=False)
    with pytest.raises(sg.DataError, match=r"c\.csv has no column “paid”, which a\.csv has"):
        read_folder(folder, "2024/*.csv")


@pytest.fixture(scope="module")
def sqlite_url(tmp_path_factory):
    """Make a database of SQLite."""
    path = tmp_path_factory.mktemp("sqlite") / "shop.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        SHOP.to_sql("shop", connection, index=False)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def postgres_url(postgres):
    """Put the shop into PostgreSQL."""
    import sqlalchemy as sa

    engine = sa.create_engine(postgres, poolclass=sa.pool.NullPool)
    with engine.begin() as connection:
        SHOP.to_sql("shop", connection, index=False, if_exists="replace")
    return postgres


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """Run a test against both."""
    return request.getfixturevalue(f"{request.param}_url")


def test_a_query_is_a_table(url):
    """A query with a bound value becomes a table of its rows."""
    table = read_query(url, "SELECT id, paid FROM shop WHERE city = :city", {"city": "Oslo"})
    assert table.frame.to_dict("list") == {"id": [1, 3], "paid": [5.5, 9.25]}
    assert table.report.format == "database"


def test_a_value_is_never_part_of_the_query(url):
    """An injection is a city that nobody lives in."""
    with pytest.raises(sg.DataError, match="returns no rows"):
        read_query(url, "SELECT * FROM shop WHERE city = :city", {"city": "x' OR '1'='1"})


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM shop",
        "SELECT 1; DROP TABLE shop",
        "INSERT INTO shop VALUES (9, 9, 'x')",
        "UPDATE shop SET paid = 0",
        "CREATE TABLE x AS SELECT 1",
        "WITH gone AS (DELETE FROM shop RETURNING *) SELECT * FROM gone",
        "SELECT * INTO other FROM shop",
        "PRAGMA query_only = OFF",
        "COPY shop TO PROGRAM 'true'",
        "EXPLAIN ANALYZE DELETE FROM shop",
        "SET TRANSACTION READ WRITE",
        "",
        "hello there",
        "SELECT FROM WHERE (",
    ],
)
def test_only_one_select_is_taken(query):
    """Writes, also those within a query, several statements and what is no SQL are refused."""
    with pytest.raises(sg.SpecError, match="Write one SELECT"):
        check_select(query)


def test_even_a_select_cannot_write(postgres_url):
    """A SELECT that would write through a function fails: the transaction is read-only."""
    with pytest.raises(sg.DataError, match="read-only transaction"):
        read_query(postgres_url, "SELECT lo_create(0)")


def test_too_many_rows_and_too_long(url):
    """Both limits are in the sentence."""
    with pytest.raises(sg.LimitError, match="more than 2 rows"):
        read_query(url, "SELECT * FROM shop", limits=QueryLimits(rows=2))
    with pytest.raises(sg.LimitError, match=r"longer than 0\.3 seconds"):
        read_query(url, SLOW, limits=QueryLimits(seconds=0.3))


@pytest.mark.parametrize(
    ("query", "error", "sentence"),
    [
        ("SELECT nothing FROM shop", sg.DataError, "refuses the query"),
        ("SELECT * FROM nowhere", sg.DataError, "refuses the query"),
        ("SELECT * FROM shop WHERE id = :id", sg.SpecError, "value of the query is missing"),
        ("SELECT * FROM shop WHERE id > 99", sg.DataError, "returns no rows"),
    ],
)
def test_what_goes_wrong_is_said(url, query, error, sentence):
    """A query that fails, lacks a value or finds nothing ends in one sentence."""
    with pytest.raises(error, match=sentence):
        read_query(url, query)


@pytest.mark.parametrize(
    "down", ["sqlite:///nowhere/shop.db", "postgresql+psycopg://nobody@127.0.0.1:1/shop"]
)
def test_a_database_that_is_down(down):
    """A database that does not answer is told in a sentence."""
    with pytest.raises(sg.DataError, match="cannot be reached"):
        read_query(down, "SELECT 1")


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    """A wrong path leaves nothing behind."""
    path = tmp_path / "new.db"
    with pytest.raises(sg.DataError, match="cannot be reached"):
        read_query(f"sqlite:///{path}", "SELECT 1")
    assert not path.exists()
