"""A server does not wait for ever, and who sent too much hears why."""

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from segmentation.models.library import Library
from segmentation.service.api import service
from segmentation.service.auth import KEY_HEADER, Limits
from segmentation.service.front import connections

SECONDS = 0.4
HELLO = b"GET / HTTP/1.1\r\nHost: here\r\n"


@contextmanager
def served(app):
    """Run an app with uvicorn; yield its port."""
    config = uvicorn.Config(
        app, port=0, log_level="critical", lifespan="off", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def port():
    """Serve a page and an echo, with little patience."""

    async def echo(websocket):
        await websocket.accept()
        await websocket.send_text(await websocket.receive_text())

    async def slow(_request):
        await asyncio.sleep(3 * SECONDS)
        return PlainTextResponse("at last")

    connections.limit_headers(SECONDS)
    routes = [
        Route("/", lambda _: PlainTextResponse("hello")),
        Route("/slow", slow),
        WebSocketRoute("/echo", echo),
    ]
    with served(Starlette(routes=routes)) as found:
        yield found
    connections.limit_headers()


@pytest.fixture
def line(port):
    """Connect."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as made:
        yield made


def rest(line):
    """Return what comes until the other side closes."""
    parts = []
    while part := line.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def test_headers_that_never_end_are_ended(line):
    """However often another one comes."""
    line.sendall(HELLO)
    begin = time.monotonic()
    while time.monotonic() - begin < 2 * SECONDS:
        try:
            line.sendall(b"X: y\r\n")
        except OSError:
            break
        time.sleep(SECONDS / 8)
    answer = rest(line)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"took longer than" in answer


def test_who_says_nothing_is_not_waited_for(line):
    """Neither at first nor after an answer."""
    assert rest(line).startswith(b"HTTP/1.1 408 ")


def test_a_second_request_has_its_own_time(line):
    """Its headers do not end."""
    line.sendall(HELLO + b"\r\n")
    answer = b""
    while not answer.endswith(b"hello"):
        answer += line.recv(65_536)
    time.sleep(SECONDS / 2)
    line.sendall(HELLO)
    assert rest(line).startswith(b"HTTP/1.1 408 ")


def test_an_answer_may_take_its_time(line):
    """The limit is for headers alone."""
    line.sendall(HELLO.replace(b"/", b"/slow", 1) + b"Connection: close\r\n\r\n")
    assert rest(line).endswith(b"at last")


def test_a_websocket_stays_open(port):
    """It has taken over the connection."""
    from websockets.sync.client import connect

    with connect(f"ws://127.0.0.1:{port}/echo") as websocket:
        time.sleep(2 * SECONDS)
        websocket.send("still here")
        assert websocket.recv() == "still here"


@pytest.fixture(scope="module")
def api_port(tmp_path_factory):
    """Serve the scoring service."""
    library = Library(f"sqlite:///{tmp_path_factory.mktemp('library') / 'library.sqlite'}")
    made = service(library, Limits(keys=("secret",)))
    with served(made) as found:
        yield found


@pytest.mark.parametrize(
    ("key", "kind", "status", "sentence"),
    [
        ("secret", "application/json", 413, b"The body has more than 10 MB."),
        ("secret", "text/csv", 415, b"The body is not application/json."),
        ("wrong", "application/json", 401, b"holds no valid key"),
    ],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_is_answered_and_not_reset(api_port, key, kind, status, sentence, chunked):
    """To a sender that reads nothing before all is sent."""
    n = 11_000_000
    how = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {n}"
    head = (
        f"POST /rfm HTTP/1.1\r\nHost: here\r\n{KEY_HEADER}: {key}\r\nContent-Type: {kind}\r\n{how}"
    )
    with socket.create_connection(("127.0.0.1", api_port), timeout=20) as line:
        line.sendall(head.encode() + b"\r\nConnection: close\r\n\r\n")
        if chunked:
            line.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (n, b"x" * n))
        else:
            line.sendall(b"x" * n)
        answer = rest(line)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert sentence in answer


def test_who_asks_before_sending_is_told_at_once(api_port):
    """Nothing is read."""
    head = f"POST /rfm HTTP/1.1\r\nHost: here\r\n{KEY_HEADER}: secret\r\nExpect: 100-continue\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 11000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", api_port), timeout=5) as line:
        line.sendall(head.encode())
        assert line.recv(65_536).startswith(b"HTTP/1.1 413 ")
