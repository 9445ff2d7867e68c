"""A list that is sent to a program of the test: batches, keys, tries, and no redirect."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

from segmentation.errors import DataError, SpecError
from segmentation.exports.audience import webhook
from segmentation.exports.audience.webhook import Destination, destinations, send_list

ROWS = pd.DataFrame({"id": range(1_201), "email": [f"p{n}@mail.example" for n in range(1_201)]})


@pytest.fixture
def receiver():
    """Listen on loopback; answers are taken from a list, then all is well."""
    seen, answers = [], []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((dict(self.headers), json.loads(body)))
            status, headers = answers.pop(0) if answers else (204, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/lists", seen, answers
    server.shutdown()
    thread.join()
    server.server_close()


def place(url, **more):
    """Return what the operator has allowed."""
    return Destination(name="CRM", url=url, **more)


def test_every_row_arrives_once_in_batches_with_the_key(receiver):
    """Of 500, the rest in the last; the same list has the same keys again."""
    url, seen, _ = receiver
    sent = send_list(place(url, key="secret"), ROWS, title="VIPs")
    assert (sent.n_rows, sent.n_batches, sent.n_tries) == (1_201, 3, 3)
    rows = [row for _, body in seen for row in body["rows"]]
    assert [row["id"] for row in rows] == list(range(1_201))
    assert rows[7] == {"id": 7, "email": "p7@mail.example"}
    assert [(body["list"], body["batch"], body["of"]) for _, body in seen] == [
        ("VIPs", n, 3) for n in (1, 2, 3)
    ]
    assert {headers["Authorization"] for headers, _ in seen} == {"Bearer secret"}
    send_list(place(url), ROWS, title="VIPs")
    keys = [headers["Idempotency-Key"] for headers, _ in seen]
    assert keys[:3] == keys[3:]
    assert len(set(keys)) == 3


def test_a_batch_is_tried_again_with_the_same_key(receiver):
    """After 500 and 429, each time a little later."""
    url, seen, answers = receiver
    answers += [(500, {}), (429, {})]
    waited = []
    sent = send_list(place(url), ROWS.head(3), title="L", wait=waited.append)
    assert (sent.n_batches, sent.n_tries) == (1, 3)
    assert waited == [1, 2]
    assert len({headers["Idempotency-Key"] for headers, _ in seen}) == 1


@pytest.mark.parametrize(
    ("answers", "said", "n_asked"),
    [
        ([(500, {})] * 9, r"after 4 tries: it answered 500\. 0 of 3 rows", 4),
        ([(401, {})], r"it answered 401\. 0 of 3 rows had arrived", 1),
        ([(307, {"Location": "http://10.0.0.1/"})], "which is not followed", 1),
        ([(302, {"Location": "file:///etc/passwd"})], "which is not followed", 1),
    ],
)
def test_what_is_not_taken_is_one_sentence(receiver, answers, said, n_asked):
    """A redirect to a private address is an answer like any other, and asked no further."""
    url, seen, given = receiver
    given += answers
    with pytest.raises(DataError, match=said):
        send_list(place(url), ROWS.head(3), title="L", wait=lambda _: None)
    assert len(seen) == n_asked


def test_what_had_arrived_before_is_told(receiver):
    """The second batch is refused."""
    url, _, answers = receiver
    answers += [(204, {}), (403, {})]
    with pytest.raises(DataError, match="500 of 1,201 rows had arrived"):
        send_list(place(url), ROWS, title="L")


def test_a_place_that_says_nothing_is_given_up(monkeypatch):
    """Nobody listens there, and one that listens answers nothing in time."""
    import socket

    monkeypatch.setattr(webhook, "TIMEOUT_SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(DataError, match="cannot be reached"):
            send_list(place(url), ROWS.head(1), title="L", wait=lambda _: None)
        silent.listen()
        with pytest.raises(DataError, match=r"cannot be reached \(timed out\)"):
            send_list(place(url), ROWS.head(1), title="L", wait=lambda _: None)


def test_only_what_the_operator_allows_is_a_place():
    """Over https, or on this machine; never with a password in the address."""
    given = {"crm": {"url": "https://crm.example/in", "key": "k"}, "own": {"url": "http://[::1]/"}}
    assert [place.name for place in destinations(given)] == ["crm", "own"]
    assert "'k'" not in repr(destinations(given))
    for url in (
        "http://crm.example/",
        "ftp://x/",
        "https://",
        "https://me:pw@crm.example/",
        "http://[::1].evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil/",
        "http://localhost@evil.example/",
        "http://[::1/",
        "http://0.0.0.0/",
    ):
        with pytest.raises(SpecError, match="over https only"):
            destinations({"bad": {"url": url}})
    with pytest.raises(SpecError, match="has no address"):
        destinations({"bad": {}})
