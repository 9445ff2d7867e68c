"""Two secrets for every browser: one finds its files again after a reload, one its shared links."""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "studio_browser"
"""Ends with the browser."""

MAKER_COOKIE = "studio_maker"
"""Outlasts the browser, because a shared link does; it opens no file."""

MAKER_SECONDS = 120 * 24 * 3600
"""More than the longest that a link holds; each page begins it anew."""

FORM = re.compile(r"[A-Za-z0-9_-]{43}")
"""As `secrets.token_urlsafe` writes 32 bytes."""


class BrowserSecret:
    """ASGI middleware that gives a browser without secrets them with its first page.

    No script can read them, and no other site makes the browser send them.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer with the secrets if it is a page."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_secrets(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    for cookie in _cookies(scope):
                        headers.append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_secrets)


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


def _cookies(scope: Scope) -> list[str]:
    """Return the cookies that a page brings: what is missing, and the lasting one anew."""
    headers = Headers(scope=scope)
    given = cookie_parser(headers.get("cookie", ""))
    https = "https" in (scope.get("scheme"), headers.get("x-forwarded-proto", ""))
    end = f"; Path=/; HttpOnly; SameSite=Lax{'; Secure' if https else ''}"
    maker = valid_secret(given.get(MAKER_COOKIE, "")) or secrets.token_urlsafe(32)
    made = [f"{MAKER_COOKIE}={maker}; Max-Age={MAKER_SECONDS}{end}"]
    if not valid_secret(given.get(COOKIE, "")):
        made.append(f"{COOKIE}={secrets.token_urlsafe(32)}{end}")
    return made
