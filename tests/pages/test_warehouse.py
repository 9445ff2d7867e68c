"""A query too large to be loaded: a sample of it opens, and its database counts all rows."""

import contextlib
import sqlite3
import time

import numpy as np
import pandas as pd
import pytest

from segmentation.access.audit import AuditLog
from segmentation.cached.apart.background import BACKGROUND
from segmentation.engines.reading import deciding
from segmentation.models.library import default_url

N = 24_000
SECOND = np.arange(N) % 4 == 0
SAID = "are of a sample: 20,000 of the 24,000 rows of Query of shop"
SOON = 60


@pytest.fixture(autouse=True)
def nothing_is_counted():
    """Forget what passes of other tests came to."""
    BACKGROUND._pieces.clear()


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Write customers in two groups into a database, of which the second is a quarter."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "customer_id": np.arange(N),
            "age": (random.normal(30, 4, N) + 30 * SECOND).round(1),
            "spend": (random.normal(50, 5, N) + 100 * SECOND).round(2),
        }
    )
    with contextlib.closing(sqlite3.connect(tmp_path / "shop.db")) as connection:
        frame.to_sql("customers", connection, index=False)
    monkeypatch.setattr(deciding, "LARGE_ROWS", N)
    return tmp_path / "shop.db"


def wait_for(app, label):
    """Run the app until something it says is there."""
    end = time.monotonic() + SOON
    while not label(app):
        assert time.monotonic() < end
        time.sleep(0.2)
        app.run()
        assert not app.exception, app.exception
    return app


def run(app, query):
    """Run a query on the Data page."""
    app.switch_page("pages/data.py").run()
    app.text_area(key="server_query").set_value(query).run()
    next(b for b in app.button if b.label == "Run").click().run()
    assert not app.exception, app.exception
    return app


@pytest.fixture
def opened(open_app, shop):
    """Open all customers of the operator's database."""
    app = open_app()
    app.secrets["connections"] = {"shop": {"url": f"sqlite:///{shop}"}}
    run(app, "SELECT * FROM customers")
    return wait_for(app, lambda app: "20,000 of 24,000 rows" in app.title[0].value)


def test_a_sample_opens_and_says_so(opened, texts):
    """With how much of what it is; nobody reads a link to a query."""
    assert SAID in texts(opened)
    assert opened.title[0].value.endswith("20,000 customers of the sample")
    assert "whole" not in opened.query_params


@pytest.mark.slow
def test_all_rows_are_counted_there(opened, texts):
    """As of a large file; without a place to write to, the SQL of the labels is shown."""
    opened.switch_page("pages/segment.py").run()
    assert SAID in texts(opened)
    opened.slider(key="k").set_value(2).run()
    code = next(c.value for c in opened.code if "seg_rows" in c.value)
    assert code.startswith("WITH seg_rows AS (\nSELECT * FROM customers\n)")
    assert not any(b.key == "label_in_database" for b in opened.button)
    opened.button(key="count_all_rows").click().run()
    wait_for(opened, lambda app: app.title[0].value.startswith("24,000 customers in"))
    assert "are of all 24,000 rows; the map, names" in texts(opened)
    table = next(t.value for t in opened.dataframe if "spend, mean" in t.value)
    assert table["Customers"].tolist() == [18_000, 6_000]
    opened.slider(key="k").set_value(4).run()
    table = next(t.value for t in opened.dataframe if "spend, mean" in t.value)
    assert (len(table), table["Customers"].sum()) == (4, N)


@pytest.mark.slow
def test_labels_are_written_where_the_operator_lets_them(opened, shop, texts):
    """There, and nowhere else; a refusal is said."""
    opened.secrets["connections"] = {
        "shop": {"url": f"sqlite:///{shop}", "labels": "table:segments"}
    }
    opened.switch_page("pages/segment.py").run()
    opened.slider(key="k").set_value(2).run()
    opened.button(key="label_in_database").click().run()
    wait_for(opened, lambda app: "The table segments of shop holds all rows" in texts(app))
    with contextlib.closing(sqlite3.connect(shop)) as connection:
        found = pd.read_sql("SELECT * FROM segments ORDER BY customer_id", connection)
    assert ((found["segment"] == 1) == SECOND).all()
    opened.slider(key="k").set_value(3).run()
    opened.button(key="label_in_database").click().run()
    wait_for(opened, lambda app: "There is a table segments that was not made here" in texts(app))


@pytest.mark.slow
def test_an_editor_labels_and_a_viewer_cannot(open_app, shop, proxy):
    """There is no button, nor does one from earlier do anything; the log tells what was written."""
    proxy("ada@a.example")
    app = open_app()
    place = {"url": f"sqlite:///{shop}", "labels": "table:segments"}
    app.secrets["connections"] = {"shop": place}
    run(app, "SELECT * FROM customers")
    wait_for(app, lambda app: "20,000 of 24,000 rows" in app.title[0].value)
    app.switch_page("pages/segment.py").run()
    button = app.button(key="label_in_database")
    proxy("cy@b.example")
    button.click().run()
    assert not any(b.key == "label_in_database" for b in app.button)
    assert not [line for line in AuditLog(default_url()).lines() if "labels in" in line.what]
    proxy("ada@a.example")
    app.run()
    app.button(key="label_in_database").click().run()
    lines = [line for line in AuditLog(default_url()).lines() if "labels in" in line.what]
    assert [(line.who, line.did, line.rows) for line in lines] == [("ada@a.example", "exported", N)]


def test_what_is_no_query_changes_nothing(open_app, shop, texts):
    """One sentence; the table that was open stays."""
    app = open_app()
    app.secrets["connections"] = {"shop": {"url": f"sqlite:///{shop}"}}
    for query, said in (
        ("hello there", "Write one SELECT"),
        ("SELECT * FROM nowhere", "The database refuses the query"),
    ):
        run(app, query)
        assert said in texts(app)
    assert app.title[0].value.replace("\\", "").startswith("Mall Customers")
