"""A table or a query is looked at before anything is asked of it."""

import pytest
from warehouses import customers, put

import segmentation as sg
from segmentation.engines.warehouse.connecting import connected
from segmentation.engines.warehouse.relation import open_relation

__all__ = ["put"]


def test_a_query_is_counted_and_loaded(put):
    """With a comment, common tables of its own, and a % in it."""
    query = "WITH x AS (SELECT id, a FROM customers WHERE sex LIKE '%s') SELECT * FROM x -- so"
    frame = customers(300)
    with connected(put(frame)) as database:
        relation = open_relation(database, query=query)
        table = relation.load()
    wanted = frame[frame["sex"].str.endswith("s", na=False)]
    assert (relation.n_rows, relation.columns) == (len(wanted), ("id", "a"))
    assert not relation.is_large
    assert sorted(table.frame["id"]) == sorted(wanted["id"])
    assert (table.name, table.report.format) == ("The query", "database")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT x.*, y.* FROM (SELECT id FROM customers) x, (SELECT a FROM customers LIMIT 1) y",
        "SELECT id, a FROM customers UNION ALL SELECT id, a FROM customers",
        "SELECT id, COUNT(*) AS n FROM customers GROUP BY id HAVING COUNT(*) = 1 ORDER BY n",
    ],
)
def test_any_select_is_a_relation(put, query):
    """Joined, put together or grouped."""
    with connected(put(customers(60))) as database:
        assert len(open_relation(database, query=query).columns) == 2


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"query": "DROP TABLE customers"}, sg.SpecError, "Write one SELECT"),
        ({"query": "hello there"}, sg.SpecError, "Write one SELECT"),
        ({"query": "SELECT a FROM customers; SELECT 1"}, sg.SpecError, "Write one SELECT"),
        ({"query": ""}, sg.SpecError, "Write one SELECT"),
        ({"query": "SELECT * FROM customers WHERE a > 1e9"}, sg.DataError, "returns no rows"),
        ({"query": "SELECT nothing FROM customers"}, sg.DataError, "refuses the query"),
        ({"query": "SELECT a AS x, a AS x FROM customers"}, sg.SpecError, "column called “x”"),
        ({"table": "nowhere"}, sg.DataError, "refuses the query"),
        ({"table": "customers; DROP TABLE customers"}, sg.DataError, "refuses the query"),
        ({"table": "a..b"}, sg.SpecError, "is not a table name"),
    ],
)
def test_what_is_no_table_is_said(put, given, error, sentence):
    """In one sentence; nothing is changed."""
    url = put(customers(60))
    with pytest.raises(error, match=sentence), connected(url) as database:
        open_relation(database, **given)
    with connected(url) as database:
        assert open_relation(database, table="customers").n_rows == 60
