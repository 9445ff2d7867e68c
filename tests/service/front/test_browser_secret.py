"""Every browser gets its secrets with its first page, and keeps them."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from segmentation.models.shared_results import DAYS
from segmentation.service.front.browser_secret import (
    COOKIE,
    MAKER_COOKIE,
    MAKER_SECONDS,
    BrowserSecret,
    valid_secret,
)


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


def brought(answer, name):
    """Return the line of a cookie that an answer brings, empty for none."""
    lines = answer.headers.get_list("set-cookie")
    return next((line for line in lines if line.startswith(f"{name}=")), "")


def test_the_first_page_brings_a_secret_that_stays():
    """The second one leaves it; another browser has another."""
    mine, yours = client(), client()
    given = brought(mine.get("/"), COOKIE)
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Secure" not in given
    assert "Max-Age" not in given
    assert not brought(mine.get("/"), COOKIE)
    yours.get("/")
    secrets = {mine.cookies[COOKIE], yours.cookies[COOKIE]}
    assert len(secrets) == 2
    assert all(map(valid_secret, secrets))


def test_the_secret_of_links_outlasts_them_and_begins_anew_with_each_page():
    """A link of ninety days can be revoked on its last day; the two secrets are no relatives."""
    browser = client()
    first, second = (brought(browser.get("/"), MAKER_COOKIE) for _ in range(2))
    assert first == second
    assert f"Max-Age={MAKER_SECONDS}" in first
    assert "HttpOnly" in first
    assert max(DAYS) * 24 * 3600 < MAKER_SECONDS
    assert browser.cookies[MAKER_COOKIE] != browser.cookies[COOKIE]


def test_files_bring_none():
    """Only pages do."""
    assert "set-cookie" not in client().get("/file").headers


@pytest.mark.parametrize("headers", [{}, {"x-forwarded-proto": "https"}])
def test_over_https_they_never_leave_in_the_open(headers):
    """Whether the server or a proxy before it speaks HTTPS."""
    address = "http://studio" if headers else "https://studio"
    lines = client(address).get("/", headers=headers).headers.get_list("set-cookie")
    assert len(lines) == 2
    assert all("Secure" in line for line in lines)


@pytest.mark.parametrize("forged", ["", "short", "a" * 44, "a" * 42 + ";", "../" + "a" * 40])
@pytest.mark.parametrize("name", [COOKIE, MAKER_COOKIE])
def test_what_we_did_not_make_is_no_secret(forged, name):
    """Nobody chooses a secret that others could guess the form of."""
    assert valid_secret(forged) == ""
    answer = client().get("/", headers={"cookie": f"{name}={forged}"})
    assert forged == "" or forged not in brought(answer, name)
    assert brought(answer, name)
