"""What stands before the scoring service: who may ask, how much, and how a refusal reads.

A room of its own beside `api`, because it knows nothing of models: it is told what to let through.
Refusals are problem documents (RFC 9457), each with one sentence that says what to do.
"""

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from segmentation.access.keyring import Caller, Keyring
from segmentation.access.keys import SCOPES
from segmentation.errors import DataError
from segmentation.hosts import host_of, is_this_machine

LOGGER = logging.getLogger(__name__)
KEY_HEADER = "X-API-Key"
KEYS_VARIABLE = "SEGMENTATION_API_KEYS"
OPEN_VARIABLE, OPEN_VALUE = "SEGMENTATION_API_WITHOUT_KEY", "this-machine"
"""Said by the operator, never guessed: a plain proxy's requests look like this machine's own."""

FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via"})
"""Headers by which a proxy says that the request comes from elsewhere."""

MOST_CLIENTS = 10_000
OPEN_TO_ALL = "/health"
CALLER = "segmentation.caller"
"""Where a request that was let through says who asks."""

WRONG = {
    "unknown": f"The header {KEY_HEADER} holds no valid key. Ask the operator of this service for "
    "one.",
    "ended": "This key has ended. Ask the operator of this service for another.",
    "revoked": "This key was revoked. Ask the operator of this service for another.",
}
"""What is said of a key by how it stands; only who has the right one hears that it has ended."""

TITLES = {
    400: "Not readable",
    401: "No valid key",
    403: "Not allowed",
    404: "Not there",
    405: "Not this way",
    408: "Took too long to send",
    413: "Too large",
    415: "Not JSON",
    422: "Not usable",
    429: "Too many wrong keys",
    500: "Our mistake",
    503: "Took too long",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a service lets through.

    Attributes
    ----------
    keys : tuple of str
        Any of them opens it.
    without_key : bool
        Whether this machine may ask where there are no keys.
    body_bytes, rows : int
        Of one request.
    seconds : float
        That an answer may take.
    wrong_keys : int
        That a client may try within `pause` seconds.
    pause : float
    """

    keys: tuple[str, ...] = field(default=(), repr=False)
    without_key: bool = False
    body_bytes: int = 10_000_000
    rows: int = 10_000
    seconds: float = 30.0
    wrong_keys: int = 10
    pause: float = 60.0


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys in the value of `KEYS_VARIABLE`, which commas part.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str
    """
    return tuple(key.strip() for key in text.split(",") if key.strip())


def problem(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """Return a refusal that says why.

    Parameters
    ----------
    status : int
        Of HTTP.
    sentence : str
    headers : dict of str to str or None

    Returns
    -------
    starlette.responses.Response
    """
    title = TITLES.get(status, "Refused")
    content = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    return Response(
        json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"),
        status,
        {"Cache-Control": "no-store", **(headers or {})},
        "application/problem+json",
    )


class AuthMiddleware:
    """Lets those through who may ask, and says in the request who it is.

    Parameters
    ----------
    app : ASGI application
    limits : Limits
    keyring : Keyring or None
        By default that of the keys in the limits.
    clock : callable
        Seconds that only grow.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limits: Limits,
        keyring: Keyring | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app, self._limits, self._clock = app, limits, clock
        self._keyring = keyring or Keyring(limits.keys)
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or _path(scope) == OPEN_TO_ALL:
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(KEY_HEADER.lower().encode(), b"")
        if self._keyring.has_fixed or self._keyring.may_be_kept(given):
            found = await self._by_key(scope, given)
        else:
            found = self._by_place(scope)
        if isinstance(found, Caller):
            await self._app({**scope, CALLER: found}, receive, send)
        else:
            await found(scope, receive, send)

    async def _by_key(self, scope: Scope, given: bytes) -> Caller | Response:
        # A right key opens whatever others have tried from the same place, say the same proxy.
        if self._keyring.is_fixed(given):
            return Caller()
        state = "unknown"
        if self._keyring.may_be_kept(given):
            try:
                if not self._keyring.is_fresh():
                    await anyio.to_thread.run_sync(self._keyring.refresh)
            except DataError as error:
                return problem(503, str(error))
            caller, state = self._keyring.kept(given)
            if caller is not None:
                return caller
        client = (scope.get("client") or ("unknown",))[0]
        moments = [
            at for at in self._wrong.get(client, []) if at > self._clock() - self._limits.pause
        ]
        if len(moments) >= self._limits.wrong_keys:
            return problem(
                429,
                f"Too many wrong keys came from here. Wait {self._limits.pause:.0f} seconds.",
                {"Retry-After": f"{self._limits.pause:.0f}"},
            )
        if given:
            self._wrong[client] = [*moments, self._clock()]
            self._wrong.move_to_end(client)
            if len(self._wrong) > MOST_CLIENTS:
                self._wrong.popitem(last=False)
            # Never its text: it may be nearly a right one.
            LOGGER.warning("A key that is %s was sent from %s.", state, client)
        return problem(401, WRONG[state], {"WWW-Authenticate": KEY_HEADER})

    def _by_place(self, scope: Scope) -> Caller | Response:
        hosts = [(scope.get(side) or ("",))[0] for side in ("client", "server")]
        headers = dict(scope["headers"])
        name = host_of(headers.get(b"host", b"").decode("latin-1"))
        # The name too: a web page can make its visitor's browser ask a name that it controls.
        near = all(map(is_this_machine, [*hosts, name])) and not FORWARDED & headers.keys()
        if near and self._limits.without_key:
            return Caller()
        return problem(
            403,
            f"This service answers nobody without a key. Make one where it runs with `python -m "
            f"segmentation keys make`, or set {KEYS_VARIABLE} there, and send it as {KEY_HEADER}. "
            f"For programs of this machine alone, with no proxy before it, set "
            f"{OPEN_VARIABLE}={OPEN_VALUE} there instead.",
        )


def needs(
    scope: str, handler: Callable[[Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that answers only callers whose key has a scope.

    Parameters
    ----------
    scope : str
        Of `segmentation.access.keys.SCOPES`.
    handler : callable

    Returns
    -------
    callable
    """

    async def checked(request: Request) -> Response:
        if scope not in request.scope[CALLER].scopes:
            return problem(
                403,
                f"This key may not {SCOPES[scope]}. Ask the operator of this service for one with "
                f"the scope “{scope}”.",
            )
        return await handler(request)

    return checked


def _path(scope: Scope) -> str:
    """Return the path below where the service is mounted."""
    return scope["path"].removeprefix(scope.get("root_path", ""))


async def read_json(request: Request, limits: Limits) -> dict:
    """Read the body of a request, no more of it than is let through.

    Parameters
    ----------
    request : starlette.requests.Request
    limits : Limits

    Returns
    -------
    dict

    Raises
    ------
    HTTPException
        If it is too large, comes too slowly, or is no JSON object.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415, "The body is not application/json. Send JSON and say so.")
    too_large = HTTPException(
        413,
        f"The body has more than {limits.body_bytes / 1e6:g} MB. Send fewer rows at once.",
        {"Connection": "close"},
    )
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limits.body_bytes:
        raise too_large
    data = bytearray()
    try:
        with anyio.fail_after(limits.seconds):
            async for chunk in request.stream():
                data += chunk
                if len(data) > limits.body_bytes:
                    raise too_large
        body = json.loads(data, parse_constant=_refuse)
    except TimeoutError as error:
        raise HTTPException(
            408, f"The body took longer than {limits.seconds:g} seconds. Send fewer rows at once."
        ) from error
    except (ValueError, RecursionError, ClientDisconnect) as error:
        raise HTTPException(400, "The body is not JSON. Check its brackets and quotes.") from error
    if not isinstance(body, dict):
        raise HTTPException(422, "The body is not a JSON object. Send rows as the schema says.")
    return body


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # JSON has no NaN and no Infinity
