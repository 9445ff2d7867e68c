"""A secret for every browser, by which its own files are found again after a reload."""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "studio_browser"
FORM = re.compile(r"[A-Za-z0-9_-]{43}")
"""As `secrets.token_urlsafe` writes 32 bytes."""


class BrowserSecret:
    """ASGI middleware that gives a browser without a secret one with its first page.

    No script can read it, no other site makes the browser send it, and it ends with the browser.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer with a secret if it is a page."""
        if scope["type"] != "http" or valid_secret(_cookie_of(scope)):
            await self._app(scope, receive, send)
            return

        async def send_with_secret(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", _cookie(scope))
            await send(message)

        await self._app(scope, receive, send_with_secret)


def valid_secret(text: str) -> str:
    """Return a secret as this module makes them, empty for anything else.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return text if FORM.fullmatch(text) else ""


def _cookie_of(scope: Scope) -> str:
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE, "")


def _cookie(scope: Scope) -> str:
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    secure = "; Secure" if "https" in (scope.get("scheme"), forwarded) else ""
    return f"{COOKIE}={secrets.token_urlsafe(32)}; Path=/; HttpOnly; SameSite=Lax{secure}"
