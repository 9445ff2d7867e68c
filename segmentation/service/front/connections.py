"""What the server waits for: a request's headers for a while, and a refused body to its end.

uvicorn waits for ever for headers that never end. And it closes a connection of which it has not
read all, so that the sender, still sending, meets a reset in place of the refusal.
"""

import asyncio
from collections.abc import Callable
from functools import wraps
from importlib import import_module

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER_SECONDS = 20.0
DRAINED_BYTES, DRAIN_SECONDS = 100_000_000, 10.0
"""Of a body that nobody wants; a sender of more meets the reset."""

REFUSED_FROM = 400
PROTOCOLS = (
    ("uvicorn.protocols.http.h11_impl", "H11Protocol"),
    ("uvicorn.protocols.http.httptools_impl", "HttpToolsProtocol"),
)
TOO_SLOW = b"The headers of this request took longer than 20 seconds. Send them at once.\n"
ANSWER = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\nconnection: close\r\n\r\n%s" % (len(TOO_SLOW), TOO_SLOW)
)


def limit_headers(seconds: float = HEADER_SECONDS) -> None:
    """Make every connection that uvicorn takes from now on end where its headers do not.

    Parameters
    ----------
    seconds : float
        From the connection, or from the first byte after an answer, to the last of the headers.
    """
    for module, name in PROTOCOLS:
        try:
            protocol = getattr(import_module(module), name)
        except ImportError:
            continue
        if not hasattr(protocol, "seconds_for_headers"):
            protocol.connection_made = _then_watch(protocol.connection_made)
            protocol.data_received = _then_watch(protocol.data_received)
        protocol.seconds_for_headers = seconds


class Drained:
    """ASGI middleware that reads a body to its end before the request is refused.

    Parameters
    ----------
    app : ASGIApp
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and a refusal when what was sent with it has been read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive, Headers(scope=scope))

        async def refuse(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= REFUSED_FROM:
                await body.drain()
            await send(message)

        await self._app(scope, body.receive, refuse)


class _Body:
    """What comes with a request, and whether all of it has."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        declared = headers.get("content-length", "")
        self._is_too_long = declared.isdecimal() and int(declared[:20]) > DRAINED_BYTES
        # Who asks first whether to send is told no, and sends nothing.
        self._waits = "100-continue" in headers.get("expect", "").lower()
        self._has_ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._waits = False
        self._has_ended = not message.get("more_body", False)
        return message

    async def drain(self) -> None:
        n_bytes = 0
        with anyio.move_on_after(DRAIN_SECONDS):
            while not (self._has_ended or self._waits or self._is_too_long):
                n_bytes += len((await self.receive()).get("body", b""))
                if n_bytes > DRAINED_BYTES:
                    return


def _then_watch(do: Callable) -> Callable:
    """Return a method of a connection that afterwards looks whether headers are awaited."""

    @wraps(do)
    def done(self: asyncio.Protocol, given: object) -> None:
        is_new = not hasattr(self, "headers_timer")
        do(self, given)
        timer = getattr(self, "headers_timer", None)
        if not _awaits_headers(self):
            if timer is not None:
                timer.cancel()
            self.headers_timer = None
        elif is_new or timer is None:
            self.headers_timer = self.loop.call_later(self.seconds_for_headers, _end, self)

    return done


def _awaits_headers(connection: asyncio.Protocol) -> bool:
    """Return whether no request of a connection is being answered."""
    cycle = connection.cycle
    return cycle is None or cycle.response_complete


def _end(connection: asyncio.Protocol) -> None:
    transport = connection.transport
    # A websocket has taken over the transport, and has times of its own.
    is_ours = transport.get_protocol() is connection and not transport.is_closing()
    if is_ours and _awaits_headers(connection):
        transport.write(ANSWER)
        transport.close()
