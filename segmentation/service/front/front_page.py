"""What every answer carries against misuse, and the page that Streamlit sends to a browser first.

The policy of the page lets run what comes from this server and what is written into the page or
into the presentation of a report, by its hash; nothing is fetched from elsewhere, nothing is made
into a script from text, and no other site shows the app in a frame.
"""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segmentation.exports.html_report.scripts import allowed, script_hash
from segmentation.hosts import host_of

FONT_AHEAD = re.compile(rb'<link\s+rel="preload"[^>]*\bas="font"[^>]*>')
"""Fetches Streamlit's own text font ahead of all else; our theme writes in the system's."""

WRITTEN_IN = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
FOR_ALL = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OF_PAGES = (
    "default-src 'none'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; frame-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""Streamlit's frontend writes its styles into the page, and imports parts of ours from blobs."""

OF_OTHERS = "default-src 'none'; frame-ancestors 'none'"
"""What is no page runs nothing, should it be opened as one."""


NOT_MODIFIED = 304
REFUSED = 1008
NOT_FOR_VISITORS = "/_stcore/metrics"
"""How much memory the server uses and for what is nobody's business but the operator's."""


Hosts = Callable[[], AbstractSet[str]]


class FrontPage:
    """ASGI middleware that adds headers to answers and leaves out of a page what is never shown.

    A page of another origin gets no session: Streamlit takes any page of the visitor's own machine
    for one of its own.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    other_hosts : callable
        Returns the hosts whose pages may open a session, besides the one that is asked.
    """

    def __init__(
        self, app: ASGIApp, other_hosts: Callable[[], AbstractSet[str]] = frozenset
    ) -> None:
        self._app, self._other_hosts = app, other_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer with the headers."""
        answer = self._app
        if scope["type"] == "websocket" and not self._may_open(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": REFUSED, "reason": "another origin"})
            return
        if scope["type"] == "http":
            send = _Rewriting(send)
            if scope["path"].endswith(NOT_FOR_VISITORS):
                answer = Response(status_code=404)
            if "text/html" in Headers(scope=scope).get("accept", ""):
                # Compressed, it could not be read here.
                headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
                scope = {**scope, "headers": headers}
        await answer(scope, receive, send)

    def _may_open(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # no page of a browser
            return True
        authority = origin.partition("://")[2]
        same = authority.lower() == headers.get("host", "").lower() != ""
        return same or host_of(authority).lower() in self._other_hosts() - {""}


class _Rewriting:
    """Sends what it is given; a page when it is whole, because its policy and length change."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in FOR_ALL.items():
                headers.setdefault(name, value)
            if _is_page(headers):
                self._start = message
                return
            if message["status"] != NOT_MODIFIED:  # that one stands for a page with its policy
                headers.setdefault("content-security-policy", OF_OTHERS)
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page()
            return
        await self._send(message)

    async def _send_page(self) -> None:
        body = FONT_AHEAD.sub(b"", self._body)
        headers = MutableHeaders(scope=self._start)
        written = map(script_hash, WRITTEN_IN.findall(body))
        policy = OF_PAGES.format(scripts=" ".join((*written, *await run_sync(allowed))))
        headers["content-security-policy"] = policy
        if body:  # an answer to HEAD has none, and tells the length that it would have
            headers["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(headers: MutableHeaders) -> bool:
    plain = "content-encoding" not in headers
    return plain and headers.get("content-type", "").startswith("text/html")
