"""The first page leaves without the font that is not shown; every answer says what it may do."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from segmentation.exports.html_report.scripts import allowed, script_hash
from segmentation.service.front.front_page import FrontPage

PAGE = """<head><link
  rel="preload" href="./a.woff2" as="font"
  crossorigin /><link rel="preload" href="a.js" as="script"></head><body>ä</body>"""
LEFT = """<head><link rel="preload" href="a.js" as="script"></head><body>ä</body>"""


@pytest.fixture
def client():
    """Serve a page whole, one in parts, and the same as plain text."""

    async def parts():
        for part in (PAGE[:40], PAGE[40:]):
            yield part.encode()

    routes = [
        Route("/", lambda _: HTMLResponse(PAGE)),
        Route("/parts", lambda _: StreamingResponse(parts(), media_type="text/html")),
        Route("/text", lambda _: PlainTextResponse(PAGE)),
        Route("/_stcore/{any}", lambda _: PlainTextResponse("any")),
        Route("/below/any/_stcore/metrics", lambda _: PlainTextResponse("any")),
        Route("/again", lambda _: Response(status_code=304)),
        Route("/script", lambda _: HTMLResponse("<script>go()</script>")),
    ]
    inner = [Middleware(FrontPage), Middleware(GZipMiddleware, minimum_size=1)]
    return TestClient(
        Starlette(routes=routes, middleware=inner), headers={"accept": "text/html, */*"}
    )


@pytest.mark.parametrize("address", ["/", "/parts"])
def test_a_page_leaves_without_the_font(client, address):
    """Its length is that of what is left."""
    answer = client.get(address)
    assert answer.text == LEFT
    assert int(answer.headers["content-length"]) == len(LEFT.encode())


def test_anything_else_leaves_as_it_is(client):
    """A file that holds the same text is not a page; HEAD has no body."""
    assert client.get("/text").text == PAGE
    assert client.head("/").text == ""


def policy_of(client, address):
    """Return the parts of a policy by their names."""
    parts = client.get(address).headers["content-security-policy"].split("; ")
    return {name: value.split() for name, _, value in (part.partition(" ") for part in parts)}


def test_a_page_runs_what_this_server_sends_and_wrote_into_it(client):
    """Nothing is made into a script from text, and what is written in is named by its hash."""
    policy = policy_of(client, "/script")
    assert policy["default-src"] == ["'none'"]
    written = script_hash(b"go()")
    assert policy["script-src"] == ["'self'", "blob:", written, *allowed()]
    assert written not in policy_of(client, "/")["script-src"]
    assert policy["frame-ancestors"] == ["'self'"]


def test_what_is_no_page_runs_nothing(client):
    """An answer that says "as you have it" keeps the policy that the page came with."""
    assert policy_of(client, "/text")["default-src"] == ["'none'"]
    assert "content-security-policy" not in client.get("/again").headers


@pytest.mark.parametrize("address", ["/", "/text", "/again", "/nowhere"])
def test_every_answer_is_guarded(client, address):
    """Whatever it is, it is not guessed at, not framed elsewhere and tells no address."""
    headers = client.get(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/_stcore/metrics", "/below/any/_stcore/metrics"])
def test_what_the_server_uses_is_nobodys_business(client, address):
    """Streamlit answers it to everybody."""
    assert client.get("/_stcore/other").text == "any"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("origin", "opens"),
    [
        (None, True),
        ("http://testserver", True),
        ("https://TESTSERVER", True),
        ("https://other.example", True),
        ("http://localhost", False),
        ("http://localhost:8501", False),
        ("http://127.0.0.1:3000", False),
        ("http://testserver:81", False),
        ("http://testserver.evil.example", False),
        ("http://evil.example#testserver", False),
        ("null", False),
        ("", False),
    ],
)
def test_a_page_of_another_origin_gets_no_session(origin, opens):
    """Neither one of another program on the visitor's own machine."""

    async def accept(websocket):
        await websocket.accept()
        await websocket.send_text("a session")

    inner = [Middleware(FrontPage, other_hosts=lambda: {"other.example", ""})]
    client = TestClient(Starlette(routes=[WebSocketRoute("/stream", accept)], middleware=inner))
    headers = {} if origin is None else {"origin": origin}
    if opens:
        with client.websocket_connect("/stream", headers=headers) as line:
            assert line.receive_text() == "a session"
    else:
        refused = pytest.raises(WebSocketDisconnect)
        with refused, client.websocket_connect("/stream", headers=headers):
            pass
