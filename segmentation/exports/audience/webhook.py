"""A list that is sent to another program over HTTP, in batches; one that arrives twice counts once.

Only addresses that the operator has allowed are ever asked; where one answers with a redirect, it
is not followed, since it could lead anywhere.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import pandas as pd

from segmentation.errors import DataError, SpecError
from segmentation.hosts import host_of, is_this_machine

BATCH_ROWS = 500
TIMEOUT_SECONDS = 20
WAITS_SECONDS = (1, 2, 4)
"""Before each further try of a batch."""

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which a batch is tried again (RFC 9110 and RFC 6585)."""

NO_ADDRESS = "The place “{name}” to send lists to has no address. Its operator gives it a “url”."
NOT_SAFE = (
    "The place “{name}” to send lists to has the address {url}. Customers' addresses are sent over "
    "https only, but to a program on this machine. Its operator gives it another “url”."
)
REFUSED = (
    "{name} has refused the list: it answered {status}. {n_sent:,} of {n_rows:,} rows had arrived. "
    "Ask who runs it; what has arrived may be sent again, it counts once."
)
MOVED = (
    "{name} has sent us on to another address, which is not followed: the list would go where "
    "nobody has allowed it. {n_sent:,} of {n_rows:,} rows had arrived. Its operator gives the "
    "final “url”."
)
SILENT = (
    "{name} did not take the list after {tries} tries: {why}. {n_sent:,} of {n_rows:,} rows had "
    "arrived. Try again later; what has arrived may be sent again, it counts once."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where lists may be sent.

    Attributes
    ----------
    name, url : str
    key : str
        Sent as a bearer token; empty where none is needed.
    """

    name: str
    url: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What has arrived.

    Attributes
    ----------
    n_rows, n_batches, n_tries : int
    """

    n_rows: int
    n_batches: int
    n_tries: int


def destinations(given: Mapping[str, Mapping[str, str]]) -> tuple[Destination, ...]:
    """Read the places that the operator has allowed.

    Parameters
    ----------
    given : mapping of str to mapping
        By name, each with a ``url`` and perhaps a ``key``.

    Returns
    -------
    tuple of Destination

    Raises
    ------
    SpecError
        If an address is missing, or customers' addresses would travel unprotected.
    """
    return tuple(_destination(name, dict(place)) for name, place in given.items())


def _destination(name: str, place: Mapping[str, str]) -> Destination:
    url = str(place.get("url", ""))
    if not url:
        raise SpecError(NO_ADDRESS.format(name=name))
    if not _is_safe(url):
        raise SpecError(NOT_SAFE.format(name=name, url=url))
    return Destination(name=name, url=url, key=str(place.get("key", "")))


def _is_safe(url: str) -> bool:
    """Tell whether nobody between here and there can read what is sent."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that do not close
        return False
    host = host_of(parts.netloc)
    is_here = parts.scheme == "http" and is_this_machine(host)
    return bool(host) and (parts.scheme == "https" or is_here)


def send_list(
    place: Destination,
    rows: pd.DataFrame,
    *,
    title: str,
    wait: Callable[[float], None] = time.sleep,
) -> Sent:
    """Send a list, batch after batch.

    Parameters
    ----------
    place : Destination
    rows : pandas.DataFrame of shape (n_rows, n_columns)
        As `segmentation.exports.lists.list_table` lays them out.
    title : str
        What the list is called.
    wait : callable
        Waits so many seconds before a further try.

    Returns
    -------
    Sent

    Raises
    ------
    DataError
        If a batch is refused, redirected, or not taken after all tries.

    Notes
    -----
    The header ``Idempotency-Key`` is the SHA-256 of a batch, so that the same list sent twice has
    the same keys, and whoever receives it can count it once.
    """
    n_tries, n_sent = 0, 0
    batches = list(_batches(rows, title))
    for body, n in batches:
        n_tries += _send(place, body, wait, n_sent=n_sent, n_rows=len(rows))
        n_sent += n
    return Sent(n_rows=n_sent, n_batches=len(batches), n_tries=n_tries)


def _batches(rows: pd.DataFrame, title: str) -> Iterator[tuple[bytes, int]]:
    starts = range(0, len(rows), BATCH_ROWS)
    for number, start in enumerate(starts, start=1):
        part = rows.iloc[start : start + BATCH_ROWS]
        cells = json.loads(part.to_json(orient="records", date_format="iso"))
        about = {"list": title, "batch": number, "of": len(starts), "rows": cells}
        yield json.dumps(about, ensure_ascii=False, sort_keys=True).encode(), len(part)


def _send(
    place: Destination, body: bytes, wait: Callable[[float], None], *, n_sent: int, n_rows: int
) -> int:
    """Send a batch until it is taken; return the tries that took."""
    told = {"name": place.name, "n_sent": n_sent, "n_rows": n_rows}
    why = ""
    for tries, seconds in enumerate((*WAITS_SECONDS, None), start=1):
        try:
            status = _post(place, body)
        except (URLError, OSError, HTTPException) as error:
            why = f"it cannot be reached ({getattr(error, 'reason', None) or error})"
        else:
            if 200 <= status < 300:
                return tries
            if 300 <= status < 400:
                raise DataError(MOVED.format(**told))
            if status not in AGAIN:
                raise DataError(REFUSED.format(status=status, **told))
            why = f"it answered {status}"
        if seconds is not None:
            wait(seconds)
    raise DataError(SILENT.format(tries=len(WAITS_SECONDS) + 1, why=why, **told))


class _NoRedirect(HTTPRedirectHandler):
    """Leaves a redirect as the answer that it is."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def _post(place: Destination, body: bytes) -> int:
    """Send a batch once; return how it was answered."""
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": hashlib.sha256(body).hexdigest(),
    }
    if place.key:
        headers["Authorization"] = f"Bearer {place.key}"
    request = Request(place.url, data=body, headers=headers, method="POST")  # noqa: S310 - checked
    # Straight there: a proxy of the environment is nobody that the operator has allowed.
    opener = build_opener(_NoRedirect, ProxyHandler({}))
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status
    except HTTPError as error:
        with error:
            return error.code
