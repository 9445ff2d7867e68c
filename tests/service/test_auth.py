"""Who may ask, how much, and how a refusal reads."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request

from segmentation.service.auth import (
    AuthMiddleware,
    HTTPException,
    Limits,
    keys_of,
    problem,
    read_json,
)

PAUSE = 60.0


def run(coroutine):
    """Run it in a thread of its own, where no earlier test can have left an event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def inner(_scope, _receive, send):
    """Answer everybody."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def ask(gate, **request):
    """Send one request; return its status and what it says."""
    return run(answer(gate, **request))


async def answer(
    gate,
    *,
    client="127.0.0.1",
    server="127.0.0.1",
    host="localhost:8501",
    path="/models",
    **headers,
):
    """Send it from inside an event loop."""
    sent = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/api{path}",
        "root_path": "/api",
        "client": client and (client, 1),
        "server": server and (server, 8501),
        "headers": [(b"host", host.encode())]
        + [(name.replace("_", "-").encode(), value) for name, value in headers.items()],
    }

    async def send(message):
        sent.append(message)

    await gate(scope, None, send)
    body = sent[1]["body"]
    return sent[0]["status"], json.loads(body)["detail"] if body != b"in" else "in"


def keyed(**settings):
    """Return a gate with two keys and a clock by hand."""
    now = [0.0]
    limits = Limits(keys=("first", "sécond"), **settings)
    return AuthMiddleware(inner, limits=limits, clock=lambda: now[0]), now


@pytest.mark.parametrize("key", [b"first", "sécond".encode()])
def test_any_of_the_keys_opens(key):
    """From anywhere, through a proxy too."""
    gate, _ = keyed()
    assert ask(gate, client="8.8.8.8", x_forwarded_for=b"9.9.9.9", x_api_key=key) == (200, "in")


@pytest.mark.parametrize("key", [None, b"", b"firs", b"first ", b"FIRST", b"\xff\x00", b"first,s"])
def test_nothing_else_does(key):
    """Not from the machine itself either."""
    gate, _ = keyed()
    status, sentence = ask(gate, **({} if key is None else {"x_api_key": key}))
    assert status == 401
    assert "X-API-Key holds no valid key" in sentence


def test_ten_thousand_keys_are_not_tried():
    """After ten a client waits, whatever wrong key it sends, not for ever; a right one opens."""
    gate, now = keyed()

    async def try_all():
        return [(await answer(gate, x_api_key=str(n).encode()))[0] for n in range(10_000)]

    answers = run(try_all())
    assert answers[:10] == [401] * 10
    assert set(answers[10:]) == {429}
    assert ask(gate, client="127.0.0.2", x_api_key=b"x")[0] == 401
    assert ask(gate, x_api_key=b"first")[0] == 200
    now[0] += PAUSE + 1
    assert ask(gate, x_api_key=b"x")[0] == 401


def test_a_request_without_a_key_is_no_attempt():
    """A browser that looks in must not lock its user out."""
    gate, _ = keyed()
    for _ in range(50):
        assert ask(gate)[0] == 401
    assert ask(gate, x_api_key=b"first")[0] == 200


def test_what_is_remembered_is_bounded(monkeypatch):
    """However many addresses try wrong keys, only so many of them are remembered."""
    monkeypatch.setattr("segmentation.service.auth.MOST_CLIENTS", 5)
    gate, _ = keyed(wrong_keys=1)
    for n in range(20):
        ask(gate, client=f"10.0.0.{n}", x_api_key=b"x")
    assert len(gate._wrong) == 5


def test_without_keys_and_a_word_of_the_operator_nobody_may_ask():
    """A proxy on the same machine that adds no header looks just like the machine itself."""
    status, sentence = ask(AuthMiddleware(inner, limits=Limits()), host="127.0.0.1:8501")
    assert status == 403
    assert "SEGMENTATION_API_WITHOUT_KEY=this-machine" in sentence


def test_keys_count_where_both_are_said():
    """The word of the operator is for a service without keys."""
    gate, _ = keyed(without_key=True)
    assert ask(gate)[0] == 401


def test_without_a_key_this_machine_may_ask_if_the_operator_says_so():
    """By any of its own names."""
    gate = AuthMiddleware(inner, limits=Limits(without_key=True))
    assert ask(gate) == (200, "in")
    assert ask(gate, client="::1", server="::1", host="[::1]:8501") == (200, "in")
    assert ask(gate, client="127.0.0.1", host="127.0.0.1") == (200, "in")


@pytest.mark.parametrize(
    "request_",
    [
        {"client": "10.0.0.5"},
        {"server": "10.0.0.1"},
        {"server": "0.0.0.0"},  # noqa: S104 - an address that is refused
        {"client": None},
        {"client": "testclient"},
        {"host": "evil.example"},
        {"host": "[::1].evil.example"},
        {"host": "[::1]evil.example:8501"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "localhost.evil"},
        {"host": "localhost:8501.evil"},
        {"host": "localhost@evil.example"},
        {"host": ""},
        {"x_forwarded_for": b"10.0.0.5"},
        {"forwarded": b"for=10.0.0.5"},
        {"x_real_ip": b"10.0.0.5"},
        {"via": b"1.1 proxy"},
    ],
    ids=str,
)
def test_without_a_key_nobody_else_may(request_):
    """Not through a proxy, nor by a name that a web page controls."""
    gate = AuthMiddleware(inner, limits=Limits(without_key=True))
    status, sentence = ask(gate, **request_)
    assert status == 403
    assert "set SEGMENTATION_API_KEYS" in sentence


def test_the_health_is_open_and_nothing_that_looks_like_it():
    """A model may be called health."""
    gate, _ = keyed()
    assert ask(gate, path="/health", client="8.8.8.8") == (200, "in")
    assert ask(gate, path="/models/health", client="8.8.8.8")[0] == 401


def test_keys_of_the_environment():
    """Parted by commas; blanks are none."""
    assert keys_of(" a, b ,,") == ("a", "b")
    assert keys_of("") == ()


def test_keys_are_not_in_what_is_printed():
    """Limits that are printed, in a log say, do not show their keys."""
    assert "secret" not in repr(Limits(keys=("secret",)))


def body_of(*chunks, limits=None, **headers):
    """Read a body that comes in pieces."""
    waiting = [{"type": "http.request", "body": c, "more_body": True} for c in chunks]
    waiting.append({"type": "http.request", "body": b"", "more_body": False})
    headers = {"content_type": b"application/json; charset=utf-8"} | headers
    listed = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]

    async def receive():
        return waiting.pop(0)

    request = Request({"type": "http", "method": "POST", "headers": listed}, receive)
    return run(read_json(request, limits or Limits(body_bytes=1_000)))


def test_a_body_in_pieces():
    """A body that arrives in two pieces is read as one document."""
    assert body_of(b'{"a"', b": 1}") == {"a": 1}


@pytest.mark.parametrize(
    ("chunks", "headers", "status"),
    [
        ([b"{"], {}, 400),
        ([b"\xff\xff"], {}, 400),
        ([b'{"a": NaN}'], {}, 400),
        ([b"[" * 900], {}, 400),
        ([b"[]"], {}, 422),
        ([b"null"], {}, 422),
        ([b"{}"], {"content_type": b"text/plain"}, 415),
        ([b"{}"], {"content_length": b"100000000"}, 413),
        ([b"x" * 600, b"x" * 600, b"never read"], {}, 413),
    ],
    ids=str,
)
def test_a_body_that_is_refused(chunks, headers, status):
    """With the right status; no more of it is read than is let through."""
    with pytest.raises(HTTPException) as caught:
        body_of(*chunks, **headers)
    assert caught.value.status_code == status
    assert caught.value.detail.endswith(".")


def test_a_body_that_never_ends_is_given_up():
    """A client that sends a byte now and then must not hold a place for ever."""

    async def receive():
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b" ", "more_body": True}

    headers = [(b"content-type", b"application/json")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    with pytest.raises(HTTPException) as caught:
        run(read_json(request, Limits(seconds=0.1)))
    assert caught.value.status_code == 408


def test_a_refusal_is_a_problem_document():
    """A refusal has the type and the four fields of RFC 9457."""
    found = problem(404, "Nothing here.")
    assert found.headers["content-type"] == "application/problem+json"
    assert json.loads(found.body) == {
        "type": "about:blank",
        "title": "Not there",
        "status": 404,
        "detail": "Nothing here.",
    }


def test_a_wrong_key_is_logged_without_its_text(caplog):
    """Whence it came, and as often as it is counted."""
    gate = AuthMiddleware(inner, limits=Limits(keys=("secret",)))
    for _ in range(12):
        ask(gate, client="10.0.0.7", x_api_key=b"nearly-secret")
    ask(gate, client="10.0.0.7", x_api_key=b"secret")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["A key that is unknown was sent from 10.0.0.7."] * 10
    assert "secret" not in caplog.text
