"""A list is sent from the Plan page to what the operator allows, and to nothing else."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

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


def test_a_place_without_https_is_refused_in_a_sentence(open_app, upload):
    """Nothing is sent."""
    app = upload(open_app("data"), SHOP.to_csv(index=False).encode(), "shop.csv")
    app.secrets["webhooks"] = {"crm": {"url": "http://crm.example/"}}
    app.switch_page("pages/plan.py").run()
    assert any("over https only" in error.value for error in app.error)
    assert not [button for button in app.button if button.label.startswith("Send to")]
