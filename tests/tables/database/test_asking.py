"""A query takes no more than its limits, in a process that is ended where nothing else helps."""

import contextlib
import json
import sqlite3
import time

import pytest

from segmentation.errors import DataError, LimitError, SegmentationError, SpecError
from segmentation.tables.database import answering, asking
from segmentation.tables.database.asking import QueryLimits, query_apart

SHORT = QueryLimits(seconds=1.0, grace_seconds=2.0)
BEYOND_THE_DRIVER = "SELECT instr(hex(zeroblob(4500000)), hex(zeroblob(2000000)) || '1')"
"""One step of SQLite that takes hours: it looks at no clock on the way."""

ROWS = """
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT {n}) SELECT {what} FROM c
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """Make a database of SQLite."""
    path = tmp_path_factory.mktemp("sqlite") / "shop.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE shop AS SELECT 1 AS id, 'Oslo' AS city")
        connection.commit()
    return f"sqlite:///{path}"


def ask(url, query, limits=None, **values):
    """Ask."""
    return query_apart(url, query, values, "The query", limits or QueryLimits())


def test_a_query_comes_back_as_it_was_counted(url):
    """With its types and a report."""
    frame, report = ask(url, "SELECT id, city, 1.5 AS x FROM shop WHERE id = :id", id=1)
    assert frame.to_dict("list") == {"id": [1], "city": ["Oslo"], "x": [1.5]}
    assert (report.format, report.n_rows) == ("database", 1)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT randomblob(1000000000)", "too big"),
        ("SELECT zeroblob(1000000000)", "too big"),
        ("SELECT hex(zeroblob(9000000)) || hex(zeroblob(9000000))", "too big"),
        ("SELECT " + "(" * 5_000 + "1" + ")" * 5_000, "."),
        ("SELECT " + "NOT " * 20_000 + "1", "."),
        ("SELECT 1" + " UNION ALL SELECT 1" * 400, "."),
        ("SELECT '" + "x" * 200_000 + "'", "at most 100,000"),
        ("SELECT load_extension('x.so')", "not authorized"),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_too_large_ends_at_once_in_a_sentence(url, query, sentence):
    """No gigabyte is made on the way."""
    ask(url, "SELECT id FROM shop")  # the process is there
    begin = time.monotonic()
    with pytest.raises(SegmentationError, match=sentence):
        ask(url, query)
    assert time.monotonic() - begin < 20


def test_the_driver_stops_in_time(url):
    """And the process stays for the next query."""
    endless = ROWS.format(n=10**12, what="count(*)")
    ask(url, "SELECT id FROM shop")
    before = asking._idle[0].pid
    with pytest.raises(LimitError, match=r"longer than 0\.3 seconds"):
        ask(url, endless, QueryLimits(seconds=0.3))
    assert asking._idle[0].pid == before


def test_what_the_driver_does_not_stop_is_ended(url):
    """With its process; the next query has another."""
    ask(url, "SELECT id FROM shop")
    before = asking._idle[0].pid
    with pytest.raises(LimitError, match="longer than 1 seconds"):
        ask(url, BEYOND_THE_DRIVER, SHORT)
    assert not asking._idle
    assert len(ask(url, "SELECT id FROM shop")[0]) == 1
    assert asking._idle[0].pid != before


def test_bytes_are_counted_while_rows_are_fetched(url):
    """Not when all of them are there."""
    wide = ROWS.format(n=10**9, what="n, hex(zeroblob(5000)) AS x")
    with pytest.raises(LimitError, match="more than 20 MB"):
        ask(url, wide, QueryLimits(bytes=20_000_000))


def test_batches_have_so_many_bytes(monkeypatch):
    """Few rows at once where rows are large, and never one row too many."""
    monkeypatch.setattr(answering, "BATCH_BYTES", 100_000)
    asked, left = [], [("x" * 1_000,)] * 350

    def fetch(n):
        asked.append(n)
        batch, left[:] = left[:n], left[n:]
        return batch

    rows = answering.fetched(fetch, "The query", QueryLimits(rows=350))
    assert len(rows) == 350
    assert asked[0] == answering.FIRST_ROWS
    assert all(80 < n < 100 for n in asked[1:3])
    assert asked[-1] == 1


def test_values_that_json_cannot_say_are_texts(url):
    """A date compares as the database writes it."""
    from datetime import date

    frame, _ = ask(url, "SELECT :day AS day", day=date(2024, 1, 2))
    assert json.loads(frame.to_json(orient="values"))


def test_a_process_without_memory_is_told(url):
    """Whether it ends or says so itself."""
    many = ROWS.format(n=1_500_000, what="n, n || 'x' AS x")
    with pytest.raises(LimitError, match="takes more memory than may be"):
        ask(url, many, QueryLimits(rows=10**7, memory_bytes=60_000_000))


@pytest.mark.parametrize(
    ("query", "error"), [("DROP TABLE shop", SpecError), ("SELECT * FROM nowhere", DataError)]
)
def test_refusals_come_back_as_what_they_are(url, query, error):
    """One error of ours each."""
    with pytest.raises(error):
        ask(url, query)
