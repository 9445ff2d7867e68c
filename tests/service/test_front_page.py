"""The first page leaves as Streamlit wrote it, without the font that is not shown."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from segmentation.service.front_page import FrontPage

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
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(FrontPage)]))


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
