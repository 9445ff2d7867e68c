"""DuckDB and PostgreSQL stop in time, hold no more than may be and read nothing else."""

import duckdb
import pytest

from segmentation.errors import DataError, LimitError, SegmentationError, SpecError
from segmentation.tables.database.asking import QueryLimits
from segmentation.tables.sources import read_query


@pytest.fixture(scope="module")
def duck(tmp_path_factory):
    """Make a file of DuckDB, and a text beside it."""
    path = tmp_path_factory.mktemp("duckdb") / "shop.duckdb"
    (path.parent / "secret.csv").write_text("a,b\n1,2\n")
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE shop AS SELECT range AS id, 'Oslo' AS city FROM range(3)")
    return f"duckdb:///{path}"


def test_a_file_of_duckdb_is_read(duck):
    """With bound values, and casts that look like them."""
    query = "SELECT id::INTEGER AS id, city FROM shop WHERE id > :least"
    table = read_query(duck, query, {"least": 0})
    assert table.frame.to_dict("list") == {"id": [1, 2], "city": ["Oslo", "Oslo"]}
    assert table.report.format == "database"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{folder}/secret.csv')",
        "SELECT * FROM '{folder}/secret.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT repeat('x', 3000000000) AS x",
        "SELECT list(range) AS x FROM range(1000000000)",
    ],
)
def test_it_reads_no_other_file_and_takes_no_gigabyte(duck, query):
    """The file that the operator named is all there is."""
    folder = duck.removeprefix("duckdb:///").rpartition("/")[0]
    with pytest.raises(SegmentationError):
        read_query(duck, query.format(folder=folder))


def test_it_is_interrupted(duck):
    """In time."""
    slow = "SELECT sum(hash(a.range + b.range)) AS x FROM range(1000000) AS a, range(1000000) AS b"
    with pytest.raises(LimitError, match=r"longer than 0\.5 seconds"):
        read_query(duck, slow, limits=QueryLimits(seconds=0.5))


def test_what_goes_wrong_is_said(duck, tmp_path):
    """A value that is missing, a file that is not there and is not made."""
    with pytest.raises(SpecError, match="give one for “id”"):
        read_query(duck, "SELECT * FROM shop WHERE id = :id")
    with pytest.raises(DataError, match="cannot be reached"):
        read_query(f"duckdb:///{tmp_path}/new.duckdb", "SELECT 1")
    assert not [*tmp_path.iterdir()]


def test_postgres_keeps_what_was_not_fetched(postgres):
    """A hundred million rows are not sent, nor is a value of 60 MB kept."""
    with pytest.raises(LimitError, match="more than 5,000 rows"):
        read_query(
            postgres, "SELECT generate_series(1, 100000000) AS n", limits=QueryLimits(rows=5_000)
        )
    with pytest.raises(LimitError, match="more than 30 MB"):
        read_query(
            postgres,
            "SELECT repeat('x', 60000000) AS x",
            limits=QueryLimits(bytes=30_000_000),
        )


def test_postgres_cannot_give_itself_more_time(postgres):
    """A SELECT that sets the limit anew has it already."""
    longer = "SELECT set_config('statement_timeout', '0', false), pg_sleep(5)"
    with pytest.raises(LimitError, match="longer than 1 seconds"):
        read_query(postgres, longer, limits=QueryLimits(seconds=1.0))
