"""A provider of OpenID Connect on this machine: as small as the standard lets it be, and strict.

It gives codes that are used once, for the address, the client and the challenge they were asked
with, and tokens signed by a key that it publishes. Who logs in is chosen on a page of its own.

References
----------
OpenID Connect Core 1.0, sections 2, 3.1.2 and 3.1.3; Discovery 1.0, section 4; RFC 7636.
"""

import base64
import hashlib
import html
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "studio", "a secret of the tests"
MINUTE = 60


@dataclass
class Provider:
    """What the provider knows.

    Attributes
    ----------
    people : dict of str to dict
        Claims by what the button says.
    address : str
    key : RSAKey
    codes : dict of str to dict
        What each code was asked with.
    """

    people: dict[str, dict]
    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    codes: dict[str, dict] = field(default_factory=dict)

    async def configuration(self, _: Request) -> Response:
        """Publish where everything is."""
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def keys(self, _: Request) -> Response:
        """Publish the key that signs."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def authorize(self, request: Request) -> Response:
        """Ask who logs in, then send the browser back with a code."""
        asked = dict(request.query_params)
        wanted = asked.get("client_id") == CLIENT and asked.get("response_type") == "code"
        if not wanted or "openid" not in asked.get("scope", "").split():
            return Response("not a request of the studio", 400)
        if (who := asked.pop("who", None)) is None:
            links = "".join(
                f'<p><a href="?{html.escape(urlencode({**asked, "who": name}))}">{name}</a></p>'
                for name in self.people
            )
            return HTMLResponse(f"<!doctype html><title>Provider</title>{links}")
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "claims": self.people[who]}
        back = {"code": code, "state": asked["state"]}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def token(self, request: Request) -> Response:
        """Give a signed token for a code, once."""
        form = await request.form()
        asked = self.codes.pop(str(form.get("code")), None)
        pair = request.headers.get("authorization", "").removeprefix("Basic ")
        client = base64.b64decode(pair).decode() or f"{form.get('client_id')}:" + str(
            form.get("client_secret")
        )
        is_right = asked is not None and client.replace("+", " ").replace("%20", " ") == (
            f"{CLIENT}:{SECRET}"
        )
        if not is_right or form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if challenge := asked.get("code_challenge"):
            digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
                return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": hashlib.sha256(str(asked["claims"]).encode()).hexdigest(),
            "iat": now,
            "exp": now + 5 * MINUTE,
            "nonce": asked["nonce"],
            **asked["claims"],
        }
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        token = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"}
        return JSONResponse({**token, "expires_in": 5 * MINUTE, "id_token": signed})


@contextmanager
def providing(people: dict[str, dict]) -> Iterator[Provider]:
    """Run a provider on a free port of this machine.

    Parameters
    ----------
    people : dict of str to dict
        Claims by name.

    Yields
    ------
    Provider
    """
    listening = socket.create_server(("127.0.0.1", 0))
    provider = Provider(people, f"http://127.0.0.1:{listening.getsockname()[1]}")
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", provider.configuration),
            Route("/keys", provider.keys),
            Route("/authorize", provider.authorize),
            Route("/token", provider.token, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
