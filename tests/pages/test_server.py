"""Files of the server and databases, where the operator has opened them."""

import contextlib
import sqlite3

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

SHOP = pd.DataFrame({"id": range(1, 31), "paid": [i * 1.5 for i in range(30)], "city": "Oslo"})


@pytest.fixture
def server(open_app, tmp_path):
    """Open the Data page of a server with a folder and a database."""
    SHOP.to_csv(tmp_path / "shop.csv", index=False)
    with contextlib.closing(sqlite3.connect(tmp_path / "shop.db")) as connection:
        SHOP.to_sql("shop", connection, index=False)
    app = open_app()
    app.secrets["files"] = {"folder": str(tmp_path)}
    app.secrets["connections"] = {"shop": {"url": f"sqlite:///{tmp_path}/shop.db"}}
    return app.switch_page("pages/data.py").run()


def press(app: AppTest, label: str) -> AppTest:
    """Press a button."""
    next(b for b in app.button if b.label == label and not b.disabled).click().run()
    assert not app.exception, app.exception
    return app


def test_nothing_is_offered_that_is_not_opened(open_app):
    """Without secrets, neither a database nor files of the server are offered."""
    app = open_app("data")
    assert not any(expander.label == "A database" for expander in app.expander)
    assert not any(expander.label == "Files on this server" for expander in app.expander)


def test_a_file_of_the_server_becomes_the_table(server):
    """A file chosen from the server's folder becomes the table under its own name."""
    server.text_input(key="server_pattern").set_value("*.csv")
    opened = next(b for b in server.button if b.label == "Open" and b.form_id == "server_files")
    opened.click().run()
    assert server.title[0].value.replace("\\", "") == "shop.csv: 30 customers"


def test_a_query_becomes_the_table(server):
    """Its values have fields of their own."""
    server.text_area(key="server_query").set_value("SELECT * FROM shop WHERE id > :least").run()
    server.text_input(key="server_value_least").set_value("10").run()
    press(server, "Run")
    assert server.title[0].value.replace("\\", "") == "Query of shop: 20 customers"
    server.switch_page("pages/segment.py").run()
    assert server.title[0].value.startswith("20 customers in")


def test_a_refused_query_changes_nothing(server, texts):
    """A query that is no SELECT is refused in one sentence and the table stays as it was."""
    server.text_area(key="server_query").set_value("DELETE FROM shop").run()
    press(server, "Run")
    assert "The query is not one SELECT." in texts(server)
    assert server.title[0].value.replace("\\", "") == "Mall Customers: 200 customers"
