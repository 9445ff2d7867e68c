"""Databases open for one piece of work, and what they refuse is one sentence."""

import duckdb
import pytest
from warehouses import customers, put

import segmentation as sg
from segmentation.engines.warehouse.connecting import connected

__all__ = ["put"]


@pytest.mark.parametrize(
    ("url", "error", "sentence"),
    [
        ("shop", sg.SpecError, "That is no address of a database. Write it like"),
        ("klingon://shop", sg.SpecError, "That is no address of a database"),
        ("mysql://shop/x", sg.SpecError, "MySQL is not read from here"),
        ("duckdb:///no/shop.duckdb", sg.DataError, "cannot be reached: there is no file"),
        ("sqlite:///no/shop.db", sg.DataError, "cannot be reached: unable to open"),
        ("postgres://nobody:secret@127.0.0.1:1/shop", sg.DataError, "connection failed"),
        ("postgresql://nobody:secret@127.0.0.1:1/shop", sg.DataError, "cannot be reached"),
    ],
)
def test_what_cannot_be_opened_is_said(url, error, sentence):
    """Without the password."""
    with pytest.raises(error, match=sentence) as raised, connected(url):
        pass
    assert "secret" not in str(raised.value)


def test_what_reads_cannot_write(put):
    """Not even by a statement that slipped through."""
    url = put(customers(60))
    with pytest.raises(sg.DataError, match="The database refuses the query"), connected(url) as one:
        one.run("CREATE TABLE other AS SELECT 1 AS x")


def test_what_fails_leaves_nothing(put):
    """One transaction, with all that was made in it."""
    url = put(customers(60))

    def fail():
        with connected(url, writes=True) as one:
            one.run("CREATE TABLE other AS SELECT 1 AS x")
            one.run("SELECT nothing FROM nowhere")

    with pytest.raises(sg.DataError, match=r"refuses: .* Nothing was changed"):
        fail()
    with pytest.raises(sg.DataError, match="refuses"), connected(url) as one:
        one.fetch("SELECT * FROM other")


def test_what_is_written_stays(put):
    """Until the end of the test."""
    url = put(customers(60))
    with connected(url, writes=True) as one:
        one.run("CREATE TABLE other AS SELECT 1 AS x")
    with connected(url) as one:
        assert one.fetch("SELECT x FROM other") == (["x"], [(1,)])


def test_a_file_of_duckdb_opens_no_others(tmp_path):
    """Nor does a query of one."""
    path = tmp_path / "shop.duckdb"
    duckdb.connect(str(path)).close()
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with (
        pytest.raises(sg.DataError, match="disabled by config"),
        connected(f"duckdb:///{path}") as one,
    ):
        one.fetch(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')")  # noqa: S608
