"""Whom to believe about who a visitor is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

import segmentation as sg
from segmentation.access import identity
from segmentation.access.identity import (
    NOBODY,
    OURS,
    TrustedHeader,
    person_by_claims,
    person_by_proxy,
    proxy_login,
)

LISTS = {"SEGMENTATION_EDITORS": "*@a.example"}
LOGIN = proxy_login(
    {
        "SEGMENTATION_PROXY_HEADER": "X-Forwarded-Email",
        "SEGMENTATION_PROXY_ADDRESSES": "10.0.0.5, 10.0.1.0/28, ::1",
        "FORWARDED_ALLOW_IPS": "",
    }
)


def passed_on(*headers, client="10.0.0.5", login=LOGIN, kind="websocket"):
    """Send a request through the middleware; return who it then comes from."""
    seen = []

    async def app(scope, _receive, _send):
        seen.append(scope)

    scope = {"type": kind, "client": client and (client, 4711), "headers": list(headers)}
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, TrustedHeader(app, login)(scope, None, None)).result()
    (scope,) = seen
    assert login is None or all(name != login.header for name, _ in scope["headers"])
    texts = [value.decode("latin-1") for name, value in scope["headers"] if name == OURS]
    assert len(texts) <= 1
    return person_by_proxy(texts[0] if texts else None, LISTS)


ADA = (b"x-forwarded-email", b"Ada@a.example")


@pytest.mark.parametrize("client", ["10.0.0.5", "10.0.1.7", "::1"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_the_proxy_is_believed(client, kind):
    """From each of its addresses, with the role that the lists give."""
    found = passed_on(ADA, client=client, kind=kind)
    assert (found.id, found.role) == ("ada@a.example", "editor")


@pytest.mark.parametrize(
    ("headers", "client"),
    [
        ([ADA], "10.0.0.6"),
        ([ADA], "127.0.0.1"),
        ([ADA], None),
        ([ADA], "testclient"),
        ([ADA, ADA], "10.0.0.5"),
        ([], "10.0.0.5"),
        ([(b"x-forwarded-email", b"")], "10.0.0.5"),
        ([(b"x-forwarded-email", b"a b@a.example")], "10.0.0.5"),
        ([(OURS, b"Ada@a.example")], "10.0.0.5"),
        ([(OURS, b" Ada@a.example")], "10.0.0.6"),
        # A server that believes the header has taken the proxy's address from it.
        ([ADA, (b"x-forwarded-for", b"10.0.0.5")], "10.0.0.5"),
        ([ADA, (b"x-forwarded-for", b"1.2.3.4, 10.0.0.5")], "10.0.0.5"),
    ],
    ids=str,
)
def test_nobody_else_is(headers, client):
    """A header from elsewhere, twice, or written as ours says nothing."""
    assert passed_on(*headers, client=client) == NOBODY


def test_what_the_proxy_forwards_for_others_is_no_doubt():
    """Usual proxies write the visitor's address."""
    assert passed_on(ADA, (b"x-forwarded-for", b"203.0.113.9")).id == "ada@a.example"


def test_without_a_word_of_the_operator_no_header_counts():
    """Not even from this machine; ours is taken out all the same."""
    forged = (OURS, identity._SECRET + b" ada@a.example")
    assert passed_on(ADA, client="127.0.0.1", login=None) == NOBODY
    assert passed_on(forged, login=None) == NOBODY
    assert passed_on(forged, client="10.0.0.6") == NOBODY


def test_pages_without_the_middleware_believe_nobody():
    """``streamlit run app.py`` has none, and any client may write our header."""
    for text in (None, "", "ada@a.example", " ada@a.example", "x ada@a.example"):
        assert person_by_proxy(text, LISTS) == NOBODY


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"SEGMENTATION_PROXY_HEADER": "X-User"}, "one is set and the other is not"),
        ({"SEGMENTATION_PROXY_ADDRESSES": "10.0.0.5"}, "one is set and the other is not"),
        (
            {
                "SEGMENTATION_PROXY_HEADER": "X-User",
                "SEGMENTATION_PROXY_ADDRESSES": "proxy",
                "FORWARDED_ALLOW_IPS": "",
            },
            "holds “proxy”, which is no address",
        ),
        (
            {
                "SEGMENTATION_PROXY_HEADER": "X-User",
                "SEGMENTATION_PROXY_ADDRESSES": "10.0.0.5/8",
                "FORWARDED_ALLOW_IPS": "",
            },
            "which is no address",
        ),
        (
            {"SEGMENTATION_PROXY_HEADER": "X-User", "SEGMENTATION_PROXY_ADDRESSES": "10.0.0.5"},
            "Set FORWARDED_ALLOW_IPS= beside it",
        ),
        (
            {
                "SEGMENTATION_PROXY_HEADER": "X-User",
                "SEGMENTATION_PROXY_ADDRESSES": "10.0.0.5",
                "FORWARDED_ALLOW_IPS": "*",
            },
            "from a header",
        ),
    ],
)
def test_half_a_setting_is_refused(settings, sentence):
    """The server then does not start, and no page is shown."""
    with pytest.raises(sg.SpecError, match=sentence):
        proxy_login(settings)
    assert proxy_login({}) is None


@pytest.mark.parametrize(
    ("claims", "id_"),
    [
        ({"email": "Ada@a.example", "name": "Ada L."}, "ada@a.example"),
        ({"email": "ada@a.example", "email_verified": True}, "ada@a.example"),
        ({"email": "ada@a.example", "email_verified": False}, ""),
        ({"email": "ada@a.example", "email_verified": "false"}, ""),
        ({"email": "ada@a.example", "email_verified": None}, ""),
        ({"name": "Ada", "sub": "1"}, ""),
        ({"email": ""}, ""),
        ({"email": ["ada@a.example"]}, ""),
        ({}, ""),
    ],
    ids=str,
)
def test_a_login_is_believed_by_its_verified_address(claims, id_):
    """An address that somebody has only typed in is nobody's."""
    found = person_by_claims(claims, LISTS)
    assert (found.id, found.role) == (id_, "editor" if id_ else "")
