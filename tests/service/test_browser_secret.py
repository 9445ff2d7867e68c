"""Every browser gets a secret with its first page, and keeps it."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from segmentation.service.browser_secret import COOKIE, BrowserSecret, valid_secret


def client(address="http://studio"):
    """Return a browser before an app of one page and one file."""
    app = Starlette(
        routes=[
            Route("/", lambda _: HTMLResponse("<html>")),
            Route("/file", lambda _: PlainTextResponse("file")),
        ],
        middleware=[Middleware(BrowserSecret)],
    )
    return TestClient(app, base_url=address)


def test_the_first_page_brings_a_secret_that_stays():
    """The second one leaves it; another browser has another."""
    mine, yours = client(), client()
    given = mine.get("/").headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Secure" not in given
    assert "set-cookie" not in mine.get("/").headers
    yours.get("/")
    secrets = {mine.cookies[COOKIE], yours.cookies[COOKIE]}
    assert len(secrets) == 2
    assert all(map(valid_secret, secrets))


def test_files_bring_none():
    """Only pages do."""
    assert "set-cookie" not in client().get("/file").headers


@pytest.mark.parametrize("headers", [{}, {"x-forwarded-proto": "https"}])
def test_over_https_it_never_leaves_in_the_open(headers):
    """Whether the server or a proxy before it speaks HTTPS."""
    address = "http://studio" if headers else "https://studio"
    assert "Secure" in client(address).get("/", headers=headers).headers["set-cookie"]


@pytest.mark.parametrize("forged", ["", "short", "a" * 44, "a" * 42 + ";", "../" + "a" * 40])
def test_what_we_did_not_make_is_no_secret(forged):
    """Nobody chooses a secret that others could guess the form of."""
    assert valid_secret(forged) == ""
    answer = client().get("/", headers={"cookie": f"{COOKIE}={forged}"})
    assert COOKIE in answer.headers["set-cookie"]
