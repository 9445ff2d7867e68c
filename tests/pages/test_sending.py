"""A list is sent from the Plan page to what the operator allows, and to nothing else."""

import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

from segmentation.access.audit import AuditLog
from segmentation.models.library import default_url

SHOP = pd.DataFrame(
    {
        "id": range(60),
        "e-mail": [f"p{n}@mail.example" for n in range(60)],
        "spend": [(n * 7) % 11 + 60 * (n % 2) for n in range(60)],
        "visits": [1 + n % 2 * 9 + n % 3 for n in range(60)],
    }
)


@pytest.fixture
def crm():
    """Listen on loopback; return the address and what arrives."""
    seen = []

    class Crm(BaseHTTPRequestHandler):
        def do_POST(self):
            seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Crm)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_list_arrives_where_the_operator_allows_it(open_app, texts, upload, crm):
    """Who is contacted has an address, who is held out has none; what was sent is told."""
    address, seen = crm
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.switch_page("pages/plan.py").run()
    assert not [button for button in app.button if button.label.startswith("Send to")]
    app.secrets["webhooks"] = {"crm": {"url": address}}
    app.run()
    assert "leave this server, with “id”, “email”" in texts(app)
    next(button for button in app.button if button.label == "Send to crm").click().run()
    assert not app.exception, app.exception
    assert not app.error, app.error[0].value
    (body,) = seen
    members = {row["id"]: row for row in body["rows"]}
    for row in members.values():
        wanted = f"p{row['id']}@mail.example" if row["group"] == "to contact" else ""
        assert row["email"] == wanted
    assert f"{len(members)} rows sent to crm" in texts(app)


def test_an_editor_sends_and_a_viewer_cannot(open_app, upload, crm, proxy):
    """There is no button, nor does one from earlier do anything; the log tells what was sent."""
    address, seen = crm
    proxy("ada@a.example")
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.secrets["webhooks"] = {"crm": {"url": address}}
    app.switch_page("pages/plan.py").run()
    button = next(button for button in app.button if button.label == "Send to crm")
    proxy("cy@b.example")
    button.click().run()
    assert not seen
    assert not [button for button in app.button if button.label == "Send to crm"]
    proxy("ada@a.example")
    app.run()
    next(button for button in app.button if button.label == "Send to crm").click().run()
    lines = [line for line in AuditLog(default_url()).lines() if line.what == "list that was sent"]
    assert [(line.who, line.did, line.rows) for line in lines] == [
        ("ada@a.example", "exported", len(seen[0]["rows"]))
    ]


def test_a_place_without_https_is_refused_in_a_sentence(open_app, upload):
    """Nothing is sent."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.secrets["webhooks"] = {"crm": {"url": "http://crm.example/"}}
    app.switch_page("pages/plan.py").run()
    assert any("over https only" in error.value for error in app.error)
    assert not [button for button in app.button if button.label.startswith("Send to")]


def test_the_control_group_is_a_file_or_a_column_as_the_user_chooses(
    open_app, texts, upload, monkeypatch
):
    """How many is said; a platform without room for the column says so and keeps them out."""
    import streamlit as st

    caught, real = {}, st.download_button

    def catch(label, data=None, **options):
        caught.setdefault(label, data)
        return real(label, data="", **options)

    monkeypatch.setattr(st, "download_button", catch)
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.switch_page("pages/plan.py").run()
    assert "is in no file" in texts(app)
    assert "Not verified: the header “email”" in texts(app)
    choice = next(radio for radio in app.radio if radio.label == "The control group")
    caught.clear()
    choice.set_value("file").run()
    assert not app.exception, app.exception
    both = [
        pd.read_csv(io.BytesIO(caught[f"{what} for LinkedIn Matched Audiences"]()))["email"]
        for what in ("File", "Control group")
    ]
    n_to_contact, n_held_out = map(len, both)
    assert f"To contact: {n_to_contact} customers." in texts(app)
    assert f"The control group of {n_held_out} customers is in a file of its own" in texts(app)
    assert not set(both[0]) & set(both[1])
    caught.clear()
    choice = next(radio for radio in app.radio if radio.label == "The control group")
    choice.set_value("column").run()
    rows = pd.read_csv(io.BytesIO(caught["File for Klaviyo"]()))
    assert (rows["group"] == "to contact").sum() == n_to_contact
    assert len(rows) == n_to_contact + n_held_out
    hashed = pd.read_csv(io.BytesIO(caught["File for LinkedIn Matched Audiences"]()))
    assert len(hashed) == n_to_contact
    assert "Its files have no column for the control group" in texts(app)
