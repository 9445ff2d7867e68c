"""Who a visitor is: as a trusted proxy says in a header, or as the claims of a login say.

A page reads headers that any client may write. Therefore `TrustedHeader` takes the proxy's header
out of every request, and where the request comes from the proxy itself puts what it says into a
header of ours, behind a secret of this process. Where it does not stand before the pages, nobody is
let in.
"""

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

from segmentation.access.people import Person, person_of
from segmentation.errors import DataError, SpecError

HEADER_VARIABLE, ADDRESSES_VARIABLE = "SEGMENTATION_PROXY_HEADER", "SEGMENTATION_PROXY_ADDRESSES"
NOBODY = Person(id="")
OURS = b"segmentation-person"
FORWARDED_FOR = b"x-forwarded-for"
BELIEVED = "FORWARDED_ALLOW_IPS"
"""Of uvicorn: from whom it takes ``X-Forwarded-For`` for the address that connects."""

BELIEVES = (
    f"{HEADER_VARIABLE} is set, and {BELIEVED} is not set to nothing: then the server takes the "
    f"address of whoever connects from a header. Set {BELIEVED}= beside it."
)
HALF = (
    f"Of {HEADER_VARIABLE} and {ADDRESSES_VARIABLE} one is set and the other is not. Set both, or "
    f"neither."
)
NO_ADDRESS = (
    f"{ADDRESSES_VARIABLE} holds “{{text}}”, which is no address. Write those that the proxy "
    f"connects from, parted by commas, such as 10.0.0.5 or 10.0.0.0/28."
)
_SECRET = secrets.token_urlsafe(32).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyLogin:
    """Whom to believe about who a visitor is.

    Attributes
    ----------
    header : bytes
        In small letters.
    addresses : tuple of network
        That the proxy connects from.
    """

    header: bytes
    addresses: tuple[IPv4Network | IPv6Network, ...]

    def trusts(self, scope: Scope) -> bool:
        """Tell whether a connection comes from the proxy itself.

        Parameters
        ----------
        scope : ASGI scope

        Returns
        -------
        bool
            Not where ``X-Forwarded-For`` names the same address: a server that was told to believe
            that header has then taken the address from it, and anybody may have written it.
        """
        try:
            peer = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        for name, value in scope["headers"]:
            if name == FORWARDED_FOR and str(peer).encode() in value:
                return False
        return any(peer in network for network in self.addresses)


def proxy_login(environment: Mapping[str, str] = os.environ) -> ProxyLogin | None:
    """Return whom the operator says to believe; None where nothing is said.

    Parameters
    ----------
    environment : mapping of str to str

    Returns
    -------
    ProxyLogin or None

    Raises
    ------
    SpecError
        If only half of it is said, an address is none, or the server would believe others.
    """
    header = environment.get(HEADER_VARIABLE, "").strip().lower()
    texts = [part.strip() for part in environment.get(ADDRESSES_VARIABLE, "").split(",")]
    addresses = [part for part in texts if part]
    if not header and not addresses:
        return None
    if not header or not addresses:
        raise SpecError(HALF)
    if environment.get(BELIEVED) != "":
        raise SpecError(BELIEVES)
    networks = []
    for text in addresses:
        try:
            networks.append(ip_network(text))
        except ValueError:
            raise SpecError(NO_ADDRESS.format(text=text[:60])) from None
    return ProxyLogin(header=header.encode("ascii", "replace"), addresses=tuple(networks))


class TrustedHeader:
    """ASGI middleware that lets nothing pass for the proxy's word but the proxy's word.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    login : ProxyLogin or None
    """

    def __init__(self, app: ASGIApp, login: ProxyLogin | None) -> None:
        self._app, self._login = app, login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with the proxy's word in our header, or without any."""
        if scope["type"] in {"http", "websocket"}:
            theirs = self._login.header if self._login else OURS
            said = [value for name, value in scope["headers"] if name == theirs]
            kept = [pair for pair in scope["headers"] if pair[0] not in {theirs, OURS}]
            if self._login and len(said) == 1 and self._login.trusts(scope):
                kept.append((OURS, _SECRET + b" " + said[0]))
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)


def person_by_proxy(text: str | None, environment: Mapping[str, str] = os.environ) -> Person:
    """Return whom the proxy has named.

    Parameters
    ----------
    text : str or None
        Of the header `OURS`.
    environment : mapping of str to str
        With the lists of roles.

    Returns
    -------
    Person
        `NOBODY` where it names none, or where somebody else has written it.
    """
    secret, _, said = (text or "").partition(" ")
    if not hmac.compare_digest(secret.encode("utf-8", "replace"), _SECRET):
        return NOBODY
    return _named(said, "", environment)


def person_by_claims(
    claims: Mapping[str, object], environment: Mapping[str, str] = os.environ
) -> Person:
    """Return whom a login has named.

    Parameters
    ----------
    claims : mapping of str to object
        As OpenID Connect calls them: ``email``, ``email_verified``, ``name``.
    environment : mapping of str to str
        With the lists of roles.

    Returns
    -------
    Person
        `NOBODY` without an address, and with one that the provider says it has not verified.
    """
    is_verified = str(claims.get("email_verified", True)).lower() == "true"
    email = claims.get("email")
    if not isinstance(email, str) or not is_verified:
        return NOBODY
    return _named(email, str(claims.get("name") or ""), environment)


def _named(id_: str, name: str, environment: Mapping[str, str]) -> Person:
    try:
        return person_of(id_, name, environment)
    except DataError:
        return NOBODY
